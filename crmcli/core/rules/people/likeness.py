"""How alike two contacts are, thing by thing: their names, addresses, birthdays and fields, each as a level."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

DIFFERENT, CLOSE, SAME = 1, 2, 3
NAME_NONE, NAME_CONFLICT, NAME_SINGLE, NAME_CLOSE, NAME_CONTAINED, NAME_SAME = 1, 2, 3, 4, 5, 6
"""Nothing in common; a word in common and another that differs; one word, which the other has; all words but for slips
or initials; all words of the shorter one; the same words."""
NAME, EMAIL, PHONE, ORGANISATION, BIRTHDAY, STREET, CITY, WEB, FIELDS = range(9)
"""Places in what is seen of a contact; custom fields begin at the last."""
FEWEST_CLOSE = 4
"""Letters of a word in which one slip may be; twice as many may have two."""
_LEGAL = frozenset(
    (
        "s", "l", "a", "sl", "sa", "slu", "sau", "sll", "sc", "scoop", "cb", "ltd", "limited", "inc", "incorporated",
        "llc", "llp", "plc", "co", "corp", "corporation", "company", "gmbh", "ag", "kg", "ug", "ev", "ohg", "bv", "nv",
        "srl", "spa", "sas", "sarl", "sasu", "lda", "ltda", "ab", "as", "oy", "aps", "the", "and", "y", "e", "et",
        "und", "de",
    )
)  # fmt: skip
"""Words of firms that say nothing of which one it is."""


class Seen(NamedTuple):
    """What is compared of a contact; everything folded."""

    id: int
    kind: str
    values: tuple[object, ...]
    """NAME: sorted words; EMAIL, PHONE, WEB: tuples of normal forms; the others: texts."""

    def texts(self, place: int) -> tuple[str, ...]:
        """The values at a place of which there may be many."""
        value = self.values[place]
        return value if isinstance(value, tuple) else ()

    def text(self, place: int) -> str:
        """The value at a place of which there is one."""
        return str(self.values[place])


def name_words(kind: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name that tell who it is, in order of the alphabet."""
    if kind == "organisation":
        told = [word for word in words if word not in _LEGAL]
        return tuple(sorted(told or words))
    return tuple(sorted(words))


def levels(one: Seen, other: Seen) -> tuple[int, ...]:
    """How alike each thing of two contacts is."""
    return tuple(
        0 if not a or not b else _COMPARE[min(place, FIELDS)](a, b)
        for place, (a, b) in enumerate(zip(one.values, other.values, strict=True))
    )


def names(one: Sequence[str], other: Sequence[str]) -> int:
    """How alike two names are, each as its sorted words."""
    if one == other:
        return NAME_SAME
    left, right = list(one), list(other)
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
    shared = len(one) - len(left)
    if not left or not right:
        return NAME_CONTAINED if shared > 1 else NAME_SINGLE
    close = _take(left, right, is_close)
    initials = _take(left, right, _is_initial)
    known = shared + close
    is_joined = len(left) != len(right) and sorted("".join(left)) == sorted("".join(right))
    if left and right and is_joined:  # María José and Mariajosé; the words stand in the order of the alphabet here
        known, left, right = known + 1, [], []
    if left and right:
        return NAME_CONFLICT if known else NAME_NONE
    if known > 1 or (known and initials):
        return NAME_CLOSE
    return (NAME_CLOSE if len(one) == len(other) == 1 else NAME_SINGLE) if known else NAME_CONFLICT


def _take(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> int:
    """How many words of one name fit one of the other's; they are taken out of both."""
    count = 0
    for word in list(left):
        found = next((other for other in right if fits(word, other)), None)
        if found is not None:
            left.remove(word)
            right.remove(found)
            count += 1
    return count


def _is_initial(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


@lru_cache(200_000)
def is_close(one: str, other: str) -> bool:
    """Whether two words differ by a slip or, in long ones, by two: a letter more, less, other, or two changed about."""
    short, long = sorted((len(one), len(other)))
    most = min(short // FEWEST_CLOSE, 2)
    if not most or long - short > most:
        return False
    return _distance(one, other, most) <= most


def _distance(one: str, other: str, most: int) -> int:
    """Edits between two words, neighbours changed about being one; beyond `most` any larger number.

    Only places at most `most` apart are looked at: words of ten thousand letters cost what their letters cost.
    """
    far, places = most + 1, range(2 * most + 1)
    before: list[int] = [far] * len(places)
    row = [max(place - most, 0) if place >= most else far for place in places]  # the place of j is j - i + most
    for i, a in enumerate(one, 1):
        two_before, before, row = before, [*row, far], [far]
        for place in places:
            j = i + place - most
            if j <= 0 or j > len(other):
                row.append(far if j else i)
                continue
            b = other[j - 1]
            cost = min(before[place + 1] + 1, row[-1] + 1, before[place] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_before[place] + 1)
            row.append(cost)
        del row[0]
        if min(row) > most:
            return far
    return row[len(other) - len(one) + most]


def _many(one: Sequence[str], other: Sequence[str]) -> int:
    return SAME if not set(one).isdisjoint(other) else DIFFERENT


def _emails(one: Sequence[str], other: Sequence[str]) -> int:
    """The same; the same before the @; or different."""
    if not set(one).isdisjoint(other):
        return SAME
    locals_ = {email.partition("@")[0] for email in one}
    return CLOSE if any(email.partition("@")[0] in locals_ for email in other) else DIFFERENT


def _texts(one: str, other: str) -> int:
    if one == other:
        return SAME
    return CLOSE if is_close(one, other) else DIFFERENT


def _birthdays(one: str, other: str) -> int:
    """The same, the year apart where one lacks it; a digit off, or day and month changed about; or different."""
    if one == other or one[-6:] == other[-6:] == one or one[-6:] == other[-6:] == other:
        return SAME
    if one[-5:] == other[-5:] and "--" in (one[:2], other[:2]):
        return SAME
    slips = sum(a != b for a, b in zip(one, other, strict=False)) if len(one) == len(other) else 9
    turned = one[:5] == other[:5] and one[5:7] == other[8:] and one[8:] == other[5:7]
    return CLOSE if slips == 1 or turned else DIFFERENT


_COMPARE: tuple[Callable[..., int], ...] = (
    names, _emails, _many, _texts, _birthdays, _texts, _texts, _many, _texts,
)  # fmt: skip
