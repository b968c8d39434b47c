"""The agenda by day, week or month; every item can be acted on in place."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from crmcli.core.records.agenda import AgendaItem
from crmcli.core.values import durations
from crmcli.core.values.durations import Duration
from crmcli.services.activity import agenda as service
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.screens.pages.filter_page import SavedFilterPage
from crmcli.tui.screens.pages.task_page import TaskPage
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.lines import Lines, TextLines
from crmcli.tui.widgets.month_grid import MonthGrid
from crmcli.tui.widgets.person import PersonPane
from crmcli.view import dates
from crmcli.view.activity import agenda
from crmcli.view.words import _

VIEWS = ("week", "month", "day")
_STEPS = {"day": Duration(days=1), "week": Duration(days=7), "month": Duration(months=1)}


class AgendaLines(TextLines):
    """The items of some days."""

    found: service.Agenda | None = None

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if self.found is not None:
            frame = cast("AgendaPage", self.screen).frame
            lines = agenda.days_items(self.found.items, self.found.start, self.found.end, frame, self.room)[2:]
            self.show([(line.spans, line.item) for line in lines])


class AgendaPage(TaskPage, SavedFilterPage):
    """Days as lines, or a month as a grid with the chosen day below it."""

    TITLE_WORD = "Agenda"
    OFFERED: ClassVar[tuple[str, ...]] = ("view", "done", "snooze", "log", "task", "filter", "follow_up", "undo", "now")
    GROUPS: ClassVar[tuple[str, ...]] = (LISTS, "agenda", "tasks", "filtered", "people")
    BINDINGS: ClassVar[list[BindingType]] = bindings("view", "later", "earlier", "now")
    NOUN = "task"
    view = "week"
    day: date | None = None
    """The day around which it turns; None for today."""

    def body(self) -> Iterable[Widget]:
        """The filter, the lines, or the grid and the lines of its day."""
        yield FilterBar()
        with Horizontal(id="panes", classes="-roomy"):
            yield AgendaLines("days")
            yield PersonPane("person")
        with Vertical(id="month"):
            yield MonthGrid("grid")
            yield AgendaLines("day-items")

    @property
    def lines(self) -> AgendaLines:
        """The list that is seen."""
        return self.query_one("#day-items" if self.view == "month" else "#days", AgendaLines)

    def whom(self) -> int | None:
        """As in CardBeside; beside the month there is none."""
        return None if self.view == "month" else super().whom()

    def item(self) -> AgendaItem | None:
        """What the cursor is on."""
        return cast("AgendaItem | None", self.lines.chosen)

    async def load(self) -> None:
        """Read the days."""
        self.query_one("#panes").display = self.view != "month"
        self.query_one("#month").display = self.view == "month"
        day = self.day or self.frame.today
        start, end = self._span(day)
        found = await self.asked(service.between, start, end, self.text)
        if found is None:
            return
        self.tell(
            self.told_filter(self._named(start, end)), _({"day": "day", "week": "week", "month": "month"}[self.view])
        )
        if self.view != "month":
            self.lines.found = found
            self.lines.laid_out()
            self.show_person()
            return
        by_day: dict[str, list[AgendaItem]] = {}
        for item in found.items:
            by_day.setdefault(item.day, []).append(item)
        self.query_one(MonthGrid).show(day, by_day, self.frame)
        self._show_day(day)

    def command(self) -> Sequence[str]:
        """As in Page."""
        day = (self.day or self.frame.today).isoformat()
        return self.listing("agenda", self.view, *(() if self.day is None and not self.text else (day,)))

    def to_main(self) -> None:
        """As in FilterPage: the lines or the grid."""
        self.set_focus(self.query_one(MonthGrid) if self.view == "month" else self.query_one("#days", Lines))

    def _span(self, day: date) -> tuple[date, date]:
        if self.view == "month":
            return durations.whole("month", day)
        return day, durations.add(day, _STEPS[self.view])

    def _named(self, start: date, end: date) -> str:
        if self.view == "month":
            return dates.month(start)
        last = durations.add(end, Duration(days=-1))
        return dates.long(start) if start == last else f"{dates.of_year(start)} – {dates.long(last)}"

    def _show_day(self, day: date) -> None:
        items = self.query_one(MonthGrid).by_day.get(day.isoformat(), ())
        shown = self.query_one("#day-items", AgendaLines)
        told = tuple(item._replace(overdue=False) for item in items)
        shown.found = service.Agenda(day, durations.add(day, _STEPS["day"]), told)
        shown.laid_out()

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        if self.focused is self.query_one(MonthGrid):
            before, self.day = self.day or self.frame.today, date.fromordinal(event.at)
            if (before.year, before.month) == (self.day.year, self.day.month):
                self._show_day(self.day)
            else:
                self.reload()

    @on(Chosen)
    def _opened(self, event: Chosen) -> None:
        if self.focused is self.query_one(MonthGrid):
            event.stop()
            event.prevent_default()
            self._see("day")

    def action_view(self) -> None:
        """Day, week, month."""
        self._see(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def _see(self, view: str) -> None:
        self.view = view
        self.reload()
        self.query_one("#panes").display = view != "month"
        self.query_one("#month").display = view == "month"
        self.to_main()

    def action_later(self) -> None:
        """The next day or week."""
        self._turn(_STEPS[self.view])

    def action_earlier(self) -> None:
        """The day or week before."""
        self._turn(Duration(days=-_STEPS[self.view].days))

    def action_now(self) -> None:
        """Back to today."""
        self.day = None
        self.reload()

    def _turn(self, step: Duration) -> None:
        self.day = durations.add(self.day or self.frame.today, step)
        self.reload()
