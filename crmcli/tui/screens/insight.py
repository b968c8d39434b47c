"""What the numbers say: the month, recency and frequency, segments, cohorts, the funnel; a cell becomes a filter."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.report import Report
from crmcli.core.records.rfm import GridCell, SegmentFigures
from crmcli.services.figures import rfm as figures
from crmcli.services.insight import dashboard, retention, rfm
from crmcli.services.reports import funnel, spans
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS
from crmcli.tui.messages import Chosen
from crmcli.tui.screens import filtering
from crmcli.tui.screens.pages.parts_page import PartsPage
from crmcli.tui.widgets.heat_map import CellChosen, HeatMap
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.tabs import Tabs
from crmcli.view import dates, shown
from crmcli.view.cells import cut, wrap
from crmcli.view.charts import drawing
from crmcli.view.charts.shapes import Picture
from crmcli.view.columns.column import Column, Frame
from crmcli.view.columns.insight import dashboard as page_columns
from crmcli.view.insight import retention as retention_pictures
from crmcli.view.insight import rfm as rfm_pictures
from crmcli.view.insight import segments
from crmcli.view.reports import funnel as funnel_pictures
from crmcli.view.reports import told
from crmcli.view.sentences import words
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

Lined = list[tuple[Spans, object]]
_WIDEST = 120
_COHORTS = 24
_DASHBOARD, _RFM, _SEGMENTS, _COHORT, _FUNNEL = range(5)


class Found(NamedTuple):
    """What a part shows, or why it cannot."""

    record: object = None
    error: CrmError | None = None


class ReportLines(TextLines):
    """A report drawn for the room there is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in ("bar", "good", "other")}
    draw: Callable[[int, Frame], Lined] | None = None
    frame: Frame | None = None

    def laid_out(self) -> None:
        """Draw it anew."""
        if self.draw is not None and self.frame is not None:
            self.show(self.draw(self.room, self.frame))


class InsightPage(PartsPage):
    """Five reports, one at a time."""

    TITLE_WORD = "Insight"
    OFFERED = ("part_right", "part_left", "choose", "undo")
    GROUPS = (LISTS, "parts")
    AUTO_FOCUS = "ReportLines"
    seen = -1
    """The report that was drawn last."""

    def body(self) -> Iterable[Widget]:
        """The names, the report, the heat map."""
        yield Tabs()
        yield ReportLines("report")
        yield HeatMap("heat")

    def names(self) -> list[str]:
        """The reports."""
        return [_("Dashboard"), _("RFM"), _("Segments"), _("Cohorts"), _("Funnel")]

    async def load(self) -> None:
        """Read the report that is seen."""
        self.told_parts()
        part = self.part
        found = await self.crm.desk.slow(_READ[part])
        if part == self.part:
            self._show(found)

    def show_part(self) -> None:
        """Read another one."""
        self.reload()

    def _show(self, found: Found) -> None:
        lines, heat = self.query_one(ReportLines), self.query_one(HeatMap)
        is_heat = self.part == _RFM and found.error is None
        lines.display, heat.display = not is_heat, is_heat
        lines.frame = self.frame
        self.tell(dates.long(self.frame.today))
        if isinstance(found.record, tuple) and is_heat:
            report: Report = found.record  # type: ignore[assignment]
            heat.show(report.rows, _foot(report, min(max(self.size.width - 4, 20), _WIDEST)))
            heat.focus()
            return
        is_other = lines.draw is None
        lines.draw = _drawer(self.part, found)
        lines.laid_out()
        if self.part != self.seen:
            self.seen = self.part
            lines.changed(at=0)
            lines.scroll_to(0, 0, animate=False)
        if is_other or self.focused is not lines:
            lines.focus()

    @on(CellChosen)
    def _cell(self, event: CellChosen) -> None:
        self._filter(_query(event.cell))

    @on(Chosen)
    def _chosen(self) -> None:
        record = self.query_one(ReportLines).chosen
        if isinstance(record, SegmentFigures):
            self._filter(f"rfm:{record.segment}")
        elif isinstance(record, int):
            self.open_card(record)

    @work(group="go")
    async def _filter(self, query: str) -> None:
        await filtering.contacts(self.crm, query)


def _query(cell: GridCell) -> str:
    return f"recency:{cell.r} frequency:{cell.f}"


def _drawer(part: int, found: Found) -> Callable[[int, Frame], Lined]:
    """What draws a part."""
    if found.error is not None:
        return lambda room, _frame: _sorry(found.error, room)  # type: ignore[arg-type]
    return lambda room, frame: _DRAW[part](found.record, room, frame)


