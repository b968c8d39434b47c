"""Whether two contacts are the same one: certain, likely or possible, and why, in terms that can be told.

Arithmetic alone makes nothing certain. Certain needs a name that agrees and something of their own that nobody else in
the book has: an e-mail, a phone, a number. So two people of one name, and two at one switchboard, never are.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.core.rules.people import weights as arithmetic
from crmcli.core.rules.people.likeness import (
    BIRTHDAY,
    CITY,
    CLOSE,
    DIFFERENT,
    EMAIL,
    FIELDS,
    NAME,
    NAME_CLOSE,
    NAME_CONFLICT,
    NAME_CONTAINED,
    NAME_SAME,
    NAME_SINGLE,
    ORGANISATION,
    PHONE,
    SAME,
    STREET,
    WEB,
    Seen,
)

CERTAINTIES = ("certain", "likely", "possible")
_SURE, _FAIR = 10.0, 3.2
"""Bits: a thousand to one, and nine to one."""
_COMMON = 5
"""So many contacts of one name make it say nothing by itself."""
_OWN_SHARE = 0.45
"""Share of a field's values that must differ for it to be a number of one's own; everybody may be there twice."""
_FULL_DAY = 10
_NAMES = {
    NAME_SAME: "same-name", NAME_CONTAINED: "name-contained", NAME_CLOSE: "name-close", NAME_SINGLE: "name-single",
    NAME_CONFLICT: "name-conflict", 1: "name-different",
}  # fmt: skip
_THINGS = {
    EMAIL: "email", PHONE: "phone", ORGANISATION: "organisation", BIRTHDAY: "birthday", STREET: "street", CITY: "city",
    WEB: "url",
}  # fmt: skip


class Reason(NamedTuple):
    """Something that speaks for two contacts being one, or against it."""

    code: str
    """same-name, name-close, ..., same, close, shared or different."""
    thing: str = ""
    """What it is about: email, phone, birthday, ... or a custom field's name."""
    what: str = ""
    """What they have in common."""
    shared_by: int = 0
    """How many contacts have it."""


class Verdict(NamedTuple):
    """What two contacts are to each other."""

    certainty: str
    weight: float
    reasons: tuple[Reason, ...]


