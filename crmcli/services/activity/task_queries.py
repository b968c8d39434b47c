"""Queries on tasks: those that are open, unless the query itself asks for others."""

from crmcli.services.people import queries
from crmcli.services.workspace import Workspace
from crmcli.store.fields.picked import Where

_STATES = ("status", "done", "all", "trashed")
"""Fields by which a query asks for tasks that are not open."""


def condition(crm: Workspace, text: str, *, within: str = "status:open", always: str = "") -> Where:
    """A query as SQL: `within` some tasks unless it names a status, and `always` within others."""
    parts = [within, always]
    if text.strip():  # read by itself first, so that an error points into what was typed
        if queries.names(queries.tree(crm, "task", text), "task", _STATES):
            parts.remove(within)
        parts.append(f"({text})")
    return queries.condition(crm, "task", " ".join(filter(None, parts)))
