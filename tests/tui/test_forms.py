"""Filling in a form: what is offered, what is wrong, where there is little room; and what is said when it is saved."""

from collections.abc import Callable

import pytest
from textual.widgets import Input

from crmcli.services.people import listing
from crmcli.tui.screens.forms.form import Form
from tests.tui.conftest import Hand
from tests.tui.test_acting import notices

Drive = Callable[..., None]
pytestmark = pytest.mark.usefixtures("sample")


def form(hand: Hand) -> Form:
    found = hand.app.screen
    assert isinstance(found, Form)
    return found


async def go_to(hand: Hand, field: str) -> None:
    form(hand).field(field).box.focus()
    await hand.settled()


@pytest.mark.parametrize("size", [(40, 12), (60, 12), (80, 14)])
def test_the_field_that_is_typed_in_is_seen_however_little_room_there_is(size: tuple[int, int], drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "a")
        for key in ("name", "company", "job", "email", "phone", "tags", "birthday", "lifecycle", "cadence", "kind"):
            assert form(hand).field(key).box.has_focus
            await hand.press("down")
        await hand.press("z", "z")
        assert "zz" in hand.line("Note"), hand.text
        assert "Enter saves" in hand.text
        await hand.press("escape")
        assert "throws away" in hand.text
        await go_to(hand, "name")
        await hand.press("x")
        assert "x" in hand.line("Name")

    drive(story, size=size)


def test_a_key_takes_what_is_offered_and_goes_on_after_that(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "e")
        await go_to(hand, "tags")
        before = form(hand).field("tags").value
        await hand.press("end", *", cl")
        assert "client" in hand.line("│  Tags")
        await hand.press("tab")
        assert form(hand).field("tags").value == f"{before}, client"
        assert form(hand).field("tags").box.has_focus
        await hand.press("tab")
        assert form(hand).field("birthday").box.has_focus
        assert "Tab takes" in hand.text
        await hand.press("escape", "escape", "t", "down", "down", *"carm", "tab")
        assert form(hand).field("contact").value.startswith("carm")
        assert len(form(hand).field("contact").value) > len("carm")
        await hand.press("backspace", "down")
        assert not form(hand).field("contact").box.has_focus, "the arrow goes on and takes nothing"

    drive(story)


def test_what_cannot_be_read_is_marked_when_it_is_left_and_all_of_it_by_enter(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "e")
        await go_to(hand, "birthday")
        await hand.press(*"31/31", "tab")
        assert "31/31 is not a birthday." in hand.text
        await go_to(hand, "cadence")
        await hand.press(*"31 feb")
        await hand.press("down")
        assert "31 feb is not an interval." in hand.text
        await hand.press(*"nonsense", "enter")
        wrong = [field.key for field in form(hand).query("Field") if field.query(".remark.-wrong")]  # type: ignore[attr-defined]
        assert wrong == ["birthday", "cadence", "kind"]
        assert form(hand).field("birthday").box.has_focus, "the first of them"
        assert not notices(hand)

    drive(story, size=(100, 40))


def test_a_birthday_and_an_interval_are_told_as_one_types(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "e")
        await go_to(hand, "birthday")
        await hand.press(*"10 dec 1985")
        assert "10 Dec 1985 (turns 41 in 3 weeks)" in hand.text
        await go_to(hand, "cadence")
        await hand.press(*"3 weeks")
        assert "3w" in hand.text
        await hand.press("enter")
        person = listing.contacts(hand.crm, "name:álex").records[0]
        assert (person.birthday, person.cadence) == ("1985-12-10", "3w")

    drive(story, size=(100, 40))


def test_the_line_of_keys_has_those_of_the_filter_while_one_types_in_it(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("slash")
        assert "Tab take" in hand.lines[-1]
        assert "Enter keep" in hand.lines[-1]
        assert "Esc clear" in hand.lines[-1]
        assert "l log" not in hand.lines[-1]
        await hand.press(*"dana", "enter")
        assert "l log" in hand.lines[-1]
        await hand.press("slash")
        await hand.pilot.click(offset=(hand.lines[-1].index("Esc clear") + 1, hand.app.size.height - 1))
        await hand.settled()
        assert "l log" in hand.lines[-1]
        assert hand.app.screen.query_one(Input).value == ""

    drive(story, page="contacts")


def test_what_is_said_takes_the_place_of_what_was_said_before(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("d", "d")
        assert notices(hand).count("Done: ") == 1
        await hand.press("u")
        assert "Took back" in notices(hand)
        assert "Done: " not in notices(hand)
        await hand.press("u", "u")
        assert "Nothing was changed here yet." in notices(hand)
        assert len(hand.app._notifications) == 2, "what was done, and a mistake"

    drive(story)
