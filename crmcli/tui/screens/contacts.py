"""Contacts: a table of all that the filter picks, and the card of the one under the cursor."""

import asyncio
import shlex
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.contact import Contact
from crmcli.services.people import listing
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, Filtered, FilterLeft, JumpTo, Moved, Wanted
from crmcli.tui.screens.pages.page import LOAD
from crmcli.tui.screens.pages.people_page import PeoplePage
from crmcli.tui.spans import number
from crmcli.tui.widgets.contact_table import PART, ContactTable
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.person import PersonPane
from crmcli.view.spans import Span
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.core.records.history import Entry
    from crmcli.services.activity.timeline import Card

ENTRIES = 200
"""Lines of a timeline."""
_PAUSE = 0.04
"""Seconds that the cursor rests on somebody before the card is read."""
_SORT_MESSAGES = {"": "", "-last": "by last contact", "touch": "by who is due", "-created": "the newest first"}


class ContactsPage(PeoplePage):
    """Browse, filter, jump; the card follows the cursor."""

    TITLE_WORD = "Contacts"
    OFFERED = ("add", "log", "follow_up", "edit", "filter", "sort", "undo", "copy", "call")
    GROUPS = (LISTS, "people", "contacts", "card")
    AUTO_FOCUS = "ContactTable"
    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "sort", "copy", "trash", "back")

    text = sort = ""
    total = 0

    def body(self) -> Iterable[Widget]:
        """The filter, the table, the card."""
        yield FilterBar()
        with Horizontal(id="panes"):
            yield ContactTable("table")
            yield PersonPane("person")

    @property
    def table(self) -> ContactTable:
        """The table."""
        return self.query_one(ContactTable)

    def person(self) -> tuple[int, str] | None:
        """Whoever the cursor is on."""
        found = self.table.record(self.table.at) if self.table.count else None
        return (found.id, found.name) if found else None

    async def load(self) -> None:
        """Read whom the filter picks, the cursor staying on the same person."""
        table, desk = self.table, self.crm.desk
        if not table.count and not self.text:
            page = await desk.read(listing.contacts, "", sort=self.sort, limit=PART)
            table.show(array("q", [one.id for one in page.records]), 0, page.records, self.frame, at=0)
            await table.wait_for_refresh()  # all the rest is read when the first lines are on the screen
            self._show_person()
        await self._show(table.current)

    async def _show(self, stay_on: int | None = None) -> None:
        table, text = self.table, self.text
        try:
            ids, at, records = await self.crm.desk.read(_picked, text, self.sort, stay_on, table.at)
        except CrmError as error:
            self.query_one(FilterBar).complain(error)
            if not self.query_one(FilterBar).has_class("-open"):
                self.crm.tell_error(error)
            return
        self.query_one(FilterBar).complain(None)
        if not text:
            self.total = len(ids)
        table.empty = self._nobody()
        table.show(ids, at // PART, records, self.frame, at=at)
        self._tell()
        self._show_person()
        if text and not self.total:
            self.total = await self.crm.desk.slow(listing.count, "")
            self._tell()

    @work(group=LOAD, exclusive=True)
    async def _from_the_top(self) -> None:
        await self._show()

    def _tell(self) -> None:
        found = len(self.table.ids)
        counts = (
            number(found)
            if not self.text
            else _("{found} of {total}").format(found=number(found), total=number(self.total))
        )
        detail = f"/ {self.text}" if self.text else ""
        self.tell("   ".join(filter(None, (detail, _(_SORT_MESSAGES[self.sort]) if self.sort else ""))), counts)

    def _nobody(self) -> list[tuple[Span, ...]]:
        if self.text:
            return [
                (),
                (Span(_("Nobody is found by this filter.")),),
                (Span(_("Esc shows everybody again."), "quiet"),),
            ]
        return [
            (),
            (Span(_("Nobody here yet.")),),
            (Span(_("a adds somebody; `crm import` brings an address book in."), "quiet"),),
        ]

    @on(Wanted)
    async def _wanted(self, event: Wanted) -> None:
        self._read_part(event.part)

    @work(group="parts")
    async def _read_part(self, part: int) -> None:
        ids = self.table.ids
        records = await self.crm.desk.read(listing.of_ids, list(ids[part * PART : (part + 1) * PART]))
        if ids is self.table.ids:
            self.table.put(part, records)
            if self.table.at // PART == part:
                self._show_person()

    @on(Moved)
    def _moved(self) -> None:
        self._show_person()

    def on_resize(self) -> None:
        """The card may be seen now."""
        self._show_person()

    @work(group="person", exclusive=True)
    async def _show_person(self) -> None:
        pane = self.query_one(PersonPane)
        chosen = self.table.current
        if chosen is None:
            pane.clear()
            return
        if pane.card is not None and pane.card.contact.id != chosen:
            await asyncio.sleep(_PAUSE)
        try:
            card, entries = await self.crm.desk.read(told, chosen)
        except CrmError:  # gone meanwhile; the list is read anew in a moment
            return
        pane.tell(card, entries, self.frame)

    @on(JumpTo)
    async def _jump(self, event: JumpTo) -> None:
        if not self.sort:
            self.table.move_to(await self.crm.desk.read(listing.place, self.table.ids, event.letters))

    @on(Chosen)
    def _chosen(self) -> None:
        found = self.person()
        if found and self.focused is self.table:
            self.open_card(found[0])
        elif self.focused is not self.table:
            self.open_record(self.query_one(PersonPane).chosen)

    def action_filter(self) -> None:
        """Begin to filter."""
        self.query_one(FilterBar).open()
        self._warm_up()

    @work(group="offer", exclusive=True)
    async def _warm_up(self) -> None:
        """Open the search language before the first letter needs it."""
        await self.crm.desk.read(listing.count, "id:1")

    def filter_by(self, text: str) -> None:
        """Show whom a query picks."""
        self.query_one(FilterBar).clear()
        self.text = text
        self._from_the_top()

    @on(Filtered)
    def _filtered(self, event: Filtered) -> None:
        self.text = event.text
        self._from_the_top()
        self._offer()

    @work(group="offer", exclusive=True)
    async def _offer(self) -> None:
        from crmcli.services.people import completion  # noqa: PLC0415 - door: only while one types

        bar = self.query_one(FilterBar)
        word = bar.word
        found = await self.crm.desk.slow(completion.query, word) if len(word) > 1 or word == "#" else []
        if bar.word == word and bar.has_class("-open"):
            bar.offer(found)

    @on(FilterLeft)
    def _left(self, event: FilterLeft) -> None:
        bar = self.query_one(FilterBar)
        if event.kept and bar.is_wrong:
            return
        if not event.kept:
            bar.clear()
        bar.close()
        self.table.focus()

    def action_back(self) -> None:
        """Clear the filter."""
        bar = self.query_one(FilterBar)
        if self.text:
            bar.clear()
            bar.close()
            self.filter_by("")
        self.table.focus()

    def action_sort(self) -> None:
        """The next order."""
        names = list(_SORT_MESSAGES)
        self.sort = names[(names.index(self.sort) + 1) % len(names)]
        self.table.at = 0
        self._from_the_top()

    def action_copy(self) -> None:
        """Copy the command that shows the same."""
        words = ["crm", "contact", "list", *(["--sort", self.sort] if self.sort else [])]
        words += (["--"] if self.text.startswith("-") else []) + ([self.text] if self.text else [])
        command = shlex.join(words)
        self.app.copy_to_clipboard(command)
        self.crm.tell("Copied: {command}", command=command)

    @work(group="write")
    async def action_trash(self) -> None:
        """Move to the trash, after a question."""
        found = self._somebody()
        if found is None:
            return
        from crmcli.services.people import contacts  # noqa: PLC0415 - door: only where somebody is changed
        from crmcli.tui.screens.forms.question import Question  # noqa: PLC0415 - door: only where something is asked

        if await self.app.push_screen_wait(Question("Move {name} to the trash?", name=found[1])):
            await self.crm.change(contacts.trash, [found[0]], "contact delete")
            self.crm.tell("{name} is in the trash. {key} brings it back.", name=found[1], key="u")


def _picked(
    crm: Workspace, text: str, sort: str, stay_on: int | None, at: int
) -> tuple["array[int]", int, list[Contact]]:
    """Everybody's number, where the cursor is to stand, and the records around it."""
    ids = listing.ids(crm, text, sort=sort)
    if stay_on is not None:
        try:
            at = ids.index(stay_on)
        except ValueError:
            at = min(at, max(len(ids) - 1, 0))
    else:
        at = 0
    first = at // PART * PART
    return ids, at, listing.of_ids(crm, list(ids[first : first + PART]))


def told(crm: Workspace, contact_id: int) -> "tuple[Card, list[Entry]]":
    """The card of somebody with the timeline."""
    from crmcli.services.activity import timeline  # noqa: PLC0415 - door: the card, 15 ms, read after the list

    return timeline.card(crm, contact_id), timeline.entries(crm, contact_id, limit=ENTRIES)
