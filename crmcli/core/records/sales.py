"""What was sold, with its lines, and what was given back of it.

Money is in minor units beside its currency; shares of a hundred (discount, tax) are in basis points (2100 is 21 %),
quantities in thousandths. Days are local days as text (2026-11-22), and absent text is empty.
"""

from typing import NamedTuple


class Line(NamedTuple):
    """A line of a quote, a sale or an invoice."""

    product_id: int | None
    text: str
    quantity: int = 1000
    unit_minor: int = 0
    cost_minor: int | None = None
    """What one unit costs the seller; None is unknown."""
    discount: int = 0
    tax: int = 0


class Refund(NamedTuple):
    """Money given back for a sale."""

    date: str
    amount_minor: int
    reason: str = ""


class Sale(NamedTuple):
    """Something sold: what it brought without tax, on a day, to somebody."""

    id: int = 0
    uid: str = ""
    number: str = ""
    contact_id: int = 0
    deal_id: int | None = None
    quote_id: int | None = None
    date: str = ""
    status: str = "confirmed"
    cancelled_on: str = ""
    net_minor: int = 0
    """After discounts, without tax, before refunds."""
    tax_minor: int = 0
    cost_minor: int | None = None
    """What it cost the seller; None is unknown."""
    currency: str = ""
    rate: int = 1_000_000
    """Millionths of the base currency for one unit of `currency`, on its day; 0 is unknown."""
    refunded_minor: int = 0
    """The sum of its refunds."""
    channel: str = ""
    seller: str = ""
    source: str = ""
    campaign: str = ""
    reason: str = ""
    """Why the client bought."""
    terms: str = ""
    promotion_id: int | None = None
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    lines: tuple[Line, ...] = ()
    refunds: tuple[Refund, ...] = ()
    contact: str = ""
