"""The same pictures as a drawing for a document: one SVG file by itself, without scripts, fonts or links."""

from collections.abc import Sequence

from crmcli.view.cells import cut, width, wrap
from crmcli.view.charts.shapes import Bars, Courses, Curve, Funnel, Grid, Groups, Picture, Spark
from crmcli.view.clean import clean

WIDTH = 760
MADE_BY = "<!-- drawn by crm -->"
"""How a picture of ours is known again."""
_EDGE, _LINE, _BAR, _HIGH, _COURSE = 24, 24, 16, 180, 130
_CHARACTER = 6.9
"""Width of a letter at 12 px, roughly: to keep texts from running into bars."""
_TITLE, _REMARK = 10.6, 6.0
"""The same of a title and of what stands at the foot."""
_INKS = ("#2f6f9f", "#e0a030", "#b9c4cc")
_LOSS, _TEXT, _QUIET, _RULE = "#c0392b", "#1f2933", "#6b7785", "#d5dbe0"


def document(title: str, remarks: Sequence[str], pictures: Sequence[Picture]) -> str:
    """The title, the pictures one below the other, and remarks such as the rule at the foot."""
    page = _Page(max([WIDTH, *(_widest(picture) for picture in pictures if isinstance(picture, Grid))]))
    for line in _wrapped(clean(title), _TITLE):
        page.text(_EDGE, line, size=18, weight="600")
        page.down(_LINE)
    page.down(_LINE * 0.4)
    for picture in pictures:
        if picture.title:
            page.text(_EDGE, clean(picture.title), weight="600")
            page.down(_LINE)
        _draw(page, picture)
        page.down(_LINE / 2)
    for remark in remarks:
        for line in _wrapped(clean(remark), _REMARK):
            page.text(_EDGE, line, fill=_QUIET, size=11)
            page.down(16)
    return page.whole(clean(title))


class _Page:
    """Elements as they are drawn, from the top downwards."""

    def __init__(self, wide: int = WIDTH) -> None:
        self.wide = wide
        self.y = 40.0
        self.parts: list[str] = []

    def down(self, distance: float) -> None:
        self.y += distance

    def text(
        self, x: float, text: str, *, anchor: str = "start", fill: str = _TEXT, size: int = 12, weight: str = "400",
        y: float | None = None,
    ) -> None:  # fmt: skip
        place = self.y if y is None else y
        self.parts.append(
            f'<text x="{x:.1f}" y="{place:.1f}" text-anchor="{anchor}" fill="{fill}" font-size="{size}" '
            f'font-weight="{weight}">{_escaped(text)}</text>'
        )

    def box(self, x: float, y: float, wide: float, high: float, fill: str, opacity: float = 1.0) -> None:
        shown = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0.5):.1f}" height="{high:.1f}" rx="2" '
            f'fill="{fill}"{shown}/>'
        )

    def line(self, points: Sequence[tuple[float, float]], stroke: str, *, wide: float = 2, dashes: str = "") -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="{wide}" '
            f'stroke-linejoin="round"{dashed}/>'
        )

    def whole(self, title: str) -> str:
        high = round(self.y + _EDGE / 2)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"{MADE_BY}\n"
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.wide}" height="{high}" '
            f'viewBox="0 0 {self.wide} {high}" '
            'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif" role="img">\n'
            f"<title>{_escaped(title)}</title>\n"
            f'<rect width="{self.wide}" height="{high}" fill="#ffffff"/>\n' + "\n".join(self.parts) + "\n</svg>\n"
        )


def _draw(page: _Page, picture: Picture) -> None:
    if isinstance(picture, Bars):
        _bars(page, picture)
    elif isinstance(picture, Funnel):
        _funnel(page, picture)
    elif isinstance(picture, Groups):
        _groups(page, picture)
    elif isinstance(picture, Grid):
        _grid(page, picture)
    elif isinstance(picture, Spark):
        _spark(page, picture)
    elif isinstance(picture, Courses):
        _courses(page, picture)
    else:
        _curve(page, picture)


def _bars(page: _Page, picture: Bars) -> None:
    if not picture.bars:
        return
    numbers = _Numbers([bar.label for bar in picture.bars], [[bar.text, bar.beside] for bar in picture.bars])
    low, high = min(0.0, *(bar.value for bar in picture.bars)), max(picture.most, *(bar.value for bar in picture.bars))
    scale = (WIDTH - _EDGE - numbers.left) / ((high - low) or 1)
    axis = numbers.left - low * scale
    for at, bar in enumerate(picture.bars):
        numbers.draw(page, at)
        if bar.value:
            wide = abs(bar.value) * scale
            fill = _LOSS if bar.value < 0 or bar.style == "late" else _INKS[0]
            page.box(axis if bar.value > 0 else axis - wide, page.y - 12, wide, _BAR, fill)
        page.down(_LINE)


