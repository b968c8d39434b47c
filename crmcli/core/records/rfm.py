"""Customers by recency, frequency and money. Money is in minor units, or a file's smallest part."""

from typing import NamedTuple


class Label(NamedTuple):
    """What a segment is called; the Spanish is empty where the map does not say it."""

    en: str = ""
    es: str = ""


class Scored(NamedTuple):
    """A customer with recency, frequency and money, and what they score."""

    id: int
    """0 in a file."""
    customer: str
    recency_days: int
    orders: int
    monetary: int
    """The total or the mean of an order, as the rule has it."""
    currency: str
    """Empty in a file, which does not say it."""
    decimals: int
    r: int
    f: int
    m: int
    score: int
    """The scores added up by their weights."""
    segment: str
    label: Label


class Explained(NamedTuple):
    """Why a customer is in their segment, and what would move them."""

    scored: Scored
    last: str
    """The day of the last order."""
    better: tuple[int | None, int | None, int | None]
    """What the next score takes: days at most, orders and money at least; None at the top, or where nothing does it."""
    falls_on: str
    """The day on which recency loses a point if nothing is bought; empty where it cannot."""
    fallen: str
    fallen_segment: str
    """The code and the segment that follow."""
    fallen_label: Label
    ordering: str
    ordering_segment: str
    """Those that an order of the usual size today would bring."""
    ordering_label: Label
    kept_at: str = ""
    """When the scores were kept by which this is told; empty where everybody was counted anew."""
    method: str = ""
    """rank or nested, by which scores depend on others; empty where limits decide."""
    places: tuple[int, int, int] | None = None
    """Among all customers by recency, frequency and money, 1 being the best; None where they do not decide."""
    customers: int = 0
    """How many these are; 0 where places do not decide."""
