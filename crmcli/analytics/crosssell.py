"""What customers who bought one thing also buy, and who has not yet bought the other."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

FEWEST = 3
"""Customers who must have both."""


class Pair(NamedTuple):
    """Customers of one thing who bought another too."""

    first: int
    second: int
    both: int
    owners: int
    """Customers of the first."""
    support: float
    confidence: float
    """Share of the first's customers who bought the second."""
    lift: float
    """How many times likelier than anybody they are to buy it."""
    candidates: tuple[int, ...]
    """Customers of the first who lack the second."""


def pairs(owned: Mapping[int, AbstractSet[int]], customers: int, fewest: int = FEWEST) -> list[Pair]:
    """Pairs of products, by who bought each, that go together more often than chance; the surest first."""
    found = []
    for first, buyers in owned.items():
        for second, others in owned.items():
            both = len(buyers & others) if first != second else 0
            if both < fewest or both * customers <= len(buyers) * len(others):
                continue
            found.append(
                Pair(
                    first,
                    second,
                    both,
                    len(buyers),
                    both / customers,
                    both / len(buyers),
                    both * customers / (len(buyers) * len(others)),
                    tuple(sorted(buyers - others)),
                )
            )
    return sorted(found, key=lambda pair: (-pair.confidence, -pair.lift, pair.first, pair.second))
