"""Amounts of money: whole minor units and an ISO 4217 code, read strictly and never through floating point."""

import unicodedata
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.values.text import nearest

_BY_DECIMALS = {
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
        CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
        ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV
        MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
        SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW
        ZWG""",
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS = {code: decimals for decimals, codes in _BY_DECIMALS.items() for code in codes.split()}
"""How many decimals each currency in use has."""
SYMBOLS = {
    "€": "EUR", "£": "GBP", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "NZ$": "NZD", "MX$": "MXN",
    "R$": "BRL", "HK$": "HKD", "NT$": "TWD", "S/": "PEN", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "₹": "INR",
    "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND", "₦": "NGN",
    "₡": "CRC", "₲": "PYG", "₸": "KZT", "₼": "AZN", "₾": "GEL", "¥": "JPY", "$": "USD",
}  # fmt: skip
_SHARED = {
    "$": "ARS AUD BBD BMD BSD BZD CAD CLP COP FJD HKD JMD MXN NZD SGD TTD TWD USD UYU XCD",
    "¥": "CNY JPY",
    "kr": "DKK ISK NOK SEK",
    "Fr": "CHF",
}
"""Signs that mean the expected currency when it is one of these."""
LARGEST = 2**53
"""Minor units of an amount: above it, programs that read JSON count wrong, and sums of a book would leave 64 bits."""
_EXAMPLE = "Write it like 1234.56 or 1234,56, with a currency if it is another: 12 USD."


class Money(NamedTuple):
    """An amount: 125000 and EUR are 1,250.00 euros."""

    minor: int
    """In minor units of the currency."""
    currency: str
    """An ISO 4217 code."""

    def __str__(self) -> str:
        """As machines read it: 1250.00 EUR. People get it from `view`."""
        return f"{plain(self)} {self.currency}"


def parse(text: str, currency: str = "", *, decimal: str = "", negative: bool = False) -> Money:
    """The amount in "1234.56", "1.234,56 €", "EUR 12" or "1000USD"; `currency` is that of amounts without one.

    `decimal` ("." or ",") decides what can be read in two ways, 1.234; without it that is refused. Raises Invalid for
    it, for more decimals than the currency has, for unknown currencies and, unless `negative`, below zero.
    """
    shown = text.strip() if len(text) <= 60 else text[:60] + "…"
    amount = _plain_digits(text) if len(text) <= 60 else ""
    below, amount = _sign(amount)
    number, sign = _number_and_sign(amount)
    if not number:
        raise Invalid("{value} is not an amount of money.", value=shown, hint=_EXAMPLE)
    code = _currency(sign, currency, shown)
    exponent = EXPONENTS[code]
    whole, fraction = _reading(number, decimal, shown, exponent)
    if len(fraction.rstrip("0")) > exponent:
        raise Invalid(
            "{value} has more decimals than {currency} has: {decimals}.",
            value=shown,
            currency=code,
            decimals=exponent,
            rounded=f"{whole}.{fraction[:exponent]}".rstrip("."),
            hint="Round it, as in {rounded}.",
        )
    minor = int(whole + fraction[:exponent].ljust(exponent, "0"))
    check_countable(minor)
    if below and minor and not negative:
        raise Invalid("{value} is below zero.", value=shown, hint="Give the amount without a minus sign.")
    return Money(-minor if below else minor, code)


def check_countable(minor: int) -> None:
    """Refuse an amount, or what some come to, that is above `LARGEST`."""
    if minor > LARGEST:
        raise Invalid("This is more money than can be counted.", hint="Is there a digit too many?")


def known_currency(text: str) -> str:
    """The ISO 4217 code in capitals; raises Invalid, with the code that was probably meant."""
    code = text.strip().upper()
    if code in EXPONENTS:
        return code
    near = nearest(code, EXPONENTS) if len(code) <= 8 else None
    if near:
        raise Invalid("{code} is not a currency.", code=code, near=near, hint="Did you mean {near}?")
    raise Invalid("{code} is not a currency.", code=code[:20], hint="Use a code such as EUR, USD or MXN.")


def plain(money: Money) -> str:
    """The amount for machines, with a point and all its decimals: 1250.00."""
    exponent = EXPONENTS.get(money.currency, 2)
    digits = str(abs(money.minor)).zfill(exponent + 1)
    whole, fraction = (digits[:-exponent], "." + digits[-exponent:]) if exponent else (digits, "")
    return f"{'-' if money.minor < 0 else ''}{whole}{fraction}"


def _plain_digits(text: str) -> str:
    """The text with its spaces, digits and signs as ASCII has them."""
    if text.isascii():
        return text.strip()
    kept = (str(unicodedata.decimal(c)) if c.isdecimal() else " " if c.isspace() else c for c in text)
    return "".join(kept).replace("−", "-").replace("’", "'").replace("٫", ".").replace("٬", ",").strip()


def _sign(amount: str) -> tuple[bool, str]:
    """Whether it is below zero, and the rest: -5, €-5 and (5) are."""
    if amount.startswith("(") and amount.endswith(")"):
        return True, amount[1:-1].strip()
    first = next((i for i, c in enumerate(amount) if c.isdecimal()), len(amount))
    before = amount[:first]
    if before.count("-") + before.count("+") != 1:
        return False, amount
    return "-" in before, before.replace("-", "", 1).replace("+", "", 1).strip() + amount[first:]


def _number_and_sign(amount: str) -> tuple[str, str]:
    """The digits with their marks, and the currency's sign or code on one side of them."""
    places = [i for i, c in enumerate(amount) if c.isdecimal()]
    if not places:
        return "", ""
    first, last = places[0], places[-1] + 1
    if amount[first - 1 : first] in (".", ",") and (first == 1 or not amount[first - 2].isalpha()):
        first -= 1  # .50
    before, after = amount[:first].strip(), amount[last:].strip()
    if before and after:
        return "", ""
    return amount[first:last], before or after


def _currency(sign: str, expected: str, shown: str) -> str:
    expected = known_currency(expected) if expected else ""
    if not sign:
        if not expected:
            raise Invalid("{value} does not say its currency.", value=shown, hint="Add it: 12 EUR.")
        return expected
    bare = sign.removesuffix(".")
    if expected in _SHARED.get(bare, "").split():
        return expected
    if bare in SYMBOLS:
        return SYMBOLS[bare]
    if len(bare) == 3 and bare.isascii() and bare.isalpha():
        return known_currency(bare)
    by_case = {symbol.casefold(): code for symbol, code in SYMBOLS.items()}
    if bare.casefold() in by_case:
        return by_case[bare.casefold()]
    raise Invalid(
        "{sign} in {value} is not a currency.", sign=sign, value=shown, hint="Use a code such as EUR, USD or MXN."
    )


def _reading(number: str, decimal: str, shown: str, exponent: int) -> tuple[str, str]:
    """The whole and the decimal digits, by whichever mark of decimals makes sense."""
    readings = {mark: reading for mark in (".", ",") if (reading := _read(number, mark))}
    if not readings:
        raise Invalid("{value} is not an amount of money.", value=shown, hint=_EXAMPLE)
    if decimal in readings:
        return readings[decimal]
    different = set(readings.values())
    if len(different) > 1:
        (grouped, _nothing), (small, decimals) = sorted(different, key=lambda read: len(read[1]))
        kept = decimals[:exponent] if exponent < len(decimals) else f"{decimals}0"
        raise Invalid(
            "{value} can be read in two ways.",
            value=shown,
            whole=grouped,
            small=f"{small}.{kept}".rstrip("."),
            hint="Write {whole} for the larger amount, {small} for the smaller.",
        )
    return different.pop()


def _read(number: str, mark: str) -> tuple[str, str] | None:
    """The whole and the decimal digits if `mark` begins the decimals, or None if the number cannot be written so."""
    whole, marked, fraction = number.partition(mark)
    if marked and not (fraction.isdecimal() and fraction):
        return None
    if whole.isdecimal() or not whole:
        return (whole or "0", fraction) if whole or marked else None
    other = "," if mark == "." else "."
    for grouping in (other, " ", "'", "_"):
        groups = whole.split(grouping)
        if len(groups) > 1 and all(map(str.isdecimal, groups)) and _are_groups(groups):
            return "".join(groups), fraction
    return None


def _are_groups(groups: list[str]) -> bool:
    """Thousands (1,234,567), or lakhs and crores (12,34,567); a number does not begin with a zero."""
    first, *middle, last = groups
    if first.startswith("0") or len(last) != 3:
        return False
    return (len(first) <= 3 and all(len(group) == 3 for group in middle)) or (
        len(first) <= 2 and all(len(group) == 2 for group in middle)
    )
