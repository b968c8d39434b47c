"""When a promise is late."""

from datetime import date

from crmcli.core.records.activity import Task

_DAY = len("2026-11-24")


def is_overdue(task: Task, today: date, now: str) -> bool:
    """Whether an open task should have been done, or should be over, by this local day and stored instant."""
    last = task.end or task.due
    return task.status == "open" and last != "" and last < (today.isoformat() if len(last) == _DAY else now)
