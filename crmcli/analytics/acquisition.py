"""What a new customer costs, and whether they bring more than that."""

from typing import NamedTuple

HEALTHY = 3.0
"""LTV over CAC that is taken for sound."""
PATIENCE = 12.0
"""Months in which a customer should pay back."""


class Economics(NamedTuple):
    """One customer's lifetime against what winning them cost; None is what cannot be said."""

    ratio: float | None
    """LTV of margin over CAC: it must be greater than 1."""
    revenue_ratio: float | None
    payback: float | None
    """Months."""


def cost_of_one(cost: int, customers: int) -> float | None:
    """The acquisition cost per new customer; None without one."""
    return cost / customers if customers else None


def economics(cac: float | None, margin_value: float, revenue_value: float, monthly_margin: float) -> Economics:
    """LTV:CAC by margin and by revenue, and the months in which the cost comes back."""
    if not cac:
        return Economics(None, None, None)
    payback = cac / monthly_margin if monthly_margin > 0 else None
    return Economics(margin_value / cac, revenue_value / cac, payback)


def verdict(found: Economics) -> str:
    """losing, thin, slow or sound, by the rules of thumb; nothing where there is no ratio."""
    if found.ratio is None:
        return ""
    if found.ratio <= 1:
        return "losing"
    if found.ratio < HEALTHY:
        return "thin"
    return "slow" if found.payback is None or found.payback > PATIENCE else "sound"