def _sorry(error: CrmError, room: int) -> Lined:
    message, hint = words(error)
    lines: Lined = [((), None)]
    lines += [((Span(text),), None) for text in wrap(message, room)]
    return lines + [((Span(text, "quiet"),), None) for text in wrap(hint, room)]


def _page(page: dashboard.Page, room: int, frame: Frame) -> Lined:
    room = min(room, _WIDEST)
    sentence = _("From {start} to {day}, against the month before up to the same day.")
    start, day = dates.long(page.start).partition(" ")[2], dates.long(page.as_of).partition(" ")[2]
    lines = [*_plain(wrap(sentence.format(start=start, day=day), room), "quiet"), ((), None)]
    lines += _table(page.figures, page_columns.FIGURE, room, frame)
    if page.causes:
        lines += [((), None), *_plain([_("Because of whom revenue changed:")], "heading")]
        lines += _table(page.causes, page_columns.CAUSE, room, frame, [cause.id for cause in page.causes])
    if page.goals:
        lines += [((), None), *_plain([_("Goals:")], "heading")]
        lines += _table(page.goals, page_columns.GOAL, room, frame)
    return lines


def _segments(report: Report, room: int, _frame: Frame) -> Lined:
    room = min(room, _WIDEST)
    lines: Lined = _plain([_("Enter shows a segment in Contacts.")], "quiet")
    lines.append(((), None))
    pictures = drawing.draw(rfm_pictures.segment_bars(report)[0], room)
    lines += list(zip(pictures, report.rows, strict=True))
    actions = [(segments.label(row.segment, row.label), segments.action(row.action)) for row in report.rows]
    lines.append(((), None))
    lines += [((Span(cut(f"{name}: ", room), "quiet"), Span(action)), None) for name, action in actions]
    return lines + _footed(report, room)


def _cohorts(report: Report, room: int, _frame: Frame) -> Lined:
    return _drawn(report, retention_pictures.triangle(report), room)


def _funnel(report: Report, room: int, _frame: Frame) -> Lined:
    return _drawn(report, funnel_pictures.funnel(report), room)


def _drawn(report: Report, pictures: Sequence[Picture], room: int) -> Lined:
    lines: Lined = [*_plain([told.heading(report)], "heading"), ((), None)]
    return lines + [(spans_, None) for spans_ in drawing.lines(pictures, room)] + _footed(report, min(room, _WIDEST))


def _footed(report: Report, room: int) -> Lined:
    return [((), None), *((spans_, None) for spans_ in _foot(report, room))]


def _foot(report: Report, room: int) -> list[Spans]:
    """Totals, doubts, how it was counted and of how many."""
    texts = [(told.sentence(total), "") for total in report.totals]
    texts += [(f"! {told.sentence(warning)}", "now") for warning in report.warnings]
    texts.append((f"{told.sentence(report.rule)} " + _("n = {n}.").format(n=told.number(report.n)), "quiet"))
    return [(Span(line, style),) for text, style in texts for line in wrap(text, room)]


def _table(
    records: Sequence[object], columns: Sequence[Column], room: int, frame: Frame, about: Sequence[object] = ()
) -> Lined:
    head, *lines = shown.as_table(records, shown.chosen(columns, "table", None), frame, room)
    records_ = about or [None] * len(lines)
    return _plain([head], "heading") + [((Span(line),), one) for line, one in zip(lines, records_, strict=True)]


def _plain(texts: Iterable[str], style: str) -> Lined:
    return [((Span(text, style),), None) for text in texts]


def _read_page(crm: Workspace) -> Found:
    return _found(lambda: dashboard.page(crm, ""))


def _read_heat(crm: Workspace) -> Found:
    return _found(lambda: rfm.grid(figures.of_book(crm, figures.Rule(), crm.today)))


def _read_segments(crm: Workspace) -> Found:
    return _found(lambda: rfm.segments(figures.of_book(crm, figures.Rule(), crm.today)))


def _read_cohorts(crm: Workspace) -> Found:
    return _found(lambda: retention.cohorts(crm, "", most=_COHORTS))


def _read_funnel(crm: Workspace) -> Found:
    return _found(lambda: funnel.funnel(crm, spans.span(crm)))


def _found(read: Callable[[], object]) -> Found:
    try:
        return Found(read())
    except CrmError as error:  # a report of a book with no sales says so in its place, not in a corner
        return Found(error=error)


_READ = (_read_page, _read_heat, _read_segments, _read_cohorts, _read_funnel)
_DRAW: tuple[Callable[..., Lined], ...] = (_page, _segments, _segments, _cohorts, _funnel)
