"""What open deals will probably bring: chances learned from closed ones, weighted sums and how far they may be off."""

from collections.abc import Iterable, Sequence
from math import floor, sqrt
from typing import NamedTuple

from crmcli.analytics.funnel import OPEN, WON, Path

WEIGHT = 5
"""How many closed deals the pipeline's own probability is worth: with few of ours it decides, with many it fades."""


class Chance(NamedTuple):
    """How likely a deal that came to a stage is won."""

    p: float
    wins: int
    """Of the closed deals that came so far, those won."""
    closed: int


class Sums(NamedTuple):
    """What some deals are worth, in minor units of one currency."""

    open: int
    weighted: float
    variance: float

    @property
    def spread(self) -> float:
        """One standard deviation, where deals are won or lost each by itself."""
        return sqrt(self.variance)


NOTHING = Sums(0, 0.0, 0.0)


def smoothed(wins: int, closed: int, prior: float) -> float:
    """(wins + k p0) / (closed + k)."""
    return (wins + WEIGHT * prior) / (closed + WEIGHT)


def chances(paths: Iterable[Path], priors: Sequence[float]) -> list[Chance]:
    """The chance of winning from each stage on: smoothed, and never less than from the stage before.

    `priors` are the stages' own probabilities, as shares; the last stage is the winning one.
    """
    wins, closed = [0] * len(priors), [0] * len(priors)
    for way, status, count in paths:
        if status == OPEN:
            continue
        for place in range(max(way) + 1):
            closed[place] += count
            wins[place] += count if status == WON else 0
    before_the_end = range(len(priors) - 1)
    raw = [smoothed(wins[place], closed[place], priors[place]) for place in before_the_end]
    rising = _rising(raw, [closed[place] + WEIGHT for place in before_the_end])
    return [Chance(p, *counted) for p, *counted in zip([*rising, 1.0], wins, closed, strict=True)]


def added(sums: Sums, p: float, amount: int, squares: float) -> Sums:
    """With some deals more that have the same chance: the sum of their amounts and the sum of their squares."""
    return Sums(sums.open + amount, sums.weighted + amount * p, sums.variance + squares * p * (1 - p))


def _rising(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest values that never fall: neighbours out of order are pooled at their weighted mean."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pool = (value, float(weight), 1)
        while pools and pools[-1][0] > pool[0]:
            mean, heavy, many = pools.pop()
            whole = heavy + pool[1]
            pool = ((mean * heavy + pool[0] * pool[1]) / whole, whole, many + pool[2])
        pools.append(pool)
    return [value for value, _weight, many in pools for _one in range(many)]


def nearest(amount: float) -> int:
    """The whole minor unit nearest to an amount; a half goes up, as it does in invoices."""
    return floor(amount + 0.5)
