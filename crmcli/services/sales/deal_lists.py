"""Lists of deals by query."""

from typing import NamedTuple

from crmcli.core.records.deals import Deal
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deals as reads


class DealPage(NamedTuple):
    """Some of the deals that a query picks, and how many it picks."""

    records: list[Deal]
    total: int


def deals(crm: Workspace, text: str, *, sort: str = "", limit: int | None = None, total: bool = False) -> DealPage:
    """Deals by query, the first expected to close first; the open ones unless the query asks for others."""
    found = listing.picked(
        crm, "deal", text, sort=sort, limit=limit, total=total, within=listing.OPEN, unless=listing.CLOSED
    )
    return DealPage(reads.by_ids(crm.db, found.ids), found.total)


def count(crm: Workspace, text: str) -> int:
    """How many deals a query picks."""
    return listing.count(crm, "deal", text, within=listing.OPEN, unless=listing.CLOSED)


def closed(crm: Workspace, text: str) -> int:
    """How many deals that are closed a query would pick."""
    return listing.count(crm, "deal", f"not is:open ({text})" if text.strip() else "not is:open")
