"""Days of money and goods as entries of a calendar: due, ending, promised."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from icalendar import Event, Todo

from crmcli.formats.ical import TODO_STATUSES, stamp, text


class Day(NamedTuple):
    """A whole day on which something is due, ends or was promised."""

    uid: str
    title: str
    day: str
    kind: str
    """Its category."""
    updated_at: str
    version: int = 1
    status: str = "open"
    """open, done or cancelled."""
    is_todo: bool = False
    """Whether it is to be done by that day, rather than takes place on it."""


def entries(days: Iterable[Day]) -> Iterator[Event | Todo]:
    """An entry for each day: a to-do that is due, or an event of the whole day that takes no time."""
    for one in days:
        entry = _todo(one) if one.is_todo else _event(one)
        entry.add("UID", text(one.uid))
        entry.add("SUMMARY", text(one.title))
        entry.add("CATEGORIES", [one.kind])
        stamp(entry, one.updated_at, max(one.version - 1, 0))
        yield entry


def _todo(one: Day) -> Todo:
    todo = Todo()
    todo.add("DUE", date.fromisoformat(one.day))
    todo.add("STATUS", TODO_STATUSES[one.status])
    if one.status == "done":
        todo.add("PERCENT-COMPLETE", 100)
    return todo


def _event(one: Day) -> Event:
    event, day = Event(), date.fromisoformat(one.day)
    event.add("DTSTART", day)
    event.add("DTEND", day + timedelta(days=1))
    event.add("TRANSP", "TRANSPARENT")
    event.add("STATUS", "CANCELLED" if one.status == "cancelled" else "CONFIRMED")
    return event
