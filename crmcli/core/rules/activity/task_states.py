"""What doing, calling off and reopening a task mean."""

from crmcli.core.errors import CrmError, Refused
from crmcli.core.records.activity import Task


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


def check_open(task: Task) -> None:
    """Refuse what only an open task can undergo."""
    if task.status != "open":
        raise _closed(task)


def _closed(task: Task) -> CrmError:
    hint = "`crm task reopen {id}` opens it again."
    if task.status == "cancelled":
        return Refused("Task {id} ({title}) is cancelled.", id=task.id, title=task.title, hint=hint)
    return Refused("Task {id} ({title}) is done already.", id=task.id, title=task.title, hint=hint)
