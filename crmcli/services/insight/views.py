"""Filters of deals, tasks and invoices that were saved under a name: what they pick, as their lists do."""

from collections.abc import Sequence

from crmcli.services.activity import task_lists
from crmcli.services.money import invoice_lists
from crmcli.services.sales import deal_lists
from crmcli.services.workspace import Workspace

NOUNS = ("deal", "task", "invoice")
"""What there can be views of, beside contacts, whose views are segments."""


def count(crm: Workspace, noun: str, query: str) -> int:
    """How many records a query picks. QueryError points at the word that is off."""
    return {"deal": deal_lists.count, "task": task_lists.count, "invoice": invoice_lists.count}[noun](crm, query)


def records(crm: Workspace, noun: str, query: str, limit: int | None = None) -> Sequence[object]:
    """The records that a query picks, in the order of their list."""
    if noun == "deal":
        return deal_lists.deals(crm, query, limit=limit).records
    if noun == "task":
        return task_lists.tasks(crm, query, limit=limit).records
    return invoice_lists.listed(crm, query, limit=limit).invoices
