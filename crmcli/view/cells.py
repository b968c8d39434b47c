"""How many cells of a terminal a text fills, and texts cut, padded and wrapped to that many; all for cleaned text."""

import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
_FIRST_MARK = "\u0300"
"""Every character before it fills one cell: all of western Europe's letters do."""
_JOINER, _EMOJI_LOOK = "\u200d", "\ufe0f"
_WIDE_SINCE_UNICODE_16 = (
    *(range(0x2630, 0x2638), range(0x268A, 0x2690), range(0x4DC0, 0x4E00)),
    *(range(0x1D300, 0x1D357), range(0x1D360, 0x1D377)),
)
_WITHOUT_WIDTH = (range(0x1160, 0x1200), range(0xD7B0, 0xD800), range(0x3164, 0x3165), range(0x1F3FB, 0x1F400))
"""Jamo that join the syllable before them, the Hangul filler, skin tones."""
_FORMATS_WITH_WIDTH = frozenset("\u00ad\u06dd\u070f\u08e2") | frozenset(map(chr, (*range(0x600, 0x606), 0x890, 0x891)))
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_EMOJI_BESIDE_SYMBOLS = frozenset("#*0123456789‼⁉ℹ↔◻◼⤴⤵")


def width(text: str) -> int:
    """The cells that it fills: two for Chinese letters and emoji, none for combining marks."""
    if text.isascii() or max(text) < _FIRST_MARK:
        return len(text)
    if _JOINER in text or _EMOJI_LOOK in text:
        return sum(cells for _, cells in _clusters(text))
    return sum(map(_widths.__getitem__, text))


def character_width(character: str) -> int:
    """The cells of one character by itself: 0, 1 or 2; control characters count as one."""
    return _widths[character]


def cut(text: str, cells: int) -> str:
    """The text if it fits, else as much of it as fits before an ellipsis; it takes time for the cells only."""
    if text.isascii() or max(text) < _FIRST_MARK:
        return text if len(text) <= cells else (text[: cells - 1] + ELLIPSIS if cells > 0 else "")
    kept: list[str] = []
    used = fitting = 0
    for cluster, wide in _clusters(text):
        used += wide
        if used > cells:
            return "".join(kept[:fitting]) + ELLIPSIS if cells > 0 else ""
        kept.append(cluster)
        if used < cells:
            fitting = len(kept)
    return text


def pad(text: str, cells: int, align: str = "left") -> str:
    """The text with spaces up to `cells`, on its left when it is aligned right, on both sides for center."""
    missing = cells - width(text)
    if missing <= 0:
        return text
    before = missing if align == "right" else missing // 2 if align == "center" else 0
    return " " * before + text + " " * (missing - before)


def wrap(text: str, cells: int) -> list[str]:
    """The lines of a text, broken at spaces to at most `cells` (at least two); longer words are broken too."""
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, max(2, cells))]


class _Widths(dict[str, int]):
    """The cells of each character, worked out when it is first met."""

    def __missing__(self, character: str) -> int:
        self[character] = cells = _character_width(character)
        return cells


_widths = _Widths()


def _character_width(character: str) -> int:
    code, category = ord(character), unicodedata.category(character)
    if any(code in span for span in _WITHOUT_WIDTH):
        return 0
    if category in {"Mn", "Me", "Mc", "Zl", "Zp"} or (category == "Cf" and character not in _FORMATS_WITH_WIDTH):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or any(code in span for span in _WIDE_SINCE_UNICODE_16):
        return 2
    return 2 if category == "Cn" and 0x1F300 <= code <= 0x1FAFF else 1


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """What must stay together, with its cells: a character with its marks, joined emoji, a flag."""
    start = cells = 0
    base = ""
    joined = False
    for place, character in enumerate(text):
        if joined:
            joined = False
        elif character == _JOINER:
            joined = True
        elif character == _EMOJI_LOOK:
            if cells == 1 and (base in _EMOJI_BESIDE_SYMBOLS or unicodedata.category(base) == "So"):
                cells = 2
        elif own := _widths[character]:
            if base in _FLAG_LETTERS and character in _FLAG_LETTERS:
                base, cells = "", cells + own
                continue
            if place > start:
                yield text[start:place], cells
            start, cells, base = place, own, character
    if text:
        yield text[start:], cells


def _wrapped(paragraph: str, cells: int) -> Iterator[str]:
    line, used = "", 0
    for place, word in enumerate(paragraph.split(" ")):
        wide = width(word)
        if place and used + 1 + wide > cells:
            if not word:
                continue
            if line.strip(" "):
                yield line.rstrip(" ")
            line, used = "", 0
        elif place:
            line, used = line + " ", used + 1
        *full, rest = _broken(word, cells) if wide > cells else [word]
        yield from full
        line, used = (line + rest, used + width(rest))
    yield line.rstrip(" ")


def _broken(word: str, cells: int) -> list[str]:
    pieces, used = [""], 0
    for cluster, wide in _clusters(word):
        if used + wide > cells:
            pieces.append("")
            used = 0
        pieces[-1] += cluster
        used += wide
    return pieces
