"""Random keys, clicks, sizes and changes by others in the app: `python -m tests.tui.fuzzing [SEED] [COUNT]`.

Whoever presses them knows what is on the screen: texts go into fields, an action's keys are those of its screen, and
every screen has its turn. What was seen, and the seed, are told.
"""

import asyncio
import io
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

from textual.screen import ModalScreen
from textual.widgets import Input

from crmcli.cli import front
from crmcli.core.records.contact import Contact
from crmcli.services.people import adding, contacts, listing
from crmcli.services.system import health
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import ACTIONS, EVERYWHERE
from crmcli.tui.app import CrmApp
from crmcli.tui.pages import PAGES
from crmcli.tui.screens.pages.page import Page
from crmcli.tui.screens.windows.refusal import Refusal
from tests.conftest import NOW
from tests.tui.conftest import Hand

LEAVING = {"quit", "quit_anywhere", "suspend"}
"""Actions that are not pressed: what they do has tests of its own."""
MOVES = (
    "down", "down", "down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab", "shift+tab", "space",
    *"ABGMZ",
)  # fmt: skip
TEXTS = (
    *"abcdefghijklmnoprstuvwxyz0123456789", ":", ",", "+", "-", ".", "@", "#", "[", "]", "(", '"', "\\", "é", "ñ", "日",
    "backspace", "delete", "left", "home", "end", "tab", "down",
)  # fmt: skip
WHOLE = (
    "tag:client", "lifecycle:", "friday", "+3d", "mañana", "1.240,50", "12", "[/red]", "[@click=app.quit]x[/]", "not (",
    "2026-02-31", "fermina", "#", "x" * 300, "deal(stage:proposal", "won", "-",
)  # fmt: skip
SIZES = ((80, 24), (40, 12), (120, 40), (30, 8), (88, 20), (200, 60), (300, 100))
RESTS = 6
"""Keys after which one waits until everything is shown."""


class Fuzzer:
    """Somebody who presses anything."""

    def __init__(self, hand: Hand, chance: random.Random) -> None:
        self.hand, self.chance = hand, chance
        self.seen: Counter[str] = Counter()
        self.pressed: list[str] = []

    async def press(self, count: int) -> None:
        """Press so many keys, and look at what becomes of it."""
        while len(self.pressed) < count:
            await self._something()
            self.seen[type(self.hand.app.screen).__name__] += 1
            if len(self.pressed) % RESTS == 0:
                await self.hand.settled()
            assert self.hand.app.broke is None, self.told()
            assert self.hand.app.is_running, self.told()
        await self.hand.settled()
        assert not set(self.hand.text) & {"\x1b", "\x9b", "\u202e", "\t"}, self.told()

    def told(self) -> str:
        """The last keys."""
        return " ".join(self.pressed[-60:])

    async def _something(self) -> None:
        screen, chance = self.hand.app.screen, self.chance.random()
        is_typing = isinstance(self.hand.app.focused, Input)
        if chance < 0.04:
            await self._elsewhere()
        elif chance < (0.5 if isinstance(screen, Refusal) else 0.055):
            await self._resized()
        elif chance < 0.09:
            await self._clicked()
        elif chance < 0.11:
            self._changed_by_others()
        elif isinstance(screen, ModalScreen) and chance < 0.2:
            self._key("escape")
            self._key("escape")
        elif is_typing and chance < 0.5:
            self._key(self.chance.choice(TEXTS))
        elif is_typing and chance < 0.65:
            await self.hand.type(self.chance.choice(WHOLE))
            self.pressed.append("(text)")
        elif chance < 0.4:
            self._key(self.chance.choice(MOVES))
        elif chance < 0.75 and not isinstance(screen, ModalScreen):
            self._key(self._key_of_an_action())
        else:
            self._key(self.chance.choice(("enter", "enter", "escape", "down", "ctrl+e", "tab")))

    def _key(self, key: str) -> None:
        self.pressed.append(key)
        self.hand.send(key)

    def _key_of_an_action(self) -> str:
        screen = self.hand.app.screen
        groups = screen.groups() if isinstance(screen, Page) else (EVERYWHERE,)
        own = [one for one in ACTIONS if one.group in groups and one.group != EVERYWHERE]
        everywhere = [one for one in ACTIONS if one.group == EVERYWHERE and one.id not in LEAVING]
        chosen = self.chance.choice(own if own and self.chance.random() < 0.8 else everywhere)
        return self.chance.choice(chosen.keys.split(","))

    async def _elsewhere(self) -> None:
        """To any of the screens, out of whatever is open."""
        for _once in range(4):
            self._key("escape")
        await self.hand.settled()
        self.hand.app.action_go(self.chance.choice(list(PAGES)))
        self.pressed.append(f"({self.hand.app.current_mode})")

    async def _resized(self) -> None:
        size = self.chance.choice(SIZES)
        self.pressed.append(f"({size[0]}x{size[1]})")
        await self.hand.pilot.resize_terminal(*size)

    async def _clicked(self) -> None:
        await self.hand.settled()
        width, height = self.hand.app.size
        at = (self.chance.randrange(width), self.chance.randrange(height))
        self.pressed.append(f"(click {at[0]},{at[1]})")
        await self.hand.pilot.click(offset=at, times=self.chance.choice((1, 1, 2)))

    def _changed_by_others(self) -> None:
        """Another program adds somebody, or throws somebody away."""
        self.pressed.append("(others)")
        crm = self.hand.crm
        ids = listing.ids(crm, "")
        if self.chance.random() < 0.5 and len(ids) > 20:
            contacts.trash(crm, [self.chance.choice(ids)], "contact delete")
        else:
            adding.add(crm, Contact(name=f"New [/red] {len(ids)}", tags=("client",)), force=True)


