"""The funnel: how many deals came how far, from which step to which they are lost, how long they stay."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from crmcli.analytics import spread

OPEN, WON = "open", "won"
FEWEST = 5
"""Deals that a step must have seen before it is called the worst of more than a few."""
MoveRow = tuple[int, int, str, str]
"""Deal, stage, status and day of a move."""


class Path(NamedTuple):
    """The way that some deals went: the places of their stages from 0 on, in the order of their moves."""

    places: tuple[int, ...]
    status: str
    """How they stand at the end of it."""
    deals: int = 1


class Ways(NamedTuple):
    """What the moves of many deals come to."""

    paths: tuple[Path, ...]
    stays: tuple[Mapping[int, int], ...]
    """Of each stage, how many deals were there for how many days in all, where they have left it."""
    ages: tuple[Mapping[int, int], ...]
    """Of each stage, how many open deals have stood there for how many days now."""


class Counts(NamedTuple):
    """Of each stage, how many deals."""

    reached: tuple[int, ...]
    """Came at least so far: what is skipped counts as passed."""
    entered: tuple[int, ...]
    """Were really there."""
    strict: tuple[int, ...]
    """Were there after all the stages before, in order."""
    standing: tuple[int, ...]
    """Are there now, open."""
    lost: tuple[int, ...]
    """Were there last before they were lost or abandoned."""


def ways(moves: Iterable[MoveRow], places: Mapping[int, int], as_of: str) -> Ways:
    """The ways of deals, from their moves in order, deal after deal; `places` are the stages', the last is the winning;
    two stages may share one.

    Moves after `as_of` must have been left out; those in stages that are none of these are passed over.
    """
    counted: Counter[tuple[tuple[int, ...], str]] = Counter()
    last = max(places.values())
    stays, ages = ([Counter[int]() for _place in range(last + 1)] for _kind in range(2))
    arrivals = {stage: min(place, last - 1) for stage, place in places.items()}
    ordinals: dict[str, int] = {}
    now = date.fromisoformat(as_of).toordinal()
    for _deal, track in groupby(moves, itemgetter(0)):
        way: list[int] = []
        spent: list[tuple[int, int]] = []
        place = since = -1
        for _one, stage, status, at in track:
            day = ordinals.get(at)
            if day is None:
                day = ordinals[at] = date.fromisoformat(at).toordinal()
            if place >= 0:
                spent.append((place, day - since))
            if stage not in arrivals:  # of another pipeline, from which it came
                place = -1
                continue
            arrived = last if status == WON else arrivals[stage]
            if not way or way[-1] != arrived:
                way.append(arrived)
            place, since = (arrived, day) if status == OPEN else (-1, day)
        if not way:
            continue
        counted[tuple(way), status] += 1
        if place >= 0:
            spent.append((place, now - since))
        if len(dict(spent)) < len(spent):  # it came back, and its days there add up
            spent = _added_up(spent)
        for left, days in spent:
            (ages if left == place else stays)[left][days] += 1
    paths = (Path(_without_false_wins(way, status, last), status, deals) for (way, status), deals in counted.items())
    return Ways(tuple(paths), tuple(stays), tuple(ages))


def _added_up(spent: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    days: dict[int, int] = {}
    for place, stayed in spent:
        days[place] = days.get(place, 0) + stayed
    return list(days.items())


def _without_false_wins(way: tuple[int, ...], status: str, last: int) -> tuple[int, ...]:
    """A deal that was won by mistake and opened again did not reach the end."""
    return way if status == WON else tuple(place for place in way if place != last)


def counts(paths: Iterable[Path], stages: int) -> Counts:
    """How many deals came to each stage, in each of the three ways to count."""
    reached, entered, strict, standing, lost = ([0] * stages for _kind in range(5))
    for way, status, count in paths:
        reached[max(way)] += count
        for place in set(way):
            entered[place] += count
        passed = 0
        for place in way:
            if place == passed:
                strict[passed] += count
                passed += 1
        if status == OPEN:
            standing[way[-1]] += count
        elif status != WON:
            lost[way[-1]] += count
    for place in range(stages - 2, -1, -1):
        reached[place] += reached[place + 1]
    return Counts(*map(tuple, (reached, entered, strict, standing, lost)))


def steps(counted: Sequence[int]) -> list[float | None]:
    """What share of each stage's deals came to the next; None where there were none."""
    return [after / before if before else None for before, after in pairwise(counted)]


def worst(counted: Sequence[int]) -> int | None:
    """The place of the step that lets the fewest through, by share; of equals the one that loses the most deals.

    Steps with few deals count only where there are no others; None where nothing was lost.
    """
    shares = [(share, at) for at, share in enumerate(steps(counted)) if share is not None and share < 1]
    sure = [(share, at) for share, at in shares if counted[at] >= FEWEST]
    best = min(sure or shares, key=lambda step: (step[0], counted[step[1] + 1] - counted[step[1]]), default=None)
    return best[1] if best else None


def days(stay: Mapping[int, int]) -> tuple[float | None, float | None, float | None]:
    """Mean, median and 90 % of the days that deals stayed."""
    told = stay.items()
    return spread.mean(told), spread.quantile(told, 0.5), spread.quantile(told, 0.9)
