"""Rows of RFM beside the customers: segments and moves between them. Money is as in `records.rfm`."""

from typing import NamedTuple

from crmcli.core.records.rfm import Label


class SegmentFigures(NamedTuple):
    """A segment of customers and what it brings."""

    segment: str
    label: Label
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
    before_label: Label
    after: str
    after_label: Label
    customers: int


class SegmentRule(NamedTuple):
    """A segment of a map."""

    segment: str
    label: Label
    action: str
    codes: tuple[str, ...]


class KeptScores(NamedTuple):
    """That scores were kept, of how many customers, as of which day."""

    as_of: str
    customers: int
    at: str
    """When."""
