"""Courses and curves as lines of text: eighths of a cell, and dots of braille."""

from collections.abc import Iterator, Sequence

from crmcli.view.cells import cut, pad, width
from crmcli.view.charts.shapes import Courses, Curve, Spark
from crmcli.view.clean import clean
from crmcli.view.spans import Span, Spans

_STEPS, _ASCII_STEPS = "▁▂▃▄▅▆▇█", "_.-=+*#@"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Of a braille cell, the dots by row and column."""
_BRAILLE = 0x2800
_GAP = "  "
_HIGH, _WIDEST = 10, 72
Point = tuple[int, int]


def spark(picture: Spark, room: int, *, plain: bool) -> list[Spans]:
    """One line: the first label, a step a value, the last label, the numbers; of too many values the last are shown."""
    if not picture.values:
        return []
    first, last, text = map(clean, (picture.first, picture.last, picture.text))
    left = room - sum(width(part) + 2 for part in (first, last, text) if part)
    parts = [Span(f"{first}  ", "quiet")] if first else []
    parts.append(Span(_steps(picture.values[-max(left, 8) :], plain=plain), "bar"))
    if last:
        parts.append(Span(f"  {last}", "quiet"))
    if text:
        parts.append(Span(f"  {text}"))
    return [tuple(parts)]


def courses(picture: Courses, room: int, *, plain: bool) -> list[Spans]:
    """A line a course: label, steps, figures. Where room is scarce, figures give way from the right."""
    drawn = [course for course in picture.courses if course.texts]
    if not drawn:
        return []
    labels = max(width(clean(course.label)) for course in picture.courses)
    texts = [
        max(width(clean(text)) for text in column)
        for column in zip(picture.headings, *(course.texts for course in drawn), strict=True)
    ]
    count = max(len(course.values) for course in drawn)
    wide = max(count, width(clean(picture.over))) if count else -len(_GAP)
    while len(texts) > 1 and labels + sum(len(_GAP) + cells for cells in (wide, *texts)) > room:
        texts.pop()
    if count and labels + sum(len(_GAP) + cells for cells in (wide, *texts)) > room:
        count, wide = 0, -len(_GAP)  # a figure says more than the steps to it
    left = room - labels - sum(len(_GAP) + cells for cells in (wide, *texts))
    times = 1 + min(max(left, 0) // count, 2) if count else 1
    wide = max(wide, count * times)
    head = [Span(" " * labels)] + ([Span(_GAP + pad(clean(picture.over), wide), "quiet")] if count else [])
    head.append(Span(_columns(picture.headings, texts), "quiet"))
    lines: list[Spans] = [tuple(head)] if any(picture.headings) else []
    for course in picture.courses:
        if not course.texts:
            lines.append((Span(clean(course.label), "heading"),))
            continue
        steps = "".join(step * times for step in _steps(course.values, plain=plain)) if course.values else ""
        course_span = [Span(_GAP + pad(steps, wide), "bar")] if count else []
        lines.append((Span(pad(clean(course.label), labels)), *course_span, Span(_columns(course.texts, texts))))
    return lines


def curve(picture: Curve, room: int, *, plain: bool) -> list[Spans]:
    """The line in a field of dots, with its heights on the left and its ends below."""
    if len(picture.points) < 2:
        return []
    low, high, level = (clean(text) for text in (picture.low, picture.high, picture.level_text))
    margin = max(map(width, (low, high, level)))
    cells = max(10, min(room - margin - 2, _WIDEST))
    across, down = (1, 1) if plain else (2, 4)
    heights = [y for _x, y in picture.points] + ([picture.level] if picture.level is not None else [])
    floor, roof = min(heights), max(heights)
    reach = (roof - floor) or 1.0
    rows = _HIGH * down

    def row_of(height: float) -> int:
        return round((roof - height) / reach * (rows - 1))

    columns = _heights(picture.points, cells * across)
    dots = set(_traced([row_of(height) for height in columns]))
    at_level = row_of(picture.level) // down if picture.level is not None else -1
    labels = {0: high, _HIGH - 1: low} | ({at_level: level} if level and at_level not in (0, _HIGH - 1) else {})
    lines: list[Spans] = []
    for row in range(_HIGH):
        drawn = "".join(
            _character(dots, column, row, across, down, blank="·" if row == at_level and not plain else " ")
            for column in range(cells)
        )
        lines.append((Span(pad(labels.get(row, ""), margin, "right") + "  ", "quiet"), Span(drawn.rstrip(), "bar")))
    left, right = clean(picture.left), clean(picture.right)
    below = left + " " * max(1, cells - width(left) - width(right)) + right
    lines.append((Span(" " * (margin + 2) + cut(below, cells), "quiet"),))
    return lines


def _steps(values: Sequence[float], *, plain: bool) -> str:
    """A step for each value, from nought or the lowest to the highest."""
    steps = _ASCII_STEPS if plain else _STEPS
    low, high = min(0.0, *values), max(values)
    reach = (high - low) or 1
    return "".join(steps[min(7, int((value - low) / reach * 7.999))] for value in values)


def _columns(texts: Sequence[str], widths: Sequence[int]) -> str:
    """As many figures as have a column, each at its right."""
    return "".join(_GAP + pad(clean(text), cells, "right") for text, cells in zip(texts, widths, strict=False))


def _heights(points: Sequence[tuple[float, float]], count: int) -> list[float]:
    """The height of the line at so many places, one as far from the next."""
    start, stop = points[0][0], points[-1][0]
    found, at = [], 0
    for place in range(count):
        x = start + (stop - start) * place / max(count - 1, 1)
        while at < len(points) - 2 and points[at + 1][0] < x:
            at += 1
        (x0, y0), (x1, y1) = points[at], points[at + 1]
        share = (x - x0) / (x1 - x0) if x1 > x0 else 1.0
        found.append(y0 + (y1 - y0) * min(max(share, 0.0), 1.0))
    return found


def _traced(rows: Sequence[int]) -> Iterator[Point]:
    """The dots of a line through one row a column, without gaps."""
    before = rows[0]
    for column, row in enumerate(rows):
        for between in range(min(before, row), max(before, row) + 1):
            if between != before or row == before:
                yield column, between
        yield column, row
        before = row


def _character(dots: set[Point], column: int, row: int, across: int, down: int, *, blank: str) -> str:
    if across == 1:
        return "*" if (column, row) in dots else blank
    code = 0
    for line, pair in enumerate(_DOTS):
        for side, bit in enumerate(pair):
            if (column * across + side, row * down + line) in dots:
                code |= bit
    return chr(_BRAILLE + code) if code else blank
