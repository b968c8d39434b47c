"""Stretches of days as people name them: this-month, 2026-Q3, last-90d, 2026-01-01..2026-03-31, "mes pasado"."""

from datetime import date, timedelta

from crmcli.core.errors import Invalid
from crmcli.core.values import durations
from crmcli.core.values.date_words import LAST, MONTHS, NEXT, is_digits, tokens, turned
from crmcli.core.values.durations import CALENDAR_UNITS, whole

MOST_CHARACTERS = 100
Period = tuple[date | None, date | None]
"""Days from the first up to but not including the second; None is open."""
_DAYS = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1, "yesterday": -1, "ayer": -1}
_OPEN: Period = (None, None)
_EVER = frozenset(("all", "ever", "always", "todo", "siempre"))
_FIRST_WORDS_OF_QUARTERS = frozenset(("q", "t", "quarter", "trimestre"))


def parse(text: str, today: date) -> Period:
    """The days that the text names; hyphens and spaces are alike.

    `last-90d` are the 90 days that end with today, `next-7-days` the 7 that begin with it. A range holds both its ends.
    """
    try:
        period = _range(text, today) if len(text) <= MOST_CHARACTERS else None
    except (ValueError, OverflowError, Invalid):
        period = None
    if period is None or _is_empty(*period):
        raise Invalid(
            "{value} is not a period.",
            value=text[:MOST_CHARACTERS],
            hint="Try this-month, 2026-Q3, last-90d or 2026-01-01..2026-03-31.",
        )
    return period


def _is_empty(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start >= end


def _range(text: str, today: date) -> Period | None:
    first, dots, last = text.partition("..")
    if not dots:
        return _one(_words(first), today)
    first_words, last_words = _words(first), _words(last)
    begins = _one(first_words, today) if first_words else _OPEN
    ends = _one(last_words, today) if last_words else _OPEN
    if begins is None or ends is None or not (first_words or last_words):
        return None
    return begins[0], ends[1]


def _words(text: str) -> list[str]:
    return [word for word in tokens(text) if word != "-"]


def _one(words: list[str], today: date) -> Period | None:
    if len(words) == 1 and words[0] in _EVER:
        return _OPEN
    return _named(words, today) or _numbered(words) or _of_named_month(words)


def _named(words: list[str], today: date) -> tuple[date, date] | None:
    if len(words) == 1 and words[0] in _DAYS:
        return whole("day", today, _DAYS[words[0]])
    turn, rest = turned(words)
    if turn is None:
        return None
    if len(rest) == 1 and rest[0] in CALENDAR_UNITS:
        return whole(CALENDAR_UNITS[rest[0]], today, turn)
    length = durations.from_words(rest)
    if length is None or length.minutes or not any(length) or not any(word in NEXT | LAST for word in words):
        return None
    tomorrow = today + timedelta(days=1)
    return (today, durations.add(today, length)) if turn == 1 else (durations.add(tomorrow, -length), tomorrow)


def _numbered(words: list[str]) -> tuple[date, date] | None:
    match words:
        case [year, *rest] if is_digits(year) and len(year) == 4:
            pass
        case [name, quarter, year] if name in _FIRST_WORDS_OF_QUARTERS and is_digits(year) and len(year) == 4:
            rest = [name, quarter]
        case _:
            return None
    first = date(int(year), 1, 1)
    match rest:
        case []:
            return whole("year", first)
        case [month] if is_digits(month) and len(month) <= 2:
            return whole("month", first.replace(month=int(month)))
        case [month, day] if is_digits(month) and is_digits(day) and len(month) <= 2 and len(day) <= 2:
            return whole("day", first.replace(month=int(month), day=int(day)))
        case [name, quarter] if name in _FIRST_WORDS_OF_QUARTERS and quarter in ("1", "2", "3", "4"):
            return whole("quarter", first.replace(month=int(quarter) * 3))
        case ["w" | "s" | "week" | "semana", week] if is_digits(week) and len(week) <= 2:
            return whole("week", date.fromisocalendar(first.year, int(week), 1))
    return None


def _of_named_month(words: list[str]) -> tuple[date, date] | None:
    match words:
        case [month, year] | [month, "de" | "del" | "of", year] if month in MONTHS and is_digits(year):
            return whole("month", date(int(year), MONTHS[month], 1)) if len(year) == 4 else None
    return None