class Judge:
    """Weighs pairs of one book."""

    def __init__(
        self, weights: arithmetic.Weights, fields: Sequence[str], agreeing: Mapping[tuple[int, object], int]
    ) -> None:
        self.weights = weights
        self._agreeing = agreeing
        self.fields = fields
        self._own = [
            FIELDS + at
            for at in range(len(fields))
            if len(weights.values[FIELDS + at]) > 1
            and len(weights.values[FIELDS + at]) >= _OWN_SHARE * sum(weights.values[FIELDS + at].values())
            and max(weights.values[FIELDS + at].values()) <= _COMMON
        ]

    def verdict(self, one: Seen, other: Seen, levels: Sequence[int]) -> Verdict | None:
        """How sure it is that two are one; None where nothing much speaks for it."""
        name, own = levels[NAME], self._own_things(one, other, levels)
        if name < NAME_SINGLE and not own & {BIRTHDAY, *self._own}:
            return None
        weight = self.weights.pair(one, other, tuple(levels), self._is_own)
        certainty = self._certainty(one, levels, own, weight)
        return Verdict(certainty, weight, tuple(self._reasons(one, other, levels))) if certainty else None

    def _certainty(self, one: Seen, levels: Sequence[int], own: Collection[int], weight: float) -> str:
        name, against = levels[NAME], self._is_against(levels)
        numbers = set(own) & {EMAIL, *self._own}
        if name >= NAME_CLOSE and weight >= _SURE and not against:
            is_whole = name >= NAME_CONTAINED
            by_birthday = BIRTHDAY in own and any(levels[place] == SAME for place in (STREET, CITY, ORGANISATION))
            if numbers or (is_whole and (set(own) & {PHONE, WEB} or by_birthday)):
                return CERTAINTIES[0]
        if weight >= _FAIR and (
            (name >= NAME_CLOSE and any(level >= CLOSE for level in levels[1:]))
            or (name == NAME_SINGLE and own)
            or (weight >= _SURE and set(own) & {BIRTHDAY, *self._own})
        ):
            return CERTAINTIES[1]
        says_something = len(one.texts(NAME)) > 1 and self.weights.values[NAME].get(one.values[NAME], 0) <= _COMMON
        if name >= NAME_SINGLE and levels[EMAIL] == SAME:
            return CERTAINTIES[2]
        also = any(level == SAME for level in levels[1:])
        if (
            says_something
            and levels[BIRTHDAY] != DIFFERENT
            and (name == NAME_SAME or (name == NAME_CONTAINED and also))
        ):
            return CERTAINTIES[2]
        return CERTAINTIES[2] if weight > 0 and name >= NAME_CLOSE else ""

    def _own_things(self, one: Seen, other: Seen, levels: Sequence[int]) -> set[int]:
        """Places of what two have in common and nobody else has."""
        found = set()
        for place in (EMAIL, PHONE, WEB, *self._own):
            shared = arithmetic.shared_values(one, other, place) if levels[place] == SAME else []
            if any(self._is_own(place, value) for value in shared):
                found.add(place)
        if levels[BIRTHDAY] == SAME and len(one.text(BIRTHDAY)) == len(other.text(BIRTHDAY)) == _FULL_DAY:
            found.add(BIRTHDAY)
        return found

    def _is_own(self, place: int, value: object) -> bool:
        """Whether only these two have a value, or a few who are all called the same."""
        count = self.weights.values[place].get(value, 0)
        return count <= 2 or (count <= _COMMON and self._agreeing.get((place, value), 0) == count * (count - 1) // 2)

    def _is_against(self, levels: Sequence[int]) -> bool:
        return any(levels[place] == DIFFERENT for place in (BIRTHDAY, *self._own))

    def _reasons(self, one: Seen, other: Seen, levels: Sequence[int]) -> Iterable[Reason]:
        if levels[NAME]:
            yield Reason(_NAMES[levels[NAME]])
        for place, level in enumerate(levels):
            if place == NAME or not level:
                continue
            thing = _THINGS.get(place) or self.fields[place - FIELDS]
            if level == SAME:
                shared = arithmetic.shared_values(one, other, place)
                value = min(shared, key=lambda value: self.weights.values[place].get(value, 0))
                count = self.weights.values[place].get(value, 0)
                is_shared = place in (EMAIL, PHONE) and not self._is_own(place, value)
                yield Reason("shared" if is_shared else "same", thing, str(value), count)
            elif level == CLOSE:
                yield Reason("close", thing)
            elif place in (BIRTHDAY, *self._own):
                yield Reason("different", thing)


def agreeing(pairs: Iterable[tuple[Seen, Seen, Sequence[int]]], places: int) -> Mapping[tuple[int, object], int]:
    """By place and value, how many pairs of one name share it."""
    found: Counter[tuple[int, object]] = Counter()
    for one, other, levels in pairs:
        if levels[NAME] >= NAME_CLOSE:
            for place in range(NAME + 1, places):
                if levels[place] == SAME:
                    found.update((place, value) for value in arithmetic.shared_values(one, other, place))
    return found


def groups(certain: Iterable[tuple[int, int]], known: Mapping[tuple[int, int], object]) -> list[list[int]]:
    """Contacts that are one, in groups; a group in which two are not even alike is left out: it needs an eye."""
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while above.setdefault(number, number) != number:
            number = above[number]
        return number

    for one, other in certain:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    found: dict[int, list[int]] = {}
    for number in sorted(above):
        found.setdefault(top(number), []).append(number)
    return [
        group
        for group in found.values()
        if all((one, other) in known for at, one in enumerate(group) for other in group[at + 1 :])
    ]
