"""How long what is owed is overdue, and how many days of sales that is."""

from collections.abc import Iterable
from datetime import date, timedelta

from crmcli.core.records.owed import Aged

BUCKETS = (0, 30, 60, 90)
"""Days past due at which the buckets end: current, 1-30, 31-60, 61-90, and what is older."""


def bounds(day: date) -> tuple[str, ...]:
    """For each bucket but the oldest, the first due day that is in it when a day ends."""
    return tuple((day - timedelta(days=days)).isoformat() for days in BUCKETS)


def dso(owed_minor: int, sales_minor: int, days: int) -> float | None:
    """Days sales outstanding: what is owed, over what was invoiced in so many days, times the days."""
    return owed_minor / sales_minor * days if sales_minor else None


def whole(rows: Iterable[Aged], currency: str, sales_minor: int, days: int) -> Aged:
    """The sum of what customers have open in one currency."""
    own = [row for row in rows if row.currency == currency]
    total = Aged(
        None,
        "",
        currency,
        sum(row.current for row in own),
        sum(row.days_30 for row in own),
        sum(row.days_60 for row in own),
        sum(row.days_90 for row in own),
        sum(row.older for row in own),
        sum(row.invoices for row in own),
        sales_minor,
    )
    return total._replace(dso=dso(total.total, sales_minor, days))
