"""What customers who bought one thing also buy, and who has not yet bought the other.

Who bought a thing is a number whose bits are customers, the best at the lowest: a hundred thousand of them are compared
with another hundred thousand in a few microseconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

FEWEST = 3
"""Customers who must have both."""
_CHUNK = 4096
"""Bits that are looked at first for candidates: most often they are enough."""


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


def owners(places: Iterable[int], customers: int) -> int:
    """Those at these places among so many customers, as bits."""
    flags = bytearray(b"0") * customers
    for place in places:
        flags[~place] = 49  # "1", from the right
    return int(flags, 2) if flags else 0


def candidates(buyers: int, others: int, most: int) -> tuple[int, ...]:
    """The places of the first so many buyers of the one who lack the other."""
    lacking = buyers & ~others
    found = tuple(islice(_places(lacking & ((1 << _CHUNK) - 1)), most))
    return found if len(found) == most else tuple(islice(_places(lacking), most))


def pairs(owned: Mapping[int, int], customers: int, fewest: int = FEWEST) -> list[Pair]:
    """Pairs of products, by who bought each, that go together more often than chance; the surest first."""
    counts = {product: buyers.bit_count() for product, buyers in owned.items()}
    found = []
    for first, buyers in owned.items():
        for second, others in owned.items():
            both = (buyers & others).bit_count() if first != second else 0
            one, other = counts[first], counts[second]
            if both < fewest or both * customers <= one * other:
                continue
            found.append(Pair(first, second, both, one, both / customers, both / one, both * customers / (one * other)))
    return sorted(found, key=lambda pair: (-pair.confidence, -pair.lift, pair.first, pair.second))


def _places(bits: int) -> Iterator[int]:
    """Where the bits are set, the lowest first."""
    text = f"{bits:b}"[::-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
