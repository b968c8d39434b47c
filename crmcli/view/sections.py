"""The parts of a card in lines: labels with their texts, headings with their rows."""

from collections.abc import Iterable, Sequence

from crmcli.view.cards import Line
from crmcli.view.cells import cut, pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.spans import Span, Spans
from crmcli.view.words import ngettext

_INDENT, _GAP = "  ", "  "
_WIDEST_LABEL = 16
_MOST_NOTE_LINES = 5
_NARROWEST = 12
Rows = Sequence[tuple[Sequence[str], str]]
"""Cells, the last of which may be cut, and a style for the first."""


def labelled(lines: Iterable[Line], room: int) -> Iterable[Spans]:
    """Labels and texts, the texts one below the other."""
    told = list(lines)
    cells = min(max((width(clean(line.label)) for line in told), default=0), _WIDEST_LABEL)
    left = max(room - cells - len(_INDENT + _GAP), _NARROWEST)
    for line in told:
        texts = wrap(clean_block(line.text[: left * _MOST_NOTE_LINES]), left)
        if len(texts) > _MOST_NOTE_LINES or len(line.text) > left * _MOST_NOTE_LINES:
            texts = [*texts[: _MOST_NOTE_LINES - 1], "…"]
        label = pad(cut(clean(line.label), cells), cells)
        for text in texts:
            yield (Span(_INDENT + label + _GAP, "quiet"), Span(text))
            label = " " * cells


def section(title: str, rows: Rows, more: int, room: int) -> Iterable[Spans]:
    """A heading and its rows, the cells of each column one below the other."""
    if not rows:
        return
    yield ()
    yield (Span(title, "heading"),)
    last = len(rows[0][0]) - 1
    cells = [max(width(row[at]) for row, _style in rows) for at in range(last)]
    left = max(room - sum(cells) - len(_GAP) * last - len(_INDENT), _NARROWEST)
    for row, style in rows:
        first = Span(_INDENT + pad(row[0], cells[0]) + _GAP, style)
        middle = "".join(pad(row[at], cells[at]) + _GAP for at in range(1, last))
        yield (first, Span(middle, "quiet"), Span(cut(row[last], left)))
    if more > 0:
        yield (Span(_INDENT + ngettext("and {count} more", "and {count} more", more).format(count=more), "quiet"),)
