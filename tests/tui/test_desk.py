"""What takes long holds nobody up: no looking for rings meanwhile, nothing kept by what was ended, nothing read twice.

A ring is what Python's collector of garbage looks for: objects that know each other and nobody else does.
"""

import asyncio
import gc
import weakref
from collections.abc import Callable

import pytest
from textual.css.stylesheet import Stylesheet

from crmcli.services.workspace import Workspace
from crmcli.tui import desk as desks
from crmcli.tui.pages import PAGES
from crmcli.tui.widgets.contact_table import ContactTable
from tests.tui.conftest import Hand
from tests.tui.test_leaving import LANES, endless

Drive = Callable[..., None]


class Big:
    """Something to be let go of."""


@pytest.mark.usefixtures("sample")
def test_rings_are_not_looked_for_while_the_whole_book_is_read(drive: Drive) -> None:
    def collects(_crm: Workspace) -> bool:
        return gc.isenabled()

    def breaks(_crm: Workspace) -> None:
        raise LookupError

    async def story(hand: Hand) -> None:
        desk = hand.app.desk
        assert [await desk.read(collects), await desk.slow(collects), await desk.long(collects)] == [True, True, False]
        with pytest.raises(LookupError):
            await desk.long(breaks)
        assert gc.isenabled()

    drive(story)


@pytest.mark.usefixtures("sample")
def test_much_that_comes_of_it_is_not_looked_through(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "_MANY", 1000)

    async def story(hand: Hand) -> None:
        before = gc.get_freeze_count()
        await hand.app.desk.long(lambda _crm: 1)
        assert gc.get_freeze_count() == before
        found = await hand.app.desk.long(lambda _crm: [[number] for number in range(5000)])
        assert gc.get_freeze_count() >= before + len(found)

    try:
        drive(story)
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("lane", LANES)
def test_what_was_ended_keeps_nothing(lane: str, drive: Drive) -> None:
    known: list[weakref.ref[Big]] = []

    def holds(crm: Workspace) -> int:
        big = Big()
        known.append(weakref.ref(big))
        return endless(crm)

    async def story(hand: Hand) -> None:
        gc.disable()
        try:
            asking = asyncio.ensure_future(hand.app.desk._call(lane, holds))
            while not known:
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.02)
            asking.cancel()
            await hand.app.desk._call(lane, lambda _crm: None)
            assert known[0]() is None
        finally:
            gc.enable()

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_screen_that_is_seen_for_the_first_time_reads_no_style_again(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    reparse = Stylesheet.reparse

    def counted(sheet: Stylesheet) -> None:
        read.append(hand_page[0])
        reparse(sheet)

    hand_page = [""]

    async def story(hand: Hand) -> None:
        monkeypatch.setattr(Stylesheet, "reparse", counted)
        for page in PAGES:
            hand_page[0] = page
            hand.app.action_go(page)
            await hand.settled()
        assert read == []
        await hand.app.run_action("theme")
        await hand.settled()
        assert read, "a theme is read"

    drive(story)


@pytest.mark.usefixtures("sample")
def test_the_next_part_of_the_list_is_there_before_it_is_seen(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        table = hand.app.screen.query_one(ContactTable)
        assert sorted(table._parts) == [0, 1]

    drive(story, page="contacts")
