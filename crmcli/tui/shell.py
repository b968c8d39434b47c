"""What the app is to its screens: the desk, the clock, saying something, changing something and taking it back."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Concatenate, Literal, ParamSpec, Protocol, TypeVar, runtime_checkable

from textual import work
from textual.app import App
from textual.reactive import reactive
from textual.worker import NoActiveWorker, get_current_worker

from crmcli.core.errors import CrmError
from crmcli.services.workspace import Workspace
from crmcli.settings.keys import Value
from crmcli.tui.actions import BY_ID, shown
from crmcli.tui.desk import Desk
from crmcli.tui.pages import PAGES
from crmcli.tui.standing import stands
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.sentences import filled, words

P = ParamSpec("P")
T = TypeVar("T")


@runtime_checkable
class Readable(Protocol):
    """A screen that can read anew what it shows."""

    is_stale: bool

    def reload(self) -> object:
        """Read anew."""


class Shell(App[int]):
    """Everything that a screen may ask of the app; the screens themselves it does not know."""

    TITLE = "crm"
    urgent: reactive[tuple[int, int]] = reactive((0, 0))
    """How many tasks are overdue, and due today."""

    def __init__(self, environ: Mapping[str, str], flags: Mapping[str, Value]) -> None:
        super().__init__()
        self.clock = Workspace(environ, flags)
        """Knows settings and the time; it never opens the book here."""
        self.desk = Desk(environ, flags)
        self.desk.waiting = self._waiting
        self.desk.is_wanted = self._is_wanted
        self.changes: list[int] = []
        """The change sets of this run that can be taken back, the newest last."""
        self._has_counted = False

    @property
    def frame(self) -> Frame:
        """Today and the local clock, by which people read dates."""
        return Frame(self.clock.today, self.clock.local)

    def page_labels(self) -> list[tuple[str, str]]:
        """The screens with their names, in order."""
        return [(name, entry.label) for name, entry in PAGES.items()]

    def keys_of(self, action: str) -> str:
        """The keys of an action, as its user settled them."""
        return dict(self.clock.settings.keys).get(action, BY_ID[action].keys)

    def key_of(self, action: str) -> str:
        """The key of an action as people read it, the first where it has several."""
        return shown(self.keys_of(action))

    def tell(self, sentence: str, **values: object) -> None:
        """One translated sentence for some seconds; its values may hold anything, {undo} and {redo} are keys."""
        keys = {action: self.key_of(action) for action in ("undo", "redo")}
        self._say(filled(sentence, keys | values), "information", 4)

    def tell_error(self, error: CrmError) -> None:
        """An error and its way out, for some seconds."""
        message, hint = words(error)
        candidates = map(clean, getattr(error, "candidates", ())[:5])
        told = "\n".join(filter(None, (message, *candidates, hint)))
        self._say(told, "error", 8)

    def _say(self, text: str, severity: Literal["information", "error"], seconds: float) -> None:
        """Say something in place of what was said before: at most one thing that was done and one mistake are seen."""
        for old in [one for one in self._notifications if one.severity == severity]:
            self._unnotify(old, refresh=False)
        self.notify(text, severity=severity, markup=False, timeout=seconds)

    async def change(self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let a service change the book, remember it for undo, and show the book as it is then.

        What was begun is ended and remembered, even if the screen is left or the app meanwhile.
        """
        return await asyncio.shield(asyncio.ensure_future(self._changed(service, *args, **kwargs)))

    async def _changed(self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        before = self.desk.saved
        try:
            return await self.desk.write(service, *args, **kwargs)
        finally:
            saved = self.desk.saved
            if saved is not None and saved != before:
                self.changes.append(saved)
                self.book_changed()

    def page_read(self) -> None:
        """A screen shows what it has read: now there is time to count what is urgent, the first time."""
        if not self._has_counted:
            self._has_counted = True
            self.look_at_day()

    def book_changed(self) -> None:
        """Read anew what is seen now, and the rest when it is seen again."""
        if self._exit or not self.is_running:
            return
        for name in self._screen_stacks:
            for screen in self._screen_stacks[name]:
                if isinstance(screen, Readable):
                    screen.is_stale = True
        for screen in self.screen_stack:
            if isinstance(screen, Readable):
                screen.reload()
        self.look_at_day()

    async def take_back(self, number: int) -> None:
        """Take back a change set."""
        from crmcli.services.system import history  # noqa: PLC0415 - door: the journal, 20 ms, only where it is asked

        try:
            done = await self.change(history.undo, number)
        except CrmError as error:
            self.tell_error(error)
            return
        self.changes = [kept for kept in self.changes if kept not in (number, done.by)]
        self.tell(
            "Took back change {number} ({command}). {redo} brings it back.",
            number=number,
            command=done.change_set.command,
        )

    @work(exclusive=True, group="day")
    async def look_at_day(self) -> None:
        """Count what is urgent."""
        from crmcli.services.activity import today  # noqa: PLC0415 - door: after the first screen is painted

        with suppress(CrmError):
            found = await self.desk.slow(today.today, 0)
            self.urgent = (found.totals.overdue, found.totals.today)

    def _is_wanted(self) -> bool:
        """Whether the screen that a worker works for still stands: none may write on one that is being taken down."""
        try:
            node = get_current_worker().node
        except NoActiveWorker:
            return True
        return self.is_running and stands(node)

    def _waiting(self, holder: str) -> None:
        pid, _space, command = holder.partition(" ")
        sentence = "Waiting for another crm that is writing (process {pid}, {command})."
        self.call_from_thread(self.tell, sentence, pid=pid, command=command)
