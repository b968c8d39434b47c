"""Middles and edges of what was counted, and how sure a share is."""

from collections.abc import Iterable
from math import sqrt

Z = 1.959963984540054
"""Of the normal distribution, 95 % lies within so many deviations."""


def quantile(histogram: Iterable[tuple[int, int]], share: float) -> float | None:
    """The value below which that share lies, of (value, how often) in any order; between two values it interpolates."""
    counted = sorted((value, count) for value, count in histogram if count > 0)
    total = sum(count for _value, count in counted)
    if not total:
        return None
    place = (total - 1) * share
    low, high = _at(counted, int(place)), _at(counted, min(int(place) + 1, total - 1))
    return low + (high - low) * (place - int(place))


def mean(histogram: Iterable[tuple[int, int]]) -> float | None:
    """The arithmetic mean of (value, how often)."""
    counted = list(histogram)
    total = sum(count for _value, count in counted)
    return sum(value * count for value, count in counted) / total if total else None


def wilson(wins: int, n: int) -> tuple[float, float] | None:
    """The interval that holds the true share in 95 of 100 cases (Wilson 1927); None where nothing was counted."""
    if n <= 0:
        return None
    share = wins / n
    middle = share + Z * Z / (2 * n)
    reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    below = 1 + Z * Z / n
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)


def _at(counted: list[tuple[int, int]], place: int) -> int:
    passed = 0
    for value, count in counted:
        passed += count
        if place < passed:
            return value
    return counted[-1][0]
