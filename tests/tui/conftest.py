"""The app driven by keys, on a copy of the sample business, with a clock that stands still."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from crmcli.cli import front
from crmcli.services.workspace import Workspace
from crmcli.tui.app import CrmApp
from crmcli.view import words
from tests.conftest import NOW

RESTING = ("write", "default")
"""Groups of workers that may wait for a person."""


class Hand:
    """Somebody at the keys."""

    def __init__(self, app: CrmApp, pilot: Pilot[Any], crm: Workspace) -> None:
        self.app, self.pilot, self.crm = app, pilot, crm

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything is shown."""
        for key in keys:
            self.send(key)
            await self.settled()

    def send(self, key: str) -> None:
        """Press a key, and wait for nothing."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        signs = {"slash": "/", "question_mark": "?", "space": " ", "colon": ":"}
        event = events.Key(name, signs.get(name, key if len(key) == 1 else None))
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    def paste(self, text: str) -> None:
        """Paste a text, and wait for nothing."""
        event = events.Paste(text)
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    async def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        box = self.app.focused
        assert isinstance(box, Input), box
        if not box.selection.is_empty:
            box.delete_selection()
        box.insert_text_at_cursor(text)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being read or drawn any more."""
        quiet = 0
        for _round in range(2000):
            await asyncio.sleep(0.002)
            quiet = 0 if self._is_busy() else quiet + 1
            if quiet >= 3:
                return
        busy = [f"{one.name} in {one.group}" for one in self.app.workers if one.is_running]
        busy += [f"{one}: {one._message_queue.qsize()} messages" for one in self._pumps() if _is_at_work(one)]
        busy += [f"{one}: to draw" for one in self.app.screen._dirty_widgets]
        raise AssertionError(f"the app never came to rest: {self.app.desk.pending} calls, {busy}")

    def _is_busy(self) -> bool:
        app = self.app
        if (
            app.typed.is_busy
            or app.desk.pending
            or any(one.is_running for one in app.workers if one.group not in RESTING)
        ):
            return True
        return any(map(_is_at_work, self._pumps())) or len(app.screen._dirty_widgets) > 0 or self._is_laying_out()

    def _is_laying_out(self) -> bool:
        """Whether what is seen will stand elsewhere in a moment; a screen that is covered waits."""
        parts = [self.app.screen, *self.app.screen.walk_children()]
        return any(isinstance(part, Widget) and part._layout_required for part in parts)

    def _pumps(self) -> list[MessagePump]:
        return [self.app, *(part for one in self.app.screen_stack for part in (one, *one.walk_children()))]

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line, without spaces at the ends."""
        return shown(self.app)

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n".join(self.lines)

    def line(self, words_: str) -> str:
        """The line that has these words."""
        return next((line for line in self.lines if words_ in line), "")


def _is_at_work(pump: MessagePump) -> bool:
    return bool(pump._next_callbacks) or not pump._message_queue.empty()


Story = Callable[[Hand], Awaitable[None]]


def shown(app: App[Any]) -> list[str]:
    """What a terminal would show."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business."""
    folder = tmp_path_factory.mktemp("sample")
    folder.chmod(0o700)
    environ = {
        "CRM_HOME": str(folder), "HOME": str(folder), "CRM_NOW": NOW, "CRM_ZONE": "Europe/Madrid", "CRM_COUNTRY": "ES",
        "CRM_CURRENCY": "EUR", "CRM_DATE_ORDER": "dmy", "CRM_ACTOR": "ana", "LANG": "C.UTF-8",
    }  # fmt: skip
    assert front.main(["demo", "--path", str(folder / "sample.db")], environ) == 0
    return folder / "sample.db"


@pytest.fixture
def sample(sample_book: Path, home: Path) -> Path:
    """A copy of it for one test."""
    shutil.copy(sample_book, home / "crm.db")
    (home / "crm.db").chmod(0o600)
    return home / "crm.db"


@pytest.fixture
def drive(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run a story in the app: drive(story, size=(80, 24), page="contacts", CRM_LANG="es")."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")

    def run(story: Story, *, size: tuple[int, int] = (80, 24), page: str = "today", **variables: str) -> None:
        given = {**environ, "CRM_THEME": "dark", "EDITOR": "true", **variables}

        async def told() -> None:
            crm = Workspace(given)
            words.speak(crm.settings.language)
            app = CrmApp(given, {}, page)
            app.animation_level = "none"
            async with app.run_test(size=size, tooltips=False) as pilot:
                hand = Hand(app, pilot, crm)
                await hand.settled()
                await story(hand)
            crm.close()

        try:
            asyncio.run(told())
        finally:
            words.speak("en")

    return run
