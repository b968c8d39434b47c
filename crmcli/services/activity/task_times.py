"""What was typed about a task's times: when it is due, how long it lasts, when to remind of it, how it repeats."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple

from crmcli.core.errors import Invalid, Usage
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity import recurrence
from crmcli.core.values import dates, durations
from crmcli.core.values.dates import When
from crmcli.core.values.durations import Duration
from crmcli.core.values.moments import stored
from crmcli.core.values.text import fold
from crmcli.services.activity import zones
from crmcli.services.activity.tasks import Skipped
from crmcli.services.activity.zones import clock
from crmcli.services.workspace import Workspace

NONE = ("none", "no", "ninguno", "ninguna")
"""What clears a value in an edit."""
_MINUTES_A_DAY = 24 * 60
_DAY = len("2026-11-24")


class Times(NamedTuple):
    """The times of a task as they were typed; None is what was not said."""

    due: str | None = None
    start: str | None = None
    end: str | None = None
    length: str | None = None
    remind: str | None = None
    repeat: str | None = None
    from_done: bool | None = None
    zone: str | None = None


def applied(crm: Workspace, task: Task, times: Times) -> tuple[Task, Skipped | None]:
    """The task with what was typed about its times, and the first time among it that does not exist."""
    if times.due is not None and times.start is not None:
        raise Usage(
            "A task is due, or it starts: --due and --start exclude each other.",
            hint="With --start goes --end or --for.",
        )
    if times.end is not None and times.length is not None:
        raise Usage("--end and --for say the same.", hint="As in --start friday 10:00 --for 1h.")
    zone = _zone(task, times)
    task, skipped = _started(crm, task, times, zone)
    task, skipped_end = _ended(crm, task, times, zone)
    if times.remind is not None:
        task = task._replace(remind=None if fold(times.remind) in NONE else minutes(times.remind))
    if times.from_done is not None:
        task = task._replace(from_done=times.from_done)
    task = _named_zone(crm, task, times)
    return _repeated(crm, task, times), skipped or skipped_end


def moment(crm: Workspace, text: str, zone: str = "", *, since: datetime | None = None) -> tuple[When, Skipped | None]:
    """The day or moment that was typed, in this zone or the local one, seen from now or another moment."""
    order = crm.settings.date_order
    now = since or crm.now
    found = dates.parse(text, now=now, order=order)
    if found.at is None:
        return found, None
    there = zones.get(zone) if zone else zones.here(crm)
    found = dates.parse(text, now=now, order=order, zone=there)
    typed = dates.parse(text, now=now.astimezone(there).replace(tzinfo=UTC), order=order).at
    if found.at is None or typed is None:
        return found, None
    wall = typed.replace(tzinfo=None)
    taken = wall.replace(tzinfo=there).astimezone(UTC).astimezone(there)
    return found, Skipped(wall, found.at) if taken.replace(tzinfo=None) != wall and taken == found.at else None


def later(crm: Workspace, *, to: str = "", by: str = "") -> Callable[[Task], date]:
    """Where a task is put off to: `to` a day or moment to come, or on `by` a length of time.

    The length counts from when the task is due, or from now if that is past.
    """
    if not by:
        when, _skipped = moment(crm, to)
        if when.day < crm.today or (when.at is not None and when.at <= crm.now):
            raise Invalid("{value} is past.", value=to, hint="As in --to monday, or --by 3d.")
        return lambda _task: when.at or when.day
    length = durations.parse(by.strip().removeprefix("+"))
    if not any(length):
        raise Invalid("{value} is no time at all.", value=by, hint="As in --by 3d.")

    def away(task: Task) -> date:
        due = clock(crm, task.zone)(task.due) if task.due else crm.now
        if not length.minutes:
            return durations.add(max(due.date(), crm.today), length)
        if len(task.due) <= _DAY and due.date() > crm.today:
            raise Invalid(
                "Task {id} is due on a whole day.", id=task.id, hint="--by 3d puts it off by days; --to takes a time."
            )
        return durations.add(max(due, crm.now), length)

    return away


def in_zone(crm: Workspace, task: Task) -> Task:
    """The task with the local zone where it has a time of day and no zone, and none where it is due on a whole day."""
    return task._replace(zone=(task.zone or zones.name(crm)) if len(task.due) > _DAY else "")


def minutes(text: str) -> int:
    """How long before a task is due its reminder comes: 30min, 2h, 1d, 1w, or 0 for when it is due."""
    if text.strip() == "0":
        return 0
    length = durations.parse(text)
    if length.months:
        raise Invalid("{value} is a number of months.", value=text, hint="Try 30min, 2h, 1d or 1w.")
    return length.days * _MINUTES_A_DAY + length.minutes


def is_length(text: str) -> bool:
    """Whether it is a length of time, as +3d or 2 weeks, and no day."""
    try:
        durations.parse(text.strip().removeprefix("+"))
    except Invalid:
        return False
    return True


def _zone(task: Task, times: Times) -> str:
    if times.zone is None:
        return task.zone
    return "" if fold(times.zone) in NONE else _checked(times.zone)


def _checked(name: str) -> str:
    zones.get(name)
    return name


def _started(crm: Workspace, task: Task, times: Times, zone: str) -> tuple[Task, Skipped | None]:
    text = times.due if times.due is not None else times.start
    if text is None:
        return task, None
    if fold(text) in NONE:
        return task._replace(due="", end=""), None
    when, skipped = moment(crm, text, zone)
    begun = task._replace(due=when.stored)
    if times.end is not None or times.length is not None or not task.end:
        return begun._replace(end=""), skipped
    if len(begun.due) != len(task.due):
        raise Usage("The end has to be said anew.", hint="As in --start friday 10:00 --for 1h, or --end none.")
    return begun._replace(end=_kept_length(task, when)), skipped


def _kept_length(task: Task, when: When) -> str:
    """The end that leaves a task as long as it was."""
    if when.at is None:
        return (when.day + (date.fromisoformat(task.end) - date.fromisoformat(task.due))).isoformat()
    return stored(when.at + (datetime.fromisoformat(task.end) - datetime.fromisoformat(task.due)))


def _ended(crm: Workspace, task: Task, times: Times, zone: str) -> tuple[Task, Skipped | None]:
    text = times.end if times.end is not None else times.length
    if text is None:
        return task, None
    if times.end is not None and fold(times.end) in NONE:
        return task._replace(end=""), None
    if times.due is not None or not task.due:
        raise Usage("--end and --for go with --start.", hint="As in --start friday 10:00 --for 1h.")
    begun = clock(crm, zone)(task.due)
    if times.end is None or is_length(text):
        return task._replace(end=_after(begun, text.strip().removeprefix("+"), is_day=len(task.due) == _DAY)), None
    when, skipped = moment(crm, text, zone)
    if when.stored < task.due:
        when, skipped = moment(crm, text, zone, since=begun)
    return task._replace(end=when.stored), skipped


def _after(start: datetime, text: str, *, is_day: bool) -> str:
    length = durations.parse(text)
    if not any(length):
        raise Invalid("{value} is no time at all.", value=text, hint="As in --for 1h30m.")
    if not is_day:
        return stored(durations.add(start, length))
    if length.minutes:
        raise Invalid(
            "A whole day does not last {value}.", value=text, hint="Give it a time: --start friday 10:00 --for 1h."
        )
    after = durations.add(start.date(), length)
    return durations.add(after, Duration(days=-1)).isoformat()


def _named_zone(crm: Workspace, task: Task, times: Times) -> Task:
    """A time of day is kept in a zone that has a name, a whole day is the same everywhere."""
    if len(task.due) <= _DAY and times.zone is not None and fold(times.zone) not in NONE:
        raise Usage("A zone goes with a time of day.", hint="As in --due friday 10:00 --zone Europe/London.")
    return in_zone(crm, task._replace(zone=_zone(task, times)))


def _repeated(crm: Workspace, task: Task, times: Times) -> Task:
    if times.repeat is not None:
        task = task._replace(recurrence="" if fold(times.repeat) in NONE else recurrence.validate(times.repeat))
        if not task.recurrence and not times.from_done:
            task = task._replace(from_done=False)
    if not (task.recurrence and task.due):
        return task
    if len(task.due) > _DAY and not task.zone:
        raise Invalid(
            "What repeats at a time of day needs a time zone.",
            hint="As in --zone Europe/Madrid, or `crm config set zone Europe/Madrid`.",
        )
    if task.from_done or (times[:2] == (None, None) and times.repeat is None):
        return task
    return task._replace(recurrence=recurrence.pinned(task.recurrence, clock(crm, task.zone)(task.due).date()))
