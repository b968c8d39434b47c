"""Terms of payment: what a few words promise, as instalments and discounts to the cent and to the day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Discount, Instalment
from crmcli.core.values.text import fold

WHOLE = 10_000
"""A hundred per cent, in basis points."""
LONGEST = 3650
"""Days that terms may reach ahead."""
MOST_CHARACTERS = 200
NOW = "now"
_DAYS_A_YEAR = 365
_EXAMPLES = "As in net 30, 2/10 net 30, eom+30, 50% now, 50% net 30, cod or prepaid."
_SAME_DAY = {
    "now": "now", "on receipt": "now", "due on receipt": "now", "ahora": "now", "hoy": "now", "contado": "now",
    "al contado": "now", "cash": "now", "inmediato": "now",
    "cod": "cod", "on delivery": "cod", "cash on delivery": "cod", "contrareembolso": "cod",
    "contra reembolso": "cod", "a la entrega": "cod",
    "prepaid": "prepaid", "prepago": "prepaid", "anticipado": "prepaid", "pago anticipado": "prepaid",
    "por adelantado": "prepaid", "in advance": "prepaid", "upfront": "prepaid",
}  # fmt: skip


class TermsError(Invalid):
    """Terms that cannot be read: what is wrong, and at which character of `text`."""

    def __init__(self, message: str, at: int, text: str, /, *, hint: str = _EXAMPLES, **values: object) -> None:
        super().__init__(message, hint=hint, **values)
        self.at = at
        self.text = text


class Early(NamedTuple):
    """A discount for paying within so many days, the last of them included."""

    share: int
    """Basis points of the whole."""
    days: int


class Part(NamedTuple):
    """A share of the whole, and when it is due."""

    share: int
    """Basis points of the whole."""
    days: int
    """From the day of the invoice, or from the end of its month."""
    from_month_end: bool = False
    word: str = ""
    """now, cod or prepaid, which are due on the day itself."""


class Terms(NamedTuple):
    """What was promised."""

    parts: tuple[Part, ...]
    early: tuple[Early, ...] = ()

    def text(self) -> str:
        """The canonical words, which `parse` reads back: 2/10 net 30."""
        early = "".join(f"{_percent(one.share)}/{one.days} " for one in self.early)
        if len(self.parts) == 1:
            return early + _when(self.parts[0])
        return ", ".join(f"{_percent(part.share)}% {_when(part)}" for part in self.parts)


def parse(text: str) -> Terms:
    """What the words promise: `net 30`, `2/10 1/20 net 30`, `eom+30`, `50% now, 50% net 30`, `cod`, `prepaid`.

    Case counts for nothing, and Spanish words are read too. Raises TermsError, which points at the place.
    """
    shown = text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…"
    if len(text) > MOST_CHARACTERS:
        raise TermsError("Terms of payment are a few words.", 0, shown)
    pieces = list(_pieces(text))
    if not any(piece.strip() for _at, piece in pieces):
        raise TermsError("There are no terms of payment.", 0, shown)
    if len(pieces) == 1:
        return _single(pieces[0][1], pieces[0][0], text)
    parts = tuple(_instalment(piece, at, text) for at, piece in pieces)
    total = sum(part.share for part in parts)
    if total != WHOLE:
        raise TermsError(
            "The parts add up to {total} %, not to 100 %.", pieces[-1][0], text, total=_percent(total),
            hint="As in 50% now, 50% net 30.",
        )  # fmt: skip
    return Terms(parts)


def instalments(terms: Terms, total: int, on: date) -> tuple[Instalment, ...]:
    """What is due when, of a total in minor units promised on a day; they add up to it, odd cents on the last."""
    *first, last = terms.parts
    made = [Instalment(_due(part, on).isoformat(), total * part.share // WHOLE) for part in first]
    rest = total - sum(one.amount_minor for one in made)
    return tuple(sorted((*made, Instalment(_due(last, on).isoformat(), rest)), key=lambda one: one.due))


def discounts(terms: Terms, total: int, on: date) -> tuple[Discount, ...]:
    """What paying by a day, that day included, takes off the total; the earliest first."""
    return tuple(
        Discount((on + timedelta(days=one.days)).isoformat(), (total * one.share + WHOLE // 2) // WHOLE)
        for one in terms.early
    )


class YearlyCost(NamedTuple):
    """What it costs to pay in full and late rather than early: 0.3724 is 37.24 % a year."""

    simple: float
    effective: float


def yearly_cost(share: int, days: int) -> YearlyCost | None:
    """The interest a year that a discount (basis points) for paying so many days earlier amounts to.

    None where it has no meaning: the whole amount is let off, or nothing is paid any earlier.
    """
    if days <= 0 or not 0 < share < WHOLE:
        return None
    gain, times = share / (WHOLE - share), _DAYS_A_YEAR / days
    try:
        return YearlyCost(gain * times, (1 + gain) ** times - 1)
    except OverflowError:
        return YearlyCost(gain * times, float("inf"))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between commas, each with where it begins."""
    at = 0
    for piece in re.split("(?<![0-9]),|,(?![0-9])|;", text):  # a comma between digits is a decimal one: 33,5%
        yield at + len(piece) - len(piece.lstrip()), piece.strip()
        at += len(piece) + 1


