"""What somebody may buy, bought, and owes: their deals, sales and invoices; an organisation's with its people's."""

from typing import NamedTuple

from crmcli.core.records.deals import Deal
from crmcli.core.records.money import Invoice
from crmcli.core.records.owed import Balance
from crmcli.core.records.sales import Sale
from crmcli.services.workspace import Workspace
from crmcli.store.reads import timeline
from crmcli.store.reads.sales import deals, invoices, receivables, sales


class Trade(NamedTuple):
    """All of it that fits."""

    deals: tuple[Deal, ...] = ()
    """The open ones, the first expected to close first, then those closed last."""
    sales: tuple[Sale, ...] = ()
    """The newest first, as the invoices."""
    invoices: tuple[Invoice, ...] = ()
    balances: tuple[Balance, ...] = ()
    """What they owe and have to their credit, in each currency; an organisation's own, without its people's."""


def of_contact(crm: Workspace, contact_id: int, *, limit: int) -> Trade:
    """At most so many of each."""
    them = [contact_id, *(member.id for member in timeline.people_of(crm.db, contact_id))]
    return Trade(
        tuple(deals.by_ids(crm.db, deals.of_contacts(crm.db, them, limit))),
        tuple(sales.by_ids(crm.db, sales.of_contacts(crm.db, them, limit))),
        tuple(invoices.by_ids(crm.db, invoices.of_contacts(crm.db, them, limit))),
        tuple(receivables.balances(crm.db, contact_id, crm.today.isoformat())),
    )
