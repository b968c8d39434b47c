"""The first day with the app: from an empty book to a promise that was kept, by keys alone."""

from collections.abc import Callable

from crmcli.services.activity import log_lists, task_lists
from crmcli.services.people import listing
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
