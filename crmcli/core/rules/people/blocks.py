"""Who is compared with whom: only those who share a key, and the rarer the key the sooner."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from crmcli.core.rules.people.likeness import (
    BIRTHDAY,
    CITY,
    EMAIL,
    FIELDS,
    NAME,
    ORGANISATION,
    PHONE,
    STREET,
    WEB,
    Seen,
)

LARGEST = 60
"""Contacts who share a key beyond which it tells nothing: they are found by rarer keys, or not at all."""
PAIRS_EACH = 12
"""Pairs for each contact that are compared at most."""
_PLACES = 22
_MOST = 1 << _PLACES
"""Contacts whose places fit beside a key in one number."""
_FEWEST_LETTERS = 4
_VOWELS = str.maketrans("", "", "aeiouyhw")
_SOUNDS = (
    ("ph", "f"), ("sch", "s"), ("ch", "x"), ("sh", "x"), ("ce", "se"), ("ci", "si"), ("qu", "k"), ("ck", "k"),
    ("ge", "je"), ("gi", "ji"), ("gue", "ge"), ("gui", "gi"), ("ll", "l"), ("c", "k"), ("q", "k"), ("z", "s"),
    ("v", "b"), ("x", "s"), ("j", "i"), ("y", "i"), ("w", "b"), ("dt", "t"),
)  # fmt: skip


def pairs(people: Sequence[Seen], *, each: int = PAIRS_EACH) -> Iterator[tuple[int, int]]:
    """Places of those who may be the same, each pair once, in order."""
    packed = array("Q")
    for at, seen in enumerate(people[:_MOST]):
        packed.extend({crc32(key.encode()) << _PLACES | at for key in keys(seen)})
    groups = list(_groups(sorted(packed)))
    del packed
    groups.sort(key=len)
    found, left = array("Q"), max(each * len(people), 1000)
    for group in groups:
        left -= len(group) * (len(group) - 1) // 2
        if left < 0:
            break
        found.extend(one << _PLACES | other for one, other in combinations(group, 2))
    del groups
    last = -1
    for pair in sorted(found):
        if pair != last:
            last = pair
            yield pair >> _PLACES, pair & _MOST - 1


def drawn(count: int, most: int) -> Iterator[tuple[int, int]]:
    """Places of pairs drawn evenly from all of them, the same ones each time."""
    total = count * (count - 1) // 2
    if total <= most:
        yield from combinations(range(count), 2)
        return
    number = 1
    for _draw in range(most):
        number = (number * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        one = (number >> 33) % count
        number = (number * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        other = (number >> 33) % (count - 1)
        yield one, other + (other >= one)


def _groups(packed: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Places that have the same key, where they are more than one and not too many."""
    key = -1
    group: list[int] = []
    for number in packed:
        if number >> _PLACES != key:
            if 1 < len(group) <= LARGEST:
                yield tuple(group)
            key, group = number >> _PLACES, []
        group.append(number & _MOST - 1)
    if 1 < len(group) <= LARGEST:
        yield tuple(group)


def keys(seen: Seen) -> Iterator[str]:
    """What somebody may be found by: whoever shares one of these is worth a comparison."""
    words = seen.texts(NAME)
    sounds = sorted({sound(word) for word in words})
    found = [("name", *words), ("sound", *sounds)]
    for one, other in combinations([word for word in words if len(word) > 1], 2):
        found += [("two", one, other), ("half", sound(one), other[0]), ("half", sound(other), one[0])]
    for email in seen.texts(EMAIL):
        found.append(("email", email))
        if len(local := email.partition("@")[0]) >= _FEWEST_LETTERS:
            found.append(("local", local))
    found += [("phone", value[-9:]) for value in seen.texts(PHONE)]
    found += [("web", value) for value in seen.texts(WEB)]
    found += _placed(seen, sounds)
    return ("\x1f".join((seen.kind, *key)) for key in found)


def _placed(seen: Seen, sounds: Iterable[str]) -> Iterator[tuple[str, ...]]:
    birthday, city, street, organisation = map(seen.text, (BIRTHDAY, CITY, STREET, ORGANISATION))
    if birthday:
        yield "born", birthday
    if street:
        yield "street", street, city
    for code in sounds:
        if birthday:
            yield "born", birthday[-5:], code
        if city:
            yield "city", city, code
        if organisation:
            yield "works", organisation, code
    for place in range(FIELDS, len(seen.values)):
        if len(value := seen.text(place)) >= _FEWEST_LETTERS:
            yield str(place), value


@lru_cache(200_000)
def sound(word: str) -> str:
    """How a word sounds, roughly and in many languages: its first letter and its consonants, each once in a row."""
    if not word.isascii() or not word.isalpha():
        return word
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    code = word[:1] + word[1:].translate(_VOWELS)
    return "".join(letter for at, letter in enumerate(code) if not at or letter != code[at - 1])
