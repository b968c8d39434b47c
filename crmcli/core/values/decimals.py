"""Plain numbers with a few decimals as whole numbers: quantities in thousandths, percentages in basis points."""

from crmcli.core.errors import Invalid

MOST_DIGITS = 12


def scaled(text: str, places: int) -> int | None:
    """The number in "2", "1.5" or "1,5" times ten to the power of `places`; None for no such number."""
    whole, _mark, fraction = text.replace(",", ".", 1).partition(".")
    if not (whole + fraction).isascii() or not (whole + fraction).isdecimal() or len(whole) > MOST_DIGITS:
        return None
    if (_mark and not fraction) or len(fraction.rstrip("0")) > places:
        return None
    return int(f"{whole or '0'}{fraction[:places].ljust(places, '0')}")


def plain(value: int, places: int) -> str:
    """A scaled number as people write it: 1500 thousandths are 1.5."""
    digits = str(abs(value)).zfill(places + 1)
    fraction = digits[-places:].rstrip("0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}{fraction and '.'}{fraction}"


def per_cent(text: str) -> int:
    """The basis points in "21%", "21" or "10.5 %", from nought to a hundred per cent; Invalid for anything else."""
    found = scaled(text.strip().removesuffix("%").strip(), 2)
    if found is None or found > 10_000:
        raise Invalid(
            "{value} is not a percentage from 0 to 100 with at most two decimals.", value=text, hint="As in 21%."
        )
    return found


EVEN = 1_000_000
"""The rate of exchange of the base currency, in millionths."""


def rate(text: str) -> int:
    """The millionths in a rate of exchange such as 0.92; Invalid for what is none."""
    found = scaled(text.strip(), 6)
    if not found:
        raise Invalid(
            "{value} is not a rate of exchange with at most six decimals.",
            value=text,
            hint="Say how much of the base currency one unit is worth, as in --rate 0.92.",
        )
    return found
