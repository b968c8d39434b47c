"""What was offered and sold to somebody, invoiced, paid and delivered, as lines of their history."""

from collections.abc import Sequence

from crmcli.core.records.history import Entry
from crmcli.core.records.money import Delivery, Invoice, Payment
from crmcli.core.records.sales import Sale
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deliveries, invoices, payments, sales
from crmcli.store.reads.timeline import Place


def entries(crm: Workspace, places: Sequence[Place], asked: int) -> list[Entry]:
    """The lines of these places, in the history of somebody."""
    ids = {noun: [place.id for place in places if place.noun == noun] for noun in {place.noun for place in places}}
    told: list[Entry] = []
    if {"quote", "decision"} & ids.keys():
        from crmcli.services.sales import quote_history  # noqa: PLC0415 - door: 4 ms, only where something was offered

        told += quote_history.entries(crm, ids.get("quote", ()), ids.get("decision", ()), asked)
    told += [_sold(one, asked) for one in sales.by_ids(crm.db, ids.get("sale", ()))]
    told += [_invoiced(one, asked) for one in invoices.by_ids(crm.db, ids.get("invoice", ()))]
    told += [_paid(one, asked) for one in payments.by_ids(crm.db, ids.get("payment", ()))]
    told += [_delivered(one, asked) for one in deliveries.by_ids(crm.db, ids.get("delivery", ()))]
    return told


def _sold(sale: Sale, asked: int) -> Entry:
    words = sale.lines[0].text if sale.lines else sale.note.partition("\n")[0]
    title = "  ".join(filter(None, (sale.number, words)))
    return Entry(
        sale.date, "sale", sale.id, title, "", "cancelled" if sale.cancelled_on else "",
        _others(sale.contact, sale.contact_id, asked), sale.net_minor, sale.currency,
    )  # fmt: skip


def _invoiced(invoice: Invoice, asked: int) -> Entry:
    outcome = "void" if invoice.status == "void" else "paid" if invoice.settled_on else ""
    return Entry(
        invoice.date, "invoice", invoice.id, invoice.number, invoice.terms, outcome,
        _others(invoice.contact, invoice.contact_id, asked), invoice.total_minor, invoice.currency,
    )  # fmt: skip


def _paid(payment: Payment, asked: int) -> Entry:
    return Entry(
        payment.date, "payment", payment.id, payment.method, payment.note, "",
        _others(payment.contact, payment.contact_id, asked), payment.amount_minor, payment.currency,
    )  # fmt: skip


def _delivered(delivery: Delivery, asked: int) -> Entry:
    return Entry(
        delivery.delivered_on or delivery.shipped_on, "delivery", delivery.id, delivery.title, delivery.note,
        "delivered" if delivery.delivered_on else "shipped",
        _others(delivery.contact, delivery.contact_id, asked),
    )  # fmt: skip


def _others(name: str, contact_id: int, asked: int) -> tuple[str, ...]:
    return (name,) if contact_id != asked else ()
