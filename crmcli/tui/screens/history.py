"""The journal: what was changed, field by field, and taking any change back."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.system import ChangeSet, FieldChange
from crmcli.services.system import history as service
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Moved
from crmcli.tui.screens.pages.filter_page import FilterPage
from crmcli.tui.spans import number
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cells import cut, pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span, Spans
from crmcli.view.system import journal
from crmcli.view.wording import journal_words
from crmcli.view.words import _

MOST = 500
"""Change sets that are listed."""
_MOST_RECORDS = 20
_WIDEST_COMMAND = 24


class HistoryPage(FilterPage):
    """Change sets, the newest first; beside them what the chosen one did."""

    TITLE_WORD = "History"
    OFFERED = ("undo_this", "redo", "filter", "copy")
    GROUPS = (LISTS, "history")
    AUTO_FOCUS = "#changes"
    BINDINGS: ClassVar[list[BindingType]] = bindings("undo_this")
    NOUN = "change"

    def body(self) -> Iterable[Widget]:
        """The filter, the list and what one of them did."""
        yield FilterBar()
        with Horizontal(id="panes"):
            yield TextLines("changes")
            yield TextLines("person")

    @property
    def list_(self) -> TextLines:
        """The list of change sets."""
        return self.query_one("#changes", TextLines)

    def command(self) -> Sequence[str]:
        """As in Page."""
        return self.listing("history", "list")

    async def load(self) -> None:
        """Read the journal."""
        found = await self.asked(service.listed, self.text, limit=MOST + 1)
        if found is None:
            return
        total = await self.crm.desk.read(service.count)
        listed = number(len(found)) if len(found) <= MOST else f"{number(MOST)}+"
        told = _("{found} of {total}").format(found=listed, total=number(total))
        self.tell(self.told_filter(), told if self.text or len(found) > MOST else listed)
        self.list_.empty = [(), (Span(_("No change fits.") if self.text else _("Nothing was changed yet.")),)]
        self.list_.show(self._lines(found[:MOST]))
        self._show_fields()

    def _lines(self, found: list[ChangeSet]) -> list[tuple[Spans, object]]:
        now = self.crm.clock.now
        ages = [journal.age(one.at, now, self.frame) for one in found]
        digits = max((len(str(one.id)) for one in found), default=0)
        age = max(map(width, ages), default=0)
        command = min(max((width(clean(one.command)) for one in found), default=0), _WIDEST_COMMAND)
        lines: list[tuple[Spans, object]] = []
        for one, when in zip(found, ages, strict=True):
            state = journal_words.state(one)
            look = "quiet" if one.undone_by else ""
            lines.append((
                (
                    Span(pad(str(one.id), digits, "right") + "  ", "quiet"),
                    Span(pad(when, age) + "  ", "quiet"),
                    Span(pad(cut(clean(one.command), command), command) + "  ", look),
                    Span(journal.records(one.changes) + "  ", "quiet"),
                    Span(clean(one.actor) + "  ", "quiet"),
                    Span(state, "late"),
                ),
                one,
            ))  # fmt: skip
        return lines

    @on(Moved)
    def _moved(self) -> None:
        if self.focused is self.list_:
            self._show_fields()

    def on_resize(self) -> None:
        """Write the fields for the room there is."""
        self._show_fields()

    @work(group="fields", exclusive=True)
    async def _show_fields(self) -> None:
        pane, chosen = self.query_one("#person", TextLines), self._chosen()
        if chosen is None or not pane.display:
            pane.show([])
            return
        try:
            records = await self.crm.desk.read(service.fields, chosen.id, limit=_MOST_RECORDS)
        except CrmError:
            return
        frame = self.frame
        pane.write(lambda room: _change(chosen, records, room, frame))

    def _chosen(self) -> ChangeSet | None:
        return cast("ChangeSet | None", self.list_.chosen)

    @work(group="write")
    async def action_undo_this(self) -> None:
        """Take back the change under the cursor."""
        if chosen := self._chosen():
            await self.crm.take_back(chosen.id)


def _change(
    chosen: ChangeSet, records: Sequence[list[FieldChange]], room: int, frame: Frame
) -> list[tuple[Spans, object]]:
    heading, about = journal.change_set(chosen, frame)
    lines: list[tuple[Spans, object]] = [((Span(heading, "heading"),), None)]
    lines += [((Span(pad(line.label, 10), "quiet"), Span(line.text)), None) for line in about]
    for record in records:
        lines += [((), None), *_record(record, room, frame)]
    if chosen.changes > len(records):
        told = _("{count} of {total} records").format(count=len(records), total=number(chosen.changes))
        lines += [((), None), ((Span(told, "quiet"),), None)]
    return lines


def _record(fields: list[FieldChange], room: int, frame: Frame) -> list[tuple[Spans, object]]:
    heading, told = journal.field_changes(fields, frame)
    lines: list[tuple[Spans, object]] = [((Span(cut(clean(heading), room), "now"),), None)]
    for line in told:
        texts = wrap(clean_block(line.text[:2000]), max(room - 16, 8))[:6]
        label = pad(cut(clean(line.label), 14), 14)
        for text in texts:
            lines.append(((Span(label + "  ", "quiet"), Span(text)), fields))
            label = " " * 14
    return lines
