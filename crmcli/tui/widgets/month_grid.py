"""A month as a grid of days, one of which is chosen with the arrows."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from crmcli.core.records.agenda import AgendaItem
from crmcli.core.values import durations
from crmcli.core.values.durations import Duration
from crmcli.tui.actions import bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.spans import STYLES, strip
from crmcli.view import dates
from crmcli.view.activity.agenda import day_cell
from crmcli.view.cells import cut, pad
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span

_DAY = timedelta(days=1)
_HEAD = 1


class MonthGrid(Widget, can_focus=True):
    """Seven columns of days; each shows as many of its items as it has lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in STYLES}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "cursor_left", "cursor_right", "cursor_up", "cursor_down", "choose", "next_month", "month_before"
    )

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.day: date | None = None
        self.frame: Frame | None = None
        self.by_day: Mapping[str, Sequence[AgendaItem]] = {}

    def show(self, day: date, by_day: Mapping[str, Sequence[AgendaItem]], frame: Frame) -> None:
        """Show the month of a day."""
        self.day, self.by_day, self.frame = day, by_day, frame
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the grid."""
        wide, base = self.size.width, self.rich_style
        if self.day is None or self.frame is None:
            return Strip.blank(wide, base)
        cells = max((wide - 8) // 7, 3)
        if y < _HEAD:
            heads = [Span(pad(cut(dates.weekday(number), cells), cells) + " ", "heading") for number in range(7)]
            return strip((Span(" "), *heads), wide, self.styled, base)
        week, line = divmod(y - _HEAD, self.lines_a_week)
        monday = self.monday + 7 * week * _DAY
        spans = [Span(" ")]
        for day in (monday + number * _DAY for number in range(7)):
            spans += [self._cell(day, line, cells), Span(" ")]
        return strip(tuple(spans), wide, self.styled, base)

    def styled(self, name: str) -> Style:
        """How a piece of text of this kind looks."""
        return self.get_component_rich_style(f"line--{name}", partial=True)

    @property
    def monday(self) -> date:
        """The Monday with which the grid begins."""
        first = (self.day or date(2000, 1, 1)).replace(day=1)
        return first - first.weekday() * _DAY

    @property
    def lines_a_week(self) -> int:
        """Lines of each week."""
        day = self.day or date(2000, 1, 1)
        days = monthrange(day.year, day.month)[1] + day.replace(day=1).weekday()
        return max((self.size.height - _HEAD) // -(-days // 7), 1)

    def action_cursor_left(self) -> None:
        """The day before."""
        self._go(-1)

    def action_cursor_right(self) -> None:
        """The next day."""
        self._go(1)

    def action_cursor_up(self) -> None:
        """The week before."""
        self._go(-7)

    def action_cursor_down(self) -> None:
        """The next week."""
        self._go(7)

    def action_next_month(self) -> None:
        """The same day of the next month."""
        self._turn(1)

    def action_month_before(self) -> None:
        """The same day of the month before."""
        self._turn(-1)

    def action_choose(self) -> None:
        """Open the day."""
        if self.day is not None:
            self.post_message(Chosen(self.day.toordinal()))

    def _go(self, days: int) -> None:
        if self.day is not None:
            self.day += days * _DAY
            self.refresh()
            self.post_message(Moved(self.day.toordinal()))

    def _turn(self, months: int) -> None:
        if self.day is not None:
            self._go((durations.add(self.day, Duration(months=months)) - self.day).days)

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse; twice opens it."""
        if self.day is None or event.y < _HEAD:
            return
        cells = max((self.size.width - 8) // 7, 3) + 1
        column = min(max(event.x - 1, 0) // cells, 6)
        day = self.monday + ((event.y - _HEAD) // self.lines_a_week * 7 + column) * _DAY
        self._go((day - self.day).days)
        if event.chain > 1:
            self.action_choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As high as there is room."""
        return viewport.height

    def _cell(self, day: date, line: int, cells: int) -> Span:
        if self.day is None or self.frame is None or day.month != self.day.month:
            return Span(" " * cells)
        items = self.by_day.get(day.isoformat(), ())
        lines = day_cell(day, items, self.frame, cells, max(self.lines_a_week - 1, 0))
        span = lines[line] if line < len(lines) else Span(" " * cells)
        if line == 0 and items and self.lines_a_week == 1:
            span = Span(pad(cut(f"{day.day}·{len(items)}", cells), cells), span.style)
        if day == self.day:
            text = pad("▌" + span.text.strip(), cells) if line == 0 else span.text
            return Span(text, "cursor" if self.has_focus else "chosen")
        return span
