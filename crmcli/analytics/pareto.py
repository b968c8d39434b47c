"""ABC: which customers bring most of the value, what serving each class costs, and the whale curve of their profits."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

CLASSES = "ABCDEFGH"
CUTS = (80, 95)
"""Per cent of the total at which A and B end."""


class Ranked(NamedTuple):
    """A customer's place by value."""

    key: Hashable
    value: int
    share: float
    """Of the total."""
    cumulative: float
    """Share of everybody down to this one."""
    letter: str


def classes(values: Sequence[tuple[Hashable, int]], cuts: Sequence[float] = CUTS) -> list[Ranked]:
    """Customers from the greatest value down, each with its class; none where there is no total to share.

    A class ends with the customer who crosses its cut; equal values share the class, and values of nothing or less are
    in the last one.
    """
    total = sum(value for _key, value in values)
    if total <= 0:
        return []
    last = CLASSES[len(cuts)]
    found: list[Ranked] = []
    before = 0
    for value, equals in groupby(sorted(values, key=_greatest_first), key=_value):
        letter = last if value <= 0 else CLASSES[sum(100 * before >= cut * total for cut in cuts)]
        for key, _same in equals:
            before += value
            found.append(Ranked(key, value, value / total, before / total, letter))
    return found


def whale(profits: Iterable[int]) -> list[float]:
    """Cumulative profit from the most profitable customer down, as shares of the total; none without a profit."""
    ordered = sorted(profits, reverse=True)
    total = sum(ordered)
    if total <= 0:
        return []
    found, so_far = [], 0
    for profit in ordered:
        so_far += profit
        found.append(so_far / total)
    return found


def cost_to_serve(cost: int, all_costs: int, revenue: int, all_revenue: int) -> float | None:
    """The share of the cost over the share of the revenue; above 1 a class is served more than it brings."""
    if not all_costs or not revenue or all_revenue <= 0:
        return None
    return (cost / all_costs) / (revenue / all_revenue)


def budgets(total: int, margins: Sequence[int]) -> list[int]:
    """A budget shared by margin to the last minor unit; the remainder goes to the first."""
    whole = sum(max(margin, 0) for margin in margins)
    if whole <= 0:
        return [0 for _margin in margins]
    shares = [total * max(margin, 0) // whole for margin in margins]
    shares[0] += total - sum(shares)
    return shares


def _greatest_first(pair: tuple[Hashable, int]) -> tuple[int, Hashable]:
    return -pair[1], pair[0]


def _value(pair: tuple[Hashable, int]) -> int:
    return pair[1]
