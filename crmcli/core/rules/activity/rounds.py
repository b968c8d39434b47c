"""Which task follows one that repeats, and what moving a task in time does to it."""

from datetime import UTC, date, datetime, time

from crmcli.core.records.activity import Task
from crmcli.core.rules.activity import recurrence
from crmcli.core.values import durations
from crmcli.core.values.durations import Duration
from crmcli.core.values.moments import LocalMoment, stored

FIRST_YEAR, LAST_YEAR = "1900", "9899"
"""Between these, every zone can tell the time and every calendar shows it."""
_DAY = len("2026-11-24")


def following(task: Task, done_on: date, local: LocalMoment, origin: Task | None = None) -> Task | None:
    """The next of a repeated task that was done on this day, None after the last and for one that does not repeat.

    It is counted from the day on which the task was due, or from the day when it was done if the task says so. `local`
    tells moments in the task's zone, so that a time of day stays the same all year; `origin`, the task before this one,
    tells it again where the clock skipped it this time.
    """
    left = recurrence.remaining(task.recurrence) if task.recurrence else ""
    if not left or not task.due:
        return None
    moment = _next_moment(task, done_on, local, origin)
    if moment is None or moment.year > int(LAST_YEAR):
        return None
    again = Task(
        kind=task.kind, title=task.title, note=task.note, due=task.due, end=task.end, zone=task.zone,
        remind=task.remind, recurrence=left, from_done=task.from_done, priority=task.priority,
        contact_id=task.contact_id, origin_id=task.id,
    )  # fmt: skip
    return moved(again, moment, local)


def moved(task: Task, to: date, local: LocalMoment) -> Task:
    """The task from another day or moment on, its end as far away as before; a whole day keeps the time that there was.

    Times that the clock skips move on by as much.
    """
    if not task.due:
        return task._replace(due=stored(to))
    before = local(task.due)
    days = Duration(days=(date(to.year, to.month, to.day) - before.date()).days)
    if not isinstance(to, datetime):
        return task._replace(due=_away(task.due, days, local), end=_away(task.end, days, local))
    if len(task.end) <= _DAY:
        return task._replace(due=stored(to), end="")
    minutes = (local(task.end) - before).total_seconds() // 60
    return task._replace(due=stored(to), end=stored(durations.add(to, Duration(minutes=int(minutes)))))


def _next_moment(task: Task, done_on: date, local: LocalMoment, origin: Task | None) -> date | None:
    """The day or moment at which the next one is due."""
    due = _unskipped(local(task.due), local, origin)
    if len(task.due) == _DAY:
        start = done_on if task.from_done else due.date()
        return recurrence.next_after(task.recurrence, start, start)
    if not task.from_done:
        return recurrence.next_after(task.recurrence, due, due)
    began = datetime.combine(done_on, time(due.hour, due.minute, due.second), due.tzinfo)
    return recurrence.next_after(task.recurrence, began, done_on)


def _unskipped(due: datetime, local: LocalMoment, origin: Task | None) -> datetime:
    """The moment with the time of day that was meant, where the clock skipped that and it moved on."""
    if origin is None or len(origin.due) <= _DAY:
        return due
    meant = datetime.combine(due.date(), local(origin.due).time(), due.tzinfo)
    return meant if meant.astimezone(UTC) == due.astimezone(UTC) else due


def _away(moment: str, days: Duration, local: LocalMoment) -> str:
    """A stored day or instant so many days later, at the same time of day."""
    if len(moment) > _DAY:
        return stored(durations.add(local(moment), days))
    return durations.add(date.fromisoformat(moment), days).isoformat() if moment else ""
