"""What agreements weigh, after Fellegi and Sunter: estimated from the book itself, without anybody's example.

Among pairs drawn at random nearly none are the same: how often they agree by chance is counted there. How often two
records of one person agree is estimated by expectation and maximisation among the pairs that share a key, beginning
with what is common in address books, which counts as a handful of pairs. An agreement on something rare weighs more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log2
from typing import NamedTuple

from crmcli.core.rules.people.likeness import (
    BIRTHDAY,
    CITY,
    EMAIL,
    FIELDS,
    NAME,
    NAME_CONFLICT,
    NAME_SAME,
    ORGANISATION,
    PHONE,
    SAME,
    STREET,
    WEB,
    Seen,
)

ROUNDS = 25
STRENGTH = 20.0
"""Pairs that the beginning counts as."""
Pattern = tuple[int, ...]
_BEGINNING: dict[int, tuple[float, ...]] = {
    NAME: (0.01, 0.03, 0.04, 0.15, 0.12, 0.65),
    EMAIL: (0.35, 0.1, 0.55),
    PHONE: (0.4, 0.0, 0.6),
    ORGANISATION: (0.3, 0.05, 0.65),
    BIRTHDAY: (0.05, 0.05, 0.9),
    STREET: (0.3, 0.15, 0.55),
    CITY: (0.2, 0.05, 0.75),
    WEB: (0.5, 0.0, 0.5),
    FIELDS: (0.15, 0.1, 0.75),
}
"""How often two records of the same one are at each level from DIFFERENT on, before the book has said anything."""


_RARE = {EMAIL: 1e-6, PHONE: 1e-6, WEB: 1e-6, BIRTHDAY: 1 / (365 * 60)}
"""How rarely two people have one of these in common by chance, where nobody else in the book has it: no book is large
enough to tell."""
_FEWEST = 0.02
"""Doubles for each contact that are expected at least: no address book that is used has fewer."""


class Weights(NamedTuple):
    """What there is to weigh a pair by."""

    agreeing: tuple[tuple[float, ...], ...]
    """By place and level (0 is missing): how often two records of the same one are so."""
    chance: tuple[tuple[float, ...], ...]
    """The same of two who are not the same."""
    prior: float
    """Bits for any two contacts being the same."""
    words: Mapping[str, int]
    values: tuple[Mapping[object, int], ...]
    """How many contacts have each value, by place."""
    people: int

    def level(self, place: int, level: int) -> float:
        """The weight of a level, in bits."""
        return log2(self.agreeing[place][level] / self.chance[place][level]) if level else 0.0

    def pattern(self, levels: Pattern) -> float:
        """The weight of two contacts by their levels alone, in bits; above nought they are more likely one than not."""
        return self.prior + sum(self.level(place, level) for place, level in enumerate(levels))

    def pair(self, one: Seen, other: Seen, levels: Pattern, is_own: Callable[[int, object], bool]) -> float:
        """The weight of two contacts with the rarity of what they agree on; nobody else has what is their own."""
        total = self.prior
        for place, level in enumerate(levels):
            if place == NAME and level == NAME_SAME:
                total += log2(self.agreeing[place][level] / self.rarity(place, one.values[NAME]))
            elif place != NAME and level == SAME:
                shared = shared_values(one, other, place)
                rarest = min(self.rarity(place, value, is_own=is_own(place, value)) for value in shared)
                total += log2(self.agreeing[place][level] / rarest)
            else:
                total += self.level(place, level)
        return total

    def rarity(self, place: int, value: object, *, is_own: bool = False) -> float:
        """How likely it is that somebody else has a value by chance."""
        others = 0 if is_own else max(self.values[place].get(value, 0) - 2, 0) / self.people
        if place != NAME or not isinstance(value, tuple):
            return max(others, _RARE.get(place, 1 / self.people))
        likely = 1.0
        for word in value:
            likely *= self.words.get(word, 1) / self.people
        return min(max(likely, others, 1 / self.people**2), 1.0)


def shared_values(one: Seen, other: Seen, place: int) -> list[object]:
    """What two contacts have in common at a place."""
    a, b = one.values[place], other.values[place]
    if isinstance(a, tuple) and isinstance(b, tuple) and place != NAME:
        return [value for value in a if value in b]
    return [max(str(a), str(b))] if place == BIRTHDAY else [a]


def estimated(
    people: Sequence[Seen], random: Iterable[Pattern], candidates: Mapping[Pattern, int], places: int
) -> Weights:
    """The weights that the book itself tells: `candidates` are the levels of pairs that share a key, counted."""
    chance = _chance(random, places)
    begun = tuple((0.0, *(max(share, 0.001) for share in _begun(place))) for place in range(places))
    agreeing, total = begun, max(len(people) * (len(people) - 1) / 2, 1.0)
    share = min(_FEWEST * len(people) / total, 0.5)
    told = {levels: count for levels, count in candidates.items() if levels[NAME] > NAME_CONFLICT}
    for _round in range(ROUNDS):
        sums = [[0.0] * len(row) for row in begun]
        matches = 0.0
        for levels, count in told.items():
            odds = share / (1 - share)
            for place, level in enumerate(levels):
                if level:
                    odds *= agreeing[place][level] / chance[place][level]
            expected = count * odds / (1 + odds)
            matches += expected
            for place, level in enumerate(levels):
                sums[place][level] += expected
        agreeing = tuple(_renewed(row, first) for row, first in zip(sums, begun, strict=True))
        share = min(max(matches, _FEWEST * len(people)) / total, 0.5)
    words, values = counted(people, places)
    return Weights(agreeing, chance, log2(share / (1 - share)), words, values, max(len(people), 2))


def counted(people: Iterable[Seen], places: int) -> tuple[Mapping[str, int], tuple[Mapping[object, int], ...]]:
    """How many contacts have each word of a name, and each value of a place."""
    words: Counter[str] = Counter()
    values: list[Counter[object]] = [Counter() for _place in range(places)]
    for seen in people:
        words.update(set(seen.texts(NAME)))
        for place, value in enumerate(seen.values):
            if value and isinstance(value, tuple) and place != NAME:
                values[place].update(set(value))
            elif value:
                values[place][value] += 1
    return words, tuple(values)


def probability(weight: float) -> float:
    """How likely two contacts of this weight are one."""
    return 1.0 if weight > 60 else 2**weight / (1 + 2**weight)


def _begun(place: int) -> tuple[float, ...]:
    return _BEGINNING[min(place, FIELDS)]


def _chance(random: Iterable[Pattern], places: int) -> tuple[tuple[float, ...], ...]:
    """How often pairs that are not the same are at each level; what was never seen may still be."""
    sums = [[0.0, *[0.5] * len(_begun(place))] for place in range(places)]
    for levels in random:
        for place, level in enumerate(levels):
            if level:
                sums[place][level] += 1
    return tuple((0.0, *(count / sum(row[1:]) for count in row[1:])) for row in sums)


def _renewed(sums: Sequence[float], begun: Sequence[float]) -> tuple[float, ...]:
    whole = sum(sums[1:]) + STRENGTH
    return (0.0, *((count + STRENGTH * first) / whole for count, first in zip(sums[1:], begun[1:], strict=True)))
