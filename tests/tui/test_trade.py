"""Deals, sales, figures, duplicates and segments in the app."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.records.contact import Contact
from crmcli.services.insight import segments
from crmcli.services.money import deliveries, invoices
from crmcli.services.people import adding, listing
from crmcli.services.sales import deal_changes, deals
from crmcli.tui.widgets.board import Board
from tests.conftest import Ran
from tests.tui.conftest import Hand

Drive = Callable[..., None]
pytestmark = pytest.mark.usefixtures("sample")


def test_a_card_is_moved_on_and_back_and_undone(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4")
        board = hand.app.screen.board  # type: ignore[attr-defined]
        deal = board.chosen
        await hand.press(">")
        assert deals.get(hand.crm, deal.id).stage_id == board.lanes[1].stage.id
        assert board.chosen.id == deal.id
        assert board.lane == 1
        await hand.press("<")
        assert deals.get(hand.crm, deal.id).stage_id == deal.stage_id
        await hand.press("u", "u")
        assert len(deals.get(hand.crm, deal.id).moves) == len(deal.moves)

    drive(story)


def test_a_deal_is_won_with_a_reason_at_the_last_stage(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4", "right", "right", "right", "right")
        deal = hand.app.screen.board.chosen  # type: ignore[attr-defined]
        await hand.press(">")
        await hand.type("best price")
        await hand.press("enter")
        won = deals.get(hand.crm, deal.id)
        assert (won.status, won.reason) == ("won", "best price")
        await hand.press("<")
        assert deals.get(hand.crm, deal.id).status == "open"

    drive(story)


def test_a_deal_is_lost_only_for_a_reason(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4", "x", "enter")
        assert "Why was it lost?" in hand.text
        deal = hand.app.screen_stack[-2].board.chosen  # type: ignore[attr-defined]
        await hand.type("price")
        await hand.press("enter")
        assert deals.get(hand.crm, deal.id).status == "lost"

    drive(story)


def test_a_card_is_carried_with_the_mouse(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4")
        board = hand.app.screen.board  # type: ignore[attr-defined]
        deal, to = board.chosen, board.lanes[1].stage.id
        await hand.pilot.mouse_down("#board", offset=(4, board._top))
        await hand.pilot.hover("#board", offset=(30, 8))
        await hand.pilot.mouse_up("#board", offset=(30, 8))
        await hand.settled()
        assert deals.get(hand.crm, deal.id).stage_id == to

    drive(story)


def test_a_deal_is_edited_on_the_board_and_never_overwritten(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4")
        deal = hand.app.screen.board.chosen  # type: ignore[attr-defined]
        await hand.press("e", "tab", "tab")
        await hand.type("1500")
        deal_changes.edit(hand.crm, f"id:{deal.id}", {"next": "call them", "close": "2026-12-24"})
        await hand.press("enter")
        assert "Another program changed this meanwhile" in hand.text
        assert "call them" in hand.text
        await hand.press("enter")
        after = deals.get(hand.crm, deal.id)
        assert (after.amount_minor, after.next_step, after.expected_close) == (150_000, "call them", "2026-12-24")
        assert (after.title, after.contact_id, after.stage_id) == (deal.title, deal.contact_id, deal.stage_id)

    drive(story, size=(100, 30))


def test_the_report_on_the_stages_is_shown_and_hidden(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4")
        assert "Median days" not in hand.text
        await hand.press("r")
        assert "Median days" in hand.text
        assert "Worst step: from Proposal to Won" in hand.text
        await hand.press("slash")
        await hand.type("source:web")
        await hand.press("enter")
        assert f"First contact{hand.line('First contact').split()[2]:>7}" in hand.text
        assert "75" not in hand.line("First contact")
        await hand.press("r")
        assert "Median days" not in hand.text

    drive(story, size=(100, 33))


def test_a_new_deal_begins_in_the_stage_of_the_cursor(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4", "right", "n")
        await hand.type("[red]Looms[/red]")
        await hand.press("tab", "tab")
        await hand.type("1200")
        await hand.press("enter")
        assert "[red]Looms" in hand.text
        await hand.press("enter")
        assert "History" in hand.text

    drive(story, size=(120, 40))


def test_one_stage_at_a_time_where_it_is_narrow(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4")
        assert "5›" in hand.text
        await hand.press("right")
        assert "‹1" in hand.text
        assert "4›" in hand.text

    drive(story, size=(40, 12))


def test_a_payment_of_all_that_is_open_is_three_keys(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("5")
        number = hand.app.screen.rows.chosen.number  # type: ignore[attr-defined]
        await hand.press("p", "enter")
        invoice = invoices.pick(hand.crm, number)
        assert invoice.settled_on == "2026-11-22"
        assert "Overdue 4" in hand.text
        await hand.press("u")
        assert invoices.pick(hand.crm, number).settled_on == ""

    drive(story)


def test_a_part_of_an_invoice_is_paid(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("5")
        before = hand.app.screen.rows.chosen  # type: ignore[attr-defined]
        await hand.press("p")
        await hand.type("100")
        await hand.press("enter")
        assert invoices.pick(hand.crm, before.number).paid_minor == before.paid_minor + 10_000

    drive(story)


def test_a_delivery_is_marked_in_place(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("5", "d")
        await hand.press("left")
        one = hand.app.screen.rows.chosen  # type: ignore[attr-defined]
        await hand.press("d")
        assert deliveries.get(hand.crm, one.id).delivered_on == "2026-11-22"
        assert "Deliveries 1" in hand.text
        await hand.press("p", "u")
        assert deliveries.get(hand.crm, one.id).delivered_on == ""

    drive(story)


def test_a_cell_of_the_heat_map_becomes_the_filter_of_contacts(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("6", "right", "enter")
        assert "/ recency:5 frequency:5" in hand.lines[0]
        assert "6 of " in hand.lines[0]
        await hand.press("6", "left", "left", "left", "left", "left")
        assert "[Dashboard]" in hand.text

    drive(story)


def test_a_segment_of_rfm_becomes_the_filter_of_contacts(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "enter", "6")
        hand.app.screen.action_part(2)  # type: ignore[attr-defined]
        await hand.settled()
        await hand.press("enter")
        assert "/ rfm:champions" in hand.lines[0]
        assert f"{listing.count(hand.crm, 'rfm:champions')} of " in hand.lines[0]

    drive(story)


def test_the_filter_of_contacts_is_saved_as_a_segment_and_opened(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        for kept in segments.every(hand.crm):
            segments.delete(hand.crm, kept.segment.name)
        await hand.press("2", "slash", *"tag:client", "enter", "9", "n")
        await hand.type("Zest [bold]clients")
        await hand.press("enter")
        (one,) = [one for one in segments.every(hand.crm) if one.segment.name == "Zest [bold]clients"]
        assert (one.segment.name, one.segment.query) == ("Zest [bold]clients", "tag:client")
        assert "[bold]" in hand.text
        await hand.press("2", "escape", "9", "end", "enter")
        assert '/ segment:"Zest [bold]clients"' in hand.lines[0]
        assert f"{one.members} of " in hand.lines[0]
        count = len(segments.every(hand.crm))
        await hand.press("9", "end", "delete", "y")
        assert len(segments.every(hand.crm)) == count - 1
        await hand.press("u")
        assert len(segments.every(hand.crm)) == count

    drive(story, size=(120, 40))


@pytest.mark.parametrize(
    ("page", "query", "noun"), [("4", "amount>5000", "deal"), ("3", "kind:call", "task"), ("5", "is:open", "invoice")]
)
def test_a_filter_is_saved_as_a_view_and_offered_again(page: str, query: str, noun: str, drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press(page, "slash")
        await hand.type(query)
        await hand.press("enter", "m")
        await hand.type("The [b]usual")
        await hand.press("enter")
        (one,) = segments.saved(hand.crm, noun)
        assert (one.name, one.query) == ("The [b]usual", query)
        await hand.press("escape", "slash")
        assert "The [b]usual" in hand.text
        await hand.press("tab", "enter")
        assert f"/ {query}" in hand.lines[0]
        await hand.press("escape", "9")
        assert "The [b]usual" in hand.text
        await hand.press("end", "enter")
        assert f"/ {query}" in hand.lines[0]
        await hand.press("u")
        assert not segments.saved(hand.crm, noun)

    drive(story, size=(120, 40))


def test_a_segment_that_finds_nobody_any_more_says_why_in_the_users_words(
    drive: Drive, crm: Callable[..., Ran]
) -> None:
    crm("field", "add", "size", "--type", "number")
    crm("segment", "create", "Big", "size>3")
    crm("field", "remove", "size", "--yes")

    async def story(hand: Hand) -> None:
        await hand.press("9")
        assert "Campo desconocido: size." in hand.text
        assert "¿Querías decir since?" in hand.text

    drive(story, size=(120, 40), CRM_LANG="es")


def test_twins_are_merged_after_a_question_or_told_apart(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        (teo,) = listing.contacts(hand.crm, "name:valcárcel").records
        adding.add(hand.crm, Contact(name="Teo Valcárcel", job_title="Beekeeper", phones=teo.phones))
        await hand.press("8")
        assert "certain" in hand.text
        await hand.press("s")
        assert "certain" in hand.text
        for key, note in (("n", ""), ("b", "Both stay, though they may be one.")):
            await hand.press(key)
            assert "No two contacts look alike." in hand.text
            assert [one for (one,) in hand.crm.db.execute("SELECT note FROM distinction")] == [note]
            await hand.press("u")
            assert "certain" in hand.text
        await hand.press("l")
        assert "Merge Teo Valcárcel" in hand.text
        assert "To the note: Job: Beekeeper" in hand.text
        await hand.press("enter")
        assert len(listing.contacts(hand.crm, "name:valcárcel").records) == 2
        await hand.press("l", "y")
        (left,) = listing.contacts(hand.crm, "name:valcárcel").records
        assert left.id == teo.id
        await hand.press("u")
        assert len(listing.contacts(hand.crm, "name:valcárcel").records) == 2

    drive(story, size=(120, 40))


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
def test_nothing_breaks_in_an_empty_book(size: tuple[int, int], drive: Drive, sample: Path) -> None:
    sample.unlink()

    async def story(hand: Hand) -> None:
        for page, said in (
            ("4", "No deals yet"),
            ("5", "Nothing is overdue."),
            ("6", ""),
            ("8", "No two contacts"),
            ("9", "No segments and no views yet."),
        ):
            await hand.press(page)
            assert said in hand.text
            await hand.press(
                "right", "enter", "d", "p", "l", "escape", "escape", "w", "x", "right", "delete", ">", "<", "o", "i"
            )
            await hand.press("escape", "escape")

    drive(story, size=size)


def test_hostile_words_stay_words(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        for title in ("[/red]", "[@click=app.quit]x[/]", "\x1b[31mred", "\u202egnol" + "W" * 900):
            deal_changes.add(hand.crm, {"title": title.replace("\x1b", "").replace("\u202e", "") or "x", "amount": "5"})
        await hand.press("4", "end", "enter", "escape", "x", "escape", "escape", ">")
        assert "\x1b" not in hand.text
        assert hand.app.broke is None

    drive(story)


def test_arrows_on_a_board_that_is_not_read_yet_do_nothing(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        board = hand.app.screen.query_one(Board)
        board.show((), hand.app.frame)
        await hand.press("end", "left", "right", "pageup", "up", "enter")
        assert board.chosen is None
        hand.app.book_changed()
        await hand.settled()
        assert board.chosen == board.lanes[0].cards[0]

    drive(story, page="funnel")
