"""Lists of tasks by query."""

from typing import NamedTuple

from crmcli.core.records.activity import Task
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import Where, is_open
from crmcli.store.reads import lists
from crmcli.store.reads import tasks as reads


class TaskPage(NamedTuple):
    """Some of the tasks that a query picks, and how many it picks."""

    records: list[Task]
    total: int


def tasks(crm: Workspace, text: str, *, sort: str = "", limit: int | None = None) -> TaskPage:
    """Tasks by query, the first due first; the open ones unless the query asks for others."""
    picked = _condition(crm, text)
    ids = lists.ids_where(crm.db, "task", picked, sorting.order("task", sort), limit)
    total = len(ids)
    if limit is not None and total == limit:
        total = lists.count_where(crm.db, "task", picked)
    return TaskPage(reads.by_ids(crm.db, ids), total)


def count(crm: Workspace, text: str) -> int:
    """How many tasks a query picks."""
    picked = _condition(crm, text)
    return lists.count_where(crm.db, "task", picked)


def _condition(crm: Workspace, text: str) -> Where:
    if not text.strip():
        return is_open("task")
    from crmcli.services.activity import task_queries  # noqa: PLC0415 - door: the search language, 4 ms, only for a query

    return task_queries.condition(crm, text)
