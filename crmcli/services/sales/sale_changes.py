"""Sales afterwards: giving money back, calling off, throwing away."""

from collections.abc import Iterable

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.sales import Refund, Sale
from crmcli.core.rules.sales import sales as rules
from crmcli.services import discarding
from crmcli.services.sales import typed
from crmcli.services.sales.sale_lists import get, pick
from crmcli.services.workspace import Workspace


def refund(
    crm: Workspace, reference: str, amount: str, *, all_left: bool = False, date: str = "", reason: str = ""
) -> Sale:
    """Give back a part of a sale's net, or all that is left of it."""
    if bool(amount) == all_left:
        raise Usage("Say how much is given back.", hint="As in crm sale refund 12 50, or crm sale refund 12 --all.")
    with crm.writing("sale refund") as unit:
        sale = pick(crm, reference)
        minor = sale.net_minor - sale.refunded_minor if all_left else typed.amount(amount, sale.currency).minor
        unit.save(rules.refunded(sale, Refund(typed.past_day(crm, date), minor, reason)))
        return get(crm, sale.id)


def still_claimed(crm: Workspace, sale: Sale) -> str:
    """The number of an invoice that asks for what was sold and is not paid; "" where there is none."""
    from crmcli.store.reads.sales import invoices  # noqa: PLC0415 - door: 1 ms, as below

    claims = invoices.by_ids(crm.db, invoices.of_sale(crm.db, sale.id))
    return next((one.number for one in claims if one.paid_minor < one.total_minor), "")


def cancel(crm: Workspace, reference: str, *, date: str = "", reason: str = "") -> Sale:
    """Call a sale off, as of a day."""
    with crm.writing("sale cancel") as unit:
        sale = _unbilled(crm, reference)
        unit.save(rules.cancelled(sale, typed.past_day(crm, date), reason))
        return get(crm, sale.id)


def trash(crm: Workspace, targets: Iterable[str]) -> list[Sale]:
    """Move sales to the trash; those that were not in it."""
    return discarding.discarded(crm, "sale delete", _unbilled, targets)


def _unbilled(crm: Workspace, reference: str) -> Sale:
    """The sale that is meant; Refused while an invoice still asks for its money."""
    from crmcli.store.reads.sales import invoices  # noqa: PLC0415 - door: 1 ms, which much else does without

    sale = pick(crm, reference)
    for invoice in invoices.by_ids(crm.db, invoices.of_sale(crm.db, sale.id)):
        if invoice.paid_minor:
            raise Refused(
                "Sale {id} is on invoice {number}, which is paid, in whole or in part.",
                id=sale.id,
                number=invoice.number,
                hint="`crm sale refund {id} --all` gives the money back; `crm invoice void {number} --credit` keeps it "
                "as the customer's credit, and then the sale can go.",
            )
        raise Refused(
            "Sale {id} is on invoice {number}, which still stands.",
            id=sale.id,
            number=invoice.number,
            hint="`crm invoice void {number}` first.",
        )
    return sale