def _funnel(page: _Page, picture: Funnel) -> None:
    steps = picture.steps
    if not steps:
        return
    rows = [[step.text, step.passed, step.beside] for step in steps]
    numbers = _Numbers(["", *(step.label for step in steps)], [list(picture.headings), *rows])
    if any(picture.headings):
        numbers.draw(page, 0, fill=_QUIET)
        page.down(_LINE)
    room = WIDTH - _EDGE - numbers.left - 90
    most = max(step.value for step in steps) or 1
    for at, step in enumerate(steps, 1):
        wide = room * step.value / most
        numbers.draw(page, at, fill=_LOSS if step.mark else _TEXT)
        page.box(numbers.left + (room - wide) / 2, page.y - 12, wide, _BAR, _LOSS if step.mark else _INKS[0])
        if step.mark:
            page.text(numbers.left + (room + wide) / 2 + 8, clean(step.mark), fill=_LOSS, size=11)
        page.down(_LINE)


class _Numbers:
    """Labels and columns of numbers, with where the bars beside them begin."""

    def __init__(self, labels: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.labels = [clean(label) for label in labels]
        self.rows = [[clean(text) for text in row] for row in rows]
        self.edge = min(max(map(width, self.labels)), 32)
        self.ends: list[float] = []
        x = _EDGE + self.edge * _CHARACTER
        for column in zip(*self.rows, strict=True):
            wide = max(map(width, column))
            x += wide * _CHARACTER + 16 if wide else 0
            self.ends.append(x)
        self.left = x + 10

    def draw(self, page: _Page, at: int, *, fill: str = _TEXT) -> None:
        page.text(_EDGE, cut(self.labels[at], self.edge))
        for x, text in zip(self.ends, self.rows[at], strict=True):
            if text:
                page.text(x, text, anchor="end", fill=fill)


def _groups(page: _Page, picture: Groups) -> None:
    if not picture.groups:
        return
    x = float(_EDGE)
    for at, name in enumerate(picture.names):
        page.box(x, page.y - 10, 12, 12, _INKS[at % 3])
        page.text(x + 18, clean(name), fill=_QUIET, size=11)
        x += 40 + width(clean(name)) * _CHARACTER
    page.down(_LINE)
    edge = min(max(width(clean(group.label)) for group in picture.groups), 32)
    widest = max(width(clean(text)) for group in picture.groups for text in group.texts)
    left = _EDGE + edge * _CHARACTER + 24 + widest * _CHARACTER
    most = max((abs(value) for group in picture.groups for value in group.values), default=0) or 1
    for group in picture.groups:
        page.text(_EDGE, cut(clean(group.label), edge))
        for at, (value, text) in enumerate(zip(group.values, group.texts, strict=True)):
            page.text(left - 10, clean(text), anchor="end", fill=_QUIET if at else _TEXT)
            if value:
                wide = (WIDTH - _EDGE - left) * abs(value) / most
                page.box(left, page.y - 11, wide, 13, _LOSS if value < 0 else _INKS[at % 3])
            page.down(18)
        page.down(6)


def _grid(page: _Page, picture: Grid) -> None:
    if not picture.rows or not picture.columns:
        return
    first = _first(picture)
    cell = min((page.wide - 2 * _EDGE - first) / len(picture.columns), 90)
    if picture.across:
        page.text(_EDGE + first, clean(picture.across), fill=_QUIET, size=11)
        page.down(18)
    page.text(_EDGE, clean(picture.down), fill=_QUIET, size=11)
    for at, name in enumerate(picture.columns):
        page.text(_EDGE + first + cell * (at + 0.5), clean(name), anchor="middle", fill=_QUIET, size=11)
    page.down(8)
    for name, row in zip(picture.rows, picture.cells, strict=True):
        page.text(_EDGE, cut(clean(name), 26), y=page.y + 17)
        for at, field in enumerate(row):
            if field is None:
                continue
            depth = min(max(field.value, 0.0), 1.0)
            x = _EDGE + first + cell * at
            page.box(x + 1, page.y + 1, cell - 2, _LINE - 2, _INKS[0], max(depth, 0.04))
            dark = depth > 0.55
            page.text(
                x + cell / 2, clean(field.text + field.mark), anchor="middle", fill="#ffffff" if dark else _TEXT,
                y=page.y + 17,
            )  # fmt: skip
        page.down(_LINE)
    page.down(_LINE / 2)


def _first(picture: Grid) -> float:
    """Where the columns of a grid begin, after the names of its rows."""
    return min(max(width(clean(name)) for name in (*picture.rows, picture.down)) * _CHARACTER + 16, 200)


def _widest(picture: Grid) -> int:
    """How wide a page this grid needs so that no number runs into the next."""
    if not picture.rows or not picture.columns:
        return WIDTH
    texts = [*picture.columns, *(field.text + field.mark for row in picture.cells for field in row if field)]
    cell = max(width(clean(text)) for text in texts) * _CHARACTER + 6
    return round(2 * _EDGE + _first(picture) + cell * len(picture.columns))


def _spark(page: _Page, picture: Spark) -> None:
    if not picture.values:
        return
    text = clean(picture.text)
    room = WIDTH - 2 * _EDGE - (width(text) * _CHARACTER + 16 if text else 0)
    page.down(36)
    page.line(_points(picture.values, _EDGE, _EDGE + room, page.y, 40), _INKS[0])
    page.text(WIDTH - _EDGE, text, anchor="end")
    page.down(16)
    page.text(_EDGE, clean(picture.first), fill=_QUIET, size=11)
    page.text(_EDGE + room, clean(picture.last), anchor="end", fill=_QUIET, size=11)
    page.down(_LINE)


def _courses(page: _Page, picture: Courses) -> None:
    drawn = [course for course in picture.courses if course.texts]
    if not drawn:
        return
    x = _EDGE + max(width(clean(course.label)) for course in picture.courses) * _CHARACTER + 16
    left, right = x, x + (_COURSE if any(course.values for course in drawn) else 0)
    ends = []
    x = right
    for column in zip(picture.headings, *(course.texts for course in drawn), strict=True):
        x += max(width(clean(text)) for text in column) * _CHARACTER + 18
        ends.append(x)
    page.text(left, clean(picture.over), fill=_QUIET, size=11)
    for end, text in zip(ends, picture.headings, strict=True):
        page.text(end, clean(text), anchor="end", fill=_QUIET, size=11)
    page.down(_LINE)
    for course in picture.courses:
        page.text(_EDGE, clean(course.label), weight="400" if course.texts else "600")
        if len(course.values) > 1:
            page.line(_points(course.values, left, right, page.y + 3, 17), _INKS[0], wide=1.5)
        for end, text in zip(ends, course.texts, strict=False):
            page.text(end, clean(text), anchor="end")
        page.down(_LINE)


def _points(values: Sequence[float], left: float, right: float, floor: float, high: float) -> list[tuple[float, float]]:
    """The values from left to right, from nought or the lowest up to the highest."""
    low = min(0.0, *values)
    reach = (max(values) - low) or 1
    step = (right - left) / max(len(values) - 1, 1)
    return [(left + at * step, floor - high * (value - low) / reach) for at, value in enumerate(values)]


def _curve(page: _Page, picture: Curve) -> None:
    if len(picture.points) < 2:
        return
    margin = max(width(clean(text)) for text in (picture.low, picture.high, picture.level_text)) * _CHARACTER + 10
    left, room = _EDGE + margin, WIDTH - 2 * _EDGE - margin
    heights = [y for _x, y in picture.points] + ([picture.level] if picture.level is not None else [])
    floor, reach = min(heights), (max(heights) - min(heights)) or 1.0
    start, across = picture.points[0][0], (picture.points[-1][0] - picture.points[0][0]) or 1.0
    top = page.y

    def high_of(height: float) -> float:
        return top + _HIGH - (height - floor) / reach * _HIGH

    page.line([(left, top), (left, top + _HIGH), (left + room, top + _HIGH)], _RULE, wide=1)
    if picture.level is None or high_of(picture.level) - top > 12:
        page.text(left - 8, clean(picture.high), anchor="end", fill=_QUIET, size=11, y=top + 8)
    page.text(left - 8, clean(picture.low), anchor="end", fill=_QUIET, size=11, y=top + _HIGH)
    if picture.level is not None:
        level = high_of(picture.level)
        page.line([(left, level), (left + room, level)], _QUIET, wide=1, dashes="4 4")
        page.text(left - 8, clean(picture.level_text), anchor="end", fill=_QUIET, size=11, y=level + 4)
    page.line([(left + (x - start) / across * room, high_of(y)) for x, y in picture.points], _INKS[0])
    page.down(_HIGH + 18)
    page.text(left, clean(picture.left), fill=_QUIET, size=11)
    page.text(left + room, clean(picture.right), anchor="end", fill=_QUIET, size=11)
    page.down(_LINE)


def _wrapped(text: str, character: float) -> list[str]:
    return wrap(text, round((WIDTH - 2 * _EDGE) / character))


def _escaped(text: str) -> str:
    """Text that XML takes for nothing else; what XML cannot hold was made visible before."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
