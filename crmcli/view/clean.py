"""The one sanitiser between data and every terminal: what could act on a screen or deceive a reader is made visible."""

import unicodedata

from crmcli.view.cells import character_width

MOST_MARKS = 4
"""Characters without width in a row that are kept; no script needs more, and more would cover other lines."""
NEWLINE = "⏎"
TAB = "→"

_JOINER = "\u200d"
_JOINERS = frozenset(("\u200c", _JOINER))
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def clean(text: str) -> str:
    """The text on one line, safe for a terminal; cleaning twice changes nothing more.

    Line ends show as ⏎ and tabs as →, other control characters as ^[ or \\x9b, and characters without a look of their
    own (direction overrides, zero width, tags, private use, surrogates) as <U+202E>. Joiners and variation selectors
    stay, but for a joiner that joins nothing; of more than four combining marks in a row four are kept.
    """
    if text.isprintable() and (text.isascii() or max(text) < "\u0300"):
        return text
    text = text.replace("\r\n", "\n").translate(_shown)
    return text if _marks_seen.isdisjoint(text) else _with_sound_marks(text)


def clean_block(text: str) -> str:
    """The text made safe, its lines kept: line feeds are the only control characters left; a tab is four spaces."""
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", "    ")
    return "\n".join(map(clean, text.split("\n")))


class _Shown(dict[int, str]):
    """What is shown for each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _visible(chr(code))
        if len(shown) == 1 and character_width(shown) == 0:
            _marks_seen.add(shown)
        return shown


_shown = _Shown({0x09: TAB, 0x0A: NEWLINE, 0x2028: NEWLINE, 0x2029: NEWLINE})
_marks_seen: set[str] = set()


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return "^" + chr(code + 0x40)
    if code == 0x7F:
        return "^?"
    if 0x80 <= code < 0xA0:
        return f"\\x{code:02x}"
    category = unicodedata.category(character)
    unknown_emoji = category == "Cn" and 0x1F000 <= code <= 0x1FAFF  # newer than this Python
    hidden = category[0] == "C" and character not in _JOINERS and not unknown_emoji
    return f"<U+{code:04X}>" if hidden or character in _INVISIBLE_LETTERS else character


def _with_sound_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if character in _marks_seen else 0
        if character == " ":
            _drop_joiners(kept)
        if run <= MOST_MARKS:
            kept.append(character)
    _drop_joiners(kept)
    return "".join(kept)


def _drop_joiners(kept: list[str]) -> None:
    """Take joiners off the end: rich would count what comes next, padding or a border, as joined and without width."""
    while kept and kept[-1] == _JOINER:
        kept.pop()