async def pressed(environ: dict[str, str], seed: int, count: int, size: tuple[int, int]) -> Fuzzer:
    """Press so many keys in an app of its own; afterwards the book is sound."""
    chance = random.Random(seed)
    app = CrmApp({**environ, "CRM_THEME": "dark", "EDITOR": "true"}, {}, chance.choice(list(PAGES)))
    app.animation_level = "none"
    crm = Workspace(environ)
    async with app.run_test(size=size, tooltips=False) as pilot:
        hand = Hand(app, pilot, crm)
        await hand.settled()
        fuzzer = Fuzzer(hand, chance)
        try:
            await fuzzer.press(count)
        except BaseException:
            print(f"seed {seed}, size {size}, after {len(fuzzer.pressed)} keys: {fuzzer.told()}", file=sys.stderr)
            traceback.print_exception(getattr(app.broke, "error", app.broke))
            raise
    bad = [one for one in health.examine(crm) if one.state == "bad"]
    assert not bad, (seed, bad)
    crm.close()
    return fuzzer


def main() -> None:
    """Press, and tell what was seen."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else time.time_ns() % 1_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    print(f"seed {seed}", flush=True)
    print(seen(seed, count))


def seen(seed: int, count: int) -> str:
    """What was seen while so many keys were pressed on the sample business."""
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o700)
        environ = {
            "HOME": folder, "CRM_HOME": folder, "CRM_DB": f"{folder}/sample.db", "CRM_NOW": NOW,
            "CRM_ZONE": "Europe/Madrid", "CRM_COUNTRY": "ES", "CRM_CURRENCY": "EUR", "LANG": "C.UTF-8",
        }  # fmt: skip
        with redirect_stdout(io.StringIO()):
            assert front.main(["demo", "--path", f"{folder}/demo.db"], environ) == 0
        Path(folder, "demo.db").rename(Path(folder, "sample.db"))
        fuzzer = asyncio.run(pressed(environ, seed, count, (120, 40)))
    return ", ".join(f"{name} {times}" for name, times in fuzzer.seen.most_common())


if __name__ == "__main__":
    main()
