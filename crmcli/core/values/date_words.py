"""The words of time in English and Spanish, folded, and how a phrase falls into words, numbers and signs."""

from itertools import groupby

from crmcli.core.values.text import fold

_WEEKDAYS = (
    "monday mon lunes lun",
    "tuesday tue tues martes mar",
    "wednesday wed weds miercoles mie mier",
    "thursday thu thur thurs jueves jue",
    "friday fri viernes vie",
    "saturday sat sabado sab",
    "sunday sun domingo dom",
)
_MONTHS = (
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sep sept septiembre setiembre set",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
_NUMBERS = (
    "",
    "a an one un una uno primero",
    "two dos",
    "three tres",
    "four cuatro",
    "five cinco",
    "six seis",
    "seven siete",
    "eight ocho",
    "nine nueve",
    "ten diez",
    "eleven once",
    "twelve doce",
)


def _numbered(lines: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines, first) for word in line.split()}


WEEKDAYS = _numbered(_WEEKDAYS, 0)
"""Monday is 0."""
MONTHS = _numbered(_MONTHS, 1)
NUMBERS = _numbered(_NUMBERS, 0)
WORDS_OF_DAYS = (
    "today", "tomorrow", "yesterday", "manana", "ayer", "next", "last",
    *(word for word in (*WEEKDAYS, *MONTHS) if len(word) > 4),
)  # fmt: skip
"""Single words that somebody may have meant."""
ARTICLES = frozenset(("the", "el", "la", "los", "las"))
THIS = frozenset(("this", "current", "este", "esta"))
NEXT = frozenset(("next", "coming", "proximo", "proxima", "proximos", "proximas", "siguiente", "siguientes"))
LAST = frozenset(("last", "past", "previous", "pasado", "pasada", "ultimo", "ultima", "ultimos", "ultimas", "anterior"))
_ALPHABETIC, _DIGITS, _SPACE = "a", "0", " "
_MARKS_IN_NUMBERS = frozenset("-/.")


def tokens(text: str) -> list[str]:
    """The folded words, numbers and signs: "El 3º, 9:30" is ["el", "3", "o", "9", ":", "30"].

    Commas and spaces vanish, and so do the marks of dates and abbreviations beside a word ("15-nov-2026", "a.m.").
    """
    runs = [(kind, "".join(run)) for kind, run in groupby(fold(text), _kind)]
    kinds = [_SPACE, *(kind for kind, _run in runs), _SPACE]
    return [
        run
        for i, (kind, run) in enumerate(runs)
        if kind != _SPACE and not _is_idle_mark(run, before=kinds[i], after=kinds[i + 2])
    ]


def number(word: str) -> int | None:
    """What a run of digits or a small number's name amounts to."""
    return int(word) if is_digits(word) else NUMBERS.get(word)


def is_digits(word: str) -> bool:
    """Whether it is a run of the digits 0 to 9."""
    return word.isascii() and word.isdecimal()


def turned(words: list[str]) -> tuple[int | None, list[str]]:
    """Which way a phrase turns (-1 last, 0 this, 1 next, None unsaid) and what is left of it without articles."""
    if words and words[0] in ARTICLES:
        words = words[1:]
    if words[-2:] == ["que", "viene"]:
        return 1, words[:-2]
    for turn, names in ((1, NEXT), (-1, LAST), (0, THIS)):
        if words and words[0] in names:
            return turn, words[1:]
        if words and words[-1] in names:
            return turn, words[:-1]
    return None, words


def _kind(character: str) -> str:
    if character.isalpha():
        return _ALPHABETIC
    if character.isascii() and character.isdecimal():
        return _DIGITS
    return _SPACE if character.isspace() or character == "," else character


def _is_idle_mark(run: str, *, before: str, after: str) -> bool:
    if run not in _MARKS_IN_NUMBERS:
        return False
    if run == ".":
        return before != _DIGITS or after != _DIGITS
    return before in (_ALPHABETIC, _DIGITS) and after in (_ALPHABETIC, _DIGITS) and _ALPHABETIC in (before, after)
