"""A few screens with their colours, as pictures: `pytest tests/tui/test_looks.py --snapshot-update` takes them anew."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from crmcli.tui.app import CrmApp
from tests.tui.conftest import Hand

LOOKS: dict[str, tuple[str, str, tuple[int, int], tuple[str, ...]]] = {
    "today-dark": ("today", "dark", (80, 24), ()),
    "contacts-dark": ("contacts", "dark", (120, 40), ("down",)),
    "contacts-light": ("contacts", "light", (120, 40), ("down",)),
    "contacts-terminal": ("contacts", "terminal", (100, 30), ("down",)),
    "month-light": ("agenda", "light", (100, 30), ("v",)),
    "funnel-dark": ("funnel", "dark", (120, 40), ("right", "down")),
    "funnel-light": ("funnel", "light", (160, 30), ("right",)),
    "heat-map-dark": ("insight", "dark", (100, 30), ("right", "down")),
    "heat-map-light": ("insight", "light", (120, 40), ("right",)),
    "card-light": ("contacts", "light", (120, 40), ("down", "down", "down", "enter", "right", "right", "right")),
    "filter-dark": ("contacts", "dark", (80, 24), ("slash", *"city:va")),
    "form-dark": ("contacts", "dark", (100, 30), ("down", "l")),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_screen_has_its_colours(
    name: str,
    sample: Path,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    snap_compare: Callable[..., bool],
) -> None:
    page, theme, size, keys = LOOKS[name]
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = CrmApp({**environ, "CRM_THEME": theme}, {}, page)
    app.animation_level = "none"

    async def before(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot, app.clock)
        await hand.settled()
        await hand.press(*keys)
        for box in app.screen.query(Input):
            box.cursor_blink = False
        await hand.settled()

    run: Callable[[Pilot[Any]], Awaitable[None]] = before
    assert snap_compare(app, terminal_size=size, run_before=run)
