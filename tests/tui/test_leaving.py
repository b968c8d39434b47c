"""Leaving while something is still being read or saved: nothing breaks, nothing is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from crmcli.services.activity import task_lists
from crmcli.services.workspace import Workspace
from crmcli.tui.app import CrmApp
from crmcli.tui.pages import PAGES
from tests.tui.conftest import Hand

LANES = ("read", "slow")


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
