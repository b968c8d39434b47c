"""What was sold to somebody, invoiced, paid and delivered, as lines of their history."""

from collections.abc import Sequence

from crmcli.core.records.history import Entry
from crmcli.core.records.money import Delivery, Invoice, Payment
from crmcli.core.records.sales import Sale
from crmcli.core.values.money import Money, plain
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deliveries, invoices, payments, sales
from crmcli.store.reads.timeline import Place


def entries(crm: Workspace, places: Sequence[Place], asked: int) -> list[Entry]:
    """The lines of these places, in the history of somebody."""
    ids = {noun: [place.id for place in places if place.noun == noun] for noun in {place.noun for place in places}}
    told: list[Entry] = []
    told += [_sold(one, asked) for one in sales.by_ids(crm.db, ids.get("sale", ()))]
    told += [_invoiced(one, asked) for one in invoices.by_ids(crm.db, ids.get("invoice", ()))]
    told += [_paid(one, asked) for one in payments.by_ids(crm.db, ids.get("payment", ()))]
    told += [_delivered(one, asked) for one in deliveries.by_ids(crm.db, ids.get("delivery", ()))]
    return told


def _sold(sale: Sale, asked: int) -> Entry:
    words = sale.lines[0].text if sale.lines else sale.note.partition("\n")[0]
    title = "  ".join(filter(None, (sale.number, _said(sale.net_minor, sale.currency), words)))
    return Entry(
        sale.date, "sale", sale.id, title, "", "cancelled" if sale.cancelled_on else "",
        _others(sale.contact, sale.contact_id, asked),
    )  # fmt: skip


def _invoiced(invoice: Invoice, asked: int) -> Entry:
    outcome = "void" if invoice.status == "void" else "paid" if invoice.settled_on else ""
    title = f"{invoice.number}  {_said(invoice.total_minor, invoice.currency)}"
    return Entry(
        invoice.date, "invoice", invoice.id, title, invoice.terms, outcome,
        _others(invoice.contact, invoice.contact_id, asked),
    )  # fmt: skip


def _paid(payment: Payment, asked: int) -> Entry:
    title = "  ".join(filter(None, (_said(payment.amount_minor, payment.currency), payment.method)))
    return Entry(
        payment.date, "payment", payment.id, title, payment.note, "",
        _others(payment.contact, payment.contact_id, asked),
    )  # fmt: skip


def _delivered(delivery: Delivery, asked: int) -> Entry:
    return Entry(
        delivery.delivered_on or delivery.shipped_on, "delivery", delivery.id, delivery.title, delivery.note,
        "delivered" if delivery.delivered_on else "shipped",
        _others(delivery.contact, delivery.contact_id, asked),
    )  # fmt: skip


def _others(name: str, contact_id: int, asked: int) -> tuple[str, ...]:
    return (name,) if contact_id != asked else ()


def _said(minor: int, currency: str) -> str:
    return f"{plain(Money(minor, currency))} {currency}"
