"""Amounts of money as people read them: 1.240,00 € in Spanish, €1,240.00 in English."""

import re

from crmcli.core.values.money import EXPONENTS, SYMBOLS, Money, plain
from crmcli.view.words import language

_SIGNS = {code: sign for sign, code in SYMBOLS.items() if sign not in {"C$", "$"}}


def told(minor: int | None, currency: str) -> str:
    """An amount as the user reads it, the same wherever it stands; "" where it is unknown."""
    return "" if minor is None or not currency else text(Money(minor, currency), language())


def within(stored: str) -> str:
    """A stored value with every amount in it as the user reads it: €127.05 for 127.05 EUR."""
    return re.sub(r"(?<![\w.,-])-?\d+(?:\.\d+)? [A-Z]{3}\b", lambda found: _worded(found[0]), stored)


def _worded(stored: str) -> str:
    digits, _space, currency = stored.partition(" ")
    if len(digits.partition(".")[2]) != EXPONENTS.get(currency, -1):  # it only looks like money
        return stored
    return text(Money(int(digits.replace(".", "")), currency), language())


def text(money: Money, language: str) -> str:
    """The amount with its sign or code, thousands grouped, in the manner of the language (en or es)."""
    sign = _SIGNS.get(money.currency, money.currency)
    minus = "-" if money.minor < 0 else ""
    whole, point, fraction = plain(money).removeprefix("-").partition(".")
    if language == "es":
        grouped = f"{int(whole):,}".replace(",", ".")
        return f"{minus}{grouped}{point and ','}{fraction} {sign}".rstrip()
    sign = "$" if sign == "US$" else sign
    space = " " if sign[-1:].isalpha() else ""
    return f"{minus}{sign}{space}{int(whole):,}{point}{fraction}"
