"""Which deals are won: shares with the interval that they may lie in, and what stands out from the rest."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.analytics import spread

FEWEST = 5
"""Closed deals from which on a share is compared with that of all."""


class Share(NamedTuple):
    """Some of many."""

    part: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    """Wilson's 95 % interval."""
    lift: float | None = None
    """Times the share of all; None with fewer than five."""


def share(count: int, n: int, of_all: float | None = None) -> Share:
    """A share with its interval, and its lift over that of all."""
    found = spread.wilson(count, n)
    if found is None:
        return Share(count, n, None, None, None)
    lift = count / n / of_all if of_all and n >= FEWEST else None
    return Share(count, n, count / n, *found, lift)


def win_rates(closed: Iterable[tuple[str, int, int]]) -> list[tuple[str, Share]]:
    """Of (value, won, lost) the win rate of each against that of all, the most deals first."""
    counted = list(closed)
    won, n = sum(row[1] for row in counted), sum(row[1] + row[2] for row in counted)
    rates = [(value, share(wins, wins + losses, won / n if n else None)) for value, wins, losses in counted]
    return sorted(rates, key=lambda rate: (-rate[1].n, rate[0]))


def portions(counted: Iterable[tuple[str, int]]) -> list[tuple[str, Share]]:
    """Of (value, how often) the share of each in all, the largest first."""
    rows = list(counted)
    n = sum(count for _value, count in rows)
    return sorted(((value, share(count, n)) for value, count in rows), key=lambda row: (-row[1].part, row[0]))
