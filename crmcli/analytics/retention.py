"""Who stays: retention between two days, and cohorts by the month of the first purchase."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

Month = int
"""Months since the year 0."""


class Retention(NamedTuple):
    """What became of those who were customers at the start."""

    start: int
    end: int
    kept: int
    new: int
    """Active at the end and never before the start."""
    back: int
    """Active at the end, not at the start, but before."""

    @property
    def rate(self) -> float | None:
        """The share that stayed; None where there was nobody."""
        return self.kept / self.start if self.start else None

    @property
    def churn(self) -> float | None:
        """The share that left."""
        return None if self.rate is None else 1 - self.rate

    @property
    def life(self) -> float | None:
        """Periods that a customer is expected to stay; None where nobody leaves."""
        return 1 / self.churn if self.churn else None


class Cohort(NamedTuple):
    """Those whose first purchase fell in a month; the shares of them that bought in it and in each month after."""

    month: Month
    customers: int
    buyers: tuple[int, ...]
    """How many, month by month; shorter where the future begins."""
    money: tuple[int, ...]
    """What the cohort had brought in all, month by month, in minor units."""

    @property
    def shares(self) -> tuple[float, ...]:
        """Of the cohort, month by month."""
        return tuple(count / self.customers for count in self.buyers)


def retention(start: AbstractSet[Hashable], end: AbstractSet[Hashable], known: AbstractSet[Hashable]) -> Retention:
    """Of those active at the start and at the end; `known` are all who ever bought up to the start."""
    gained = end - start
    back = len(gained & known)
    return Retention(len(start), len(end), len(start & end), len(gained) - back, back)


def of_counts(start: int, end: int, gained: int) -> float | None:
    """Retention by counts alone: right only where `gained` holds the new and those who came back."""
    return (end - gained) / start if start else None


def yearly(monthly_churn: float) -> float:
    """The share that leaves in a year where this share leaves each month."""
    return float(1 - (1 - monthly_churn) ** 12)


def cohorts(purchases: Iterable[tuple[Hashable, Month, int]], until: Month, *, rolling: bool = False) -> list[Cohort]:
    """Cohorts from the first to the last, of customers' months of purchase and the money of each.

    With `rolling` a customer counts in a month who bought in it or later.
    """
    months: dict[Hashable, dict[Month, int]] = {}
    for customer, month, money in purchases:
        if month <= until:
            by_month = months.setdefault(customer, {})
            by_month[month] = by_month.get(month, 0) + money
    members: dict[Month, list[Mapping[Month, int]]] = {}
    for bought in months.values():
        members.setdefault(min(bought), []).append(bought)
    return [_cohort(first, members[first], until, rolling=rolling) for first in sorted(members)]


def average(found: Sequence[Cohort]) -> list[float]:
    """The share of all customers that bought in their month 0, 1, 2, ..., cohorts weighed by their size."""
    longest = max((len(cohort.buyers) for cohort in found), default=0)
    shares = []
    for at in range(longest):
        there = [cohort for cohort in found if len(cohort.buyers) > at]
        shares.append(sum(cohort.buyers[at] for cohort in there) / sum(cohort.customers for cohort in there))
    return shares


def _cohort(first: Month, members: Sequence[Mapping[Month, int]], until: Month, *, rolling: bool) -> Cohort:
    length = until - first + 1
    buyers, money = [0] * length, [0] * length
    for bought in members:
        for month, paid in bought.items():
            money[month - first] += paid
        if rolling:
            for at in range(max(bought) - first + 1):
                buyers[at] += 1
        else:
            for month in bought:
                buyers[month - first] += 1
    for at in range(1, length):
        money[at] += money[at - 1]
    return Cohort(first, len(members), tuple(buyers), tuple(money))
