"""Where the services are called: in threads of their own, each with its workspace, so that the screen never waits."""

import asyncio
import gc
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from crmcli.services.system import watching
from crmcli.services.workspace import Workspace
from crmcli.settings.keys import Value

P = ParamSpec("P")
T = TypeVar("T")
READ, SLOW, LONG, WRITE = "read", "slow", "long", "write"
"""What is read for the eye, what may take longer than a blink, what takes seconds, and what is written: none waits for
another."""
_MANY = 100_000
"""Objects that came of a long call, from which on looking through them would hold the screen up: 0.1 seconds."""
_AGAIN = 0.05
"""Seconds after which a reading that has not ended is told to end again."""
_PATIENCE = 0.3
"""Seconds for which one who leaves waits for what is still being read."""


class Desk:
    """Calls services one after another on each lane. A connection belongs to the thread that opened it."""

    def __init__(self, environ: Mapping[str, str], flags: Mapping[str, Value]) -> None:
        self.environ, self.flags = environ, flags
        self.waiting: Callable[[str], None] = lambda _holder: None
        self.is_wanted: Callable[[], bool] = lambda: True
        """Whether whoever asked is still there; an answer that nobody waits for any more ends its worker."""
        self.pending = 0
        """Calls that have not been answered yet."""
        self.writes = 0
        """Changes that were begun."""
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._workspaces: dict[str, Workspace] = {}
        self._files: dict[str, tuple[int, int]] = {}
        self._turns: dict[str, object] = {}
        """What each lane is at."""
        self._stopped: set[object] = set()
        """Those of them that were ended before their time."""
        self._changing = Lock()

    async def read(self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a service answers, for what a person waits for."""
        return await self._call(READ, service, *args, **kwargs)

    async def slow(self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a service answers that may take longer than a blink."""
        return await self._call(SLOW, service, *args, **kwargs)

    async def long(self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a service answers that looks at the whole book."""
        return await self._call(LONG, service, *args, **kwargs)

    async def write(self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let a service change the book."""
        self.writes += 1
        return await self._call(WRITE, service, *args, **kwargs)

    @property
    def saved(self) -> int | None:
        """The newest change set that this run wrote."""
        crm = self._workspaces.get(WRITE)
        return crm.saved if crm else None

    async def close(self) -> None:
        """Let go of the book on every lane; what is saved is waited for, what is only read is not, if it takes long."""
        for name, lane in self._lanes.items():
            if crm := self._workspaces.get(name):
                with suppress(RuntimeError, TimeoutError):
                    closed = asyncio.get_running_loop().run_in_executor(lane, crm.close)
                    await asyncio.wait_for(asyncio.shield(closed), None if name == WRITE else _PATIENCE)
            lane.shutdown(wait=False, cancel_futures=True)
        self._lanes.clear()

    async def _call(
        self, lane: str, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, f"crm-{lane}")
        turn = object()
        call = partial(self._run, lane, turn, service, *args, **kwargs)
        self.pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._lanes[lane], call)
        except asyncio.CancelledError:
            self._stop(lane, turn)
            raise
        finally:
            self.pending -= 1
            if not self.is_wanted():
                raise asyncio.CancelledError

    def _stop(self, lane: str, turn: object) -> None:
        """End a reading that nobody waits for, as of a filter when its next letter is typed; what is saved is saved.

        Only a question that SQLite is at can be ended: between two of them it is tried again.
        """
        with self._changing:
            if lane == WRITE or self._turns.get(lane) is not turn:
                return
            self._stopped.add(turn)
            self._workspaces[lane].stop()
        asyncio.get_running_loop().call_later(_AGAIN, self._stop, lane, turn)

    def _run(
        self,
        lane: str,
        turn: object,
        service: Callable[Concatenate[Workspace, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        if lane not in self._workspaces:
            crm = Workspace(self.environ, self.flags)
            crm.waiting = self.waiting
            self._workspaces[lane] = crm
        crm = self._workspaces[lane]
        file = watching.file(crm)
        if file != self._files.setdefault(lane, file):  # made by another lane, or restored from a copy
            crm.close()
            self._files[lane] = file
        with self._changing:
            self._turns[lane] = turn
        try:
            return _uncollected(service, crm, *args, **kwargs) if lane == LONG else service(crm, *args, **kwargs)
        except Exception as error:
            if turn in self._stopped:  # or all that was being compared would stay with the error that nobody reads
                traceback.clear_frames(error.__traceback__)
            if told := crm.explained(error):
                raise told from error
            raise
        finally:
            with self._changing:
                del self._turns[lane]
                is_stopped = turn in self._stopped
                self._stopped.discard(turn)
            if is_stopped:
                crm.resume()


def _uncollected(
    service: Callable[Concatenate[Workspace, P], T], crm: Workspace, *args: P.args, **kwargs: P.kwargs
) -> T:
    """What a service answers, nobody looking for rings meanwhile: of 100,000 contacts that are compared none is in one,
    and each look holds every thread up for 0.1 seconds."""
    gc.disable()
    try:
        return service(crm, *args, **kwargs)
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        gc.enable()
