"""What customers who bought one thing also buy, and who has not yet bought the other."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
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

    @property
    def candidates(self) -> int:
        """How many customers of the first lack the second."""
        return self.owners - self.both


def candidates(buyers: Iterable[int], others: AbstractSet[int], most: int) -> tuple[int, ...]:
    """The first so many buyers of the one, in their order, who lack the other."""
    return tuple(islice((buyer for buyer in buyers if buyer not in others), most))


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
                )
            )
    return sorted(found, key=lambda pair: (-pair.confidence, -pair.lift, pair.first, pair.second))
