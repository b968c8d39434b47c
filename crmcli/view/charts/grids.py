"""Heat maps and triangles as lines of text: every field has its number, and is the darker the more it stands for."""

from collections.abc import Sequence

from crmcli.view.cells import cut, pad, width
from crmcli.view.charts.shapes import Cell, Grid
from crmcli.view.clean import clean
from crmcli.view.spans import Span, Spans
from crmcli.view.words import ngettext

SHADES = (" ", "░", "▒", "▓", "█")
ASCII_SHADES = (" ", ".", "-", "=", "#")
_WIDE, _TIGHT = 2, 1
"""Cells between two fields, and of shade before a number: tight where the columns do not fit otherwise."""


def grid(picture: Grid, room: int, shades: tuple[str, ...]) -> list[Spans]:
    """The heads of the columns, and a line a row; columns that have no room are left out on the right and counted."""
    if not picture.rows or not picture.columns:
        return []
    heads = [clean(text) for text in picture.columns]
    names = [clean(text) for text in picture.rows]
    corner = clean(picture.down)
    first = min(max(map(width, (*names, corner))), max(room // 3, 6))
    numbers = max((width(clean(cell.text)) for row in picture.cells for cell in row if cell), default=1)
    marked = any(cell.mark for row in picture.cells for cell in row if cell)
    for gap in (_WIDE, _TIGHT):
        cells = max(numbers + gap + 1, *map(width, heads))
        shown = max(1, min(len(heads), (room - first - marked) // (cells + gap)))
        if shown == len(heads):
            break
    lines: list[Spans] = []
    if picture.across:
        lines.append((Span(" " * (first + gap)), Span(cut(clean(picture.across), room - first - gap), "quiet")))
    lines.append(
        (
            Span(pad(cut(corner, first), first), "quiet"),
            *(Span(" " * gap + pad(head, cells, "right"), "quiet") for head in heads[:shown]),
        )
    )
    for name, row in zip(names, picture.cells, strict=True):
        fields = _fields(row[:shown], gap, cells, numbers, shades)
        lines.append((Span(pad(cut(name, first), first)), *fields))
    if shown < len(heads):
        more = len(heads) - shown
        text = ngettext("{count} more column", "{count} more columns", more).format(count=more)
        lines.append((Span(pad("", first)), Span(cut(" " * gap + text, room - first), "quiet")))
    return lines


def _fields(row: Sequence[Cell | None], gap: int, cells: int, numbers: int, shades: tuple[str, ...]) -> list[Span]:
    """The fields of a row; a mark stands in the gap behind its number."""
    drawn, mark = [], ""
    for cell in row:
        if cell is None:
            drawn.append(Span(pad(mark, cells + gap)))
            mark = ""
            continue
        shade = shades[_depth(cell.value)] * gap
        text = pad(clean(cell.text), numbers, "right")
        drawn += [Span(pad(mark, cells - 1 - numbers)), Span(shade, "bar"), Span(" " + text)]
        mark = clean(cell.mark)
    return [*drawn, Span(mark)] if mark else drawn


def _depth(value: float) -> int:
    """Which shade: none for nothing, else a quarter each."""
    return 0 if value <= 0 else min(4, int(min(value, 1.0) * 4 - 1e-9) + 1)
