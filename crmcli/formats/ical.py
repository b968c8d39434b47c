"""The agenda and the birthdays as an iCalendar file (RFC 5545): records in, bytes out."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, Todo
from icalendar.prop import vDuration, vRecur, vText

from crmcli.core.errors import Invalid
from crmcli.core.records.activity import Task

TOLD_EVERY = 200
"""Tasks after which it is told how many are done."""
SUMMARY_LENGTH = 1_000
"""Characters of a title; a longer one ends in an ellipsis."""
NOTE_LENGTH = 32_000
"""Characters of a note: more than anybody reads in a calendar, and less than stops one."""

_EVENT_KINDS = ("meeting", "visit")
_PRIORITIES = {"high": 1, "low": 9}
TODO_STATUSES = {"open": "NEEDS-ACTION", "done": "COMPLETED", "cancelled": "CANCELLED"}
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_FIRST_YEAR = 1902
"""Calendars that count seconds in 32 bits do not show what starts before."""
_LEAP_YEAR = 1972
"""Where birthdays start whose year is unknown or too old: it has a 29 February."""
_CYCLE = 28
"""Years until dates fall on the same weekdays again: as many show every day that a zone's rule can give."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class Birthday(NamedTuple):
    """A contact's birthday, as calendars are told of it."""

    uid: str
    """The contact's."""
    name: str
    birthday: str
    """1815-12-10, or --12-10 without the year."""
    updated_at: str
    version: int = 0
    status: str = "open"
    """`cancelled` strikes it out in calendars that have it already."""


def calendar(
    tasks: Iterable[Task],
    birthdays: Iterable[Birthday] = (),
    *,
    zone: str,
    product: str,
    name: str = "CRM",
    birthday: str = "Birthday: {name}",
    more: Iterable[Event | Todo] = (),
    told: Callable[[int], None] = lambda _done: None,
) -> bytes:
    """The file: time zones, then tasks by due and uid, then birthdays by start and uid, then entries made elsewhere.

    `zone` is the zone of tasks that name none, `product` the program that writes (-//crmcli//crmcli 1.0//EN),
    `name` what calendars call the file, `birthday` how they title a birthday. `told` hears how many tasks are done.
    Raises Invalid for a zone or a rule of recurrence that cannot be read.
    """
    file = Calendar()
    file.add("PRODID", text(product))
    file.add("VERSION", "2.0")
    file.add("X-WR-CALNAME", text(name))
    agenda = sorted(tasks, key=lambda task: (not task.due, task.due, task.uid))
    starts = [_start(task, zone) for task in agenda]
    for timezone in _timezones(starts):
        file.add_component(timezone)
    for done, (task, start) in enumerate(zip(agenda, starts, strict=True)):
        file.add_component(_item(task, start, zone))
        if done % TOLD_EVERY == 0:
            told(done)
    for start, person in sorted((_birth(person.birthday), person) for person in birthdays):
        file.add_component(_anniversary(person, start, birthday))
    for entry in more:
        file.add_component(entry)
    written: bytes = file.to_ical()
    return written


def plain(text: str, length: int) -> str:
    r"""The text as a calendar can hold it, at most `length` characters of it.

    Every kind of line end becomes \n; control characters but the tab, and lone surrogates, become U+FFFD;
    byte order marks vanish, as they do in readers.
    """
    kept = text if len(text) <= length else text[: length - 1] + "…"
    return _UNSAYABLE.sub("\ufffd", _LINE_END.sub("\n", kept.replace("\ufeff", "")))


class _Text(vText):
    r"""Text that comes back as it was: icalendar's own writes a line end for the \N of C:\New."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPES).encode()


class _MinutesBefore(vDuration):
    """An exact distance: icalendar's own makes a day of 1440 minutes, and days have 23 to 25 hours."""

    def to_ical(self) -> bytes:
        return f"-PT{self.td // timedelta(minutes=1)}M".encode()


def text(text: str, length: int = SUMMARY_LENGTH) -> _Text:
    """A text as a calendar can hold it, at most so many characters of it."""
    return _Text(plain(text, length))


# Tasks and birthdays


def _item(task: Task, start: date | None, zone: str) -> Event | Todo:
    """An event if it takes place at its time, a to-do if it is to be done by then, or without a date."""
    takes_place = task.end or task.kind in _EVENT_KINDS
    item = _event(task, start, zone) if start is not None and takes_place else _todo(task, start)
    item.add("UID", text(task.uid))
    item.add("SUMMARY", text(_summary(task)))
    note = text(task.note, NOTE_LENGTH)
    if note:
        item.add("DESCRIPTION", note)
    item.add("CATEGORIES", [task.kind])
    if task.priority in _PRIORITIES:
        item.add("PRIORITY", _PRIORITIES[task.priority])
    stamp(item, task.updated_at, task.sequence)
    if task.created_at:
        item.add("CREATED", _moment(task.created_at))
    if start is not None and _repeats(task):
        item.add("RRULE", _rule(task, start, zone))
    if start is not None and task.remind is not None and task.status == "open":
        item.add_component(_alarm(task, task.remind, {} if isinstance(item, Event) else {"RELATED": "END"}))
    return item


