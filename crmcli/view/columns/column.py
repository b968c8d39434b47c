"""How a noun looks, said once: what a machine reads and what a person reads of each column."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Frame(NamedTuple):
    """What a person's view depends on: the day, and how a stored moment is told in local time."""

    today: date
    local: Callable[[str], datetime]


class Column(NamedTuple):
    """One column of a noun. Records differ by noun, so `value` and `text` take any of them."""

    key: str
    """Its name for machines, `--columns` and `--sort`."""
    label: str
    """Its heading for people, in English; translated when shown."""
    value: Callable[[Any], Json]
    text: Callable[[Any, Frame], str] | None = None
    """What a person reads, of the record; the value as text where there is none."""
    align: str = "left"
    shown: bool = True
    """Whether tables and plain lines have it unasked."""
    machine: bool = True
    """Whether JSON has it unasked."""
    type: str = "string"
    """Its JSON type, for `crm schema`: string, integer, number, boolean, array, object, date, instant, moment; or
    money, an object of minor units and currency that is two columns in a file; or figure, either money or a number."""
    wide: bool = False
    """Whether it takes the room that others leave."""
    whole: bool = False
    """Whether it is never cut, as what is typed again; other columns give way."""
    gives_way: int = 0
    """Where there is no room, the highest goes first."""
    wraps: bool = False
    """Whether what does not fit goes on below instead of being cut; not for the lists of the app, a line a record."""


def absent(text: str) -> str | None:
    """An empty text as machines read it."""
    return text or None


def plain(value: Json) -> str:
    """A machine's value on one line of text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    if isinstance(value, dict):
        if "value" in value:
            return plain(value["value"])
        if value.keys() == {"minor", "currency"}:
            return amount(value["minor"], str(value["currency"]))
        return " ".join(f"{name}={plain(item)}" for name, item in value.items() if item not in (None, ""))
    return str(value)


def money(minor: int | None, currency: str) -> Json:
    """An amount as machines read it; an unknown one is absent."""
    return None if minor is None else {"minor": minor, "currency": currency}


def amount(minor: Json, currency: str) -> str:
    """An amount on one line of text, with a point and its currency: 1250.00 EUR."""
    from crmcli.core.values.money import Money  # noqa: PLC0415 - door: 1 ms, only where there is money

    return str(Money(minor, currency)) if isinstance(minor, int) else ""
