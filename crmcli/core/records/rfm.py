"""Rows of RFM: customers, segments and moves between them. Money is in minor units, or a file's smallest part."""

from typing import NamedTuple


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
    label: str


class SegmentFigures(NamedTuple):
    """A segment of customers and what it brings."""

    segment: str
    label: str
    action: str
    customers: int
    share: float
    orders: int
    revenue: int
    revenue_share: float | None
    currency: str
    decimals: int
    median_days: float | None
    """Since the last order."""

    @property
    def average(self) -> int | None:
        """The mean order, rounded half up."""
        return (2 * self.revenue + self.orders) // (2 * self.orders) if self.orders else None


class GridCell(NamedTuple):
    """Customers of one recency and one frequency."""

    r: int
    f: int
    customers: int
    share: float
    revenue: int
    currency: str
    decimals: int


class SegmentMove(NamedTuple):
    """Customers who were in one segment and are in another; an empty one is none."""

    before: str
    before_label: str
    after: str
    after_label: str
    customers: int


class SegmentRule(NamedTuple):
    """A segment of a map."""

    segment: str
    label: str
    action: str
    codes: tuple[str, ...]


class Explained(NamedTuple):
    """Why a customer is in their segment, and what would move them."""

    scored: Scored
    last: str
    """The day of the last order."""
    better: tuple[int | None, int | None, int | None]
    """What the next score takes: days at most, orders and money at least; None at the top or where ranks decide."""
    falls_on: str
    """The day on which recency loses a point if nothing is bought; empty where it cannot."""
    fallen: str
    fallen_segment: str
    """The code and the segment that follow."""
    ordering: str
    ordering_segment: str
    """Those that an order of the usual size today would bring."""
    kept_at: str = ""
    """When the scores were kept by which this is told; empty where everybody was counted anew."""


class KeptScores(NamedTuple):
    """That scores were kept, of how many customers, as of which day."""

    as_of: str
    customers: int
    at: str
    """When."""
