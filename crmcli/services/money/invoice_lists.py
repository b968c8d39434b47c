"""Invoices by how they stand, and what is owed by how long it is overdue."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Invoice
from crmcli.core.records.owed import Aged
from crmcli.core.rules.sales import receivables as rules
from crmcli.core.rules.texts import one_of
from crmcli.services.people import people
from crmcli.services.sales import typed
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import invoices as reads
from crmcli.store.reads.sales import receivables as receivable_reads
from crmcli.store.reads.sales.invoices import Wanted

LONGEST_SPAN = 3650
LAST_DAY = "9999-12-31"


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
    crm: Workspace, reference: str = "", *, state: str = "all", since: str = "", until: str = "",
    limit: int | None = None,
) -> Listed:  # fmt: skip
    """Invoices of somebody or of all, the newest first; what is overdue, the oldest due first."""
    asked = Wanted(
        one_of("state", state.lower(), reads.STATES),
        crm.today.isoformat(),
        people.pick(crm, reference) if reference else None,
        typed.day(crm, since, forward=False) if since else "",
        typed.day(crm, until, forward=False) if until else LAST_DAY,
    )
    found = reads.by_ids(crm.db, reads.wanted(crm.db, asked, limit))
    total = len(found) if limit is None or len(found) < limit else reads.count(crm.db, asked)
    return Listed(tuple(found), total)


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