def _single(piece: str, at: int, text: str) -> Terms:
    """Terms that are one instalment, with what paying early takes off."""
    early: list[Early] = []
    rest, here = piece, at
    while found := _early_words().match(rest):
        early.append(_discount(found, early, here, text))
        here += found.end()
        rest = rest[found.end() :]
    share, begin = _share(rest, here, text)
    if share not in (None, WHOLE):
        raise TermsError(
            "The parts add up to {total} %, not to 100 %.", here, text, total=_percent(share or 0),
            hint="As in 50% now, 50% net 30.",
        )  # fmt: skip
    part = _moment(rest[begin:], here + begin, text)
    last = part.days + (_MONTH_AT_MOST if part.from_month_end else 0)
    if early and (part.word or early[-1].days >= last):
        raise TermsError("A discount for early payment ends before the whole is due.", at, text)
    return Terms((part,), tuple(early))


_MONTH_AT_MOST = 30
"""Days that the end of the month may still be away."""


def _discount(found: "re.Match[str]", before: list[Early], at: int, text: str) -> Early:
    share, days = _basis_points(found[1], at, text), _count(found[2], at, text)
    if not 0 < share < WHOLE:
        raise TermsError("A discount lies between 0 and 100 %.", at, text)
    if before and (days <= before[-1].days or share >= before[-1].share):
        raise TermsError("Each later discount must be smaller.", at, text, hint="As in 2/10 1/20 net 30.")
    return Early(share, days)


def _instalment(piece: str, at: int, text: str) -> Part:
    if not piece:
        raise TermsError("There is nothing between the commas.", min(at, max(len(text) - 1, 0)), text)
    if _early_words().match(piece):
        raise TermsError("Discounts for early payment go with a single instalment.", at, text)
    share, begin = _share(piece, at, text)
    if share is None:
        raise TermsError("An instalment says its share first.", at, text, hint="As in 50% now, 50% net 30.")
    if not share:
        raise TermsError("An instalment of nothing is none.", at, text)
    return _moment(piece[begin:], at + begin, text)._replace(share=share)


def _share(piece: str, at: int, text: str) -> tuple[int | None, int]:
    """The share that a piece begins with, if it says one, and where its words go on."""
    found = _share_words().match(piece)
    return (_basis_points(found[1], at, text), found.end()) if found else (None, 0)


def _moment(words: str, at: int, text: str) -> Part:
    """When an instalment is due."""
    said = " ".join(fold(words).split())
    if word := _SAME_DAY.get(said):
        return Part(WHOLE, 0, word=word)
    if found := _net_words().fullmatch(said):
        return Part(WHOLE, _count(found[1] or found[2], at, text))
    if found := _month_words().fullmatch(said):
        return Part(WHOLE, _count(found[1] or "0", at, text), from_month_end=True)
    if not said:
        raise TermsError("It is not said when it is due.", min(at, max(len(text) - 1, 0)), text)
    raise TermsError("{words} is not a term of payment.", at, text, words=words.strip())


def _due(part: Part, on: date) -> date:
    start = on
    if part.from_month_end:
        following = on.replace(day=28) + timedelta(days=4)
        start = following - timedelta(days=following.day)
    return start + timedelta(days=part.days)


def _count(digits: str, at: int, text: str) -> int:
    days = int(digits) if len(digits) <= len(str(LONGEST)) else LONGEST + 1
    if days > LONGEST:
        raise TermsError("{days} days are too many; {most} is the most.", at, text, days=digits, most=LONGEST)
    return days


def _basis_points(number: str, at: int, text: str) -> int:
    whole, _point, fraction = number.replace(",", ".").partition(".")
    if len(fraction.rstrip("0")) > 2 or len(whole) > 3:
        raise TermsError("{number} % is not a share: at most 100, with two decimals.", at, text, number=number)
    return int(whole) * 100 + int(fraction[:2].ljust(2, "0"))


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:.2f}".rstrip("0").rstrip(".")


def _when(part: Part) -> str:
    if part.word:
        return part.word
    if part.from_month_end:
        return f"eom+{part.days}" if part.days else "eom"
    return f"net {part.days}"


@cache
def _early_words() -> "re.Pattern[str]":
    return re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%? ?/ ?([0-9]+)(?:\s+|$)", re.ASCII)


@cache
def _share_words() -> "re.Pattern[str]":
    return re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*%\s*", re.ASCII)


@cache
def _net_words() -> "re.Pattern[str]":
    return re.compile(
        r"(?:net|neto|n/)\s*([0-9]+)(?: ?d| days?| dias?)?|(?:a |within |in )?([0-9]+) ?(?:d|days?|dias?)", re.ASCII
    )


@cache
def _month_words() -> "re.Pattern[str]":
    return re.compile(r"(?:eom|fdm|end of month|(?:a )?fin de mes)(?: ?\+ ?([0-9]+)(?: ?d| days?| dias?)?)?", re.ASCII)
