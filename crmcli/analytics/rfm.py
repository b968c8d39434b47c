"""Recency, frequency and money of customers as scores from 1 to 5, by whole numbers alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

FEW = 25
"""Customers below which fifths say little."""
FIFTHS = 5
_FINE = 10**12
"""Parts of a minor unit by which mean purchases are compared."""
Scores = list[tuple[int, int, int]]
Cuts = tuple[int, ...]


class Measures(NamedTuple):
    """What is known of each customer, a list for each measure, all in the same order."""

    keys: Sequence[Hashable]
    """What tells customers apart and settles ties where a method must."""
    days: Sequence[int]
    """Since the last order; 0 is today."""
    orders: Sequence[int]
    money: Sequence[int]


class Thresholds(NamedTuple):
    """Four limits for each measure: days at most, from the best; orders and money at least, from the second worst."""

    recency: Cuts
    frequency: Cuts
    monetary: Cuts


def means(totals: Sequence[int], orders: Sequence[int]) -> list[int]:
    """The mean order of each customer in parts of a minor unit, fine enough to be compared exactly."""
    return [total * _FINE // count for total, count in zip(totals, orders, strict=True)]


def edges(values: Sequence[int], parts: int = FIFTHS) -> Cuts:
    """The whole parts of the inner quantiles by linear interpolation (type 7), the least first.

    A whole number lies above such a quantile exactly when it lies above its whole part, so that nothing is rounded.
    """
    ordered = sorted(values)
    last = len(ordered) - 1
    found = []
    for part in range(1, parts):
        place, rest = divmod(last * part, parts)
        low, high = ordered[place], ordered[min(place + 1, last)]
        found.append(low + rest * (high - low) // parts)
    return tuple(found)


def rising(values: Sequence[int], parts: int = FIFTHS) -> list[int]:
    """Scores of a measure of which more is better; equal values have equal scores."""
    found = edges(values, parts)
    return [1 + bisect_left(found, value) for value in values]


def falling(values: Sequence[int], parts: int = FIFTHS) -> list[int]:
    """Scores of a measure of which less is better."""
    found = edges(values, parts)
    return [parts - bisect_left(found, value) for value in values]


def quantile(measures: Measures, parts: int = FIFTHS) -> Scores:
    """Scores by quantiles of each measure on its own."""
    return list(
        zip(
            falling(measures.days, parts),
            rising(measures.orders, parts),
            rising(measures.money, parts),
            strict=True,
        )
    )


def fixed(measures: Measures, limits: Thresholds) -> Scores:
    """Scores by limits that somebody settled."""
    return [
        (
            FIFTHS - bisect_left(limits.recency, days),
            1 + bisect_right(limits.frequency, orders),
            1 + bisect_right(limits.monetary, money),
        )
        for days, orders, money in zip(measures.days, measures.orders, measures.money, strict=True)
    ]


def rank(measures: Measures, parts: int = FIFTHS) -> Scores:
    """Scores that make parts of equal size, as NTILE does: equal values are told apart by the customers' keys."""
    return list(
        zip(
            _tiles([-days for days in measures.days], measures.keys, parts),
            _tiles(measures.orders, measures.keys, parts),
            _tiles(measures.money, measures.keys, parts),
            strict=True,
        )
    )


def nested(measures: Measures, parts: int = FIFTHS) -> Scores:
    """Scores in which frequency is divided within each recency, and money within each of both."""
    r = falling(measures.days, parts)
    f = _within(r, measures.orders, parts)
    m = _within([*zip(r, f, strict=True)], measures.money, parts)
    return list(zip(r, f, m, strict=True))


SCORING: dict[str, Callable[[Measures], Scores]] = {"quantile": quantile, "rank": rank, "nested": nested}
"""The methods that need nothing but the measures."""


def flat(scores: Scores) -> tuple[str, ...]:
    """The measures whose scores take fewer than three values, as `recency`, `frequency`, `monetary`."""
    distinct = set(scores)
    return tuple(
        name
        for place, name in enumerate(("recency", "frequency", "monetary"))
        if len({score[place] for score in distinct}) < 3
    )


def ranked(values: Sequence[int], keys: Sequence[Hashable]) -> list[int]:
    """The places of customers from the least value up, equal ones by their keys."""
    return sorted(range(len(values)), key=lambda at: (values[at], keys[at]))


def _tiles(values: Sequence[int], keys: Sequence[Hashable], parts: int) -> list[int]:
    ordered = ranked(values, keys)
    size, more = divmod(len(values), parts)
    found = [0] * len(values)
    at = 0
    for part in range(parts):
        for place in ordered[at : at + size + (part < more)]:
            found[place] = part + 1
        at += size + (part < more)
    return found


def _within(groups: Sequence[Hashable], values: Sequence[int], parts: int) -> list[int]:
    members: dict[Hashable, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    found = [0] * len(values)
    for places in members.values():
        for place, score in zip(places, rising([values[at] for at in places], parts), strict=True):
            found[place] = score
    return found
