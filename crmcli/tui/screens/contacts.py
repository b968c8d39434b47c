"""Contacts: a table of all that the filter picks, and the card of the one under the cursor."""

from array import array
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.records.contact import Contact
from crmcli.services.people import listing
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, HeadClicked, JumpTo, Moved, Wanted
from crmcli.tui.screens.pages.beside import CardBeside
from crmcli.tui.screens.pages.filter_page import SavedFilterPage
from crmcli.tui.screens.pages.page import LOAD
from crmcli.tui.standing import stands
from crmcli.tui.widgets.contact_table import PART, ContactTable
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.person import PersonPane
from crmcli.view.spans import Span
from crmcli.view.words import _

_BY_COLUMN = {"name": "", "last_at": "-last", "touch_by": "touch"}
"""The order that a click on a heading asks for."""
_SORT_MESSAGES = {"": "", "-last": "by last contact", "touch": "by who is due", "-created": "the newest first"}


class ContactsPage(SavedFilterPage, CardBeside):
    """Browse, filter, jump; the card follows the cursor."""

    TITLE_WORD = "Contacts"
    OFFERED = ("add", "log", "follow_up", "edit", "filter", "sort", "undo", "copy", "call")
    GROUPS = (LISTS, "people", "filtered", "contacts", "card")
    AUTO_FOCUS = "ContactTable"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sort", "trash", "section_left", "section_right")

    sort = ""
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
            if not stands(self):
                return
            self.show_person()
        await self._show(table.current)

    async def _show(self, stay_on: int | None = None) -> None:
        table, text, begun_on = self.table, self.text, self.table.current
        found = await self.asked(_picked, text, self.sort, stay_on, table.at)
        if found is None:
            return
        ids, at, records = found
        part, now_on = at // PART, table.current
        if now_on is not None and now_on != begun_on and now_on in ids:  # whoever was quick has gone on meanwhile
            at = ids.index(now_on)
        if not text:
            self.total = len(ids)
        table.empty = self._nobody()
        table.show(ids, part, records, self.frame, at=at)
        self._tell()
        self.show_person()
        if text and not self.total:
            self.total = await self.crm.desk.slow(listing.count, "")
            self._tell()

    @work(group=LOAD, exclusive=True)
    async def _from_the_top(self) -> None:
        """Show the first ones at once: of half the book, all in order take five times as long."""
        table, text = self.table, self.text
        page = await self.asked(listing.contacts, text, sort=self.sort, limit=PART)
        if page is None:
            return
        if len(page.records) == PART:
            table.show(array("q", [one.id for one in page.records]), 0, page.records, self.frame, at=0)
            await table.wait_for_refresh()
            if not stands(self):
                return
        await self._show()

    def _tell(self) -> None:
        counts = self.told_count(len(self.table.ids), self.total)
        self.tell(self.told_filter(_(_SORT_MESSAGES[self.sort]) if self.sort else ""), counts)

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
            (
                Span(
                    _("{key} adds somebody; `crm import` brings an address book in.").format(
                        key=self.crm.key_of("add")
                    ),
                    "quiet",
                ),
            ),
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
                self.show_person()

    @on(Moved)
    def _moved(self) -> None:
        self.show_person()

    def on_resize(self) -> None:
        """The card may be seen now."""
        self.show_person()

    def whom(self) -> int | None:
        """As in CardBeside: known before the record is read."""
        return self.table.current

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

    def filtered(self) -> None:
        """Show whom the filter picks, from the first."""
        self._from_the_top()

    def action_section_right(self) -> None:
        """The next part of the card, from the list too."""
        self.query_one(PersonPane).action_section_right()

    def action_section_left(self) -> None:
        """The part before."""
        self.query_one(PersonPane).action_section_left()

    @on(HeadClicked)
    def _head_clicked(self, event: HeadClicked) -> None:
        if (sort := _BY_COLUMN.get(self.table.column_at(event.cell))) is not None:
            self._sort_by(sort)

    def action_sort(self) -> None:
        """The next order."""
        names = list(_SORT_MESSAGES)
        self._sort_by(names[(names.index(self.sort) + 1) % len(names)])

    def _sort_by(self, sort: str) -> None:
        self.sort = sort
        self.table.at = 0
        self._from_the_top()

    def command(self) -> Sequence[str]:
        """As in Page."""
        return self.listing("contact", "list", *(("--sort", self.sort) if self.sort else ()))

    @work(group="write")
    async def action_trash(self) -> None:
        """Move to the trash, after a question."""
        found = await self._somebody()
        if found is None:
            return
        from crmcli.services.people import contacts  # noqa: PLC0415 - door: only where somebody is changed
        from crmcli.tui.screens.forms.question import Question  # noqa: PLC0415 - door: only where something is asked

        if await self.app.push_screen_wait(Question("Move {name} to the trash?", name=found[1])):
            await self.crm.change(contacts.trash, [found[0]], "contact delete")
            self.crm.tell("{name} is in the trash. {undo} brings it back.", name=found[1])


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
