"""What customers have brought and are expected to bring, one by one."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.analytics import clv, retention
from crmcli.analytics.clv import Historic
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads


class Values(NamedTuple):
    """Customers with the factors of their value, all lists in one order."""

    ids: tuple[int, ...]
    orders: tuple[int, ...]
    totals: tuple[int, ...]
    factors: list[Historic]


def historic(crm: Workspace, as_of: date) -> Values:
    """Everybody's average spend, orders a year and years so far."""
    found = ledger.customers(crm, as_of)
    firsts = {day: date.fromisoformat(day) for day in set(found.firsts)}
    factors = [
        clv.historic(total, orders, firsts[first], as_of)
        for total, orders, first in zip(found.totals, found.orders, found.firsts, strict=True)
    ]
    return Values(found.ids, found.orders, found.totals, factors)


def margins(crm: Workspace, as_of: date) -> dict[int, int | None]:
    """What is left of each customer's orders after their cost; None where neither cost nor margin is known.

    An order without a cost is taken at the settled margin, else at that of the orders whose cost is known.
    """
    rate = crm.settings.margin / 100 if crm.settings.margin else margin_rate(crm, as_of)
    points = None if rate is None else round(rate * 10_000)
    return reads.margins(crm.db, ledger.base(crm), as_of.isoformat(), points)


def margin_rate(crm: Workspace, as_of: date) -> float | None:
    """The share of revenue that is left after cost: of the sales whose cost is known, else as settled; else None."""
    cost, net = reads.known_cost(crm.db, ledger.base(crm), as_of.isoformat())
    if net > 0:
        return 1 - cost / net
    return crm.settings.margin / 100 if crm.settings.margin else None


def yearly_churn(crm: Workspace, as_of: date) -> float | None:
    """The share of those active a year ago who are not active any more; None where there was nobody."""
    return retained(crm, as_of - timedelta(days=365), as_of).churn


def retained(crm: Workspace, start: date, end: date) -> retention.Retention:
    """What became by the second day of those who were active on the first."""
    window = timedelta(days=crm.settings.churn_days - 1)
    base = ledger.base(crm)
    before = frozenset(reads.customers(crm.db, base, start.isoformat(), (start - window).isoformat()).ids)
    after = frozenset(reads.customers(crm.db, base, end.isoformat(), (end - window).isoformat()).ids)
    known = frozenset(reads.customers(crm.db, base, start.isoformat()).ids)
    return retention.retention(before, after, known)
