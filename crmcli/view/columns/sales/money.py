"""How invoices, payments, deliveries, accounts and ageing look."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

from crmcli.core.records.money import Allocation, Delivery, Invoice, Payment
from crmcli.core.rules.sales.invoicing import next_due
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, Json, absent, money
from crmcli.view.columns.sales.amounts import balances, line, share
from crmcli.view.money import told
from crmcli.view.wording import labels
from crmcli.view.words import _

Amount = Callable[[Any], int | None]


def day(stored: str, frame: Frame) -> str:
    """A day in few cells: Tue 24 Nov, or 24 Nov 2025 of another year."""
    if not stored:
        return ""
    found = date.fromisoformat(stored)
    return dates.of_year(found) if found.year == frame.today.year else dates.long(found).partition(" ")[2]


def _amount(key: str, label: str, minor: Amount, *, shown: bool = True, gives_way: int = 0) -> Column:
    return Column(
        key, label, lambda r: money(minor(r), r.currency), lambda r, _frame: told(minor(r), r.currency),
        align="right", shown=shown, type="money", gives_way=gives_way,
    )  # fmt: skip


def _aged(key: str, label: str) -> Column:
    """An amount of a bucket, nothing where it is nothing."""
    minor = attrgetter(key)
    return Column(
        key, label, lambda r: money(minor(r), r.currency),
        lambda r, _frame: told(minor(r), r.currency) if minor(r) else "", align="right", type="money",
    )  # fmt: skip


def _day(key: str, label: str, *, shown: bool = True, gives_way: int = 0) -> Column:
    return Column(
        key, label, lambda r: absent(getattr(r, key)), lambda r, frame: day(getattr(r, key), frame),
        shown=shown, type="date", gives_way=gives_way,
    )  # fmt: skip


def state(invoice: Invoice, today: date) -> str:
    """How an invoice stands, in a word or two."""
    if invoice.status == "void":
        return _("void")
    if invoice.settled_on:
        return _("paid")
    due = next_due(invoice)
    late = (today - date.fromisoformat(due)).days if due else 0
    if late > 0:
        return _("overdue {days} d").format(days=late)
    return _("part paid") if invoice.paid_minor else _("open")


def _open(invoice: Invoice) -> int:
    return invoice.total_minor - invoice.paid_minor if invoice.status == "issued" else 0


def _lines(invoice: Invoice) -> Json:
    return [line(one, invoice.currency) for one in invoice.lines]


_ENDS = (
    Column("created_at", "Created", lambda r: absent(r.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda r: absent(r.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda r: absent(r.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda r: r.version, shown=False, type="integer"),
)
_WHO = (
    Column("contact", "Contact", lambda r: absent(r.contact), wide=True),
    Column("contact_id", "Contact #", lambda r: r.contact_id, shown=False, type="integer"),
)

INVOICE = (
    Column("id", "#", lambda i: i.id, shown=False, align="right", type="integer"),
    Column("uid", "UID", lambda i: i.uid, shown=False),
    Column("number", "Invoice", lambda i: i.number),
    _day("date", "Date", gives_way=2),
    *_WHO,
    _amount("total", "Total", lambda i: i.total_minor),
    _amount("open", "To pay", _open, gives_way=1),
    Column(
        "due", "Due", lambda i: absent(next_due(i)), lambda i, frame: day(next_due(i), frame), type="date", gives_way=1
    ),
    Column("status", "State", lambda i: i.status, lambda i, frame: state(i, frame.today)),
    _amount("net", "Net", lambda i: i.net_minor, shown=False),
    _amount("tax", "Tax", lambda i: i.tax_minor, shown=False),
    _amount("paid", "Paid", lambda i: i.paid_minor, shown=False),
    Column("terms", "Terms", lambda i: absent(i.terms), shown=False),
    _day("settled_on", "Settled", shown=False),
    _day("voided_on", "Void since", shown=False),
    Column("sale_id", "Sale #", lambda i: i.sale_id, shown=False, type="integer"),
    Column("bill_to", "Bill to", lambda i: absent(i.bill_to), shown=False),
    Column("note", "Note", lambda i: absent(i.note), shown=False),
    Column("external_id", "External id", lambda i: absent(i.external_id), shown=False),
    Column("lines", "Lines", _lines, shown=False, type="array"),
    Column(
        "instalments", "Instalments",
        lambda i: [{"due": one.due, "amount": money(one.amount_minor, i.currency)} for one in i.instalments],
        shown=False, type="array",
    ),
    Column(
        "discounts", "Discounts",
        lambda i: [{"until": one.until, "amount": money(one.amount_minor, i.currency)} for one in i.discounts],
        shown=False, type="array",
    ),
    *_ENDS,
)  # fmt: skip


def _pays(payment: Payment) -> Json:
    numbered = zip(payment.allocations, payment.numbers or [""] * len(payment.allocations), strict=True)
    return [_allocation(one, number, payment.currency) for one, number in numbered]


def _allocation(one: Allocation, number: str, currency: str) -> Json:
    return {
        "invoice_id": one.invoice_id, "invoice": number, "date": one.date, "amount": money(one.amount_minor, currency),
        "discount": money(one.discount_minor, currency),
    }  # fmt: skip


def _credit(payment: Payment) -> int:
    return payment.amount_minor - sum(one.amount_minor for one in payment.allocations)


def _paid_for(payment: Payment) -> str:
    return ", ".join(payment.numbers)


PAYMENT = (
    Column("id", "#", lambda p: p.id, align="right", type="integer"),
    Column("uid", "UID", lambda p: p.uid, shown=False),
    _day("date", "Date"),
    *_WHO,
    _amount("amount", "Amount", lambda p: p.amount_minor),
    _amount("credit", "Credit", _credit, gives_way=1),
    Column("method", "Method", lambda p: absent(p.method), lambda p, _frame: labels.method(p.method), gives_way=3),
    Column("allocations", "Invoices", _pays, lambda p, _frame: _paid_for(p), type="array", gives_way=2),
    Column("note", "Note", lambda p: absent(p.note), shown=False),
    Column("external_id", "External id", lambda p: absent(p.external_id), shown=False),
    *_ENDS,
)


def _delivery_state(delivery: Delivery, frame: Frame) -> str:
    if delivery.delivered_on:
        return _("delivered")
    late = (frame.today - date.fromisoformat(delivery.promised_on)).days
    if late > 0:
        return _("late {days} d").format(days=late)
    return _("on its way") if delivery.shipped_on else _("planned")


def delivery_word(delivery: Delivery) -> str:
    """How a delivery stands, for machines."""
    return "delivered" if delivery.delivered_on else "shipped" if delivery.shipped_on else "planned"


DELIVERY = (
    Column("id", "#", lambda d: d.id, align="right", type="integer"),
    Column("uid", "UID", lambda d: d.uid, shown=False),
    _day("promised_on", "Promised"),
    Column("title", "Delivery", lambda d: d.title, wide=True),
    *_WHO,
    Column("status", "State", delivery_word, _delivery_state),
    _day("shipped_on", "Shipped", gives_way=2),
    _day("delivered_on", "Delivered", gives_way=1),
    Column("carrier", "Carrier", lambda d: absent(d.carrier), shown=False),
    Column("tracking", "Tracking", lambda d: absent(d.tracking), shown=False),
    Column("sale_id", "Sale #", lambda d: d.sale_id, shown=False, type="integer"),
    Column("note", "Note", lambda d: absent(d.note), shown=False),
    *_ENDS,
)

AGED = (
    Column("contact_id", "#", lambda a: a.contact_id, align="right", type="integer", gives_way=2),
    Column("contact", "Customer", lambda a: absent(a.contact), lambda a, _frame: a.contact or _("All"), wide=True),
    Column("currency", "Currency", lambda a: a.currency, shown=False),
    _aged("current", "Not due"),
    _aged("days_30", "1-30"),
    _aged("days_60", "31-60"),
    _aged("days_90", "61-90"),
    _aged("older", "> 90"),
    _amount("total", "Total", lambda a: a.total),
    Column("invoices", "n", lambda a: a.invoices, align="right", type="integer", gives_way=1),
    _amount("sales", "Invoiced", lambda a: a.sales_minor, shown=False),
    Column("dso", "DSO", lambda a: a.dso if a.dso is None else round(a.dso, 1), shown=False, type="number"),
)


ACCOUNT = (
    Column("contact_id", "#", lambda a: a.billing.contact_id, align="right", type="integer"),
    Column("contact", "Contact", lambda a: a.contact, wide=True),
    Column("legal_name", "Legal name", lambda a: absent(a.billing.legal_name)),
    Column("tax_id", "Tax number", lambda a: absent(a.billing.tax_id)),
    Column("address", "Address", lambda a: absent(a.billing.address), shown=False),
    Column("email", "E-mail", lambda a: absent(a.billing.email), shown=False),
    Column("terms", "Terms", lambda a: absent(a.billing.terms)),
    Column("currency", "Currency", lambda a: absent(a.billing.currency), shown=False),
    Column("tax", "Tax", lambda a: share(a.billing.tax), shown=False, type="number"),
    Column("method", "Method", lambda a: absent(a.billing.method), shown=False),
    Column(
        "credit_limit", "Credit limit", lambda a: money(a.exposure.limit_minor, a.exposure.currency),
        lambda a, _frame: told(a.exposure.limit_minor, a.exposure.currency), align="right", type="money",
    ),
    Column(
        "used", "Credit used", lambda a: money(a.exposure.used_minor, a.exposure.currency),
        lambda a, _frame: told(a.exposure.used_minor, a.exposure.currency), align="right", type="money",
    ),
    Column("credit_score", "Credit score", lambda a: absent(a.billing.credit_score), shown=False),
    Column("credit_score_source", "Source of the score", lambda a: absent(a.billing.credit_score_source), shown=False),
    Column(
        "credit_score_on", "Day of the score", lambda a: absent(a.billing.credit_score_on), shown=False, type="date"
    ),
    Column("balances", "Balances", lambda a: balances(a.balances), shown=False, type="array"),
)  # fmt: skip
