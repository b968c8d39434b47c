"""Lists of tasks by query."""

from typing import NamedTuple

from crmcli.core import conditions
from crmcli.core.fields import Match
from crmcli.core.query import And, Node, Not, Or
from crmcli.core.query_dates import Reading
from crmcli.core.records.activity import Task
from crmcli.services import custom, listing
from crmcli.services.workspace import Workspace
from crmcli.store import sorting
from crmcli.store.picked import Where
from crmcli.store.reads import tasks as reads

_STATES = ("status", "done", "all", "trashed")
"""Fields by which a query asks for tasks that are not open."""


class TaskPage(NamedTuple):
    """Some of the tasks that a query picks, and how many it picks."""

    records: list[Task]
    total: int


def tasks(crm: Workspace, text: str, *, sort: str = "", limit: int | None = None) -> TaskPage:
    """Tasks by query, the first due first; the open ones unless the query asks for others."""
    picked = condition(crm, text)
    ids = reads.ids_where(crm.db, picked.sql, picked.parameters, sorting.order("task", sort), limit)
    total = len(ids)
    if limit is not None and total == limit:
        total = reads.count_where(crm.db, picked.sql, picked.parameters)
    return TaskPage(reads.by_ids(crm.db, ids), total)


def count(crm: Workspace, text: str) -> int:
    """How many tasks a query picks."""
    picked = condition(crm, text)
    return reads.count_where(crm.db, picked.sql, picked.parameters)


def condition(crm: Workspace, text: str, *, within: str = "status:open", always: str = "") -> Where:
    """A query as SQL: `within` some tasks unless the query names a status, and `always` within others."""
    if not text.strip():
        return listing.condition(crm, "task", f"{within} {always}")
    if _asks_for_status(_tree(crm, text)):
        within = ""
    return listing.condition(crm, "task", " ".join(filter(None, (within, always, f"({text})"))))


def _tree(crm: Workspace, text: str) -> Node:
    """The checked query by itself, so that an error points into what was typed."""
    settings = crm.settings
    reading = Reading(crm.now, settings.date_order, settings.currency, settings.country)
    return conditions.read(text, "task", custom.known(crm), reading)


def _asks_for_status(node: Node) -> bool:
    if isinstance(node, Match):
        return node.field.noun == "task" and node.field.name in _STATES
    if isinstance(node, Not):
        return _asks_for_status(node.node)
    return isinstance(node, And | Or) and any(_asks_for_status(child) for child in node.nodes)
