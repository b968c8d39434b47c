"""When a promise is late, and how moments are stored."""

from datetime import date, datetime

from crmcli.core.records.activity import Task

_DAY = len("2026-11-24")


def is_overdue(task: Task, today: date, now: str) -> bool:
    """Whether an open task should have been done, or should be over, by this local day and stored instant."""
    last = task.end or task.due
    return task.status == "open" and last != "" and last < (today.isoformat() if len(last) == _DAY else now)


def stored(moment: date) -> str:
    """A day or an aware moment as it is stored."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    offset = moment.utcoffset()
    naive = moment.replace(tzinfo=None, microsecond=0)
    return (naive if offset is None else naive - offset).isoformat() + "Z"