def _event(task: Task, start: date, zone: str) -> Event:
    event = Event()
    event.add("DTSTART", start)
    end = _end(task, start, zone)
    if end is not None:
        event.add("DTEND", end)
    event.add("STATUS", "CANCELLED" if task.status == "cancelled" else "CONFIRMED")
    return event


def _todo(task: Task, due: date | None) -> Todo:
    todo = Todo()
    if due is not None:
        todo.add("DUE", due)
        if _repeats(task):
            todo.add("DTSTART", _todo_start(task, due))
    todo.add("STATUS", TODO_STATUSES[task.status])
    if task.status == "done":
        todo.add("PERCENT-COMPLETE", 100)
        if task.done_at:
            todo.add("COMPLETED", _moment(task.done_at))
    return todo


def _todo_start(task: Task, due: date) -> date:
    """The start that a repeated to-do must have: earlier than it is due, and on a day of its rule.

    That is the midnight before. A whole day has nothing earlier of its own; there both are the same day, as Apple
    writes it, though RFC 5545 wants a later one: calendars would show it a day late.
    """
    if not isinstance(due, datetime) or re.search("BYHOUR|BYMINUTE|BYSECOND", task.recurrence):
        return due
    return due.replace(hour=0, minute=0, second=0, fold=0)


def _alarm(task: Task, minutes: int, related: dict[str, str]) -> Alarm:
    """A reminder before the start, or before a to-do is due, which may have no start; a day counts from midnight."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", text(_summary(task)))
    alarm.add("TRIGGER", _MinutesBefore(timedelta(minutes=minutes)), related)
    return alarm


def _anniversary(person: Birthday, start: date, title: str) -> Event:
    summary = title.format(name=person.name)
    year = "" if person.birthday.startswith("--") else f" ({person.birthday[:4]})"
    event = Event()
    event.add("UID", text(f"{person.uid}-birthday"))
    event.add("SUMMARY", text(summary + year))
    event.add("DTSTART", start)
    event.add("DTEND", start + _DAY)
    # Counted from the month's end, a 29 February is the 28th in common years.
    last_of_february = {"BYMONTH": 2, "BYMONTHDAY": -1} if (start.month, start.day) == (2, 29) else {}
    event.add("RRULE", vRecur({"FREQ": "YEARLY", **last_of_february}))
    event.add("CATEGORIES", ["birthday"])
    event.add("TRANSP", "TRANSPARENT")
    event.add("STATUS", "CANCELLED" if person.status == "cancelled" else "CONFIRMED")
    stamp(event, person.updated_at, person.version)
    return event


def _summary(task: Task) -> str:
    """The title, and whom it is about unless it says so."""
    title = plain(task.title, SUMMARY_LENGTH) or task.kind
    return title if task.contact.casefold() in title.casefold() else f"{title} ({task.contact})"


def stamp(item: Event | Todo, changed_at: str, sequence: int) -> None:
    """DTSTAMP is the last change, not the time of writing: an unchanged agenda gives the same bytes."""
    item.add("DTSTAMP", _moment(changed_at))
    item.add("LAST-MODIFIED", _moment(changed_at))
    item.add("SEQUENCE", sequence)


# Times


def _moment(stored: str) -> date:
    """A day or an aware moment, whichever the stored text is."""
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)


def _birth(birthday: str) -> date:
    month_day = birthday[-5:]
    year = 0 if birthday.startswith("--") else int(birthday[:4])
    return date.fromisoformat(f"{year if _FIRST_YEAR <= year < 9999 else _LEAP_YEAR}-{month_day}")


def _start(task: Task, zone: str) -> date | None:
    """When it is due: a day, a moment in UTC, or, where it repeats, one in the zone whose wall clock it keeps."""
    if not task.due:
        return None
    due = _moment(task.due)
    if isinstance(due, datetime) and _repeats(task):
        return due.astimezone(_zone(task.zone or zone))
    return due


def _end(task: Task, start: date, zone: str) -> date | None:
    """The first day or moment after it, of the same type as its start; None where that says nothing."""
    end = _moment(task.end or task.due)
    try:
        if not isinstance(start, datetime):
            last = end.astimezone(_zone(task.zone or zone)).date() if isinstance(end, datetime) else end
            return max(start, last) + _DAY
        if not isinstance(end, datetime):
            end = datetime.combine(end + _DAY, time(), _zone(task.zone or zone))
        end = end.astimezone(start.tzinfo)
    except OverflowError:  # the last day of the year 9999
        return None
    return end if end > start else None


def _repeats(task: Task) -> bool:
    """Whether calendars can know when it comes again.

    One that is done or cancelled is one date of a series that its successor carries on; what counts from the day it
    was done has no dates yet. The years are those in which zones have rules.
    """
    return bool(task.recurrence) and task.status == "open" and not task.from_done and "1902" <= task.due < "9900"


def _rule(task: Task, start: date, zone: str) -> vRecur:
    """The rule with its UNTIL as RFC 5545 wants it: a day for days, UTC for times."""
    try:
        rule: vRecur = vRecur.from_ical(task.recurrence)
    except ValueError:
        rule = vRecur()
    if "FREQ" not in rule or not all(isinstance(until, date) for until in rule.get("UNTIL", ())):
        raise Invalid(
            "Task {id} has a rule of recurrence that cannot be read: {rule}.",
            id=task.id,
            rule=task.recurrence,
            hint="Set it again, or clear it.",
        )
    if "UNTIL" not in rule:
        return rule
    until = rule["UNTIL"][0]
    where = _zone(task.zone or zone)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    if until.tzinfo is None:
        until = until.replace(tzinfo=where)
    try:
        rule["UNTIL"] = [until.astimezone(UTC) if isinstance(start, datetime) else until.astimezone(where).date()]
    except OverflowError:  # the year 9999, which some programs write for ever
        del rule["UNTIL"]
    return rule


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid("{zone} is not a time zone.", zone=name, hint="Try Europe/Madrid.") from error


# Time zones: icalendar's own writer lists every change from 1970 to 2038


class _Change(NamedTuple):
    """A clock put forward or back."""

    at: datetime
    """Wall time before it, naive."""
    before: timedelta
    after: timedelta
    name: str


def _timezones(starts: Iterable[date | None]) -> list[Timezone]:
    """The zones of these moments, each from the year before the first of them."""
    first: dict[str, int] = {}
    for start in starts:
        if isinstance(start, datetime) and isinstance(start.tzinfo, ZoneInfo) and start.tzinfo.key != "UTC":
            first[start.tzinfo.key] = min(start.year - 1, first.get(start.tzinfo.key, start.year))
    return [_timezone(ZoneInfo(key), year) for key, year in sorted(first.items())]


def _timezone(zone: ZoneInfo, year: int) -> Timezone:
    timezone = Timezone()
    timezone.add("TZID", zone.key)
    changes = _changes(zone, year)
    if not changes or changes[0].at.year > year:
        begin = datetime(year, 1, 1, tzinfo=zone)
        offset = _offset(begin, zone)
        timezone.add_component(_observance([_Change(begin.replace(tzinfo=None), offset, offset, begin.tzname() or "")]))
    groups: dict[tuple[timedelta, timedelta, str], list[_Change]] = {}
    for change in changes:
        groups.setdefault(change[1:], []).append(change)
    for group in groups.values():
        timezone.add_component(_observance(group, last_year=year + _CYCLE - 1))
    return timezone


def _observance(changes: list[_Change], last_year: int = 0) -> TimezoneStandard | TimezoneDaylight:
    """One kind of change: by its yearly rule if it has one that lasts, otherwise date by date."""
    first = changes[0]
    observance = TimezoneDaylight() if first.after > first.before else TimezoneStandard()
    observance.add("DTSTART", first.at)
    observance.add("TZOFFSETFROM", first.before)
    observance.add("TZOFFSETTO", first.after)
    observance.add("TZNAME", first.name)
    rule = (
        _yearly_rule(changes)
        if [change.at.year for change in changes] == [*range(first.at.year, last_year + 1)]
        else None
    )
    if rule is not None:
        observance.add("RRULE", rule)
    elif len(changes) > 1:
        observance.add("RDATE", [change.at for change in changes[1:]])
    return observance


def _yearly_rule(changes: list[_Change]) -> vRecur | None:
    """The second Sunday of March, the last one of October, the Friday from the 23rd to the 29th; None if it is none."""
    if len({(change.at.month, change.at.weekday(), change.at.time()) for change in changes}) > 1:
        return None
    month, weekday = changes[0].at.month, _WEEKDAYS[changes[0].at.weekday()]
    days = sorted({change.at.day for change in changes})
    if all(change.at.day + 7 > monthrange(change.at.year, month)[1] for change in changes):
        return vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"-1{weekday}"})
    if (days[0] - 1) // 7 == (days[-1] - 1) // 7:
        return vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{(days[0] + 6) // 7}{weekday}"})
    if days[-1] - days[0] < 7:
        return vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": weekday, "BYMONTHDAY": days})
    return None


def _changes(zone: ZoneInfo, first_year: int) -> list[_Change]:
    """The changes of a cycle of years, each found to the second."""
    changes = []
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(first_year + _CYCLE, 1, 1, tzinfo=UTC)
    while moment < end:
        low, high = moment, moment + 7 * _DAY
        before, after = _offset(low, zone), _offset(high, zone)
        moment = high
        if before == after:
            continue
        while high - low > _SECOND:
            middle = low + (high - low) // (2 * _SECOND) * _SECOND
            low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
        wall = (high + before).replace(tzinfo=None)
        changes.append(_Change(wall, before, after, high.astimezone(zone).tzname() or ""))
    return changes


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).replace(tzinfo=None) - moment.astimezone(UTC).replace(tzinfo=None)
