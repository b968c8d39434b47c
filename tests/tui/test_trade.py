"""Deals, sales, figures, duplicates and segments in the app."""

from collections.abc import Callable

import pytest

from crmcli.services.sales import deals
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
