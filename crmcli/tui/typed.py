"""What is typed, one key after another: each is done with before the next is looked at.

A terminal hands over at once what was typed while a line lagged, or what a script sends. Textual gives each key to what
has the focus when it comes; so "/dana" would be five commands, as the filter takes the focus a moment after the first.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.worker import Worker

_MOVES = frozenset(("up", "down", "pageup", "pagedown", "home", "end"))
"""Keys that open nothing and move no focus: nothing waits for them, and what comes next comes after."""
_ROUNDS = 3
"""Messages that a key leads to one after another, as of a line that is chosen, and of the card that is opened then."""
_OPENS = ("go", "window", "save")
"""Groups of workers that end when what they open or save is seen."""
_ASKS = "write"
"""The group of workers that open a form, if they do, and wait for it."""
_LOOK_AGAIN = 0.005
"""Seconds between two looks whether a form is there."""


class Typed:
    """Holds what is typed back while the key before is still at work."""

    def __init__(self, app: App[Any], writes: Callable[[], int]) -> None:
        self._app, self._writes = app, writes
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._next: events.Key | events.Paste | None = None
        self._following: asyncio.Task[None] | None = None
        self.is_busy = False
        """Whether the last key is at work."""

    def holds(self, event: events.Key | events.Paste) -> bool:
        """Whether it has to wait; it is posted to the app anew when it is its turn."""
        if self.is_busy and event is not self._next:
            self._waiting.append(event)
            return True
        if event is not self._next and isinstance(event, events.Key) and event.key in _MOVES:
            return False
        self._next = None
        self.follow()
        return False

    def follow(self) -> None:
        """Let nothing pass until what begins now is done."""
        self.is_busy = True
        self._following = asyncio.create_task(self._follow(set(self._app.workers), self._writes()))

    def stop(self) -> None:
        """Follow nothing any more: the app is left."""
        if self._following is not None:
            self._following.cancel()

    async def _follow(self, known: set[Worker[Any]], writes: int) -> None:
        try:
            await self._done(known, writes)
        finally:  # whatever went wrong, the next key is looked at
            self.is_busy = bool(self._waiting)
            if self._waiting:
                self._next = self._waiting.popleft()
                self._app.post_message(self._next)

    async def _done(self, known: set[Worker[Any]], writes: int) -> None:
        """Wait until all that the key began is done, or seen."""
        seen = None
        while seen is not self._app.screen:
            seen = self._app.screen
            for _once in range(_ROUNDS):
                await self._through()
            if await self._opened(known, seen, writes):
                seen = None
            known |= set(self._app.workers)

    async def _through(self) -> None:
        """Wait until all that has the key by now has looked at it: the widget first, the app last."""
        for pump in (self._app.focused or self._app.screen).ancestors_with_self:
            await _behind(pump)

    async def _opened(self, known: set[Worker[Any]], seen: object, writes: int) -> bool:
        """Wait until the workers that the key began show what they open; whether there was one to wait for."""
        has_waited = False
        while True:
            begun = [one for one in self._app.workers if one not in known and not one.is_finished and one._task]
            is_asked = self._app.screen is not seen or self._writes() != writes
            late = [one for one in begun if one.group in _OPENS or (one.group == _ASKS and not is_asked)]
            if not late:
                return has_waited
            has_waited = True
            await asyncio.wait([one._task for one in late if one._task], timeout=_LOOK_AGAIN)


async def _behind(pump: MessagePump) -> None:
    """Wait until a part of the app has dealt with the messages that it has by now, or is gone."""
    done = asyncio.get_running_loop().create_future()
    if pump.call_later(_tell, done):
        await asyncio.wait([done, *([pump._task] if pump._task else [])], return_when=asyncio.FIRST_COMPLETED)


def _tell(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)
