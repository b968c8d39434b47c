"""Moves of deals as the funnel takes them."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

Move = tuple[int, int, str, str]
"""Deal, stage, status and day."""


def tracks(moves: Iterable[Move]) -> list[str]:
    """The track of each deal, from moves in order, deal after deal."""
    found = []
    for _deal, group in groupby(moves, itemgetter(0)):
        steps = [*group]
        way = " ".join(f"{stage}{status[0]}" for _one, stage, status, _day in steps)
        found.append(f"{way}|{' '.join(day for *_rest, day in steps)}")
    return found
