"""Birthdays as cards have them: whole, without the year, or in words."""

from crmcli.core.errors import CrmError
from crmcli.formats.drafts import Remark, from_error
from crmcli.formats.gathering import birthday
from crmcli.formats.vcard.properties import Property

_NO_YEARS = ("1111", "1604")
"""What some programs write for a year that nobody knows."""


def read(found: Property) -> tuple[str, Remark | None]:
    """The birthday as it is stored, "" for none; and what is wrong with it."""
    text = found.text.strip()
    if not text or found.param("VALUE").lower() == "text":
        return "", None
    day = text.partition("T")[0].partition(" ")[0] if text[:1].isdigit() or text[:2] == "--" else text
    digits = day.replace("-", "")
    if day.startswith("--") and len(digits) == 4 and digits.isascii() and digits.isdecimal():
        day = f"--{digits[:2]}-{digits[2:]}"
    elif len(digits) == 8 and digits.isascii() and digits.isdecimal() and not day.startswith("-"):
        no_year = digits[:4] in _NO_YEARS or digits[:4] == found.param("X-APPLE-OMIT-YEAR")
        day = f"--{digits[4:6]}-{digits[6:]}" if no_year else f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    elif digits.isascii() and digits.isdecimal():
        return "", None  # a year, a month or a day of the month alone
    try:
        return birthday(day), None
    except CrmError as error:
        return "", from_error(error, found.name)


def is_plain(found: Property, stored: str) -> bool:
    """Whether a birthday stands as it would be written."""
    return not found.params and found.value.replace("-", "") == stored.replace("-", "")


def written(stored: str, version: str) -> str:
    """A stored birthday as a card has it."""
    if version != "4.0":
        return stored
    return stored.replace("-", "") if stored[:1] != "-" else "--" + stored[2:].replace("-", "")
