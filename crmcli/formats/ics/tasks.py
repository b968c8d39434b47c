"""An entry of a calendar to the draft of a task.

Rules of repetition are checked and never expanded here; a zone is known by its IANA name, whatever the file says of its
clock.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from crmcli.core.errors import CrmError, Invalid
from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import TASK_KINDS
from crmcli.core.rules.activity import recurrence
from crmcli.core.values.moments import instant
from crmcli.core.values.text import one_line, tidy
from crmcli.formats.drafts import Remark, from_error, remark
from crmcli.formats.ics.entries import Entry
from crmcli.formats.vcard.properties import Property

LONGEST_TITLE, LONGEST_NOTE = 1000, 100_000
MOST_PEOPLE = 1000
_EVENTS = ("meeting", "visit")
_DAY = timedelta(days=1)
_DATE, _TIME = len("20261124"), len("20261124T093000")
Zone = Callable[[str], tzinfo]
"""A zone by its IANA name, "" being the local one; Invalid for what is none."""


class Draft(NamedTuple):
    """A task as a calendar tells it."""

    line: int
    task: Task
    people: tuple[str, ...] = ()
    """The e-mails of who takes part."""
    changed_at: str = ""
    """A UTC instant: when the entry was changed last, "" where it does not say."""
    categories: tuple[str, ...] = ()
    warnings: tuple[Remark, ...] = ()
    error: Remark | None = None


def draft(entry: Entry, *, zone: Zone, here: str) -> Draft:
    """The task that an entry is; times that name no zone are those of `here`, the local one."""
    if entry.fault is not None:
        return Draft(entry.line, Task(), error=entry.fault)
    try:
        return _Reading(entry, zone, here).draft()
    except CrmError as error:
        return Draft(entry.line, Task(), error=from_error(error, ""))


class _Reading:
    """One entry on its way to a task."""

    def __init__(self, entry: Entry, zone: Zone, here: str) -> None:
        self._entry = entry
        self._zone = zone
        self._here = here
        self._told: dict[str, list[Property]] = {}
        for said in entry.properties:
            self._told.setdefault(said.name, []).append(said)
        self._warnings = list(entry.remarks)

    def draft(self) -> Draft:
        is_event = self._entry.is_event
        due, end, zone = self._event_times() if is_event else self._todo_times()
        if is_event and not due:
            raise Invalid("It does not say when it begins.", hint="Give it a DTSTART, as in DTSTART:20261124T093000.")
        rule, zone = self._rule(due, zone)
        kind = next((word for word in self._categories() if word in TASK_KINDS), "")
        if not kind:
            kind = "follow-up" if not is_event else "meeting" if "T" in due else "other"
        if kind in _EVENTS and end == due:
            end = ""
        task = Task(
            uid=self._uid(), kind=kind, title=one_line(self._text("SUMMARY"))[:LONGEST_TITLE].strip(),
            note=self._note(), due=due, end=end, zone=zone, remind=self._reminder(due), recurrence=rule,
            status=self._status(), priority=self._priority(), sequence=self._number("SEQUENCE"),
        )  # fmt: skip
        if task.status == "done":
            task = task._replace(done_at=self._instant("COMPLETED") or self._changed_at())
        self._tell_left_out()
        return Draft(
            self._entry.line, task, self._people(), self._changed_at(), tuple(self._categories()), tuple(self._warnings)
        )

    def _text(self, name: str) -> str:
        return self._told[name][0].text if name in self._told else ""

    def _number(self, name: str) -> int:
        text = self._text(name).strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    def _uid(self) -> str:
        """Its own name; of a series one date has the name of the series and the date."""
        uid = one_line(self._text("UID")).strip()
        at = self._text("RECURRENCE-ID").strip()
        return f"{uid}/{at}" if uid and at else uid

    def _note(self) -> str:
        parts = [tidy(self._text("DESCRIPTION")).strip("\n")]
        for before, name in (("@ ", "LOCATION"), ("", "URL"), ("", "CONFERENCE")):
            text = one_line(self._text(name)).strip()
            if text and text not in parts[0]:
                parts.append(before + text)
        return "\n".join(filter(None, parts))[:LONGEST_NOTE]

    def _categories(self) -> list[str]:
        return [one_line(word).strip().lower() for said in self._told.get("CATEGORIES", ()) for word in said.texts]

    def _status(self) -> str:
        word = self._text("STATUS").strip().upper()
        if word == "CANCELLED":
            return "cancelled"
        is_done = word == "COMPLETED" or self._text("PERCENT-COMPLETE").strip() == "100" or "COMPLETED" in self._told
        return "done" if is_done and not self._entry.is_event else "open"

    def _priority(self) -> str:
        number = self._number("PRIORITY")
        return "high" if 1 <= number <= 4 else "low" if 6 <= number <= 9 else "normal"

    def _people(self) -> tuple[str, ...]:
        told = [*self._told.get("ATTENDEE", ()), *self._told.get("ORGANIZER", ())][:MOST_PEOPLE]
        values = (said.text.strip() for said in told)
        return tuple(dict.fromkeys(v[7:] for v in values if v[:7].lower() == "mailto:"))

    def _changed_at(self) -> str:
        return self._instant("LAST-MODIFIED") or self._instant("DTSTAMP")

    def _instant(self, name: str) -> str:
        try:
            at = self._moment(name)[0]
        except CrmError:
            return ""
        return instant(at) if isinstance(at, datetime) else ""

    # times

    def _event_times(self) -> tuple[str, str, str]:
        """When it begins, when it ends where that is told, and the zone of its clock."""
        start, zone = self._moment("DTSTART")
        if start is None:
            return "", "", ""
        end = self._end(start)
        if not isinstance(start, datetime):
            last = end - _DAY if end is not None and end > start else start
            return start.isoformat(), last.isoformat(), ""
        if isinstance(end, datetime) and end > start:
            return instant(start), instant(end), zone
        return instant(start), "", zone

    def _end(self, start: date) -> date | None:
        end = self._moment("DTEND")[0]
        if end is None and "DURATION" in self._told:
            end = _later(start, self._text("DURATION"))
            if end is None:
                said = one_line(self._text("DURATION"))[:60]
                self._warnings.append(remark("{value} is no length of time.", column="DURATION", value=said))
        if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
            end = None
        if end is not None and end < start:
            self._warnings.append(remark("It ends before it begins: the end is left out.", column="DTEND"))
            return None
        return end

    def _todo_times(self) -> tuple[str, str, str]:
        """When it is due, no end, and the zone of its clock."""
        due, zone = self._moment("DUE")
        if due is None:
            start, zone = self._moment("DTSTART")
            later = _later(start, self._text("DURATION")) if start and "DURATION" in self._told else None
            due = later or start
        if due is None:
            return "", "", ""
        return (instant(due), "", zone) if isinstance(due, datetime) else (due.isoformat(), "", "")

    def _moment(self, name: str) -> tuple[date | None, str]:
        """A day or an aware moment, and the name of its zone."""
        if name not in self._told:
            return None, ""
        said = self._told[name][0]
        value = said.value.strip().replace("-", "").replace(":", "")
        is_utc = value[-1:].upper() == "Z"
        bare = value[:-1] if is_utc else value
        if len(bare) not in (_DATE, _TIME) or not bare.replace("T", "", 1).isdecimal() or not bare.isascii():
            raise _no_day(name, said.value)
        try:
            if len(bare) == _DATE:
                return datetime.strptime(bare, "%Y%m%d").replace(tzinfo=UTC).date(), ""
            naive = datetime.strptime(bare, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone comes below
        except ValueError:
            raise _no_day(name, said.value) from None
        zone = "UTC" if is_utc else self._named(said.param("TZID"))
        try:
            moment = naive.replace(tzinfo=self._zone(zone))
            moment.astimezone(UTC)
        except OverflowError:
            raise _no_day(name, said.value) from None
        return moment, zone

    def _named(self, told: str) -> str:
        """The IANA name of a zone, the local one where none is told or known."""
        name = told.strip().strip('"').lstrip("/")
        if not name:
            return self._here
        last = "/".join(name.split("/")[-2:])
        for candidate in (name, last, "/".join(name.split("/")[-3:]), _windows(name)):
            if candidate:
                try:
                    self._zone(candidate)
                except CrmError:
                    continue
                return candidate
        said = remark("{zone} is no known time zone; the local one was taken.", column="TZID", zone=one_line(told)[:80])
        if said not in self._warnings:
            self._warnings.append(said)
        return self._here

    def _rule(self, due: str, zone: str) -> tuple[str, str]:
        """The rule by which it repeats, and the zone that keeps its time; one that cannot be is left out and told."""
        if "RRULE" not in self._told or not due:
            return "", ""
        if "RECURRENCE-ID" in self._told:
            return "", ""
        try:
            rule = recurrence.validate(self._told["RRULE"][0].value)
        except CrmError as error:
            self._warnings.append(from_error(error, "RRULE"))
            return "", ""
        return rule, zone if "T" in due else ""

    def _reminder(self, due: str) -> int | None:
        """Minutes before it, of the earliest alarm that counts from it."""
        if not due:
            return None
        found = []
        for trigger in self._entry.alarms:
            length = _length(trigger.value.strip())
            if length is not None and length <= timedelta() and trigger.param("VALUE").upper() != "DATE-TIME":
                found.append(int(-length.total_seconds()) // 60)
        fitting = [minutes for minutes in found if minutes <= 366 * 24 * 60]
        return max(fitting, default=None)

    def _count(self, name: str) -> int:
        """How many dates the lines of a name hold."""
        return sum(said.value.count(",") + 1 for said in self._told.get(name, ()))

    def _tell_left_out(self) -> None:
        if count := self._count("EXDATE"):
            said = remark("Dates on which the series is left out are not kept: {count}.", column="EXDATE", count=count)
            self._warnings.append(said)
        if count := self._count("RDATE"):
            said = remark("Further dates of the series are not kept: {count}.", column="RDATE", count=count)
            self._warnings.append(said)
        if "RECURRENCE-ID" in self._told:
            self._warnings.append(remark("One date of a series that was changed: it stands by itself."))


def _later(start: date, text: str) -> date | None:
    length = _length(text.strip())
    if length is None:
        return None
    try:
        return start + length
    except OverflowError:
        raise Invalid("The end is too far away.", hint="Put its DURATION right.") from None


def _length(text: str) -> timedelta | None:
    """P1DT2H30M, -PT15M, P2W; None for what is none."""
    match = _duration().fullmatch(text.upper())
    if match is None:
        return None
    sign, *numbers = match.groups()
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    try:
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise Invalid("The end is too far away.", hint="Put its DURATION right.") from None
    return -length if sign == "-" else length


def _no_day(name: str, value: str) -> Invalid:
    return Invalid(
        "{name} is no day or time: {value}.", name=name, value=one_line(value)[:60],
        hint="Write it as 20261124 or 20261124T093000.",
    )  # fmt: skip


def _windows(name: str) -> str:
    """The IANA name of a zone of Windows, "" for others."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - door: 65 ms, for such names only

    return WINDOWS_TO_OLSON.get(name, "")


@cache
def _duration() -> re.Pattern[str]:
    return re.compile(r"([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?")
