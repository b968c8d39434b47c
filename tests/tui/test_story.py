"""The first day with the app: from an empty book to a promise that was kept, by keys alone."""

from collections.abc import Callable

from crmcli.services.activity import log_lists, task_lists
from crmcli.services.people import listing
from crmcli.services.sales import deal_lists, deals
from tests.tui.conftest import Hand


def test_the_first_day(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("a")
        await hand.type("Ana García")
        await hand.press("tab")
        await hand.type("Telares SL")
        await hand.press("enter", "2")
        assert [line[2:12] for line in hand.lines if "Ana García" in line or "Telares SL  " in line]
        (ana,) = listing.contacts(hand.crm, "name:ana").records
        assert ana.organisation == "Telares SL"

        await hand.press("home", "l")
        await hand.type("wants the offer")
        await hand.press("tab")
        await hand.type("+1d send the offer")
        await hand.press("enter", "1")
        assert "send the offer" in hand.text
        assert log_lists.count(hand.crm, "with:ana") == 1

        await hand.press("d")
        assert task_lists.count(hand.crm, "status:done") == 1
        await hand.press("7")
        assert "task done" in hand.text
        await hand.press("1", "u")
        assert task_lists.count(hand.crm, "status:open") == 1

    drive(story, size=(100, 30))


def test_from_the_first_start_to_a_won_deal(drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        assert "t promises something, 2 shows your contacts." in hand.text
        await hand.press("a")
        await hand.type("Harriet Plumtree")
        await hand.press("tab")
        await hand.type("Harrow Press")
        await hand.press("tab", "tab")
        await hand.type("harriet@harrow.example")
        await hand.press("enter", "slash")
        await hand.type("harriet")
        await hand.press("enter", "c")
        await hand.type("Asks what twelve plates would cost")
        await hand.press("tab")
        await hand.type("+1d send the price")
        await hand.press("enter")

        await hand.press("4")
        assert "No deals yet: n opens one." in hand.text
        await hand.press("n")
        await hand.type("Twelve plates")
        await hand.press("tab")
        await hand.type("Harriet Plumtree")
        await hand.press("tab")
        await hand.type("1600")
        await hand.press("tab")
        await hand.type("24 dec")
        assert "24 Dec 2026" in hand.text
        await hand.press("enter")
        assert "1 open deal" in hand.lines[0]

        await hand.press(">", ">", "e", "tab", "tab")
        await hand.type("1800")
        await hand.press("enter", ">", ">", ">")
        assert "Won: Twelve plates" in hand.text
        await hand.type("the samples")
        await hand.press("enter")
        (deal,) = deal_lists.deals(hand.crm, "status:won").records
        assert (deal.title, deal.amount_minor, deal.reason) == ("Twelve plates", 180_000, "the samples")
        assert [move.status for move in deal.moves] == ["open"] * 5 + ["won"]

        await hand.press("o")
        assert "Harriet Plumtree" in hand.lines[0]
        assert "→ won" in hand.text
        await hand.press("right", "right")
        assert "Twelve plates" in hand.line("won")
        await hand.press("escape", "1")
        assert "send the price" in hand.text
        await hand.press("7", "u")
        assert deals.get(hand.crm, deal.id).status == "open"
        await hand.press("ctrl+r")
        assert deals.get(hand.crm, deal.id).status == "won"

    drive(story, size=(120, 40))
