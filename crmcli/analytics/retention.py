"""Who stays: retention from day to day, and cohorts by the month of the first order."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

Month = int
"""Months since the year 0."""


class Retention(NamedTuple):
    """What became of those who were customers at the start."""

    start: int
    end: int
    kept: int
    new: int
    """Active at the end, and never a customer before the start."""
    back: int
    """Active at the end, not at the start, but before."""
    earned: int = 0
    """What those of the start had brought in the period before, in minor units."""
    later: int = 0
    """What they brought in this one."""
    held: int = 0
    """The same, of each at most what they had brought before."""

    @property
    def rate(self) -> float | None:
        """The share that stayed; None where there was nobody."""
        return self.kept / self.start if self.start else None

    @property
    def churn(self) -> float | None:
        """The share that left."""
        return None if self.rate is None else 1 - self.rate

    @property
    def net_revenue(self) -> float | None:
        """Revenue from those of the start over what they brought in the period before."""
        return self.later / self.earned if self.earned > 0 else None

    @property
    def gross_revenue(self) -> float | None:
        """The same without growth: what shrank or was lost is missing, what grew counts as before."""
        return self.held / self.earned if self.earned > 0 else None


class Cohort(NamedTuple):
    """Those whose first order fell in a month, and how many of them bought in it and in each month after."""

    month: Month
    customers: int
    buyers: tuple[int, ...]
    """Month by month; shorter where the future begins."""

    @property
    def shares(self) -> tuple[float, ...]:
        """Of the cohort, month by month."""
        return tuple(count / self.customers for count in self.buyers)


def course(orders: Iterable[tuple[Hashable, str, int]], ends: Sequence[date], window: int) -> list[Retention]:
    """Retention from each of the days to the next, of orders (customer, day, net) that come customer by customer.

    Active on a day is who bought in the `window` days up to it. The first of the days only begins the period whose
    revenue is compared with that of the next, so there are two figures fewer than days.
    """
    places = _Places(ends, window)
    kinds: Counter[tuple[int, int]] = Counter()
    money = [[0, 0, 0] for _end in ends]
    last: Hashable = None
    actives, brought = 0, dict[int, int]()
    for customer, day, net in orders:
        if customer != last:
            _count(brought, actives, kinds, money)
            last, actives, brought = customer, 0, {}
        mask, period = places[day]
        actives |= mask
        brought[period] = brought.get(period, 0) + net
    _count(brought, actives, kinds, money)
    return [_between(kinds, at, money[at + 1]) for at in range(1, len(ends) - 1)]


def yearly(churn: float, periods: float) -> float:
    """The share that leaves in a year of so many periods where this share leaves in each."""
    return float(1 - (1 - churn) ** periods)


def life(churn: float | None) -> float | None:
    """Periods that a customer is expected to stay; None where nobody leaves."""
    return 1 / churn if churn else None


def cohorts(customers: Iterable[Sequence[Month]], until: Month, *, rolling: bool = False) -> list[Cohort]:
    """Cohorts from the first to the last, of the months in which each customer bought, in any order.

    With `rolling` a customer counts in a month who bought in it or later.
    """
    sizes: Counter[Month] = Counter()
    bought: dict[Month, Counter[Month]] = {}
    for months in customers:
        first = min(months)
        sizes[first] += 1
        bought.setdefault(first, Counter()).update(range(first, max(months) + 1) if rolling else set(months))
    return [
        Cohort(first, size, tuple(bought[first][month] for month in range(first, until + 1)))
        for first, size in sorted(sizes.items())
    ]


class _Places(dict[str, tuple[int, int]]):
    """Of a day: on which of the ends an order of it makes active, as bits, and in which period it lies.

    Days are few and orders many, so each day is looked at once.
    """

    def __init__(self, ends: Sequence[date], window: int) -> None:
        super().__init__()
        self._spans = [((end - timedelta(days=window)).isoformat(), end.isoformat()) for end in ends]

    def __missing__(self, day: str) -> tuple[int, int]:
        mask = sum(1 << at for at, (since, end) in enumerate(self._spans) if since < day <= end)
        self[day] = found = mask, sum(end < day for _since, end in self._spans)
        return found


def _count(brought: dict[int, int], actives: int, kinds: Counter[tuple[int, int]], money: list[list[int]]) -> None:
    """Count a customer by when they were active and began, and add what they brought in each period and the next."""
    if not brought:
        return
    kinds[actives, min(brought)] += 1
    for period, net in brought.items():
        if period + 1 < len(money) and actives >> period & 1:
            money[period + 1][0] += net
            money[period + 1][2] += min(net, brought.get(period + 1, 0))
        if 0 < period < len(money) and actives >> (period - 1) & 1:
            money[period][1] += net


def _between(kinds: Counter[tuple[int, int]], at: int, money: Sequence[int]) -> Retention:
    """From the end at this place to the next."""
    start = end = kept = new = 0
    for (actives, first), count in kinds.items():
        before, after = actives >> at & 1, actives >> (at + 1) & 1
        start += count * before
        end += count * after
        kept += count * (before & after)
        new += count * (after and first > at)
    return Retention(start, end, kept, new, end - kept - new, *money)
