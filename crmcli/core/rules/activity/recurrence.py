"""When what repeats comes round again: rules of iCalendar (RRULE) of whole days, expanded within bounds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice, takewhile
from typing import Literal, TypeVar

from crmcli.core.rules.activity import recurrence_rules
from crmcli.core.rules.activity.recurrence_rules import WEEKDAYS, Parts
from crmcli.core.values import durations

MOST_STEPS = 100_000
"""How many candidates are looked at in search of an occurrence: more than 270 years of days."""
MOST_OCCURRENCES = 1_000
FARTHEST = durations.Duration(months=24)
"""How far ahead occurrences are listed."""
_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {"YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3}
"""By the numbers that dateutil gives them."""
_NUMBERED_PARTS = ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS")
_NO_TIME = durations.Duration()
_LAST_DAY_OF_EVERY_MONTH = 28
Moment = TypeVar("Moment", bound=date)


def validate(rule: str) -> str:
    """The rule as it is stored, FREQ=WEEKLY;INTERVAL=2, from an RRULE or from words such as "every 2 weeks".

    Invalid when it cannot be read, repeats within a day, has both COUNT and UNTIL, or is too long.
    """
    return recurrence_rules.text(recurrence_rules.parse(rule))


def pinned(rule: str, start: date) -> str:
    """The rule with its day written out where some months lack it, so that every month has its turn, the last day.

    By the letter of iCalendar a monthly rule from 31 January skips February, and one counted on from 28 February has
    lost the 31st. Rules that name their days stay as they are.
    """
    parts = recurrence_rules.parse(rule)
    if start.day <= _LAST_DAY_OF_EVERY_MONTH or any(name.startswith("BY") for name in parts):
        return recurrence_rules.text(parts)
    if parts["FREQ"] == "YEARLY" and start.month == 2:
        parts["BYMONTH"] = "2"
    elif parts["FREQ"] != "MONTHLY":
        return recurrence_rules.text(parts)
    parts["BYMONTHDAY"] = ",".join(str(day) for day in range(_LAST_DAY_OF_EVERY_MONTH, start.day + 1))
    parts["BYSETPOS"] = "-1"
    return recurrence_rules.text(parts)


def next_after(rule: str, start: Moment, after: date) -> Moment | None:
    """The first occurrence later than `after` (a day or a moment), None when the rule ends or its search budget does.

    `start` is the first occurrence. With an aware start the wall time stays the same in its zone all year.
    """
    return next((moment for moment in _all(rule, start) if _is_before(after, moment)), None)


def occurrences(rule: str, start: Moment, since: date, until: date, limit: int = MOST_OCCURRENCES) -> list[Moment]:
    """Those from `since` up to but not including `until`: at most 1,000, at most two years ahead of `since`."""
    farthest = durations.add(since, FARTHEST)
    end = until if _is_before(until, farthest) else farthest
    coming = takewhile(lambda moment: _is_before(moment, end), _all(rule, start))
    return list(islice((moment for moment in coming if not _is_before(moment, since)), min(limit, MOST_OCCURRENCES)))


def remaining(rule: str) -> str:
    """The rule for the next of its occurrences: one fewer to come; "" after the last, unchanged without a COUNT."""
    parts = recurrence_rules.parse(rule)
    if "COUNT" in parts:
        if parts["COUNT"] == "1":
            return ""
        parts["COUNT"] = str(int(parts["COUNT"]) - 1)
    return recurrence_rules.text(parts)


def _all(rule: str, start: Moment) -> Iterator[Moment]:
    """Every occurrence from the start on, until the rule, the calendar or the budget of steps ends."""
    parts = recurrence_rules.parse(pinned(rule, start))
    yield start
    first = date(start.year, start.month, start.day)
    later = (day for day in _days(parts, first) if day > first)
    moments = (_on(day, start) for day in later)
    until = parts.get("UNTIL", "")
    ending = takewhile(lambda moment: _is_within(moment, until), moments) if until else moments
    yield from islice(ending, int(parts.get("COUNT", MOST_STEPS)) - 1)


def _days(parts: Parts, start: date) -> Iterator[date]:
    """The rule's days without its end, from `start`, within the budget.

    dateutil stops at no end while it finds nothing. So it is given what names something in every day or week, and what
    leaves out days and weeks is asked here, step by step; months and years run out before the budget does.
    """
    from dateutil import rrule  # noqa: PLC0415 - door: dateutil.rrule, 8 ms

    numbers = {name: list(map(int, parts[name].split(","))) for name in _NUMBERED_PARTS if name in parts}
    weekdays = _weekdays(parts)
    if "BYWEEKNO" in parts and not weekdays and not numbers.keys() & {"BYYEARDAY", "BYMONTHDAY"}:
        weekdays = [(start.weekday(), 0)]
    asked_here: dict[str, list[int]] = {}
    if parts["FREQ"] in ("DAILY", "WEEKLY"):
        asked_here, numbers = numbers, {}
    if parts["FREQ"] == "DAILY" and weekdays:
        asked_here["BYDAY"], weekdays = [day for day, _nth in weekdays], []
    steps = rrule.rrule(
        _FREQUENCIES[parts["FREQ"]],
        datetime.combine(start, time()),
        interval=int(parts.get("INTERVAL", "1")),
        wkst=WEEKDAYS.index(parts.get("WKST", "MO")),
        bymonth=numbers.get("BYMONTH"),
        byweekno=numbers.get("BYWEEKNO"),
        byyearday=numbers.get("BYYEARDAY"),
        bymonthday=numbers.get("BYMONTHDAY"),
        byweekday=[rrule.weekday(day, nth or None) for day, nth in weekdays] or None,
        bysetpos=numbers.get("BYSETPOS"),
    )
    return (step.date() for step in islice(steps, MOST_STEPS) if _fits(step, asked_here))


def _weekdays(parts: Parts) -> list[tuple[int, int]]:
    """The days of BYDAY as (weekday, nth), 0 being each; where both kinds meet all have numbers: dateutil would ask for
    days of both.
    """
    days = recurrence_rules.ordinal_days(parts.get("BYDAY", ""))
    if len({nth == 0 for _day, nth in days}) < 2:
        return days
    most = 5 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else 53
    return [(day, number) for day, nth in days for number in ([nth] if nth else range(1, most + 1))]


def _fits(day: date, asked: dict[str, list[int]]) -> bool:
    if "BYMONTH" in asked and day.month not in asked["BYMONTH"]:
        return False
    if "BYDAY" in asked and day.weekday() not in asked["BYDAY"]:
        return False
    days_from_end = day.day - durations.days_in_month(day.year, day.month) - 1
    return "BYMONTHDAY" not in asked or day.day in asked["BYMONTHDAY"] or days_from_end in asked["BYMONTHDAY"]


def _on(day: date, start: Moment) -> Moment:
    """That day, at the time of the start; a time that the clock skips moves on."""
    return durations.add(start.replace(year=day.year, month=day.month, day=day.day), _NO_TIME)


def _is_before(one: date, other: date) -> bool:
    """Whether one day or moment lies before the other; a moment and a day are compared as days."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return date(one.year, one.month, one.day) < date(other.year, other.month, other.day)


def _is_within(moment: date, until: str) -> bool:
    """Whether UNTIL, a day, a UTC moment or a moment on the moment's own clock, is not yet over."""
    if isinstance(moment, datetime) and until.endswith("Z") and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    if isinstance(moment, datetime) and "T" in until:
        return f"{day}T{moment:%H%M%S}" <= until.removesuffix("Z")
    return day <= until[: len(day)]
