"""How days look as lines of text, for both faces: today, some days one below the other, a month as a grid."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.records.agenda import AgendaItem, Today
from crmcli.core.records.owed import PROMISE_KINDS
from crmcli.view import dates
from crmcli.view.cells import cut, pad, width
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import labels, promises
from crmcli.view.words import _, ngettext

MOST_LINES = 10
"""Touches that some days tell before they say how many more there are."""
MOST_OVERDUE = 100
"""And what is overdue: nobody reads on, and of a book with 20,000 open invoices it took half a second."""
_MOST_IN_A_DAY = 4
_WIDEST_TITLE = 60
_NARROWEST_TITLE = 16
"""Cells of titles below which nothing stands beside them."""
_SHORTEST_TITLE = 8
"""Cells of a title that no narrow screen takes away."""
_ROOM_FOR_KINDS = 100
_ROOM_FOR_HOURS = 14
"""Cells of a day in the grid, below which the hours are left out."""
_ROOM_FOR_WORDS = 24
"""Cells of a day in the grid, below which an invoice is told by its number alone."""
_GAP = "  "
_ONE_DAY = timedelta(days=1)
_MONEY_AT = 3
"""Before birthdays: where money and deliveries stand among the sections of today."""


class Told(NamedTuple):
    """A line, and the item that it is about; a heading is about none."""

    spans: Spans
    item: AgendaItem | None = None


class Row(NamedTuple):
    """An item in cells, before it is known how wide each is; each cell has a style of its own."""

    day: Span
    number: str
    when: Span
    title: Span
    is_urgent: bool = False
    kind: str = ""
    beside: str = ""
    """With whom, or what else there is to say."""
    item: AgendaItem | None = None


def today(day: Today, frame: Frame, room: int) -> list[Spans]:
    """The sections of a day that have something to tell, in lines of at most `room` cells."""
    return [line.spans for line in today_items(day, frame, room)]


def today_items(day: Today, frame: Frame, room: int) -> list[Told]:
    """The same lines, each with its item."""
    listed = (day.overdue, day.today, day.coming, day.birthdays, day.neglected, day.money)
    cut_off = [max(total - len(items), 0) for total, items in zip(day.totals, listed, strict=True)]
    money = _("Money and deliveries")  # laid out by itself: without numbers and hours there is room for its sentences
    headings = (
        _("Overdue"), _("Today"), _("Coming days"), _("Birthdays"), _("Waiting to hear from you"), money,
    )  # fmt: skip
    told = (
        [_late(item, frame) for item in day.overdue],
        [_row(item, frame) for item in day.today],
        _dated(day.coming, frame),
        _dated(day.birthdays, frame),
        [_waiting(item, frame) for item in day.neglected],
        _owed(day.money, frame),
    )
    sections = [*zip(headings, told, cut_off, strict=True)]
    sections.insert(_MONEY_AT, sections.pop())
    line = _layout([row for heading, rows, _more in sections if heading != money for row in rows], room)
    lines = [Told((Span(dates.long(frame.today), "heading"),))]
    if not (day.overdue or day.today or any(item.day <= frame.today.isoformat() for item in day.money)):
        lines += [Told(()), Told((Span(_("Nothing due today.")),))]
    for heading, rows, more in sections:
        lines += _section(heading, rows, _layout(rows, room) if heading == money else line, more=more)
    return lines


def days(items: Sequence[AgendaItem], start: date, end: date, frame: Frame, room: int) -> list[Spans]:
    """What is overdue, then day by day; of more than a week, the days with nothing are left out."""
    return [line.spans for line in days_items(items, start, end, frame, room)]


def days_items(items: Sequence[AgendaItem], start: date, end: date, frame: Frame, room: int) -> list[Told]:
    """The same lines, each with its item."""
    late, waiting, by_day = _parted(items)
    rows: list[Row] = []
    for day in (start + _ONE_DAY * count for count in range((end - start).days)):
        found = by_day.get(day.isoformat(), [])
        if found or (end - start).days <= 7:
            rows += _of_day(day, found, frame)
    overdue = [_late(item, frame) for item in late[:MOST_OVERDUE]]
    hearing = [_waiting(item, frame) for item in waiting[:MOST_LINES]]
    line = _layout([*overdue, *rows, *hearing], room)
    lines = [Told((Span(_title(start, end), "heading"),))]
    lines += _section(_("Overdue"), overdue, line, more=len(late) - MOST_OVERDUE)
    lines.append(Told(()))
    lines += [Told(line(row), row.item) for row in rows] or [Told((Span(_("Nothing in these days.")),))]
    lines += _section(_("Waiting to hear from you"), hearing, line, more=len(waiting) - MOST_LINES)
    return lines


def month(items: Sequence[AgendaItem], start: date, frame: Frame, room: int) -> list[Spans]:
    """What is overdue since before, then the month's grid of weeks, each day with its first few items."""
    late, waiting, by_day = _parted(items)
    before = [item for item in late if item.day < start.isoformat()]
    overdue = [_late(item, frame) for item in before[:MOST_OVERDUE]]
    for item in reversed(late):
        by_day.setdefault(item.day, []).insert(0, item)
    cells = max((room - 6) // 7, 5)
    lines: list[Spans] = [(Span(dates.month(start), "heading"),)]
    more = len(before) - MOST_OVERDUE
    lines += [told.spans for told in _section(_("Overdue"), overdue, _layout(overdue, room), more=more)]
    lines += [(), _joined([Span(pad(cut(dates.weekday(number), cells), cells), "heading") for number in range(7)])]
    monday, blank = start - _ONE_DAY * start.weekday(), Span(" " * cells)
    while monday < start or monday.month == start.month:
        week = [monday + _ONE_DAY * number for number in range(7)]
        columns = [
            day_cell(day, by_day.get(day.isoformat(), []), frame, cells) if day.month == start.month else []
            for day in week
        ]
        height = max(map(len, columns))
        lines += [_joined([column[at] if at < len(column) else blank for column in columns]) for at in range(height)]
        lines.append(())
        monday += _ONE_DAY * 7
    lines.append((Span(_("* birthday   ~ keep in touch   ! overdue"), "quiet"),))
    if any(item.kind in PROMISE_KINDS for item in items):
        lines.append((Span(_("$ money, deliveries, promotions and deals"), "quiet"),))
    if waiting:
        count = len(waiting)
        told = ngettext("{count} person waits to hear from you", "{count} people wait to hear from you", count)
        lines.append((Span(f"{told.format(count=count)}: crm cadence due", "quiet"),))
    return lines


def _layout(rows: Sequence[Row], room: int) -> Callable[[Row], Spans]:
    """A function that makes lines of rows, so wide that all these stand below each other."""
    day = max((width(row.day.text) for row in rows), default=0)
    number = max((width(row.number) for row in rows), default=0)
    when = max((width(row.when.text) for row in rows), default=0)
    kind = max((width(row.kind) for row in rows), default=0) if room >= _ROOM_FOR_KINDS else 0
    beside = min(max((width(row.beside) for row in rows), default=0), max(room // 5, 14))
    left = room - sum(cells + len(_GAP) for cells in (day, number, when, kind, beside) if cells) - len(_GAP)
    if beside and left < _NARROWEST_TITLE:
        left, beside = left + beside + len(_GAP), 0
    is_narrow = left < _NARROWEST_TITLE
    if is_narrow:  # no numbers, no weekdays, and of hours only when they begin: titles say more
        begins = max((width(_begin(row)) for row in rows), default=0)
        bare = max((width(_bare(row.day).text) for row in rows), default=0)
        left += when - begins + day - bare + (number + len(_GAP) if number else 0)
        number, when, day = 0, begins, bare
    longest = max((width(_urgent(row) + row.title.text) for row in rows), default=0)
    title = max(min(longest, left, _WIDEST_TITLE), _SHORTEST_TITLE)

    def line(row: Row) -> Spans:
        urgent = _urgent(row)
        is_last = not (beside and row.beside) and not (kind and row.kind)
        text = cut(row.title.text, (left + beside if is_last else title) - len(urgent))
        spans = [Span(_GAP)]
        named = _bare(row.day) if is_narrow else row.day
        spans += [Span(pad(named.text, day) + _GAP, named.style)] if day else []
        spans += [Span(pad(row.number, number, "right") + _GAP, "quiet")] if number else []
        hour = _begin(row) if is_narrow else row.when.text
        spans += [Span(pad(hour, when) + _GAP, row.when.style)] if when else []
        spans += [Span(urgent, "late"), Span(pad(text, title - len(urgent)), row.title.style)]
        spans += [Span(_GAP + pad(row.kind, kind), "quiet")] if kind else []
        spans += (
            [Span(_GAP + cut(row.beside, beside + max(left - title, 0)), row.title.style)]
            if beside and row.beside
            else []
        )
        return tuple(spans)

    return line


def _bare(day: Span) -> Span:
    """A day without its weekday."""
    first, _space, rest = day.text.partition(" ")
    return day._replace(text=rest) if any(first == dates.weekday(number) for number in range(7)) else day


def _begin(row: Row) -> str:
    return row.when.text.partition("\N{EN DASH}")[0]


def _urgent(row: Row) -> str:
    return "! " if row.is_urgent else ""


def _section(heading: str, rows: Sequence[Row], line: Callable[[Row], Spans], *, more: int = 0) -> list[Told]:
    """A heading over rows, nothing where there are none; and how many more there would be."""
    if not rows:
        return []
    lines = [Told(()), Told((Span(heading, "heading"),)), *(Told(line(row), row.item) for row in rows)]
    if more > 0:
        told = ngettext("and {count} more", "and {count} more", more).format(count=more)
        lines.append(Told((Span(_GAP + told, "quiet"),)))
    return lines


def _row(item: AgendaItem, frame: Frame, day: Span = Span(""), when: Span | None = None) -> Row:  # noqa: B008 - a frozen value
    is_task = item.kind == "task"
    is_named = is_task or item.kind in PROMISE_KINDS
    return Row(
        day=day,
        number=str(item.id) if is_task and item.id is not None else "",
        when=when or Span(_hours(item, frame)),
        title=Span(_told(item), "" if is_named and item.status == "open" else "quiet"),
        is_urgent=item.priority == "high",
        kind=labels.task_kind(item.task_kind) if is_task else promises.kind(item.kind),
        beside=clean(item.contact) if is_named else "",
        item=item,
    )


def _late(item: AgendaItem, frame: Frame) -> Row:
    """A row of what should have been done: since when, and how long ago that was."""
    day = date.fromisoformat(item.day)
    if day == frame.today:
        return _row(item, frame, Span(_("today"), "late"))
    return _row(item, frame, Span(_named(day, frame), "late"), Span(dates.short(day, frame.today), "late"))


def _waiting(item: AgendaItem, frame: Frame) -> Row:
    """A row of somebody who should have heard from us: since when, how long ago that was, and when they last did."""
    day = date.fromisoformat(item.day)
    last = dates.short(frame.local(item.last_at).date(), frame.today) if item.last_at else ""
    return Row(
        Span(_named(day, frame)), "", Span(dates.short(day, frame.today)), Span(clean(item.title)),
        beside=_("last: {when} ago").format(when=last) if last else _("last: never"), item=item,
    )  # fmt: skip


def _owed(items: Iterable[AgendaItem], frame: Frame) -> list[Row]:
    """Rows of money and goods: what is late with how late it is, the rest with its day."""
    found = [*items]
    late = [item for item in found if item.overdue]
    return [_late(item, frame) for item in late] + _dated((item for item in found if not item.overdue), frame)


def _dated(items: Iterable[AgendaItem], frame: Frame) -> list[Row]:
    """Rows with their day, which is not said again for the next of the same."""
    rows, said = [], ""
    for item in items:
        day = date.fromisoformat(item.day)
        name = _("today") if day == frame.today else _named(day, frame)
        rows.append(_row(item, frame, Span("" if item.day == said else name)))
        said = item.day
    return rows


def _of_day(day: date, items: Sequence[AgendaItem], frame: Frame) -> list[Row]:
    name = Span(_named(day, frame), "now" if day == frame.today else "" if items else "quiet")
    if not items:
        return [Row(name, "\N{MIDDLE DOT}", Span(""), Span(""))]
    return [_row(item, frame, Span("") if at else name) for at, item in enumerate(items)]


def _named(day: date, frame: Frame) -> str:
    """Tue 24 Nov, or 24 Nov 2025 of another year."""
    return dates.of_year(day) if day.year == frame.today.year else dates.long(day).partition(" ")[2]


def _told(item: AgendaItem) -> str:
    """An item in words."""
    if item.kind in PROMISE_KINDS:
        return promises.told(item)
    name = clean(item.title)
    if item.kind == "birthday":
        if item.turns is None:
            return _("Birthday of {name}").format(name=name)
        return _("{name} turns {age}").format(name=name, age=item.turns)
    if item.kind == "touch":
        return _("Keep in touch with {name}").format(name=name)
    return name if item.status == "open" else f"{name} ({labels.status(item.status)})"


def _hours(item: AgendaItem, frame: Frame) -> str:
    """The hours of an item, 10:30 or 10:30–11:30; of one over several days, until when it lasts."""
    begin, end = dates.clock(item.at, frame.local), dates.clock(item.end, frame.local)
    last = frame.local(item.end).date() if item.end else None
    if last is not None and last.isoformat() > item.day:
        return " ".join(filter(None, (begin, _("to {day}").format(day=f"{dates.weekday(last.weekday())} {last.day}"))))
    return f"{begin}\N{EN DASH}{end}" if begin and end else begin


def _parted(items: Iterable[AgendaItem]) -> tuple[list[AgendaItem], list[AgendaItem], dict[str, list[AgendaItem]]]:
    """What is overdue, whom to be in touch with since before today, and the rest by day."""
    late, waiting, by_day = [], [], dict[str, list[AgendaItem]]()
    for item in items:
        if not item.overdue:
            by_day.setdefault(item.day, []).append(item)
        elif item.kind == "touch":
            waiting.append(item)
        else:
            late.append(item)
    return late, waiting, by_day


def day_cell(
    day: date, items: Sequence[AgendaItem], frame: Frame, cells: int, most: int = _MOST_IN_A_DAY
) -> list[Span]:
    """A day of the grid: its number, and one line an item, at most so many lines of them."""
    shown = items if len(items) <= most else items[: most - 1 if most > 1 else most]
    is_counted_above = most == 1 and len(shown) < len(items)
    more = f"+{len(items) - len(shown)}"
    number = pad(str(day.day), max(cells - width(more), 0)) + more if is_counted_above else str(day.day)
    lines = [Span(pad(number, cells), "now" if day == frame.today else "quiet")]
    for item in shown:
        hour = dates.clock(item.at, frame.local) if cells >= _ROOM_FOR_HOURS and not item.overdue else ""
        is_promise = item.kind in PROMISE_KINDS
        sign = "!" if item.overdue else "$" if is_promise else {"birthday": "*", "touch": "~"}.get(item.kind, "")
        words = _told(item) if is_promise and cells >= _ROOM_FOR_WORDS else clean(item.title)
        text = " ".join(filter(None, (sign, hour, words)))
        style = "late" if item.overdue else "" if item.status == "open" else "quiet"
        lines.append(Span(pad(cut(text, cells), cells), style))
    if len(shown) < len(items) and not is_counted_above:
        lines.append(Span(pad(more, cells), "quiet"))
    return lines


def _joined(spans: Sequence[Span]) -> Spans:
    return tuple(part for span in spans for part in (span, Span(" ")))[:-1]


def _title(start: date, end: date) -> str:
    last = end - _ONE_DAY
    if start == last:
        return dates.long(start)
    first = dates.of_year(start) if start.year == last.year else dates.long(start)
    return f"{first} \N{EN DASH} {dates.long(last)}"
