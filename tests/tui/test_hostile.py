"""Hostile text in every field of every noun, on every screen, in every form and window: shown, and nothing more."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from textual.widgets import Input

from crmcli.services.insight import segments
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import ACTIONS, EVERYWHERE, LISTS
from crmcli.tui.pages import PAGES
from crmcli.tui.screens.pages.page import Page
from tests.conftest import REPOSITORY
from tests.tui.conftest import Hand
from tests.tui.fuzzing import LEAVING
from tests.tui.hostile_book import LOUD, poison
from tests.tui.terminals import Terminal, crm

OURS = ("app.go('", "app.press('", "app.palette", "screen.part(")
"""What a click in a line may do: tabs, keys, parts."""
LITERAL = ("[/red]", "[@click=app.quit]", "[bold]")
BAD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202e\u2066]")
"""What acts on a terminal, or deceives who reads: controls, halves of characters, changes of direction."""
SIZES = ((80, 24), (120, 40))
"""Every other screen has the other size."""


@pytest.fixture(scope="session")
def hostile_book(sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business, every text of it hostile."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.db"
    copy(sample_book, file)
    file.chmod(0o600)
    file.parent.chmod(0o700)
    crm = Workspace({"CRM_DB": str(file), "HOME": str(file.parent), "CRM_NOW": "2026-11-22T09:30", "CRM_ZONE": "UTC"})
    segments.create(crm, "loud", "tag:client")
    segments.create(crm, "louder", "not tag:client", note="x")
    crm.close()
    poisoned = poison(file, crm.local)
    assert len(poisoned) > 70, poisoned
    return file


@pytest.fixture
def hostile(hostile_book: Path, home: Path) -> Path:
    copy(hostile_book, home / "crm.db")
    (home / "crm.db").chmod(0o600)
    (home / "config.toml").write_text('owner = "[/red][@click=app.quit]x[/]"\n', encoding="utf-8")
    return home / "crm.db"


class Walker:
    """Somebody who goes everywhere and looks."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.seen: set[str] = set()
        self.texts: set[str] = set()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.hand.press(key)
            self.look(key)

    def look(self, about: str) -> None:
        """Nothing on the screen does anything, or could."""
        app = self.hand.app
        where = f"{type(app.screen).__name__} after {about}"
        assert app.is_running, where
        assert app.broke is None, where
        self.seen.add(type(app.screen).__name__)
        drawn = app.screen._compositor.render_strips()
        for strip in drawn:
            for segment in strip:
                assert BAD.search(segment.text) is None, (where, segment.text)
                if segment.style is not None:
                    action = segment.style.meta.get("@click", "")
                    assert not action or str(action).startswith(OURS), (where, action)
                    assert not segment.style.link, where
        shown = "\n".join(strip.text for strip in drawn)
        self.texts |= {text for text in LITERAL if text in shown}

    async def leave(self, page: str) -> None:
        """Back to a screen with a tab."""
        for _once in range(8):
            if self.hand.app.screen is self.hand.app.screen_stack[0] and not isinstance(self.hand.app.focused, Input):
                break
            await self.press("escape")
        self.hand.app.action_go(page)
        await self.hand.settled()
        self.hand.app.clear_notifications()

    async def walk(self, page: str) -> None:
        """Every action of a screen, and every field of what it opens."""
        screen = self.hand.app.screen
        assert isinstance(screen, Page)
        for action in ACTIONS:
            if action.group not in screen.groups() or action.id in LEAVING or action.group == LISTS:
                continue
            if action.group == EVERYWHERE and page not in ("today", "funnel"):
                continue
            await self.press(action.keys.split(",")[0])
            for key in ("tab",) * 2 if self.hand.app.screen is not screen else ():
                await self.press(key)
            if isinstance(self.hand.app.focused, Input) and self.hand.app.screen is not screen:
                self.hand.paste("[/red]" + LOUD)
                await self.hand.settled()
                self.look("pasting")
                await self.press("enter")
            await self.leave(page)


@pytest.mark.parametrize("page", PAGES)
def test_no_text_does_anything(page: str, hostile: Path, drive: Callable[..., Any]) -> None:
    async def story(hand: Hand) -> None:
        walker = Walker(hand)
        walker.look("the start")
        for _line in range(2):
            await walker.press("down", "enter", "down")
            await walker.leave(page)
        for _part in range(3):
            await walker.press("right", "down", "enter")
            await walker.leave(page)
        await walker.walk(page)
        if page in ("contacts", "today", "funnel", "sales"):
            assert walker.texts, "shown as it is"
        assert len(walker.seen) > 1 or page in ("settings", "history", "duplicates")

    drive(story, size=SIZES[list(PAGES).index(page) % 2], page=page, CRM_ACTOR="[/red][@click=app.quit]x[/]")


def test_no_text_commands_the_terminal(environ: dict[str, str], hostile: Path) -> None:
    given = {**environ, "TERM": "xterm-256color", "PYTHONPATH": str(REPOSITORY), "EDITOR": "true"}
    del given["NO_COLOR"], given["COLUMNS"]
    with Terminal(*crm("tui", "contacts"), environ=given, size=(120, 40)) as terminal:
        terminal.wait_for(b"6666h")
        for key in b"\x1b[B \r \x1b[C \x1b[C \x1b \x1b l \x1b \x1b 1 3 v v 4 \r \x1b 5 6 7 \x1b[B 8 9 2 e".split(b" "):
            terminal.type(key)
            for _once in range(3):
                terminal.read(0.1)
        terminal.type(b"\x11")
        assert terminal.end() == 0
        assert terminal.is_sane
        written = re.sub(rb"\x1b\]22;\w*\x07", b"", terminal.written)  # the shape of the mouse's pointer, by Textual
        for command in (b"\x1b[6666h", b"\x1b]0;", b"\xc2\x9b", b"\xc2\x9d", b"\x07", b"\x08", b"\x7f", b"\x1bP+q"):
            at = written.find(command)
            assert at < 0, written[max(at - 60, 0) : at + 20]
        for sign in "\u202e\u2066\u200f\u061c":
            assert sign.encode() not in written, sign.encode("unicode_escape")
