"""Heat maps and triangles as lines of text: every field has its number, and is the darker the more it stands for."""

from crmcli.view.cells import cut, pad, width
from crmcli.view.charts.shapes import Cell, Grid
from crmcli.view.clean import clean
from crmcli.view.spans import Span, Spans
from crmcli.view.words import ngettext

SHADES = (" ", "░", "▒", "▓", "█")
ASCII_SHADES = (" ", ".", "-", "=", "#")
_SHADE = 2
"""Cells of shade before a number."""


def grid(picture: Grid, room: int, shades: tuple[str, ...]) -> list[Spans]:
    """The heads of the columns, and a line a row; columns that have no room are left out on the right."""
    if not picture.rows or not picture.columns:
        return []
    heads = [clean(text) for text in picture.columns]
    names = [clean(text) for text in picture.rows]
    corner = clean(picture.down)
    first = min(max(map(width, (*names, corner))), max(room // 3, 6))
    numbers = max((width(clean(cell.text)) for row in picture.cells for cell in row if cell), default=1)
    cells = max(numbers + _SHADE + 1, *map(width, heads))
    shown = max(1, min(len(heads), (room - first) // (cells + 2)))
    lines: list[Spans] = []
    if picture.across:
        lines.append((Span(" " * (first + 2)), Span(cut(clean(picture.across), room - first - 2), "quiet")))
    lines.append(
        (
            Span(pad(cut(corner, first), first), "quiet"),
            *(Span("  " + pad(head, cells, "right"), "quiet") for head in heads[:shown]),
        )
    )
    for name, row in zip(names, picture.cells, strict=True):
        drawn = [Span(pad(cut(name, first), first))]
        for cell in row[:shown]:
            drawn += _field(cell, cells, numbers, shades)
        lines.append(tuple(drawn))
    if shown < len(heads):
        more = len(heads) - shown
        text = ngettext("{count} more column", "{count} more columns", more).format(count=more)
        lines.append((Span(pad("", first)), Span(cut(f"  {text}", room - first), "quiet")))
    return lines


def _field(cell: Cell | None, cells: int, numbers: int, shades: tuple[str, ...]) -> list[Span]:
    if cell is None:
        return [Span(" " * (cells + 2))]
    shade = shades[_depth(cell.value)] * _SHADE
    text = pad(clean(cell.text), numbers, "right")
    return [Span(" " * (2 + cells - _SHADE - 1 - numbers)), Span(shade, "bar"), Span(" " + text)]


def _depth(value: float) -> int:
    """Which shade: none for nothing, else a quarter each."""
    return 0 if value <= 0 else min(4, int(min(value, 1.0) * 4 - 1e-9) + 1)
