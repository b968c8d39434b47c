"""Customers by recency and frequency: five by five cells, the darker the more, one of which is chosen."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from crmcli.core.records.rfm_rows import GridCell
from crmcli.tui.actions import bindings
from crmcli.tui.spans import STYLES, strip
from crmcli.view import numbers
from crmcli.view.cells import cut, pad, width
from crmcli.view.charts.grids import SHADES
from crmcli.view.insight import amounts
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _, ngettext

_SIDE, _TOP, _SCORES = 12, 2, 5
_WIDEST = 18


class CellChosen(Message):
    """A cell was opened."""

    def __init__(self, cell: GridCell) -> None:
        super().__init__()
        self.cell = cell


class HeatMap(Widget, can_focus=True):
    """The grid, and below it what the cell of the cursor holds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in (*STYLES, "bar")}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "cursor_left", "cursor_right", "cursor_up", "cursor_down", "choose"
    )

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.cells: Mapping[tuple[int, int], GridCell] = {}
        self.foot: Sequence[Spans] = ()
        self.row, self.column = 0, 4

    def show(self, rows: Sequence[GridCell], foot: Sequence[Spans]) -> None:
        """Show other numbers."""
        self.cells = {(row.r, row.f): row for row in rows}
        self.foot = foot
        self.refresh()

    @property
    def chosen(self) -> GridCell | None:
        """The cell under the cursor."""
        return self.cells.get((_SCORES - self.row, self.column + 1))

    @property
    def wide(self) -> int:
        """Cells of a field."""
        return max(min((self.size.width - _SIDE - 2) // _SCORES - 1, _WIDEST), 4)

    @property
    def high(self) -> int:
        """Lines of a field."""
        return 3 if self.size.height >= 25 + len(self.foot) else 2 if self.size.height >= 20 else 1

    @property
    def step(self) -> int:
        """Lines from one field to the next."""
        return self.high + (self.size.height >= 12 and self.high == 1) + (self.high > 1)

    def render_line(self, y: int) -> Strip:
        """One line."""
        return strip(self._spans(y), self.size.width, self._styled, self.rich_style)

    def _spans(self, y: int) -> Spans:
        if not self.cells:
            return ()
        if y == 0:
            return (Span(" " * _SIDE), Span(_("frequency →"), "quiet"))
        if y == 1:
            heads = [Span(pad(f"F {f}", self.wide, "center") + " ", "quiet") for f in range(1, _SCORES + 1)]
            return (Span(pad(" " + _("recency ↓"), _SIDE), "quiet"), *heads)
        row, line = divmod(y - _TOP, self.step)
        if row < _SCORES:
            return self._fields(row, line)
        below = y - _TOP - _SCORES * self.step - 1
        if below == 0:
            return self._about()
        return (Span(" "), *self.foot[below - 2]) if 2 <= below < len(self.foot) + 2 else ()

    def _fields(self, row: int, line: int) -> Spans:
        if line >= self.high:
            return ()
        middle = self.high // 2 if self.high % 2 else 0
        spans = [Span(pad(f"   R {_SCORES - row}" if line == middle else "", _SIDE), "quiet")]
        most = max((cell.customers for cell in self.cells.values()), default=0) or 1
        for f in range(1, _SCORES + 1):
            cell = self.cells[_SCORES - row, f]
            number = numbers.number(cell.customers) if cell.customers else "·"
            depth = min(4, int(cell.customers / most * 4 - 1e-9) + 1) if cell.customers else 0
            spans += self._field(number if line == middle else "", SHADES[depth], row, f - 1)
            spans.append(Span(" "))
        return tuple(spans)

    def _field(self, number: str, shade: str, row: int, column: int) -> list[Span]:
        if (row, column) == (self.row, self.column):
            text = pad(f"▌{number}▐" if number else "", self.wide, "center")
            return [Span(text, "cursor" if self.has_focus else "chosen")]
        if not number:
            return [Span(shade * self.wide, "bar")]
        text = f" {number} "
        before = (self.wide - width(text)) // 2
        after = self.wide - width(text) - before
        return [Span(shade * before, "bar"), Span(text, "quiet" if number == "·" else ""), Span(shade * after, "bar")]

    def _about(self) -> Spans:
        cell = self.chosen
        if cell is None:
            return ()
        who = ngettext("{count} customer", "{count} customers", cell.customers).format(
            count=numbers.number(cell.customers)
        )
        money = amounts.people(cell.revenue, cell.currency, cell.decimals)
        text = f"R {cell.r}  F {cell.f}   {who} ({numbers.percent(cell.share)})   {money}"
        hint = "   " + _("Enter shows them in Contacts")
        return (
            Span(" "),
            Span(cut(text, self.size.width - 2), "heading"),
            Span(hint if cell.customers else "", "quiet"),
        )

    def _styled(self, name: str) -> Style:
        return self.get_component_rich_style(f"line--{name}", partial=True)

    def action_cursor_left(self) -> None:
        """The column before; before the first one is the part before."""
        self._side(-1)

    def action_cursor_right(self) -> None:
        """The next column; beyond the last one is the next part of the screen."""
        self._side(1)

    def action_cursor_up(self) -> None:
        """The row above."""
        self._climb(-1)

    def action_cursor_down(self) -> None:
        """The row below."""
        self._climb(1)

    def action_choose(self) -> None:
        """Open the cell."""
        if self.chosen is not None and self.chosen.customers:
            self.post_message(CellChosen(self.chosen))

    def _side(self, by: int) -> None:
        to = self.column + by
        if not 0 <= to < _SCORES:
            self.call_later(self.screen.run_action, "part_right" if by > 0 else "part_left")
            return
        self.column = to
        self.refresh()

    def _climb(self, by: int) -> None:
        self.row = max(min(self.row + by, _SCORES - 1), 0)
        self.refresh()

    def on_focus(self) -> None:
        """The cursor looks another way now."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to a cell; twice opens it."""
        row, column = (event.y - _TOP) // self.step, (event.x - _SIDE) // (self.wide + 1)
        if 0 <= row < _SCORES and 0 <= column < _SCORES and self.cells:
            self.row, self.column = row, column
            self.refresh()
            if event.chain > 1:
                self.action_choose()
