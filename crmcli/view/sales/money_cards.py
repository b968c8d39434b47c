"""Accounts and invoices on the screen, as lines of label and text."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from crmcli.core.records.money import Billing, Delivery, Invoice, Payment
from crmcli.core.records.owed import Balance, Exposure
from crmcli.core.rules.sales import lines as arithmetic
from crmcli.core.rules.sales import terms
from crmcli.core.values.decimals import plain
from crmcli.view import dates
from crmcli.view.cards import Line, of_columns
from crmcli.view.columns.column import Frame
from crmcli.view.columns.sales.money import DELIVERY, PAYMENT, state
from crmcli.view.money import told
from crmcli.view.numbers import number
from crmcli.view.sales import balances
from crmcli.view.wording import payment_terms
from crmcli.view.words import _

_TOLD = (
    "contact",
    "promised_on",
    "status",
    "shipped_on",
    "delivered_on",
    "carrier",
    "tracking",
    "date",
    "amount",
    "credit",
    "method",
    "allocations",
    "note",
)
"""The columns of a payment and of a delivery that are told on a card."""


class Account(Protocol):
    """A billing profile and how its customer stands."""

    @property
    def billing(self) -> Billing:
        """The profile."""

    @property
    def contact(self) -> str:
        """The customer's name."""

    @property
    def balances(self) -> Sequence[Balance]:
        """One for each currency."""

    @property
    def exposure(self) -> Exposure:
        """How much of the credit is used."""


def account(shown: Account) -> tuple[str, list[Line]]:
    """A billing profile and what is owed; what is absent has no line."""
    own, used = shown.billing, shown.exposure
    lines = [
        Line(_("Legal name"), own.legal_name),
        Line(_("Tax number"), own.tax_id),
        Line(_("Address"), own.address),
        Line(_("E-mail"), own.email),
        Line(_("Terms"), payment_terms.told(own.terms)),
        Line(_("Currency"), own.currency),
        Line(_("Tax"), "" if own.tax is None else f"{plain(own.tax, 2)} %"),
        Line(_("Method"), own.method),
        *balances.lines(shown.balances),
        Line(_("Credit limit"), _limit(used)),
        Line(_("Credit score"), _score(own)),
    ]
    found = [line for line in lines if line.text]
    return f"{shown.contact}  #{own.contact_id}", found or [
        Line(_("Billing"), _("nothing is stored; `crm billing set` does."))
    ]


def invoice(shown: Invoice, payments: Sequence[Payment], frame: Frame) -> tuple[str, list[Line]]:
    """An invoice with its sums, what is due when, what paying early saves, and what was paid."""
    currency = shown.currency
    name = ", ".join(shown.bill_to.splitlines())
    lines = [
        Line(_("State"), state(shown, frame.today)),
        Line(_("Contact"), f"{shown.contact}  #{shown.contact_id}"),
        Line(_("Bill to"), name if name != shown.contact else ""),
        Line(_("Date"), _day(shown.date)),
        Line(_("Terms"), payment_terms.told(shown.terms)),
        *_sums(shown),
        *(Line(_("Due"), f"{told(one.amount_minor, currency)}  {_when(one.due, frame)}") for one in shown.instalments),
        *(Line(_("Discount"), early(shown, at)) for at in range(len(shown.discounts))),
        *(Line(_("Paid"), _paid(one, shown)) for one in payments),
        Line(_("To pay"), told(shown.total_minor - shown.paid_minor, currency) if not shown.settled_on else ""),
        Line(_("Void since"), shown.voided_on and _day(shown.voided_on)),
        Line(_("Note"), shown.note),
    ]
    return _("Invoice {number}").format(number=shown.number), [line for line in lines if line.text]


def payment(one: Payment, frame: Frame) -> tuple[str, list[Line]]:
    """A payment and what it pays."""
    return _("Payment {id}").format(id=one.id), of_columns(one, [c for c in PAYMENT if c.key in _TOLD], frame)


def delivery(one: Delivery, frame: Frame) -> tuple[str, list[Line]]:
    """A delivery and how late it is."""
    return f"{one.title}  #{one.id}", of_columns(one, [c for c in DELIVERY if c.key in _TOLD], frame)


def early(shown: Invoice, at: int) -> str:
    """What paying by the last day of a discount comes to, and the interest a year of paying later."""
    one = shown.discounts[at]
    values = {
        "amount": told(shown.total_minor - one.amount_minor, shown.currency),
        "day": _day(one.until),
        "off": told(-one.amount_minor, shown.currency),
    }
    last = shown.instalments[-1].due if shown.instalments else one.until
    days = (date.fromisoformat(last) - date.fromisoformat(one.until)).days
    cost = terms.yearly_cost(round(10_000 * one.amount_minor / max(shown.total_minor, 1)), days)
    text = _("{amount} until {day} ({off})").format(**values)
    if cost is None:
        return text
    return f"{text}\n" + _("paying later costs {simple} % a year, with interest on it {effective} %").format(
        simple=number(cost.simple * 100, 2), effective=number(cost.effective * 100, 2)
    )


def _sums(shown: Invoice) -> list[Line]:
    currency, sums = shown.currency, arithmetic.sums(shown.lines)
    sold = [
        Line(_("For") if at == 0 else "", _sold(one.text, one.quantity, one.unit_minor, amount, currency))
        for at, (one, amount) in enumerate(zip(shown.lines, sums.lines, strict=True))
        if one.text
    ]
    total = told(shown.total_minor, currency)
    if shown.tax_minor:
        rates = " + ".join(
            f"{told(one.tax_minor, currency)} ({plain(one.rate, 2)} %)" for one in sums.rates if one.rate
        )
        total += f" = {told(shown.net_minor, currency)} + {rates}" if rates else ""
    return [*sold, Line(_("Total"), total)]


def _sold(text: str, quantity: int, unit: int, amount: int, currency: str) -> str:
    if quantity == 1000:
        return f"{text}  {told(amount, currency)}"
    return f"{text}  {plain(quantity, 3)} x {told(unit, currency)} = {told(amount, currency)}"


def _paid(payment: Payment, shown: Invoice) -> str:
    own = [one for one in payment.allocations if one.invoice_id == shown.id]
    amount, off = sum(one.amount_minor for one in own), sum(one.discount_minor for one in own)
    text = f"{told(amount, shown.currency)}  {_day(payment.date)}"
    if off:
        text += "  " + _("(discount {off})").format(off=told(off, shown.currency))
    return f"{text}  #{payment.id}"


def _limit(used: Exposure) -> str:
    if used.limit_minor is None:
        return ""
    return _("{limit}, of which {used} used").format(
        limit=told(used.limit_minor, used.currency), used=told(used.used_minor, used.currency)
    )


def _score(own: Billing) -> str:
    if not own.credit_score:
        return ""
    on = _day(own.credit_score_on) if own.credit_score_on else ""
    return "  ".join(filter(None, (own.credit_score, ", ".join(filter(None, (own.credit_score_source, on))))))


def _day(stored: str) -> str:
    return dates.long(date.fromisoformat(stored))


def _when(stored: str, frame: Frame) -> str:
    return f"{_day(stored)} ({dates.relative(date.fromisoformat(stored), frame.today)})"
