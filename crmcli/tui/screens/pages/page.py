"""What every screen with a tab has: the bars around it, loading without stopping the hand, and reading anew."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from crmcli.core.errors import CrmError
from crmcli.core.records.contact import Contact
from crmcli.core.records.history import Member
from crmcli.tui.actions import EVERYWHERE, LISTS, SCREENS, bindings
from crmcli.tui.messages import BarLeft, OpenCard, OpenRecord
from crmcli.tui.widgets.bars import KeyBar, PageBar, TopBar
from crmcli.view.columns.column import Frame
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell

LOAD = "load"
"""The group of the worker that reads what a page shows; a newer one ends it."""


class Page(Screen[None]):
    """A screen between the bars. Subclasses give `body`, and `load` to read and show; the rest is here."""

    TITLE_WORD: ClassVar[str] = ""
    OFFERED: ClassVar[tuple[str, ...]] = ()
    """The actions on the line of keys, the most wanted first."""
    GROUPS: ClassVar[tuple[str, ...]] = (LISTS,)
    """The groups of actions that work here."""
    AUTO_FOCUS = "Lines"
    BINDINGS: ClassVar[list[BindingType]] = bindings("copy")
    is_stale = False
    """Whether the book changed since it was read."""

    @property
    def crm(self) -> "Shell":
        """The app."""
        return cast("Shell", self.app)

    @property
    def frame(self) -> Frame:
        """Today and the local clock."""
        return self.crm.frame

    @classmethod
    def groups(cls) -> tuple[str, ...]:
        """The groups of actions that work here, those of this screen alone first."""
        own = [group for group in cls.GROUPS if group != LISTS]
        return (*own, *(group for group in cls.GROUPS if group == LISTS), EVERYWHERE, SCREENS)

    def body(self) -> Iterable[Widget]:
        """The widgets between the bars."""
        return ()

    def compose(self) -> ComposeResult:
        """The bars and the body."""
        yield TopBar()
        yield PageBar()
        yield from self.body()
        yield KeyBar(self.OFFERED)

    def on_mount(self) -> None:
        """Show the name at once, and read."""
        self.tell()
        self.reload()

    def on_screen_resume(self) -> None:
        """Read anew what changed while another screen was in front."""
        if self.is_stale:
            self.reload()

    def tell(self, detail: str = "", counts: str = "") -> None:
        """Say on top what is shown."""
        self.query_one(TopBar).show(_(self.TITLE_WORD), detail, counts)

    def reload(self) -> Worker[None]:
        """Read anew, the cursor staying where it can."""
        self.is_stale = False
        return self.run_worker(self._loaded, group=LOAD, exclusive=True)

    async def read(self) -> None:
        """Wait until what is listed is what was asked for: a key may follow a filter at once."""
        if reading := [one._task for one in self.workers if one.node is self and one.group == LOAD and one._task]:
            await asyncio.wait(reading)

    @on(BarLeft)
    def _bar_left(self) -> None:
        self.to_main()

    def to_main(self) -> None:
        """Look at what is listed again."""
        self.set_focus(next(part for part in self.query(self.AUTO_FOCUS) if part.display))

    def stand_for(self, action: str) -> None:  # noqa: ARG002 - subclasses use it
        """Look at where this action's key works, which was chosen on the line of keys."""
        self.to_main()

    def command(self) -> Sequence[str]:
        """The words of the command that shows the same."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Copy the command that shows the same; it is told too, for terminals that keep nothing for others."""
        import shlex  # noqa: PLC0415 - door: only where a command is copied

        line = shlex.join(("crm", *self.command()))
        self.app.copy_to_clipboard(line)
        self.crm.tell("Copied, where the terminal lets it: {command}", command=line)

    def open_card(self, contact_id: int) -> None:
        """Show somebody full-screen."""
        self.post_message(OpenCard(contact_id))

    def open_record(self, record: object) -> None:
        """Show one record whole; of people, the card."""
        if isinstance(record, Member | Contact):
            self.open_card(record.id)
        else:
            self.post_message(OpenRecord(record))

    async def load(self) -> None:
        """Read what is shown, and show it."""

    async def _loaded(self) -> None:
        try:
            await self.load()
        except CrmError as error:
            self.crm.tell_error(error)
        self.crm.page_read()
