"""Lengths of time as people write them, days and instants that far away, and the whole weeks and months of a day."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, TypeVar

from crmcli.core.errors import Invalid
from crmcli.core.values.date_words import NUMBERS, is_digits, tokens

MOST_CHARACTERS = 100
_MOST_DIGITS = 6
_SHORTEST_WORD = 3
"""Below it a unit takes digits only: "a m" is a morning, no month."""
_MONTHS = {"m": 1, "quarter": 3, "trimestre": 3, "y": 12}
_DAYS = {"d": 1, "w": 7, "fortnight": 14, "quincena": 15}
_MINUTES = {"min": 1, "h": 60}
_SPELLINGS = {
    "m": "mo mos month months mes meses",
    "quarter": "quarters",
    "trimestre": "trimestres",
    "y": "yr yrs year years ano anos",
    "d": "day days dia dias",
    "w": "wk wks week weeks s sem semana semanas",
    "fortnight": "fortnights",
    "quincena": "quincenas",
    "min": "mins minute minutes minuto minutos",
    "h": "hr hrs hour hours hora horas",
}
_UNITS = {word: unit for unit, words in _SPELLINGS.items() for word in (unit, *words.split())}
_HALF_HOURS = (["half", "an", "hour"], ["half", "hour"], ["media", "hora"])
_JOINERS = ("and", "y")
_LEAP_YEAR = 2000
_MINUTES_A_DAY = 24 * 60
CALENDAR_UNITS = {
    "day": "day", "dia": "day", "week": "week", "semana": "week", "month": "month", "mes": "month",
    "quarter": "quarter", "trimestre": "quarter", "year": "year", "ano": "year",
}  # fmt: skip
Moment = TypeVar("Moment", bound=date)


class Duration(NamedTuple):
    """A length of time, in parts that cannot be turned into each other."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    def __neg__(self) -> "Duration":
        return Duration(-self.months, -self.days, -self.minutes)

    def text(self) -> str:
        """The canonical text, which `parse` reads back: 1y2m, 3w, 10d, 1h30m, 45min; no time at all is 0d."""
        years, months = divmod(self.months, 12)
        hours, minutes = divmod(self.minutes, 60)
        weeks, days = (0, self.days) if self.days % 7 else (self.days // 7, 0)
        counts = (years, months, weeks, days, hours, minutes)
        units = ("y", "m", "w", "d", "h", "m" if hours else "min")
        return "".join(f"{count}{unit}" for count, unit in zip(counts, units, strict=True) if count) or "0d"


_LENGTHS_OF_UNITS = {
    "day": Duration(days=1),
    "week": Duration(days=7),
    "month": Duration(1),
    "quarter": Duration(3),
    "year": Duration(12),
}


def parse(text: str) -> Duration:
    """The length that the text names: 3w, 10d, 2m (months), 1y, 90min, 1h30m, "2 weeks", "una quincena"."""
    duration = None if len(text) > MOST_CHARACTERS else from_words(tokens(text))
    if duration is None:
        raise Invalid(
            "{value} is not a length of time.", value=text[:MOST_CHARACTERS], hint="Try 3w, 10d, 2m or 1h30m."
        )
    return duration


def parse_interval(text: str) -> str:
    """The canonical form of one whole interval of days, weeks, months or years: "3 weeks" is "3w"."""
    duration = None if len(text) > MOST_CHARACTERS else from_words(tokens(text))
    if duration is None or duration.minutes or bool(duration.months) == bool(duration.days):
        raise Invalid("{value} is not an interval.", value=text[:MOST_CHARACTERS], hint="Try 10d, 3w, 2m or 1y.")
    return duration.text()


def add(start: Moment, duration: Duration) -> Moment:
    """The day or instant that far away; a month without such a day gives its last one (31 Jan + 1m = 28 Feb).

    Months and days keep the wall time; hours are real ones and move a day only by whole days. What lies beyond the
    years 1 to 9999 is Invalid.
    """
    try:
        return _moved(start, duration)
    except (OverflowError, ValueError) as error:
        raise Invalid("A date that far away cannot be written.", hint="Years go from 1 to 9999.") from error


def whole(unit: str, day: date, turn: int = 0) -> tuple[date, date]:
    """First day and end (exclusive) of the day, week, month, quarter or year that holds `day`, or `turn` further."""
    start = day
    if unit == "week":
        start = day - timedelta(days=day.weekday())
    elif unit in ("month", "quarter"):
        start = day.replace(day=1, month=day.month if unit == "month" else (day.month - 1) // 3 * 3 + 1)
    elif unit == "year":
        start = day.replace(day=1, month=1)
    length = _LENGTHS_OF_UNITS[unit]
    start = add(start, Duration(length.months * turn, length.days * turn))
    return start, add(start, length)


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day; with year 0, whether any year has it."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year or _LEAP_YEAR, month)


def from_words(words: list[str]) -> Duration | None:
    """The length that these tokens spell from first to last, or None."""
    months = days = minutes = 0
    last_unit = ""
    while words:
        if last_unit and words[0] in _JOINERS:
            words = words[1:]
        count, unit, words = _amount(words, after_hours=last_unit == "h")
        if not unit:
            return None
        months += count * _MONTHS.get(unit, 0)
        days += count * _DAYS.get(unit, 0)
        minutes += count * _MINUTES.get(unit, 0)
        last_unit = unit
    return Duration(months, days, minutes) if last_unit else None


def _amount(words: list[str], *, after_hours: bool) -> tuple[int, str, list[str]]:
    """Count, unit and the rest; no unit when these words begin with no amount."""
    for half in _HALF_HOURS:
        if words[: len(half)] == half:
            return 30, "min", words[len(half) :]
    match words:
        case [minutes] | [minutes, "m"] if after_hours and is_digits(minutes) and len(minutes) <= 2:
            return int(minutes), "min", []
        case [digits, unit, *rest] if is_digits(digits) and len(digits) <= _MOST_DIGITS and unit in _UNITS:
            return int(digits), _UNITS[unit], rest
        case [count, unit, *rest] if count in NUMBERS and unit in _UNITS and len(unit) >= _SHORTEST_WORD:
            return NUMBERS[count], _UNITS[unit], rest
    return 0, "", words


def _moved(start: Moment, duration: Duration) -> Moment:
    moved = start
    if duration.months:
        year, month = divmod(start.year * 12 + start.month - 1 + duration.months, 12)
        moved = start.replace(year=year, month=month + 1, day=min(start.day, days_in_month(year, month + 1)))
    if duration.days:
        moved += timedelta(days=duration.days)
    if not isinstance(moved, datetime):
        return moved + timedelta(days=int(duration.minutes / _MINUTES_A_DAY))
    if moved.tzinfo is None:
        return moved + timedelta(minutes=duration.minutes)
    later = moved.astimezone(UTC) + timedelta(minutes=duration.minutes)  # by way of UTC, which has no clock changes
    return later.astimezone(moved.tzinfo)
