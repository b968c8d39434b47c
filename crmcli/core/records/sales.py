"""Deals on their way, what was sold, and what it brought and cost.

Money is in minor units beside its currency; shares of a hundred (discount, tax) are in basis points (2100 is 21 %),
quantities in thousandths. Days are local days as text (2026-11-22), and absent text is empty.
"""

from typing import NamedTuple

DEAL_STATUSES = ("open", "won", "lost", "abandoned")
BUYER_TYPES = ("new", "returning", "referred")
LOST_REASONS = (
    "price", "timing", "competitor", "no-budget", "no-need", "no-decision", "no-response", "product-gap", "service",
    "other",
)  # fmt: skip
QUOTE_STATUSES = ("draft", "sent", "accepted", "rejected")
SALE_STATUSES = ("confirmed", "cancelled")
COST_PURPOSES = ("acquisition", "retention", "service", "overhead")
COST_CATEGORIES = ("ads", "travel", "time", "material", "event", "software", "salary", "commission", "other")


class Pipeline(NamedTuple):
    """An order of stages that deals go through; the first one is the default."""

    id: int = 0
    name: str = ""
    folded: str = ""
    position: int = 0
    version: int = 0


class Stage(NamedTuple):
    """A step of a pipeline. Exactly one, the last, is the winning one."""

    id: int = 0
    pipeline_id: int = 0
    slug: str = ""
    """The English word by which commands know it: `proposal`."""
    name: str = ""
    """What it is called; empty where the catalogue has a label for the slug."""
    position: int = 0
    probability: int = 0
    """Per cent of the deals in it that are expected to be won."""
    rot_days: int = 0
    """Days in the stage after which a deal rots; 0 is never."""
    is_won: int = 0
    criteria: str = ""
    """What must be true for a deal to leave it."""
    version: int = 0


class Move(NamedTuple):
    """A step in a deal's history, which is only ever added to."""

    stage_id: int
    status: str
    at: str
    """The local day."""
    actor: str = ""
    reason: str = ""


class Deal(NamedTuple):
    """Something that may be sold to somebody."""

    id: int = 0
    uid: str = ""
    title: str = ""
    title_folded: str = ""
    contact_id: int | None = None
    organisation_id: int | None = None
    pipeline_id: int = 1
    stage_id: int = 1
    status: str = "open"
    amount_minor: int = 0
    currency: str = ""
    """Empty where no amount is known."""
    probability: int | None = None
    """Per cent; None is the stage's."""
    expected_close: str = ""
    source: str = ""
    campaign: str = ""
    buyer_type: str = ""
    needs: str = ""
    competitor: str = ""
    reason: str = ""
    """Why it was won, lost or abandoned."""
    next_step: str = ""
    note: str = ""
    owner: str = ""
    opened_on: str = ""
    """The day of the first move."""
    stage_since: str = ""
    """The day on which it came to its stage."""
    closed_on: str = ""
    """The day on which it was won, lost or abandoned."""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    moves: tuple[Move, ...] = ()
    tags: tuple[str, ...] = ()
    contact: str = ""
    """The names of contact, organisation and stage are read with the record."""
    organisation: str = ""
    stage: str = ""
    """The stage's slug."""
    stage_name: str = ""
    """Its name, empty where the catalogue has a label for the slug."""
    stage_probability: int = 0
    rot_days: int = 0
    """The stage's, as is the probability before; they are read with the record too."""
    pipeline: str = ""
    """The pipeline's name, empty for the default one."""


class Product(NamedTuple):
    """Something that is sold."""

    id: int = 0
    uid: str = ""
    sku: str = ""
    name: str = ""
    folded: str = ""
    category: str = ""
    unit: str = ""
    price_minor: int = 0
    cost_minor: int | None = None
    """What one costs the seller; None is unknown."""
    currency: str = ""
    tax: int = 0
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    archived_at: str = ""
    trashed_at: str = ""
    version: int = 0


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


class Quote(NamedTuple):
    """An offer in writing; a changed one is a new version under the same number."""

    id: int = 0
    uid: str = ""
    number: str = ""
    revision: int = 1
    deal_id: int | None = None
    contact_id: int | None = None
    date: str = ""
    valid_until: str = ""
    status: str = "draft"
    """A sent one whose validity has passed has expired; nothing needs to be written for that."""
    sent_on: str = ""
    decided_on: str = ""
    reason: str = ""
    currency: str = ""
    discount: int = 0
    """On the whole, after the lines' own."""
    terms: str = ""
    note: str = ""
    promotion_id: int | None = None
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    lines: tuple[Line, ...] = ()
    contact: str = ""


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


class Cost(NamedTuple):
    """Money spent."""

    id: int = 0
    uid: str = ""
    date: str = ""
    amount_minor: int = 0
    currency: str = ""
    rate: int = 1_000_000
    """As a sale's."""
    purpose: str = "acquisition"
    category: str = "other"
    channel: str = ""
    source: str = ""
    campaign: str = ""
    contact_id: int | None = None
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    contact: str = ""
