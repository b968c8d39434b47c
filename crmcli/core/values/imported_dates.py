"""Dates as other programs export them: the order is inferred from the whole column, times of day are left out."""

from collections.abc import Iterable
from datetime import date

from crmcli.core.errors import Invalid
from crmcli.core.values import clock_times, day_phrases
from crmcli.core.values.date_words import is_digits, tokens

MOST_CHARACTERS = 100
_ZONES = ("z", "utc", "gmt")
_LENGTH_OF_ISO_DAY = len("2026-11-24")
_LENGTH_OF_BASIC_DAY = len("20261124")
_LAST_MONTH, _LAST_DAY = 12, 31


def infer_order(column: Iterable[str]) -> str:
    """The order (dmy, mdy or ymd) that a column of dates was written in, "" where it does not tell or says both."""
    orders = {order for text in column if len(text) <= MOST_CHARACTERS for order in _evidence(tokens(text))}
    if len(orders) > 1:
        orders.discard("ymd")  # dates with the year first are read alike in every order
    return orders.pop() if len(orders) == 1 else ""


def parse_imported(text: str, order: str = "") -> str:
    """The day as 2024-01-15, read from 15-Jan-24, 01/20/2024 or 2024-01-20T14:30:00Z; of a moment, its day as written.

    Invalid when it names no day, leaves out the year, or could be two days in that order.
    """
    found = _days(text.strip(), order) if len(text) <= MOST_CHARACTERS else set()
    if len(found) > 1:
        raise Invalid(
            "{value} could be two days.", value=text, hint="Say the order of day, month and year: dmy, mdy or ymd."
        )
    if not found:
        raise Invalid("{value} is not a date.", value=text[:MOST_CHARACTERS], hint="Try 2024-01-15.")
    return found.pop().isoformat()


def _days(text: str, order: str) -> set[date]:
    if text.isascii():
        for length in (_LENGTH_OF_ISO_DAY, _LENGTH_OF_BASIC_DAY):
            if text[length : length + 1] in ("", "T", "t", " "):
                try:
                    return {date.fromisoformat(text[:length])}
                except ValueError:
                    continue
    words = _without_zone(tokens(text))
    for end in range(len(words), 0, -1):
        if end == len(words) or clock_times.from_words(words[end:]) is not None:
            days = {date(*day) for day in day_phrases.absolute(words[:end], order) if day[0]}
            if days:
                return days
    return set()


def _without_zone(words: list[str]) -> list[str]:
    if words and words[-1] in _ZONES:
        return words[:-1]
    if len(words) > 2 and words[-2] in ("+", "-") and is_digits(words[-1]) and ":" in words:
        return words[:-2]
    return words


def _evidence(words: list[str]) -> set[str]:
    """The order that this date alone gives away."""
    match words:
        case [first, mark, second, again, third, *_] if mark == again and mark in ("-", "/", "."):
            numbers = [first, second, third]
        case [first, "/" | ".", second, *_]:
            numbers = [first, second]
        case _:
            return set()
    if not all(is_digits(digits) and len(digits) <= 4 for digits in numbers):
        return set()
    if len(numbers) == 3 and (len(numbers[0]) == 4 or (int(numbers[0]) > _LAST_DAY and len(numbers[2]) <= 2)):
        return {"ymd"}
    if _LAST_MONTH < int(numbers[0]) <= _LAST_DAY:
        return {"dmy"}
    return {"mdy"} if int(numbers[0]) <= _LAST_MONTH < int(numbers[1]) <= _LAST_DAY else set()
