"""What the sample business draws by lot; `services.workspace.seeded` makes one."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

T = TypeVar("T")


class Chance(Protocol):
    """A generator that says the same for the same seed, as random.Random does."""

    def choice(self, seq: Sequence[T], /) -> T:
        """One of these."""

    def randint(self, a: int, b: int, /) -> int:
        """A number from a to b, both included."""

    def sample(self, population: Sequence[T], k: int) -> list[T]:
        """So many of these, each once."""

    def getrandbits(self, k: int, /) -> int:
        """So many bits."""


def uid(chance: Chance) -> str:
    """A record's uid, drawn by lot."""
    return str(UUID(int=chance.getrandbits(128), version=4))
