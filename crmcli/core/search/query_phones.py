"""What a query asks of phones: a number in any spelling, or how it begins, at home or abroad."""

from crmcli.core.errors import Invalid
from crmcli.core.search.field import Field, Match
from crmcli.core.search.query import Node, Or
from crmcli.core.values import addresses

_LONGEST_PHONE = 13


def number(field: Field, operator: str, text: str, country: str) -> Node:
    """A number in any spelling; with `:` also how it begins, at home or abroad."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    if not digits:
        hint = "Try +34 600 111 222 or how it begins, 600."
        raise Invalid("{value} is not a phone number.", value=text, hint=hint)
    if operator == "=":
        return Match(field, "same", addresses.phone_normal(text, country) or digits)
    begins = Match(field, "starts", digits)
    at_home = _home_prefix(text, digits, country)
    return begins if at_home == digits else Or((begins, Match(field, "starts", at_home)))


def _home_prefix(text: str, digits: str, country: str) -> str:
    """How the international form begins of a number known by its first digits: 600 is 34600 in Spain."""
    for missing in range(_LONGEST_PHONE - len(digits)):
        normal = addresses.phone_normal(text + "0" * missing, country)
        if normal not in ("", digits + "0" * missing):
            return normal[: len(normal) - missing]
    return digits
