"""Days in words and numbers, English and Spanish at once: tomorrow, el próximo martes, 15 de noviembre, 24/11."""

from collections.abc import Iterable
from datetime import date, timedelta

from crmcli.core.values.date_words import ARTICLES, MONTHS, WEEKDAYS, is_digits, turned
from crmcli.core.values.durations import CALENDAR_UNITS, exists, whole

ORDERS = ("dmy", "mdy", "ymd")
YearMonthDay = tuple[int, int, int]
_FIRST_YEAR_OF_TWO_DIGITS = 1969
_NAMED = {
    "today": 0, "hoy": 0, "tomorrow": 1, "manana": 1, "yesterday": -1, "ayer": -1, "day after tomorrow": 2,
    "pasado manana": 2, "day before yesterday": -2, "anteayer": -2, "antier": -2, "antes de ayer": -2,
}  # fmt: skip
_STARTS = frozenset(("start", "beginning", "principio", "principios", "inicio", "inicios", "comienzo", "comienzos"))
_ENDS = frozenset(("end", "fin", "fines", "final", "finales"))
_SHORT_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_WEEKENDS = (["weekend"], ["fin", "de", "semana"])
_SATURDAY = 5
_ENGLISH_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_FILLERS = _ENGLISH_ORDINALS | {"o", "ro", "er", "ero", "do", "de", "del", "of", "the", "dia"}
_FIRSTS = frozenset(("primero", "uno"))
_LEAP_YEARS_APART = 8
"""1896 and 1904: the longest wait for a 29 February."""


def day(words: list[str], *, today: date, order: str, forward: bool) -> date | None:
    """The one day that these tokens name from first to last, or None.

    A weekday is never today; a day of the month or year may be. Both go forward or else backward.
    """
    while words and words[0] in ("on", "del", "de"):
        words = words[1:]
    has_article = bool(words) and words[0] in ARTICLES
    words = words[1:] if has_article else words
    if not words:
        return None
    named = _NAMED.get(" ".join(words))
    if named is not None:
        return today + timedelta(days=named)
    return (
        _dated(words, today, order, forward=forward)
        or _weekday(words, today, forward=forward)
        or _boundary(words, today, forward=forward)
        or _day_of_month(words, today, has_article=has_article, forward=forward)
    )


def absolute(words: list[str], order: str) -> set[YearMonthDay]:
    """The days that these tokens may name by number and month; the year is 0 where none is written.

    A weekday before the date must be the date's own, and may settle which day is meant.
    """
    days = _absolute(words, order)
    if days or not words or words[0] not in WEEKDAYS:
        return days
    weekday = WEEKDAYS[words[0]]
    return {day for day in _absolute(words[1:], order) if not day[0] or date(*day).weekday() == weekday}


def _absolute(words: list[str], order: str) -> set[YearMonthDay]:
    named = _of_named_month([word for word in words if word not in _FILLERS])
    return {named} if named else _readings(words, order)


def _readings(words: list[str], order: str) -> set[tuple[int, int, int]]:
    """Every possible (year, month, day) of these tokens; the year is 0 where none is written.

    An order of "" tries all; a year of four digits settles by itself which end it stands at.
    """
    numbers: tuple[str, ...]
    match words:
        case [first, mark, second, again, third] if mark == again and mark in ("-", "/", "."):
            numbers = (first, second, third)
        case [first, "/" | ".", second]:
            numbers = (first, second)
        case _:
            return set()
    if not all(is_digits(digits) and len(digits) in (1, 2, 4) for digits in numbers):
        return set()
    if len(numbers) == 2:
        layouts = {layout.replace("y", "") for layout in ((order,) if order else ORDERS)}
    elif len(numbers[0]) == 4:
        layouts = {"ymd"}
    elif len(numbers[2]) == 4:
        layouts = {order} if order in ("dmy", "mdy") else {"dmy", "mdy"}
    else:
        layouts = {order} if order else set(ORDERS)
    return {day for layout in layouts for day in _laid_out(numbers, layout)}


def _laid_out(numbers: tuple[str, ...], layout: str) -> Iterable[tuple[int, int, int]]:
    parts = dict(zip(layout, numbers, strict=True))
    year = _full_year(parts["y"]) if "y" in parts else 0
    if year is not None and len(parts["m"]) <= 2 and len(parts["d"]) <= 2:
        month, day = int(parts["m"]), int(parts["d"])
        if exists(year, month, day):
            yield year, month, day


