"""Interactions by query."""

from typing import NamedTuple

from crmcli.core.records.activity import Interaction
from crmcli.services.people import listing
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.reads import interactions as reads
from crmcli.store.reads import lists


class Page(NamedTuple):
    """Some of the interactions that a query picks, and how many it picks, as far as that was asked."""

    records: list[Interaction]
    total: int


def page(crm: Workspace, text: str, *, sort: str = "", limit: int | None = None, total: bool = False) -> Page:
    """Interactions by query, the newest first unless sorted otherwise; how many there are in `total` if asked."""
    picked = listing.condition(crm, "interaction", text)
    ids = lists.ids_where(crm.db, "interaction", picked, sorting.order("interaction", sort), limit)
    count = len(ids)
    if total and count == limit:
        count = lists.count_where(crm.db, "interaction", picked)
    return Page(reads.by_ids(crm.db, ids), count)


def count(crm: Workspace, text: str) -> int:
    """How many interactions a query picks."""
    picked = listing.condition(crm, "interaction", text)
    return lists.count_where(crm.db, "interaction", picked)
