"""What makes a task a good one, whoever writes it: a command, a form or an import."""

from crmcli.core.errors import Invalid
from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS
from crmcli.core.rules.activity.rounds import FIRST_YEAR, LAST_YEAR
from crmcli.core.rules.texts import block, line, one_of

LONGEST_REMINDER = 366 * 24 * 60
"""Minutes before a task is due."""
_DAY = len("2026-11-24")
_REPEATING_HINT = "As in --due friday --repeat weekly."


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