def _full_year(digits: str) -> int | None:
    """The year that two or four digits mean: 24 is 2024, 85 is 1985; None for other lengths and for year 0."""
    if len(digits) == 4:
        return int(digits) or None
    if len(digits) != 2:
        return None
    year = 1900 + int(digits)
    return year if year >= _FIRST_YEAR_OF_TWO_DIGITS else year + 100


def _of_named_month(words: list[str]) -> YearMonthDay | None:
    words = ["1" if word in _FIRSTS else word for word in words]
    match words:
        case [day, month, year] if month in MONTHS and len(day) <= len(year):
            pass
        case [month, day, year] if month in MONTHS:
            pass
        case [year, month, day] if month in MONTHS and len(year) == 4:
            pass
        case [day, month] if month in MONTHS:
            year = ""
        case [month, day] if month in MONTHS:
            year = ""
        case _:
            return None
    if len(day) > 2 or not is_digits(day) or not (year == "" or is_digits(year)):
        return None
    written_year = _full_year(year) if year else 0
    found = (written_year or 0, MONTHS[month], int(day))
    return found if written_year is not None and exists(*found) else None


def _dated(words: list[str], today: date, order: str, *, forward: bool) -> date | None:
    weekday = None if _absolute(words, order) else WEEKDAYS.get(words[0])
    days = {
        date(year, month, day) if year else _nearest(month, day, today, forward=forward)
        for year, month, day in absolute(words, order)
    }
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _nearest(month: int, day: int, today: date, *, forward: bool) -> date:
    """The next (or else the last) such day of a year, today included."""
    step = 1 if forward else -1
    for year in range(today.year, today.year + step * (_LEAP_YEARS_APART + 1), step):
        if exists(year, month, day):
            found = date(year, month, day)
            if (found >= today) if forward else (found <= today):
                return found
    raise ValueError


def _weekday(words: list[str], today: date, *, forward: bool) -> date | None:
    turn, rest = turned(words)
    weekday = _SATURDAY if rest in _WEEKENDS else WEEKDAYS.get(rest[0]) if len(rest) == 1 else None
    if weekday is None:
        return None
    if turn == 1 or (turn != -1 and forward):
        return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)


def _boundary(words: list[str], today: date, *, forward: bool) -> date | None:
    """The first or last day of a week, month, quarter or year; "next month" is its first day."""
    if len(words) == 1 and words[0] in _SHORT_ENDS:
        return whole(_SHORT_ENDS[words[0]], today)[1] - timedelta(days=1)
    turn, rest = turned(words)
    if turn == 1 and len(rest) == 1 and rest[0] in CALENDAR_UNITS:
        return whole(CALENDAR_UNITS[rest[0]], today, 1)[0]
    while words[0] in ("a", "al", "at", "by") and len(words) > 1:
        words = words[1:]
    edge, *inner = [word for word in words if word not in ("de", "del", "of", "the", "la", "el")] or [""]
    turn, rest = turned(inner)
    unit = CALENDAR_UNITS.get(rest[0]) if len(rest) == 1 else None
    if unit is None or edge not in _STARTS | _ENDS:
        return None
    span = [whole(unit, today, turn or 0)]
    if turn is None:  # unsaid: the nearest one in the direction of the reader
        span.append(whole(unit, today, 1 if forward else -1))
    edges = [start if edge in _STARTS else end - timedelta(days=1) for start, end in span]
    return next((day for day in edges if turn is not None or ((day >= today) if forward else (day <= today))), None)


def _day_of_month(words: list[str], today: date, *, has_article: bool, forward: bool) -> date | None:
    """The nearest "the 15th", "el 15", "el día 15"."""
    match words:
        case ["dia", digits]:
            pass
        case [digits, ordinal] if ordinal in _ENGLISH_ORDINALS:
            pass
        case [digits] if has_article:
            pass
        case _:
            return None
    if not is_digits(digits) or len(digits) > 2:
        return None
    month = today.replace(day=1)
    for _months in range(12):
        if exists(month.year, month.month, int(digits)):
            found = month.replace(day=int(digits))
            if (found >= today) if forward else (found <= today):
                return found
        month = whole("month", month, 1 if forward else -1)[0]
    return None
