"""When an interaction was, how long it took, and by when what was promised is due, out of what people type."""

from datetime import datetime

from crmcli.core.errors import Invalid, Usage
from crmcli.core.records.activity import Task
from crmcli.core.values import dates, durations
from crmcli.core.values.dates import When

IDLE = ",;:-–—"
"""What may stand between a date and the words about it."""
_FIRST_YEAR = 1900
_MINUTES_A_DAY = 24 * 60


def happened(text: str, *, now: datetime, order: str) -> str:
    """The stored day or instant that a typed date means, looking back."""
    return past(dates.parse(text, now=now, order=order, forward=False), now)


def past(when: When, now: datetime) -> str:
    """The stored form of what has happened; Invalid for what is still to come."""
    if when.day.year < _FIRST_YEAR:
        raise Invalid("{day} is too long ago.", day=when.day.isoformat(), hint="Try yesterday, friday or 15 nov.")
    if (when.at > now) if when.at else (when.day > now.date()):
        raise Invalid(
            "{day} is still to come, and a log tells what has been.",
            day=when.day.isoformat(),
            hint='What is promised is a task: crm task add "..." --due {day}.',
        )
    return when.stored


def next_step(text: str, *, now: datetime, order: str) -> Task:
    """The task that words like "in 2 weeks: send the offer" or "+3d" promise, its title perhaps empty.

    Invalid without a day to come.
    """
    found = dates.leading(text.strip(), now=now, order=order)
    if found is None:
        hint = 'As in --next "in 2 weeks: send the offer" or --next "+3d call".'
        raise Invalid("{text} does not begin with a day.", text=text, hint=hint)
    when, title = found
    if when.day < now.date():
        hint = "As in +3d or friday."
        raise Invalid("{day} is past, and a next step is still to come.", day=when.day.isoformat(), hint=hint)
    return promise(when, title)


def promise(when: When, title: str) -> Task:
    """A task that is due then."""
    return Task(title=title.strip(IDLE + " "), due=when.stored)


def minutes(text: str) -> int | None:
    """The length of a conversation: 45, 45min, 1h30m; None for an empty text."""
    if not text.strip():
        return None
    digits = text.strip()
    if digits.isascii() and digits.isdecimal():
        return int(digits[:9])
    length = durations.parse(text)
    if length.months:
        raise Usage("{value} is months, not minutes.", value=text, hint="As in 45, 45min or 1h30m.")
    return length.days * _MINUTES_A_DAY + length.minutes
