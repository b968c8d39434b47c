"""Invoices by how they stand."""

from typing import NamedTuple

from crmcli.core.records.money import Invoice
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import invoices as reads


class Listed(NamedTuple):
    """Some of what was asked for, and how many there are."""

    invoices: tuple[Invoice, ...]
    total: int


def listed(
    crm: Workspace, text: str = "", *, within: str = "", sort: str = "", limit: int | None = None, total: bool = False
) -> Listed:
    """Invoices by query, the newest first, together with a query `within`; counting them all takes `total`."""
    found = listing.picked(crm, "invoice", text, sort=sort, limit=limit, total=total, within=within)
    return Listed(tuple(reads.by_ids(crm.db, found.ids)), found.total)


def count(crm: Workspace, text: str) -> int:
    """How many invoices a query picks."""
    return listing.count(crm, "invoice", text)
