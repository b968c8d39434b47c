"""Leaving while something is still being read or saved: nothing breaks, nothing is lost."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from crmcli.core.records.contact import Contact
from crmcli.services.activity import task_lists
from crmcli.services.people import adding, contacts, listing
from crmcli.services.system import trash
from crmcli.services.workspace import Workspace
from crmcli.tui.app import CrmApp, Palette
from crmcli.tui.pages import PAGES
from crmcli.tui.screens import contacts as contacts_page
from crmcli.tui.screens import filtering
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.screens.pages.page import Page
from crmcli.tui.widgets.contact_table import ContactTable
from tests.tui.conftest import Hand

LANES = ("read", "slow", "long")


def held(_crm: Workspace, gate: Event) -> None:
    """A service that answers when it may."""
    assert gate.wait(20)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("turns", [0, 1, 2, 4, 8])
@pytest.mark.parametrize("page", PAGES)
def test_an_answer_that_comes_while_the_app_is_left_is_quiet(
    page: str, turns: int, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)

    async def told() -> None:
        app = CrmApp({**environ, "CRM_THEME": "dark"}, {}, page)
        async with app.run_test(size=(100, 30)) as pilot:
            await Hand(app, pilot, app.clock).settled()
            gate = Event()
            holding = [asyncio.ensure_future(app.desk._call(lane, held, gate)) for lane in LANES]
            await asyncio.sleep(0)
            app.book_changed()
            await asyncio.sleep(0)
            leaving = asyncio.ensure_future(app._shutdown())
            for _turn in range(turns):
                await asyncio.sleep(0)
            gate.set()
            await asyncio.gather(*holding, return_exceptions=True)
            await leaving
        assert app.broke is None

    asyncio.run(told())


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("turns", [0, 1, 2, 4])
def test_an_answer_for_a_card_that_was_left_is_quiet(turns: int, drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "down", "enter")
        gate = Event()
        holding = asyncio.ensure_future(hand.app.desk.read(held, gate))
        await asyncio.sleep(0)
        hand.app.book_changed()
        hand.send("escape")
        for _turn in range(turns):
            await asyncio.sleep(0)
        gate.set()
        await holding
        await hand.settled()
        assert hand.app.broke is None
        assert "Contacts" in hand.lines[0]

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_form_that_is_saved_under_another_screen_takes_down_itself(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("a")
        await hand.type("Zoe Zuloaga")
        gate = Event()
        holding = asyncio.ensure_future(hand.app.desk.write(held, gate))
        await asyncio.sleep(0)
        hand.send("enter")
        await asyncio.sleep(0.1)
        await hand.pilot.resize_terminal(30, 8)
        gate.set()
        await holding
        await hand.settled()
        assert "A larger window" in hand.text
        await hand.pilot.resize_terminal(80, 24)
        await hand.settled()
        assert hand.app.screen is hand.app.screen_stack[0]
        assert listing.count(hand.crm, "name:zuloaga") == 1

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_card_whose_contact_is_gone_under_a_form_takes_down_itself(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        first = adding.add(hand.crm, Contact(name="Aaron First")).contact
        hand.app.book_changed()
        await hand.settled()
        await hand.press("2", "home", "enter", "e")
        await hand.type("x")
        contacts.trash(hand.crm, [first.id], "contact delete")
        trash.empty(hand.crm)
        hand.app.book_changed()
        await hand.settled()
        assert isinstance(hand.app.screen, Form), "what is typed is not thrown away"
        await hand.press("escape", "escape")
        assert "Contacts" in hand.lines[0]

    drive(story)


def test_what_is_saved_while_one_quits_is_saved(
    sample: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)

    async def told() -> None:
        app = CrmApp({**environ, "CRM_THEME": "dark"}, {}, "today")
        async with app.run_test(size=(100, 30)) as pilot:
            hand = Hand(app, pilot, app.clock)
            await hand.settled()
            gate = Event()
            holding = asyncio.ensure_future(app.desk.write(held, gate))
            await asyncio.sleep(0)
            for key in ("d", "q"):
                hand.send(key)
            await asyncio.sleep(0.05)
            gate.set()
            await asyncio.gather(holding, return_exceptions=True)
        assert app.broke is None

    crm = Workspace(environ)
    before = task_lists.count(crm, "status:done")
    asyncio.run(told())
    assert task_lists.count(crm, "status:done") == before + 1
    crm.close()


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "opened", [("a",), ("question_mark",), ("ctrl+p",), ("2", "down", "delete"), ("slash",), ("e",)]
)
def test_one_can_leave_from_anywhere(opened: tuple[str, ...], drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press(*opened)
        hand.send("ctrl+q")
        await left(hand)

    drive(story)


@pytest.mark.usefixtures("sample")
def test_what_was_typed_is_not_thrown_away_by_one_key(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("a")
        await hand.type("Zoe")
        await hand.press("ctrl+q")
        assert isinstance(hand.app.screen, Form)
        assert "^q again throws away what you typed" in hand.text
        hand.send("ctrl+q")
        await left(hand)

    drive(story)


async def left(hand: Hand) -> None:
    """Wait until the app is left."""
    for _once in range(500):
        if hand.app._exit:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(hand.text)


@pytest.mark.usefixtures("sample")
def test_the_palette_opens_again_at_once(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("ctrl+p")
        assert isinstance(hand.app.screen, Palette)
        hand.app.screen.dismiss()
        hand.app.action_command_palette()
        await hand.settled()
        assert isinstance(hand.app.screen, Palette)

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_palette_that_is_left_before_it_is_there_is_gone(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        hand.app.action_command_palette()
        hand.app.screen.dismiss()
        await hand.settled()
        assert isinstance(hand.app.screen, Page)

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_filter_that_is_opened_under_a_form_leaves_it_alone(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("a")
        await filtering.contacts(hand.app, "tag:client")
        await hand.settled()
        assert isinstance(hand.app.screen, Form)

    drive(story, page="segments")


def endless(crm: Workspace) -> int:
    """What SQLite would be at for hours."""
    sql = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000) SELECT count(*) FROM n"
    )
    found: int = crm.db.execute(sql).fetchone()[0]
    return found


def endless_inside(crm: Workspace) -> int:
    """The same while another question is not read to its end, as its failure keeps it."""
    return sum(endless(crm) for _row in crm.db.execute("SELECT id FROM contact"))


def endless_later(crm: Workspace) -> int:
    """The same after a while in which SQLite is at nothing, and cannot be told to end."""
    time.sleep(0.1)
    return endless(crm)


def small(crm: Workspace) -> int:
    found: int = crm.db.execute("SELECT 42").fetchone()[0]
    return found


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("service", [endless, endless_inside, endless_later])
def test_a_reading_that_nobody_waits_for_any_more_is_ended(
    lane: str, service: Callable[[Workspace], int], drive: Callable[..., None]
) -> None:
    async def story(hand: Hand) -> None:
        desk = hand.app.desk
        for _time in range(3):
            asking = asyncio.ensure_future(desk._call(lane, service))
            while lane not in desk._turns:
                await asyncio.sleep(0)
            await asyncio.sleep(0.01)
            asking.cancel()
            assert await desk._call(lane, small) == 42
            assert asking.cancelled()

    drive(story)


@pytest.mark.usefixtures("sample")
def test_what_comes_after_one_that_was_ended_is_not_ended_with_it(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        desk = hand.app.desk
        first = asyncio.ensure_future(desk.read(small))
        second = asyncio.ensure_future(desk.read(small))
        await first
        desk._stop("read", object())
        assert await second == 42

    drive(story)


@pytest.mark.usefixtures("sample")
def test_readings_of_all_lanes_that_are_ended_together_leave_all_in_order(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        desk = hand.app.desk
        for _time in range(5):
            asking = [asyncio.ensure_future(desk._call(lane, endless_inside)) for lane in LANES]
            while len(desk._turns) < len(LANES):
                await asyncio.sleep(0)
            await asyncio.sleep(0.01)
            for one in asking:
                one.cancel()
            for lane in LANES:
                assert await desk._call(lane, small) == 42

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_filter_that_is_typed_while_pairs_are_looked_for_loses_none(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        for name in ("Zoe Zuloaga", "Zoé Zuloaga"):
            adding.add(hand.crm, Contact(name=name), force=True)
        gate = Event()
        holding = asyncio.ensure_future(hand.app.desk.long(held, gate))
        await asyncio.sleep(0)
        for key in ("8", "slash", "a"):
            hand.send(key)
        await asyncio.sleep(0.2)
        gate.set()
        await holding
        await hand.settled()
        await hand.press("escape")
        assert "Zuloaga" in hand.text

    drive(story, size=(120, 30))


@pytest.mark.usefixtures("sample")
def test_a_cursor_that_moves_before_the_whole_list_is_there_stays(
    drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def went_down(crm: Workspace, text: str, *more: Any) -> object:
        if text == "a":
            apps[0].call_from_thread(apps[0].screen.query_one(ContactTable).action_cursor_down)
        return picked(crm, text, *more)

    apps: list[Any] = []
    picked = contacts_page._picked
    monkeypatch.setattr(contacts_page, "_picked", went_down)

    async def story(hand: Hand) -> None:
        apps.append(hand.app)
        await hand.press("slash", "a")
        table = hand.app.screen.query_one(ContactTable)
        assert len(table.ids) > 64
        assert table.at == 1

    drive(story, page="contacts")
