"""How far a customer's credit goes, and how much of it is used."""

from crmcli.core.records.money import Billing
from crmcli.core.records.owed import Balance, Exposure
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import receivables as reads


def profile(crm: Workspace, contact_id: int) -> Billing:
    """Somebody's billing profile; one without anything where there is none."""
    return reads.billing(crm.db, contact_id) or Billing(contact_id=contact_id)


def balances(crm: Workspace, contact_id: int) -> list[Balance]:
    """How somebody stands today, a balance for each currency."""
    return reads.balances(crm.db, contact_id, crm.today.isoformat())


def exposure(crm: Workspace, contact_id: int) -> Exposure:
    """How much of somebody's credit is used: open invoices and unbilled sales in their own currency."""
    own = profile(crm, contact_id)
    currency = own.currency or crm.settings.currency
    found = [balance for balance in balances(crm, contact_id) if balance.currency == currency]
    balance = found[0] if found else Balance(currency)
    name = people.get(crm, contact_id).name
    return Exposure(
        contact_id, name, currency, own.credit_limit_minor, balance.owed_minor, balance.unbilled_minor
    )  # fmt: skip


def passed(crm: Workspace, contact_id: int) -> Exposure | None:
    """The exposure of somebody who has a credit limit and is over it; None for everybody else."""
    own = reads.billing(crm.db, contact_id)
    if own is None or own.credit_limit_minor is None:
        return None
    found = exposure(crm, contact_id)
    return found if found.is_over else None
