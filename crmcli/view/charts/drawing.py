"""Pictures as lines of text for a terminal: in blocks, or in ASCII where it has none; they need no colours."""

from collections.abc import Iterator, Sequence

from crmcli.view.cells import cut, width, wrap
from crmcli.view.charts import bars, curves, grids
from crmcli.view.charts.shapes import Bars, Courses, Funnel, Grid, Groups, Picture, Spark
from crmcli.view.clean import clean
from crmcli.view.spans import Span, Spans

NEEDED = "█▏░▓◂▁⠿"
"""What an encoding must have for pictures in blocks."""


def lines(pictures: Sequence[Picture], room: int, *, plain: bool = False) -> list[Spans]:
    """Each picture under its title, an empty line between two; `plain` keeps to ASCII. No line is wider than `room`."""
    return list(_lines(pictures, room, plain=plain))


def _lines(pictures: Sequence[Picture], room: int, *, plain: bool) -> Iterator[Spans]:
    is_first = True
    for picture in pictures:
        drawn = draw(picture, room, plain=plain)
        if not drawn:
            continue
        if not is_first:
            yield (Span(" "),)
        is_first = False
        if picture.title:
            yield from ((Span(line, "heading"),) for line in wrap(clean(picture.title), room))
        yield from (_clipped(spans, room) for spans in drawn)


def _clipped(spans: Spans, room: int) -> Spans:
    """As much of a line as the room has."""
    if sum(width(span.text) for span in spans) <= room:
        return spans
    kept = []
    for span in spans:
        if room <= 0:
            break
        kept.append(span._replace(text=cut(span.text, room)))
        room -= width(span.text)
    return tuple(kept)


def draw(picture: Picture, room: int, *, plain: bool = False) -> list[Spans]:
    """One picture without its title; nothing where it has nothing to show."""
    ink = bars.ASCII if plain else bars.BLOCKS
    if isinstance(picture, Bars):
        return bars.bars(picture, room, ink)
    if isinstance(picture, Funnel):
        return bars.funnel(picture, room, ink)
    if isinstance(picture, Groups):
        return bars.groups(picture, room, ink)
    if isinstance(picture, Grid):
        return grids.grid(picture, room, grids.ASCII_SHADES if plain else grids.SHADES)
    if isinstance(picture, Spark):
        return curves.spark(picture, room, plain=plain)
    if isinstance(picture, Courses):
        return curves.courses(picture, room, plain=plain)
    return curves.curve(picture, room, plain=plain)
