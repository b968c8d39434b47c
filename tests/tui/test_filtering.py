"""The search language on every screen that lists something, and the command that shows the same."""

import shlex
from collections.abc import Callable

import pytest
from textual.widgets import Input

from crmcli.cli import front
from crmcli.core.search import fields
from crmcli.services.people import completion, listing, queries
from crmcli.services.sales import board, deal_changes
from crmcli.services.workspace import Workspace
from crmcli.tui.pages import PAGES
from tests.tui.conftest import Hand
from tests.tui.test_acting import notices

Drive = Callable[..., None]
pytestmark = pytest.mark.usefixtures("sample")


def test_the_board_shows_what_a_query_on_deals_picks(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4", "slash")
        await hand.type("amount>5000")
        found = board.board(hand.crm, "amount>5000", cards=9)
        titles = [deal.title for lane in found.lanes for deal in lane.cards]
        assert titles
        assert "/ amount>5000" in hand.lines[0]
        assert [deal.title for lane in hand.app.screen.board.lanes for deal in lane.cards] == titles  # type: ignore[attr-defined]
        await hand.press("enter", "escape")
        assert "19 open deals" in hand.lines[0]

    drive(story)


def test_a_mistake_on_the_board_is_marked_and_what_is_begun_is_not(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4", "slash")
        await hand.type("stage:pro")
        assert "stage:proposal" in hand.text
        assert "There is no stage" not in hand.text
        await hand.press("tab")
        assert hand.app.screen.query_one(Input).value == "stage:proposal "
        await hand.type("colour:red")
        assert "Unknown field colour." in hand.text

    drive(story)


def test_the_agenda_and_the_invoices_are_filtered(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("3", "slash")
        await hand.type("kind:call")
        assert "Llamar a Tía Encarna" in hand.text
        assert "Renew the server" not in hand.text
        await hand.press("escape")
        assert "Renew the server" in hand.text
        await hand.press("5", "right", "slash")
        await hand.type("with:horno is:open")
        assert hand.app.screen.counts[1] == 0  # type: ignore[attr-defined]
        await hand.press("escape")
        assert hand.app.screen.counts[1] == 128  # type: ignore[attr-defined]

    drive(story)


def test_deliveries_are_picked_by_whom_they_go_to_and_invoices_keep_their_own_filter(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("5", "slash")
        await hand.type("with:margarita")
        await hand.press("enter", "left")
        assert "[Deliveries 2]" in hand.text
        await hand.press("slash")
        await hand.type("is:overdue name:tom")
        assert "Signpost" not in hand.text
        await hand.type(" or name:tom")
        assert hand.lines[0].endswith("1 of 2")
        assert "Signpost, painted" in hand.text
        assert "Labels for Parpadeo" not in hand.text
        await hand.press("enter", "y")
        assert hand.app.clipboard == "crm delivery list --query 'is:overdue name:tom or name:tom'"
        await hand.press("right")
        assert hand.lines[0].endswith("1 of 5")
        assert "/ with:margarita" in hand.lines[0]

    drive(story)


def test_the_journal_is_searched_by_words_kind_and_date(drive: Drive, environ: dict[str, str]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("d", "7", "slash")
        await hand.type("of:task at:today command:done")
        assert hand.lines[0].endswith("1 of 2")
        assert "task done" in hand.text
        assert "demo" not in hand.text
        await hand.press("enter", "y")
        assert hand.app.clipboard == "crm history list 'of:task at:today command:done'"
        await hand.press("escape")
        assert hand.lines[0].endswith(" 2")
        await hand.press("slash")
        await hand.type("tag:client")
        assert "Unknown field tag." in hand.text
        await hand.press("escape", "slash")
        await hand.type("state:undone")
        assert "No change fits." in hand.text

    drive(story, size=(100, 30))


def test_pairs_are_picked_by_a_query_on_one_of_the_two(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        for name in ("Harriet Plumtree", "Tom Ashdown"):
            await hand.press("a")
            await hand.type(name)
            await hand.press("enter")
        await hand.press("8")
        pairs = len(hand.app.screen.found)  # type: ignore[attr-defined]
        assert pairs >= 2
        await hand.press("slash")
        await hand.type("name:harriet")
        assert hand.lines[0].endswith(f"1 of {pairs}")
        assert "Tom Ashdown" not in hand.text
        await hand.press("enter", "y")
        assert hand.app.clipboard == "crm duplicates list --query name:harriet"
        await hand.press("escape")
        assert "Tom Ashdown" in hand.text

    drive(story, size=(100, 30))


def test_segments_are_found_by_words(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("9", "slash")
        await hand.type("rfm champ")
        assert hand.lines[0].endswith("2 of 3")
        assert "Journalists" not in hand.text
        await hand.press("enter", "y")
        assert hand.app.clipboard == "crm segment list 'rfm champ'"
        await hand.press("slash")
        await hand.type(" zzz")
        assert "No segment has these words." in hand.text

    drive(story)


def test_a_screen_that_filters_nothing_looks_for_somebody(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("slash")
        await hand.type("fermina")
        assert "Contacts" in hand.lines[0]
        assert "/ fermina" in hand.lines[0]

    drive(story)


@pytest.mark.parametrize("noun", [*fields.NOUNS, *fields.ALONE])
def test_every_value_that_is_offered_is_understood(noun: str, environ: dict[str, str]) -> None:
    crm = Workspace(environ)
    deal_changes.add(crm, {"title": "Looms", "competitor": 'Mail & "Bird"', "source": "two words"})
    for field in fields.fields_of(noun):
        for word, _help in completion.query(crm, f"{field.name}:", noun):
            if word not in _NOT_HERE:
                assert queries.condition(crm, noun, word)
    crm.close()


_NOT_HERE = {"has:task", "has:invoice", 'competitor:"Mail &  Bird "'}


def test_values_are_those_of_the_book(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        crm = hand.crm
        assert ("city:Valencia", "") in completion.query(crm, "city:va")
        assert [word for word, _ in completion.query(crm, "tag:client,p")] == [
            "tag:client,postcard",
            "tag:client,press",
        ]
        assert ('favourite-coffee:"café con leche"', "") in completion.query(crm, "favourite-coffee:cafe")
        assert ("source:workshop", "") in completion.query(crm, "source:w", "deal")
        assert ("abc:A", "") in completion.query(crm, "abc:a")
        assert all('"' not in word for word, _ in completion.typed_query(crm, "favourite-coffee:"))

    drive(story)


@pytest.mark.parametrize("page", PAGES)
def test_the_command_that_is_copied_is_one_that_runs(page: str, drive: Drive, environ: dict[str, str]) -> None:
    copied = []

    async def story(hand: Hand) -> None:
        for key in ("right", "right", "v", "v"):
            await hand.press("y")
            copied.append(hand.app.clipboard)
            assert f"Copied, where the terminal lets it: {hand.app.clipboard}" in notices(hand)
            await hand.press(key)

    drive(story, page=page)
    for command in dict.fromkeys(copied):
        program, *words = shlex.split(command)
        assert program == "crm"
        assert front.main(words, environ) == 0, command


def test_the_command_has_the_filter_the_order_and_the_day(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("3", "right", "y")
        assert hand.app.clipboard == "crm agenda week 2026-11-29"
        await hand.press("4", "slash")
        await hand.type("amount>5000")
        await hand.press("enter", "y")
        assert hand.app.clipboard == "crm deal board 'amount>5000'"
        await hand.press("2", "enter", "y")
        assert hand.app.clipboard == f"crm show id:{listing.contacts(hand.crm, 'name:álex').records[0].id}"

    drive(story)
