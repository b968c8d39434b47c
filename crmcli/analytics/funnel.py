"""The funnel: how many deals came how far, from which step to which they are lost, how long they stay."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise, repeat
from operator import add, sub
from typing import NamedTuple

from crmcli.analytics import spread

OPEN, WON = "open", "won"
_STATUSES = {status[0]: status for status in (OPEN, WON, "lost", "abandoned")}
_AT_ONCE = 2000
"""Tracks whose days are reckoned in one go, during which no other thread of the app has a turn: 2 ms."""
FEWEST = 5
"""Deals that a step must have seen before it is called the worst of more than a few."""


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


def ways(tracks: Iterable[str], places: Mapping[int, int], as_of: str) -> Ways:
    """The ways of deals, from a track of each; `places` are the stages', the last is the winning; two may share one.

    A track is a way and the day of each of its moves: `1o 2o 2l|2026-01-01 2026-01-04 2026-02-01`. Moves after `as_of`
    must have been left out; those in stages that are none of these are passed over.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for track in tracks:
        way, _bar, days = track.partition("|")
        alike[way].append(days)
    last = max(places.values())
    stays, ages = ([Counter[int]() for _place in range(last + 1)] for _kind in range(2))
    paths: Counter[tuple[tuple[int, ...], str]] = Counter()
    ordinals = _Ordinals()
    for way, tracked in alike.items():
        went = path(way, places)
        if not went.places:
            continue
        paths[went.places, went.status] += len(tracked)
        stood = [place if status == OPEN else None for place, status in _arrivals(way, places)]
        for at in range(0, len(tracked), _AT_ONCE):
            some = tracked[at : at + _AT_ONCE]
            came = [*zip(*(map(ordinals.__getitem__, told.split(" ")) for told in some), strict=True)]
            spent: dict[int, Iterable[int]] = {}
            for place, here, after in zip(stood, came, [*came[1:], repeat(ordinals[as_of])], strict=False):
                if place is not None:  # the days of one that comes back add up
                    spent[place] = map(add, spent.get(place, repeat(0)), map(sub, after, here))
            for place, spans in spent.items():
                (ages if place == stood[-1] else stays)[place].update(spans)
    return Ways(tuple(Path(*way, count) for way, count in paths.items()), tuple(stays), tuple(ages))


def path(way: str, places: Mapping[int, int], deals: int = 1) -> Path:
    """Where a way leads: `1o 2o 2l` are stages, each with the first letter of a deal's status in it.

    A deal that was won by mistake and opened again did not reach the end.
    """
    arrivals = _arrivals(way, places)
    last, status = max(places.values()), arrivals[-1][1]
    went = (place for place, _status in arrivals if place is not None and (place != last or status == WON))
    return Path(tuple(place for place, _again in groupby(went)), status, deals)


def _arrivals(way: str, places: Mapping[int, int]) -> list[tuple[int | None, str]]:
    """To which place each move led, None where that is in another pipeline, and the status there."""
    last = max(places.values())
    found: list[tuple[int | None, str]] = []
    for step in way.split(" "):
        stage, status = int(step[:-1]), _STATUSES[step[-1]]
        place = last if status == WON else min(places.get(stage, 0), last - 1)
        found.append((place if stage in places else None, status))
    return found


class _Ordinals(dict[str, int]):
    """The number of a day, reckoned once."""

    def __missing__(self, day: str) -> int:
        self[day] = found = date.fromisoformat(day).toordinal()
        return found


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
