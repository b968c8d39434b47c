"""Invoices by how they stand, and what is owed by how long it is overdue."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Invoice
from crmcli.core.records.owed import Aged
from crmcli.core.rules.sales import receivables as rules
from crmcli.services.people import people
from crmcli.services.sales import listing, typed
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import invoices as reads
from crmcli.store.reads.sales import receivables as receivable_reads

LONGEST_SPAN = 3650


class Listed(NamedTuple):
    """Some of what was asked for, and how many there are."""

    invoices: tuple[Invoice, ...]
    total: int


class Ageing(NamedTuple):
    """What was open at the end of a day, the customers of each currency before the whole."""

    rows: tuple[Aged, ...]
    day: str
    days: int
    """Over how many days the DSO looks back."""


def listed(
    crm: Workspace, text: str = "", *, within: str = "", sort: str = "", limit: int | None = None, total: bool = False
) -> Listed:
    """Invoices by query, the newest first, together with a query `within`; counting them all takes `total`."""
    found = listing.picked(crm, "invoice", text, sort=sort, limit=limit, total=total, within=within)
    return Listed(tuple(reads.by_ids(crm.db, found.ids)), found.total)


def count(crm: Workspace, text: str) -> int:
    """How many invoices a query picks."""
    return listing.count(crm, "invoice", text)


def ageing(crm: Workspace, reference: str = "", *, as_of: str = "", days: int = 90) -> Ageing:
    """What was open at the end of a day, by customer and in the whole of each currency. Later rows change nothing."""
    if not 1 <= days <= LONGEST_SPAN:
        raise Invalid("The DSO looks back on 1 to {most} days.", most=LONGEST_SPAN, hint="As in --days 90.")
    day = date.fromisoformat(typed.day(crm, as_of, forward=False)) if as_of else crm.today
    contact_id = people.pick(crm, reference) if reference else None
    text, after = day.isoformat(), (day - timedelta(days=days)).isoformat()
    own = [Aged(*row) for row in receivable_reads.ageing(crm.db, text, rules.bounds(day), contact_id)]
    sales = receivable_reads.invoiced(crm.db, after, text, contact_id)
    rows: list[Aged] = []
    for currency in sorted({row.currency for row in own} | sales.keys()):
        rows += [row for row in own if row.currency == currency]
        rows.append(rules.whole(own, currency, sales.get(currency, 0), days))
    return Ageing(tuple(rows), text, days)
