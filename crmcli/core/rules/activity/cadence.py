"""Staying in touch: when a contact is due again, and what counts as contact."""

from collections.abc import Iterable
from datetime import date

from crmcli.core.values import durations

_FAILED = frozenset(("no-answer", "busy", "voicemail", "wrong-number", "no-show", "rescheduled"))
_DAYS_A_MONTH = 365.25 / 12
_FRIDAY = 4


def touch_by(last: date, interval: str) -> date:
    """The working day by which a contact last met on `last` is due again; `interval` is 3w, 10d, 2m or 1y."""
    return next_working_day(durations.add(last, durations.parse(interval)))


def next_working_day(day: date) -> date:
    """The day itself, or the Monday after a Saturday or Sunday."""
    weekday = day.weekday()
    return day if weekday <= _FRIDAY else durations.add(day, durations.Duration(days=7 - weekday))


def shortest(intervals: Iterable[str]) -> str:
    """The shortest of these intervals, "" where there is none; the first of equals."""
    return min((interval for interval in intervals if interval), key=_rough_days, default="")


def qualifies(channel: str, outcome: str, *, bulk: bool = False) -> bool:
    """Whether an interaction counts as having been in touch: no note, no mail to many, no call that failed."""
    return channel != "note" and outcome not in _FAILED and not bulk


def _rough_days(interval: str) -> float:
    length = durations.parse(interval)
    return length.months * _DAYS_A_MONTH + length.days
