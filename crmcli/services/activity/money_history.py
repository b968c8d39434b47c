"""What was offered and sold to somebody, invoiced, paid and delivered, as lines of their history."""

from collections.abc import Sequence

from crmcli.core.records.history import Entry
from crmcli.core.records.money import Delivery, Invoice, Payment
from crmcli.core.records.sales import Refund, Sale
from crmcli.core.rules.sales.invoicing import next_due
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
    refunds = {(place.id, place.at) for place in places if place.noun == "refund"}
    told += [
        _given_back(one, back, asked)
        for one in sales.by_ids(crm.db, sorted({number for number, _day in refunds}))
        for back in one.refunds
        if (one.id, back.date) in refunds
    ]
    today = crm.today.isoformat()
    told += [_invoiced(one, today, asked) for one in invoices.by_ids(crm.db, ids.get("invoice", ()))]
    told += [_paid(one, asked) for one in payments.by_ids(crm.db, ids.get("payment", ()))]
    told += [_delivered(one, today, asked) for one in deliveries.by_ids(crm.db, ids.get("delivery", ()))]
    return told


def _sold(sale: Sale, asked: int) -> Entry:
    return Entry(
        sale.date, "sale", sale.id, _title(sale), "", "cancelled" if sale.cancelled_on else "",
        _others(sale.contact, sale.contact_id, asked), sale.net_minor, sale.currency,
    )  # fmt: skip


def _title(sale: Sale) -> str:
    words = sale.lines[0].text if sale.lines else sale.note.partition("\n")[0]
    return "  ".join(filter(None, (sale.number, words)))


def _given_back(sale: Sale, back: Refund, asked: int) -> Entry:
    return Entry(
        back.date, "refund", sale.id, _title(sale), back.reason, "",
        _others(sale.contact, sale.contact_id, asked), -back.amount_minor, sale.currency,
    )  # fmt: skip


def _invoiced(invoice: Invoice, today: str, asked: int) -> Entry:
    outcome, until = _standing(invoice, today)
    return Entry(
        invoice.date, "invoice", invoice.id, invoice.number, invoice.terms, outcome,
        _others(invoice.contact, invoice.contact_id, asked), invoice.total_minor, invoice.currency, until,
    )  # fmt: skip


def _standing(invoice: Invoice, today: str) -> tuple[str, str]:
    """What is to be done about an invoice, and the day of it: the discount while there is one, else the next part."""
    if invoice.status == "void" or invoice.settled_on:
        return ("void" if invoice.status == "void" else "paid"), ""
    off = next((one.until for one in invoice.discounts if one.until >= today), "")
    due = next_due(invoice)
    if off and not invoice.paid_minor:
        return "discount", off
    return ("overdue" if due < today else "due", due) if due else ("", "")


def _paid(payment: Payment, asked: int) -> Entry:
    return Entry(
        payment.date, "payment", payment.id, payment.method, payment.note, "",
        _others(payment.contact, payment.contact_id, asked), payment.amount_minor, payment.currency,
    )  # fmt: skip


def _delivered(delivery: Delivery, today: str, asked: int) -> Entry:
    done = delivery.delivered_on or delivery.shipped_on
    outcome = "delivered" if delivery.delivered_on else "late" if delivery.promised_on < today else "promised"
    return Entry(
        done or delivery.promised_on, "delivery", delivery.id, delivery.title, delivery.note,
        "shipped" if done and not delivery.delivered_on else outcome,
        _others(delivery.contact, delivery.contact_id, asked), until="" if done else delivery.promised_on,
    )  # fmt: skip


def _others(name: str, contact_id: int, asked: int) -> tuple[str, ...]:
    return (name,) if contact_id != asked else ()
