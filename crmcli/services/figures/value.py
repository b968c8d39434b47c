"""What customers have brought and are expected to bring, one by one."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.analytics import clv
from crmcli.analytics.clv import Historic
from crmcli.analytics.retention import Retention
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads

_YEAR = timedelta(days=365)


class Values(NamedTuple):
    """Customers with the factors of their value, all lists in one order."""

    ids: tuple[int, ...]
    orders: tuple[int, ...]
    totals: tuple[int, ...]
    factors: list[Historic]


class Standing(NamedTuple):
    """How many customers made their first order on each day, and retention by some days."""

    firsts: Counter[str]
    retained: list[Retention]

    def new(self, start: date, end: date) -> int:
        """Customers whose first order lies between these days."""
        return sum(count for day, count in self.firsts.items() if start.isoformat() <= day <= end.isoformat())


def historic(crm: Workspace, as_of: date, *, trailing: bool = False) -> Values:
    """Everybody's average spend, orders a year and years so far; `trailing` counts the orders of the last year."""
    found = ledger.customers(crm, as_of, wanted="first")
    firsts = {day: date.fromisoformat(day) for day in set(found.firsts)}
    lately = _lately(crm, as_of) if trailing else None
    factors = [
        clv.historic(total, orders, firsts[first], as_of, lately=None if lately is None else lately.get(number, 0))
        for number, total, orders, first in zip(found.ids, found.totals, found.orders, found.firsts, strict=True)
    ]
    return Values(found.ids, found.orders, found.totals, factors)


def _lately(crm: Workspace, as_of: date) -> dict[int, int]:
    """Orders of the last year, of those who made any."""
    start = (as_of - _YEAR + timedelta(days=1)).isoformat()
    found = reads.customers(crm.db, ledger.base(crm), as_of.isoformat(), start, wanted="")
    return dict(zip(found.ids, found.orders, strict=True))


def margins(crm: Workspace, as_of: date) -> dict[int, int | None]:
    """What is left of each customer's orders after their cost; None where neither cost nor margin is known.

    An order without a cost is taken at the settled margin, else at that of the orders whose cost is known.
    """
    rate = margin_rate(crm, as_of)
    points = None if rate is None else round(rate * 10_000)
    return reads.margins(crm.db, ledger.base(crm), as_of.isoformat(), points)


def margin_rate(crm: Workspace, as_of: date) -> float | None:
    """The share of revenue that is left after cost: as settled, else of the sales whose cost is known; else None."""
    if crm.settings.margin:
        return crm.settings.margin / 100
    cost, net = reads.known_cost(crm.db, ledger.base(crm), as_of.isoformat())
    return 1 - cost / net if net > 0 else None


def yearly_churn(crm: Workspace, as_of: date) -> float | None:
    """The share of those active a year ago who are not active any more; None where there was nobody."""
    return standing(crm, as_of, [as_of]).retained[0].churn


def standing(crm: Workspace, as_of: date, days: Sequence[date]) -> Standing:
    """When everybody began, and what became by each of these days of those who were active a year before it."""
    window = timedelta(days=crm.settings.churn_days)
    ends = [end for day in days for end in (day - _YEAR, day)]
    starts = [(end - window).isoformat() for end in ends]
    lasts = reads.lasts(crm.db, ledger.base(crm), as_of.isoformat(), [end.isoformat() for end in ends])
    before = [end.isoformat() for end in ends[::2]]
    counts: Counter[tuple[bool, ...]] = Counter()
    firsts: Counter[str] = Counter()
    for first, *rows in lasts:
        firsts[first] += 1
        known = [first <= day for day in before]
        counts[*known, *(last > start for last, start in zip(rows, starts, strict=True))] += 1
    return Standing(firsts, [_of_counts(counts, at, len(days)) for at in range(len(days))])


def _of_counts(counts: Counter[tuple[bool, ...]], at: int, days: int) -> Retention:
    """Customers by whether they were known at each start, and active at each start and end."""
    start = end = kept = new = 0
    for flags, count in counts.items():
        known, before, after = flags[at], flags[days + 2 * at], flags[days + 2 * at + 1]
        start += count * before
        end += count * after
        kept += count * (before and after)
        new += count * (after and not known)
    return Retention(start, end, kept, new, end - kept - new)


def yearly_discount(crm: Workspace, given: float | None = None) -> float:
    """By what share later money is worth less, a year; what was asked for, or else what was settled."""
    return crm.settings.discount_rate / 100 if given is None else given
