"""Text for the screen: every text of the book passes the one sanitiser here, and none is ever read as markup."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from crmcli.view.cells import cut, pad, width
from crmcli.view.clean import clean
from crmcli.view.spans import Span, Spans
from crmcli.view.words import language

STYLES = ("heading", "now", "late", "quiet", "kind", "accent", "cursor", "chosen")
"""What a piece of text can be; each is a component class `line--NAME`."""


def strip(spans: Spans, room: int, styled: Callable[[str], Style], base: Style) -> Strip:
    """Spans as one line of exactly so many cells."""
    segments, used = [], 0
    for span in spans:
        text = cut(clean(span.text), room - used)
        if text:
            used += width(text)
            segments.append(Segment(text, base + styled(span.style) if span.style else base))
    if used < room:
        segments.append(Segment(" " * (room - used), base))
    return Strip(segments, room)


def sides(left: Sequence[Span], right: Sequence[Span], room: int) -> Spans:
    """Spans at both ends of a line; the left ones give way."""
    wide = sum(width(span.text) for span in right)
    kept, used = [], 0
    for span in left:
        text = cut(span.text, max(room - wide - used - 1, 0))
        used += width(text)
        kept.append(Span(text, span.style))
    return (*kept, Span(" " * max(room - wide - used, 0)), *right)


def content(text: str) -> Content:
    """A text of one or more lines that may hold anything, for a widget of Textual's own."""
    return Content("\n".join(clean(line) for line in text.split("\n")))


def number(count: int) -> str:
    """A count with its thousands parted: 98,311."""
    told = f"{count:,}"
    return told.replace(",", ".") if language() == "es" else told


def labelled(label: str, text: str, room: int) -> Spans:
    """A quiet label and its text."""
    return (Span(pad(cut(label, room), room) + "  ", "quiet"), Span(text))
