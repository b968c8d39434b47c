"""What makes a task a good one, what doing, moving and calling off mean, and which task follows one that repeats."""

from collections.abc import Callable
from datetime import date, datetime, time

from crmcli.core.errors import CrmError, Invalid, Refused
from crmcli.core.records.activity import PRIORITIES, TASK_KINDS, Task
from crmcli.core.rules import recurrence
from crmcli.core.rules.contacts import block, line, one_of
from crmcli.core.values import durations
from crmcli.core.values.durations import Duration

FIRST_YEAR, LAST_YEAR = "1900", "9899"
"""Between these, every zone can tell the time and every calendar shows it."""
LONGEST_REMINDER = 366 * 24 * 60
"""Minutes before a task is due."""
_DAY = len("2026-11-24")
_REPEATING_HINT = "As in --due friday --repeat weekly."
LocalMoment = Callable[[str], datetime]
"""A stored day or instant as a local moment."""


def settled(task: Task) -> Task:
    """The task as it may be stored; Invalid for what cannot be."""
    title = line("title", task.title)
    if not title:
        raise Invalid("A task needs a title.", hint='As in: crm task add "Call Ana" --due friday.')
    kind = one_of("kind", task.kind.lower().replace("e-mail", "email").replace("followup", "follow-up"), TASK_KINDS)
    priority = one_of("priority", task.priority.lower(), PRIORITIES)
    _check_times(task)
    _check_reminder(task)
    _check_repetition(task)
    return task._replace(title=title, note=block("note", task.note), kind=kind, priority=priority)


def done(task: Task, now: str) -> Task:
    """The task as it stands when it is done at this stored instant."""
    if task.status != "open":
        raise _closed(task)
    return task._replace(status="done", done_at=now)


def cancelled(task: Task) -> Task:
    """The task as it stands when it is called off."""
    if task.status != "open":
        raise _closed(task)
    return task._replace(status="cancelled", done_at="")


def reopened(task: Task, *, is_followed: bool) -> Task:
    """The task as it stands when it is open again; one that is followed already repeats no more, the next one does."""
    if task.status == "open":
        raise Refused("Task {id} ({title}) is open.", id=task.id, title=task.title, hint="There is nothing to reopen.")
    alone = task._replace(recurrence="", from_done=False) if is_followed else task
    return alone._replace(status="open", done_at="")


def following(task: Task, done_on: date, local: LocalMoment) -> Task | None:
    """The next of a repeated task that was done on this day, None after the last and for one that does not repeat.

    It is counted from the day on which the task was due, or from the day when it was done if the task says so. `local`
    tells moments in the task's zone, so that a time of day stays the same all year.
    """
    left = recurrence.remaining(task.recurrence) if task.recurrence else ""
    if not left or not task.due:
        return None
    moment = _next_moment(task, done_on, local)
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


def is_overdue(task: Task, today: date, now: str) -> bool:
    """Whether an open task should have been done, or should be over, by this local day and stored instant."""
    last = task.end or task.due
    return task.status == "open" and last != "" and last < (today.isoformat() if len(last) == _DAY else now)


def check_open(task: Task) -> None:
    """Refuse what only an open task can undergo."""
    if task.status != "open":
        raise _closed(task)


def stored(moment: date) -> str:
    """A day or an aware moment as it is stored."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    offset = moment.utcoffset()
    naive = moment.replace(tzinfo=None, microsecond=0)
    return (naive if offset is None else naive - offset).isoformat() + "Z"


def _closed(task: Task) -> CrmError:
    hint = "`crm task reopen {id}` opens it again."
    if task.status == "cancelled":
        return Refused("Task {id} ({title}) is cancelled.", id=task.id, title=task.title, hint=hint)
    return Refused("Task {id} ({title}) is done already.", id=task.id, title=task.title, hint=hint)


def _next_moment(task: Task, done_on: date, local: LocalMoment) -> date | None:
    """The day or moment at which the next one is due."""
    due = local(task.due)
    if len(task.due) == _DAY:
        start = done_on if task.from_done else due.date()
        return recurrence.next_after(task.recurrence, start, start)
    if not task.from_done:
        return recurrence.next_after(task.recurrence, due, due)
    began = datetime.combine(done_on, time(due.hour, due.minute, due.second), due.tzinfo)
    return recurrence.next_after(task.recurrence, began, done_on)


def _away(moment: str, days: Duration, local: LocalMoment) -> str:
    """A stored day or instant so many days later, at the same time of day."""
    if len(moment) > _DAY:
        return stored(durations.add(local(moment), days))
    return durations.add(date.fromisoformat(moment), days).isoformat() if moment else ""


def _check_times(task: Task) -> None:
    for moment in (task.due, task.end):
        if moment and not FIRST_YEAR <= moment[:4] <= LAST_YEAR:
            raise Invalid(
                "{day} is too far away for a task.",
                day=moment[:_DAY],
                first=FIRST_YEAR,
                last=LAST_YEAR,
                hint="Years go from {first} to {last}.",
            )
    if not task.end:
        return
    if not task.due:
        raise Invalid("A task with an end needs a start.", hint="As in --start friday 10:00 --for 1h.")
    if len(task.due) != len(task.end):
        raise Invalid(
            "Start and end are both days or both times.", hint="As in --start friday 10:00 --end friday 11:30."
        )
    if task.end < task.due:
        raise Invalid("The end lies before the start.", hint="As in --start friday 10:00 --for 1h.")


def _check_reminder(task: Task) -> None:
    if task.remind is None:
        return
    if not task.due:
        raise Invalid("A reminder needs a day to count back from.", hint="As in --due friday --remind 1d.")
    if not 0 <= task.remind <= LONGEST_REMINDER:
        raise Invalid("A reminder comes at most a year before.", hint="As in --remind 1d or --remind 30min.")


def _check_repetition(task: Task) -> None:
    if task.from_done and not task.recurrence:
        raise Invalid("Only what repeats can count from the day it is done.", hint=_REPEATING_HINT)
    if not task.recurrence:
        return
    if not task.due:
        raise Invalid("What repeats needs a first day.", hint=_REPEATING_HINT)
    until = task.recurrence.partition("UNTIL=")[2][:8]
    if until and until < task.due[:_DAY].replace("-", ""):
        raise Invalid("The repetition would end before it begins.", hint="Take a later UNTIL, or leave it out.")
