"""Customer lifetime value without a model: what a customer has brought, and what a formula projects."""

from datetime import date
from typing import NamedTuple

YEAR = 365.25
"""Days."""
LONGEST_LIFE = 5.0
"""Years beyond which no projection looks unless it is told to."""


class Historic(NamedTuple):
    """Average spend, orders a year and years of life, whose product is what the customer brought."""

    average: float
    """In minor units."""
    per_year: float
    years: float
    value: float


def historic(total: int, orders: int, first: date, as_of: date, *, lately: int | None = None) -> Historic:
    """The three factors of one customer's revenue so far; a life counts as a year at least.

    With `lately`, the orders of the last twelve months, those are the orders a year, and the product is no longer what
    was paid: of a customer who left it is nothing.
    """
    years = max((as_of - first).days / YEAR, 1.0)
    average, per_year = total / orders, orders / years if lately is None else float(lately)
    return Historic(average, per_year, years, average * per_year * years)


def projected(average: float, per_year: float, years: float, margin: float) -> tuple[float, float]:
    """Revenue and margin that a customer is expected to bring in the years that are left."""
    revenue = average * per_year * years
    return revenue, revenue * margin


def expected_life(churn: float | None, longest: float = LONGEST_LIFE) -> float:
    """Years until a customer leaves: one over the yearly churn, at most `longest`."""
    return longest if churn is None or churn <= 0 else min(1 / churn, longest)


def retained(margin: float, retention: float, discount: float, *, now: bool = False) -> float:
    """The value today of a margin a period, of which a share stays each time; `now` counts one at once."""
    return margin * ((1 + discount) if now else retention) / (1 + discount - retention)


def monthly_rate(yearly: float) -> float:
    """The rate a month that makes up a rate a year."""
    return float((1 + yearly) ** (1 / 12) - 1)


def discounted(per_period: float, rate: float, periods: int) -> float:
    """The value today of the same amount at the end of each period."""
    return float(sum(per_period / (1 + rate) ** at for at in range(1, periods + 1)))
