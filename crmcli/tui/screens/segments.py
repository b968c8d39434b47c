"""Segments and saved views: open one as the filter of its screen, save the filter of Contacts as a new one."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.contact import Contact
from crmcli.core.records.insight import Counted, Segment
from crmcli.services.insight import segments as service
from crmcli.services.insight import views
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.screens import filtering
from crmcli.tui.screens.pages.filter_page import FilterPage
from crmcli.tui.spans import number
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.rows import Rows
from crmcli.view import sentences, shown
from crmcli.view.cells import cut, wrap
from crmcli.view.clean import clean
from crmcli.view.columns.activity.activity import TASK
from crmcli.view.columns.column import Frame
from crmcli.view.columns.insight.segments import SEGMENT
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.sales.money import INVOICE
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

MOST_NAMES = 200
_COLUMNS = {
    "deal": (DEAL, "title,contact,amount,stage"),
    "task": (TASK, "due,title,contact"),
    "invoice": (INVOICE, "number,contact,open,status"),
}
"""What is told of the records of a view."""


class SegmentsPage(FilterPage):
    """The segments, and beside them who is in one."""

    TITLE_WORD = "Segments"
    OFFERED = ("choose", "save_segment", "forget_segment", "filter", "undo")
    GROUPS = (LISTS, "segments")
    AUTO_FOCUS = "#segments"
    NOUN = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("save_segment", "forget_segment")

    every: Sequence[Counted] = ()

    def body(self) -> Iterable[Widget]:
        """The filter, the list and the people."""
        yield FilterBar()
        with Horizontal(id="panes"):
            shown_ = ",".join(column.key for column in SEGMENT if column.shown)
            yield Rows(SEGMENT, shown_, "segments", narrow="name,members")
            yield TextLines("person")

    @property
    def rows(self) -> Rows:
        """The segments."""
        return self.query_one("#segments", Rows)

    def chosen(self) -> Counted | None:
        """The one under the cursor."""
        return cast("Counted | None", self.rows.chosen)

    def command(self) -> Sequence[str]:
        """As in Page."""
        return self.listing("segment", "list")

    async def load(self) -> None:
        """Read the segments."""
        self.every = await self.crm.desk.read(service.every)
        if not self.query(Rows):  # taken down meanwhile
            return
        self.filtered()

    def filtered(self) -> None:
        """Show those that have the words of the filter."""
        found = service.among(self.every, self.text)
        self.rows.empty = [
            (),
            (Span(_("No segment has these words.") if self.text else _("No segments and no views yet.")),),
            *(() if self.text else ((Span(self._hint(), "quiet"),),)),
        ]
        self.rows.tell(found, self.frame)
        self.tell(self.told_filter(), self.told_count(len(found), len(self.every)))
        self._show_people()

    def _hint(self) -> str:
        sentence = _("{filter} filters Contacts, then {save} here saves the filter under a name.")
        return sentence.format(filter=self.crm.key_of("filter"), save=self.crm.key_of("save_segment"))

    @on(Moved)
    def _moved(self) -> None:
        if self.focused is self.rows:
            self._show_people()

    def on_resize(self) -> None:
        """Write the people for the room there is."""
        when_drawn(self, self._show_people)

    @work(group="people", exclusive=True)
    async def _show_people(self) -> None:
        pane, chosen = self.query_one("#person", TextLines), self.chosen()
        if chosen is None or not pane.display:
            pane.show([])
            return
        one = chosen.segment
        frame = self.frame
        try:
            if one.noun != "contact":
                records = await self.crm.desk.read(views.records, one.noun, one.query, MOST_NAMES)
                pane.write(lambda room: _about(one, room) + _records(one.noun, records, room, frame))
                return
            _segment, found = await self.crm.desk.read(service.show, one.name)
        except CrmError as error:
            told = list(zip(sentences.words(error), ("late", "quiet"), strict=True))
            pane.write(lambda room: _about(one, room) + _wrapped(told, room))
            return
        pane.write(lambda room: _about(one, room) + _people(found, room))

    @on(Chosen)
    def _chosen(self) -> None:
        if self.focused is self.rows:
            if chosen := self.chosen():
                self._open(chosen)
        else:
            self.open_record(self.query_one("#person", TextLines).chosen)

    @work(group="go")
    async def _open(self, chosen: Counted) -> None:
        await filtering.view(self.crm, chosen.segment)

    @work(group="write")
    async def action_save_segment(self) -> None:
        """Save the filter of Contacts."""
        from crmcli.tui.screens.forms import view_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(view_form.ViewForm(filtering.text(self.crm)))

    @work(group="write")
    async def action_forget_segment(self) -> None:
        """Delete it, after a question."""
        chosen = self.chosen()
        if chosen is None:
            return
        from crmcli.tui.screens.forms.question import Question  # noqa: PLC0415 - door: only where something is asked

        if not await self.app.push_screen_wait(Question("Delete the segment {name}?", name=chosen.segment.name)):
            return
        try:
            await self.crm.change(service.delete, chosen.segment.name)
        except CrmError as error:
            self.crm.tell_error(error)
            return
        self.crm.tell("Deleted {name}. {undo} takes it back.", name=chosen.segment.name)


def _about(one: Segment, room: int) -> list[tuple[Spans, object]]:
    """Its name, its query and its note."""
    head: list[tuple[Spans, object]] = [((Span(cut(clean(one.name), room), "heading"),), None)]
    texts = ((clean(one.query[:600]), "accent"), (clean(one.note[:600]), "quiet"))
    return [*head, *_wrapped(texts, room), ((), None)]


def _wrapped(texts: Iterable[tuple[str, str]], room: int) -> list[tuple[Spans, object]]:
    return [((Span(line, style),), None) for text, style in texts for line in wrap(text, room) if line]


def _people(found: Sequence[Contact], room: int) -> list[tuple[Spans, object]]:
    if not found:
        return [((Span(_("Nobody is in it now."), "quiet"),), None)]
    lines = [_person(person, room) for person in found[:MOST_NAMES]]
    if len(found) > MOST_NAMES:
        lines.append(((Span(f"+ {number(len(found) - MOST_NAMES)}", "quiet"),), None))
    return lines


def _records(noun: str, records: Sequence[object], room: int, frame: Frame) -> list[tuple[Spans, object]]:
    if not records:
        return [((Span(_("Nothing is picked now."), "quiet"),), None)]
    columns, keys = _COLUMNS[noun]
    head, *lines = shown.as_table(records, shown.chosen(columns, "table", keys), frame, room)
    return [((Span(head, "quiet"),), None), *(((Span(line),), one) for line, one in zip(lines, records, strict=True))]


def _person(person: Contact, room: int) -> tuple[Spans, object]:
    name = cut(clean(person.name[:300]), room)
    about = cut(clean(person.organisation[:300]), max(room - len(name) - 2, 0))
    return (Span(name), Span(f"  {about}" if about else "", "quiet")), person
