"""Keys that come all at once, as over a line that lags: each waits for what the one before it opens."""

from collections.abc import Callable

import pytest
from textual.widgets import Input

from crmcli.services.activity import log_lists, task_lists, tasks
from crmcli.services.people import listing
from crmcli.services.system import history
from crmcli.tui.screens.forms.form import Form
from tests.tui.conftest import Hand

Drive = Callable[..., None]
pytestmark = pytest.mark.usefixtures("sample")


_KEYS = {"\n": "enter", "\t": "tab", "\x1b": "escape"}


async def at_once(hand: Hand, text: str) -> None:
    """Type without a pause."""
    for sign in text:
        hand.send(_KEYS.get(sign, sign))
    await hand.settled()


@pytest.mark.parametrize("page", ["today", "contacts", "agenda", "funnel"])
def test_what_is_typed_right_after_the_filter_is_opened_goes_into_it(page: str, drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await at_once(hand, "/dual a:m")
        assert hand.app.screen.query_one(Input).value == "dual a:m"
        assert not isinstance(hand.app.screen, Form)
        assert len(history.listed(hand.crm)) == 1, "nothing was done"

    drive(story, page=page)


def test_keys_that_come_before_the_first_screen_are_its_own(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await at_once(hand, "2/tag:client city:Valencia\ny")
        assert hand.app.clipboard == "crm contact list 'tag:client city:Valencia'"
        await at_once(hand, "/\x1bjk4/x\x1b2")
        assert hand.app.screen.query_one(Input).value == ""

    drive(story)


@pytest.mark.parametrize("screen", ["1", "2", "3"])
def test_what_is_said_goes_into_the_form_that_is_being_opened(screen: str, drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await at_once(hand, f"{screen}lduqla\nlat")
        said = log_lists.page(hand.crm, "", limit=1).records[0]
        assert said.text == "duqla"
        assert hand.app.focused is hand.app.screen.query(Input).first()
        assert hand.app.focused.value == "at"

    drive(story)


def test_a_task_and_a_contact_are_typed_without_a_pause(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await at_once(hand, "tdust\t+3d\naaqua\t\tdux\n")
        assert [one.due for one in task_lists.tasks(hand.crm, "title:dust").records] == ["2026-11-25"]
        assert [one.job_title for one in listing.contacts(hand.crm, "name:aqua").records] == ["dux"]

    drive(story)


def test_windows_cards_and_forms_are_there_before_the_next_key(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await at_once(hand, "s+1w\nj")
        assert tasks.get(hand.crm, 71).due == "2026-11-29"
        await at_once(hand, "?\x1b2\nex\x1b\x1b\x1b")
        assert "Contacts" in hand.lines[0]

    drive(story)


def test_what_is_pasted_waits_its_turn(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        hand.send("/")
        hand.paste("dana")
        hand.send("x")
        await hand.settled()
        assert hand.app.screen.query_one(Input).value == "danax"

    drive(story)


def test_what_is_done_right_after_a_filter_is_done_to_whom_it_finds(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await at_once(hand, "2/name:dana\nlduqla\n")
        assert log_lists.page(hand.crm, "", limit=1).records[0].names == ("Dana Whitlock",)
        await at_once(hand, "\x1b3/title:encarna\nd")
        done = [one.title for one in task_lists.tasks(hand.crm, "title:encarna status:done").records]
        assert done == ["Llamar a Tía Encarna"]

    drive(story)


def test_keys_that_only_move_wait_for_nothing_and_what_follows_knows_where_they_led(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(hand: Hand) -> None:
        third = listing.contacts(hand.crm, "", limit=3).records[2]
        followed: list[int] = []
        follow = hand.app.typed.follow

        def counted() -> None:
            followed.append(1)
            follow()

        monkeypatch.setattr(hand.app.typed, "follow", counted)
        for key in ("pagedown", "pageup", "down", "down"):
            hand.send(key)
        await hand.settled()
        assert followed == []
        hand.send("up")
        hand.send("down")
        await at_once(hand, "lhello\n")
        assert followed
        (said,) = log_lists.page(hand.crm, "", limit=1).records
        assert (said.text, said.participants) == ("hello", (third.id,))

    drive(story, page="contacts")


def test_a_mistake_in_following_a_key_leaves_nobody_without_keys(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(hand: Hand) -> None:
        typed = hand.app.typed

        async def broken(_known: object, _writes: int) -> None:
            monkeypatch.undo()
            raise LookupError

        monkeypatch.setattr(typed, "_done", broken)
        await at_once(hand, "2/tag:client")
        assert typed._following is not None
        assert hand.app.screen.query_one(Input).value.endswith("client")
        assert not typed.is_busy

    drive(story)
