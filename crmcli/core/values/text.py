"""What text is compared, searched and stored as: accents and case folded away, impossible characters tidied."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ĸ": "k", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "–": "-", "−": "-",
}  # fmt: skip
_MARKS = (
    (0x0300, 0x036F),  # Latin, Greek and Cyrillic accents
    (0x0483, 0x0489),  # Cyrillic titlos
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic vowels and signs
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
_SEPARATORS = """
0-58a 58f-61b 61e-7f9 816-85e 8e4-8fe 900-9fb a01-a75 a81-af1 b01-b4d b56-bfa c01-c03 c3e-c63 c7f c82-c83 cbc-ce3
d02-d03 d3e-d4d d57-d79 d82-eb9 ebb-1714 1732-180d 18a9-1b7c 1b80-1cf4 2012-20b9 2104-214f 2190-23f3 2400-26ff 2701-2b4c
2b50-2b59 2ce5-2e3b 2e80-a67e a69f-a82b a836-a8c4 a8ce-a8fa a926-a9df aa29-aa7b aab0-aaf6 abe3-dfff fb1e-fbc1 fd3e-fd3f
fdfd fe45-10189 10190-1019b 101d0-101fd 1039f-103d0 10857 1091f-10a7f 10b39-10b3f 11000-1104d 11080-110c1 11100-11143
11180-111c8 116ab-116b7 12470-12473 16f51-16f7e 16f8f-16f92 1d000-1d1dd 1d200-1d356 1eef0-1f0be 1f0c1-1f0df 1f150-1f169
1f170-1f19a 1f1e6-1f1ff 1f300-1f320 1f330-1f335 1f337-1f37c 1f380-1f393 1f3a0-1f3c4 1f3c6-1f3ca 1f3e0-1f3f0 1f400-1f43e
1f440 1f442-1f4f7 1f4f9-1f4fc 1f500-1f53d 1f540-1f543 1f550-1f567 1f5fb-1f640 1f645-1f64f 1f680-1f6c5 1f700-1f773
"""
"""Where what is no letter or digit splits: `unicode61` knows Unicode 6.1 and takes every later sign for a letter."""
_ONCE_MARKS = (range(0x19B0, 0x19C1), range(0x19C8, 0x19CA), range(0x1CF2, 0x1CF4))
"""Letters of today that were marks in Unicode 6.1."""


def fold(text: str) -> str:
    """The form in which texts are compared: "Núñez" and "NUNEZ" are "nunez", "Straße" is "strasse", "Łódź" is "lodz".

    Other scripts keep their letters and vowel signs; folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_folds))
    return _catalan_dot().sub("", folded) if "·" in folded else folded


def words(text: str) -> tuple[str, ...]:
    """The folded tokens of a text, split where the search index splits: runs of letters and digits."""
    return tuple(fold(text).translate(_splits).split())


def tidy(text: str) -> str:
    """The form in which text is stored: composed (NFC), trimmed, with U+FFFD for each NUL and lone surrogate."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = unicodedata.normalize("NFC", text)
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text.strip()


def one_line(text: str) -> str:
    """The tidy text with every run of spaces, tabs and line ends as one space."""
    return " ".join(tidy(text).split())


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a mistyped word probably means, or None when none is near enough."""
    typed = fold(word)
    limit = min(3, 1 + len(typed) // 4)
    best: str | None = None
    for candidate in candidates:
        known = fold(candidate)
        if abs(len(known) - len(typed)) > limit:
            continue
        distance = _distance(typed, known)
        if distance <= limit and distance < len(typed):
            best, limit = candidate, distance - 1
    return best


class _Folds(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        was, folded = "", chr(code)
        while folded != was:
            was = folded
            letters = (c for c in unicodedata.normalize("NFKD", folded) if not _is_dropped(c))
            folded = "".join(_LETTERS.get(c, c) for c in "".join(letters).casefold())
        self[code] = folded = unicodedata.normalize("NFC", folded)
        return folded


class _Splits(dict[int, str]):
    """Each character of a token as itself, each separator as a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isalnum():
            splits = any(code in span for span in _ONCE_MARKS)
        else:
            splits = bisect_right(_separator_borders(), code) % 2 == 1
        self[code] = kept = " " if splits else character
        return kept


_folds = _Folds()
_splits = _Splits()


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens, zero-width and direction signs that come with pasted names
        return True
    code = ord(character)
    return category[0] == "M" and any(first <= code <= last for first, last in _MARKS)


def _distance(one: str, other: str) -> int:
    """How many letters are to be added, dropped, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


@cache
def _separator_borders() -> list[int]:
    """Where runs of separators begin and end, by turns."""
    spans = (span.partition("-")[::2] for span in _SEPARATORS.split())
    return [border for first, last in spans for border in (int(first, 16), int(last or first, 16) + 1)]


@cache
def _catalan_dot() -> re.Pattern[str]:
    return re.compile(r"(?<=l)·(?=l)")
