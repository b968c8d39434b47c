"""What the numbers say: the month, recency and frequency, segments, cohorts, the funnel; a cell becomes a filter."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import on, work
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.report import Report
from crmcli.core.records.rfm_rows import GridCell, SegmentFigures
from crmcli.services.figures import rfm as figures
from crmcli.services.figures.portfolio import Rule
from crmcli.services.insight import dashboard, retention, rfm
from crmcli.services.reports import funnel, spans
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS
from crmcli.tui.messages import Chosen
from crmcli.tui.screens import filtering
from crmcli.tui.screens.pages.parts_page import PartsPage
from crmcli.tui.widgets import report
from crmcli.tui.widgets.heat_map import CellChosen, HeatMap
from crmcli.tui.widgets.report import Draw, Lined, ReportLines
from crmcli.tui.widgets.tabs import Tabs
from crmcli.view import dates
from crmcli.view.words import _

_COHORTS = 24
_COMMANDS = (("dashboard",), ("rfm", "grid"), ("rfm", "segments"), ("report", "cohort"), ("report", "funnel"))
_DASHBOARD, _RFM, _SEGMENTS, _COHORT, _FUNNEL = range(5)


class Found(NamedTuple):
    """What a part shows, or why it cannot."""

    record: object = None
    error: CrmError | None = None


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

    def to_main(self) -> None:
        """As in Page: the report or the heat map."""
        self.set_focus(next(part for part in self.query("ReportLines, HeatMap") if part.display))

    def command(self) -> Sequence[str]:
        """As in Page."""
        return _COMMANDS[self.part]

    async def load(self) -> None:
        """Read the report that is seen."""
        self.told_parts()
        part = self.part
        found = await self.crm.desk.long(_READ[part])
        if part == self.part:
            self._show(found)

    def show_part(self) -> None:
        """Read another one."""
        self.reload()

    def _show(self, found: Found) -> None:
        lines, heat = self.query_one(ReportLines), self.query_one(HeatMap)
        is_heat = self.part == _RFM and found.error is None
        lines.display, heat.display = not is_heat, is_heat
        self.tell(dates.long(self.frame.today))
        if isinstance(found.record, tuple) and is_heat:
            grid: Report = found.record  # type: ignore[assignment]
            heat.show(grid.rows, report.foot(grid, min(max(self.size.width - 4, 20), report.WIDEST)))
            heat.focus()
            return
        is_other = lines.draw is None
        lines.tell(_drawer(self.part, found), self.frame)
        if self.part != self.seen:
            self.seen = self.part
            lines.to_top()
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


def _drawer(part: int, found: Found) -> Draw:
    """What draws a part."""
    if found.error is not None:
        return lambda room, _frame: report.sorry(found.error, room)  # type: ignore[arg-type]
    return lambda room, frame: _DRAW[part](found.record, room, frame)


def _read_page(crm: Workspace) -> Found:
    return _found(lambda: dashboard.page(crm, ""))


def _read_heat(crm: Workspace) -> Found:
    return _found(lambda: rfm.grid(figures.of_book(crm, Rule(), crm.today)))


def _read_segments(crm: Workspace) -> Found:
    return _found(lambda: rfm.segments(figures.of_book(crm, Rule(), crm.today)))


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
_DRAW: tuple[Callable[..., Lined], ...] = (
    report.page_of_month, report.segments, report.segments, report.cohorts, report.funnel,
)  # fmt: skip
