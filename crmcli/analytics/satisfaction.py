"""What answers to surveys say of many: NPS with its interval, CSAT, and how easy it was."""

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

FAVOURABLE = {"nps": 9, "csat": 4, "ces": 5}
"""The least answer of each kind that speaks for us: promoters, the content, those who found it easy."""
UNFAVOURABLE = {"nps": 6, "csat": 2, "ces": 3}
"""The most that speaks against us."""
_Z95 = 1.96
"""95 % of a normal distribution lie within so many standard deviations."""


class Figures(NamedTuple):
    """Answers of one kind, added up."""

    n: int
    favourable: int
    middle: int
    unfavourable: int
    mean: float

    @property
    def top(self) -> float:
        """The share that speaks for us; of answers to CSAT, that is CSAT."""
        return self.favourable / self.n

    @property
    def net(self) -> float:
        """Per cent for us less per cent against us, from -100 to 100; of answers to NPS, that is NPS."""
        return 100 * (self.favourable - self.unfavourable) / self.n

    @property
    def interval(self) -> float | None:
        """How far NPS may be off on either side, at 95 %; None where all say the same, for then nothing tells."""
        p, d = self.favourable / self.n, self.unfavourable / self.n
        variance = p + d - (p - d) ** 2
        return 100 * _Z95 * sqrt(variance / self.n) if variance > 0 else None


def figures(kind: str, counts: Mapping[int, int]) -> Figures | None:
    """What so many answers of each score come to; None for none."""
    n = sum(counts.values())
    if not n:
        return None
    favourable = sum(count for score, count in counts.items() if score >= FAVOURABLE[kind])
    unfavourable = sum(count for score, count in counts.items() if score <= UNFAVOURABLE[kind])
    mean = sum(score * count for score, count in counts.items()) / n
    return Figures(n, favourable, n - favourable - unfavourable, unfavourable, mean)
