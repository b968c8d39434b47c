"""Money and goods that are promised: invoices with their instalments, payments, deliveries, promotions, credit."""

from typing import NamedTuple

from crmcli.core.records.sales import Line

INVOICE_STATUSES = ("issued", "void")


class Instalment(NamedTuple):
    """A part of an invoice that is due on a day."""

    due: str
    amount_minor: int


class Discount(NamedTuple):
    """What paying by a day, that day included, takes off an invoice."""

    until: str
    amount_minor: int


class Invoice(NamedTuple):
    """A claim for money, numbered without gaps by year, with the customer's billing profile as it was on the day."""

    id: int = 0
    uid: str = ""
    number: str = ""
    contact_id: int = 0
    sale_id: int | None = None
    date: str = ""
    status: str = "issued"
    voided_on: str = ""
    terms: str = ""
    currency: str = ""
    net_minor: int = 0
    tax_minor: int = 0
    total_minor: int = 0
    """Net and tax: what the instalments add up to."""
    paid_minor: int = 0
    """The sum of what payments were allocated to it, discounts taken included; kept with each payment."""
    settled_on: str = ""
    """The day on which nothing was left to pay."""
    bill_to: str = ""
    """Legal name, tax number and address, a line each."""
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    lines: tuple[Line, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    discounts: tuple[Discount, ...] = ()
    contact: str = ""


class Allocation(NamedTuple):
    """A part of a payment that pays an invoice, and the discount for early payment that went with it."""

    invoice_id: int
    amount_minor: int
    discount_minor: int = 0
    date: str = ""
    """The day from which on it counts: the payment's, or a later one for credit that is used later."""


class Payment(NamedTuple):
    """Money that came in; what is not allocated is the customer's credit."""

    id: int = 0
    uid: str = ""
    contact_id: int = 0
    date: str = ""
    amount_minor: int = 0
    currency: str = ""
    method: str = ""
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    allocations: tuple[Allocation, ...] = ()
    contact: str = ""
    numbers: tuple[str, ...] = ()
    """The numbers of the invoices of its allocations, read with the record."""


class Delivery(NamedTuple):
    """Goods or work promised for a day."""

    id: int = 0
    uid: str = ""
    contact_id: int = 0
    sale_id: int | None = None
    title: str = ""
    promised_on: str = ""
    shipped_on: str = ""
    delivered_on: str = ""
    carrier: str = ""
    tracking: str = ""
    note: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    contact: str = ""


class Billing(NamedTuple):
    """A customer's billing profile: all that an invoice needs, and how far their credit goes."""

    id: int = 0
    uid: str = ""
    contact_id: int = 0
    legal_name: str = ""
    tax_id: str = ""
    address: str = ""
    """As it is printed, lines and all; empty is the contact's own."""
    email: str = ""
    terms: str = ""
    currency: str = ""
    tax: int | None = None
    """Basis points; None is the product's or the settings'."""
    method: str = ""
    credit_limit_minor: int | None = None
    """None is no limit."""
    credit_score: str = ""
    credit_score_source: str = ""
    credit_score_on: str = ""
    created_at: str = ""
    updated_at: str = ""
    version: int = 0


class Promotion(NamedTuple):
    """A reduction with a code, from one day to another."""

    id: int = 0
    uid: str = ""
    code: str = ""
    folded: str = ""
    name: str = ""
    discount: int = 0
    """Basis points, or 0 where it is an amount."""
    amount_minor: int = 0
    currency: str = ""
    starts: str = ""
    ends: str = ""
    note: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
