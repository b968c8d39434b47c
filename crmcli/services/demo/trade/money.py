"""What the sample business is owed, was paid, has promised and lets off."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.records.contact import Contact
from crmcli.core.records.money import Allocation, Billing, Delivery, Discount, Invoice, Payment, Promotion
from crmcli.core.rules.sales import invoicing, terms
from crmcli.core.values.text import fold
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days, is_quiet
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows
from crmcli.services.demo.trade import sales_data
from crmcli.services.demo.trade.deals import EURO, EVENING, Told
from crmcli.services.demo.trade.sales import Sold

_UNAGREED = "net 15"
_USUAL_DELAY = (-2, 6)
_LEAST = 9000
"""Minor units of a sale that an invoice is written for; smaller ones are paid at once."""
_METHODS = {"corteza": "cash", "gato": "card"}
_ONE_DAY = timedelta(days=1)
_CREDIT = 2000
"""What the jam makers once paid too much, in pence."""


class Books(NamedTuple):
    """Invoices and the payments for them, both numbered."""

    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]


def billings(chance: Chance, cast: Cast, days: Days) -> Iterator[Billing]:
    """The billing profiles of those who have agreed terms."""
    first = days.moment(days.at(-498), EVENING)
    for at, (who, agreed, limit, score) in enumerate(rows(sales_data.BILLINGS), 1):
        known = cast.contacts[who]
        yield Billing(
            id=at, uid=uid(chance), contact_id=known.id, legal_name=known.name,
            tax_id=dict(known.fields).get("vat-id", ""), email=known.emails[0].value, terms=agreed,
            currency="GBP" if who == "plum" else EURO, tax=0 if _is_abroad(known) else None,
            credit_limit_minor=int(limit) * 100 if limit else None, credit_score=score,
            credit_score_source="own" if score else "",
            credit_score_on=days.at(-120).isoformat() if score else "", created_at=first,
        )  # fmt: skip


def books(chance: Chance, cast: Cast, days: Days, sold: list[Sold], profiles: dict[int, Billing]) -> Books:
    """An invoice for every larger sale, and what was paid of each by today."""
    delays = {who: (int(low), int(high)) for who, low, high in (row[0].split() for row in rows(sales_data.DELAYS))}
    counts: dict[str, int] = {}
    invoices: list[Invoice] = []
    payments: list[Payment] = []
    for one in sold:
        sale = one.sale
        if sale.net_minor < _LEAST or sale.status == "cancelled":
            continue
        year = sale.date[:4]
        counts[year] = counts.get(year, 0) + 1
        profile = profiles.get(sale.contact_id, Billing())
        invoice = invoicing.drawn_up(
            Invoice(
                id=len(invoices) + 1, uid=uid(chance), number=invoicing.number(year, counts[year]),
                contact_id=sale.contact_id, sale_id=sale.id, date=sale.date, currency=sale.currency,
                bill_to=invoicing.bill_to(_contact(cast, sale.contact_id), profile), created_at=sale.created_at,
            ),
            sale.lines, terms.parse(sale.terms or profile.terms or _UNAGREED),
        )  # fmt: skip
        came = list(_paid(chance, days, invoice, one, delays.get(one.who, _USUAL_DELAY)))
        for payment in came:
            payments.append(payment)
            part = payment.allocations[0]
            invoice = invoice._replace(paid_minor=invoice.paid_minor + part.amount_minor + part.discount_minor)
        if invoice.paid_minor == invoice.total_minor:
            invoice = invoice._replace(settled_on=max(payment.date for payment in came))
        invoices.append(invoice)
    payments.sort(key=lambda payment: (payment.date, payment.allocations))
    return Books(
        tuple(invoices), tuple(payment._replace(id=at, uid=uid(chance)) for at, payment in enumerate(payments, 1))
    )


def deliveries(chance: Chance, cast: Cast, days: Days, told: list[Told], sold: list[Sold]) -> Iterator[Delivery]:
    """What was promised for a day: most of it came, one is late, one is yet to come."""
    by_title = {(one.who, one.deal.title): one.deal for one in told}
    by_deal = {one.sale.deal_id: one.sale for one in sold if one.sale.deal_id}
    for at, (who, title, what, promised, moved, carrier) in enumerate(rows(sales_data.DELIVERIES), 1):
        deal = by_title[who, title]
        shipped, _space, delivered = moved.partition(" ")
        yield Delivery(
            id=at, uid=uid(chance), contact_id=cast.id(who), sale_id=by_deal[deal.id].id, title=what,
            promised_on=days.at(-int(promised)).isoformat(),
            shipped_on=days.at(-int(shipped)).isoformat() if shipped else "",
            delivered_on=days.at(-int(delivered)).isoformat() if delivered else "",
            carrier=carrier, created_at=days.moment(date.fromisoformat(deal.closed_on), EVENING),
        )  # fmt: skip


def promotions(chance: Chance, days: Days) -> Iterator[Promotion]:
    """Codes that take something off."""
    for at, (code, name, off, span) in enumerate(rows(sales_data.PROMOTIONS), 1):
        starts, ends = (days.at(-int(back)).isoformat() for back in span.split())
        share = off.endswith("%")
        yield Promotion(
            id=at, uid=uid(chance), code=code, folded=fold(code), name=name,
            discount=int(off[:-1]) * 100 if share else 0, amount_minor=0 if share else int(off) * 100,
            currency="" if share else EURO, starts=starts, ends=ends, created_at=f"{starts}T18:00:00Z",
        )  # fmt: skip


def _paid(chance: Chance, days: Days, invoice: Invoice, one: Sold, delay: tuple[int, int]) -> Iterator[Payment]:
    """What came in for an invoice by yesterday, instalment by instalment; early where it takes something off."""
    parts: list[tuple[str, int, int]] = [(part.due, part.amount_minor, 0) for part in invoice.instalments]
    if invoice.discounts:
        best: Discount = invoice.discounts[0]
        parts = [(best.until, invoice.total_minor - best.amount_minor, best.amount_minor)]
    if one.paid:
        parts = parts[: 1 if one.paid == "half" and len(parts) > 1 else 0]
    for due, amount, off in parts:
        day = date.fromisoformat(due) + timedelta(days=chance.randint(*delay))
        day = max(day, date.fromisoformat(invoice.date))
        while is_quiet(day):
            day += -_ONE_DAY if off else _ONE_DAY
        if day >= days.today:
            continue
        stored = day.isoformat()
        yield Payment(
            contact_id=invoice.contact_id, date=stored, currency=invoice.currency,
            amount_minor=amount + (_CREDIT if _overpays(one, invoice, due) else 0),
            method=_METHODS.get(one.who, "transfer"), created_at=days.moment(day, EVENING),
            allocations=(Allocation(invoice.id, amount, off, stored),),
        )  # fmt: skip


def _overpays(one: Sold, invoice: Invoice, due: str) -> bool:
    return one.who == "plum" and invoice.currency == "GBP" and due == invoice.instalments[-1].due


def _is_abroad(known: Contact) -> bool:
    return not any(address.country == "Spain" for address in known.addresses)


def _contact(cast: Cast, number: int) -> Contact:
    return next(known for known in cast.contacts.values() if known.id == number)
