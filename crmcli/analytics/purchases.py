"""When a customer is likely to buy again, and how late they are by their own habit."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

DUE, AT_RISK, LOST = 1.0, 1.5, 3.0
"""How many of their usual intervals have passed, from which on they are due, at risk, lost."""
STATES = ("on-time", "due", "at-risk", "lost")


class Rhythm(NamedTuple):
    """A customer's habit and where they stand in it."""

    gap: float
    """Days between purchases: their own median, or everybody's where they have bought too seldom."""
    is_own: bool
    next: date
    ratio: float
    """Days since the last purchase over the gap."""

    @property
    def state(self) -> str:
        """on-time, due (the best moment to sell again), at-risk or lost."""
        return STATES[(self.ratio >= DUE) + (self.ratio > AT_RISK) + (self.ratio > LOST)]


def habit(between: Sequence[int]) -> float | None:
    """The median of a customer's gaps; None with fewer than two, which are no habit."""
    return median(between) if len(between) >= 2 else None


def median(values: Sequence[float]) -> float | None:
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def rhythm(own: float | None, last: date, as_of: date, usual: float | None) -> Rhythm | None:
    """Where a customer stands in their own habit, else in that of all; None where there is neither."""
    gap = own or usual
    if not gap:
        return None
    return Rhythm(gap, bool(own), last + timedelta(days=ceil(gap)), (as_of - last).days / gap)
