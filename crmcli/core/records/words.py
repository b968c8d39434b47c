"""Tags and custom fields."""

from typing import NamedTuple


class Tag(NamedTuple):
    """A word on contacts; it may carry an interval to keep in touch."""

    id: int = 0
    name: str = ""
    folded: str = ""
    cadence: str = ""
    version: int = 0
    contacts: int = 0
    """How many carry it, read with the record."""


class FieldType(NamedTuple):
    """A custom field and what its values are."""

    id: int = 0
    name: str = ""
    folded: str = ""
    type: str = "text"
    """text, number, date, money or choice."""
    choices: tuple[str, ...] = ()
    version: int = 0
    contacts: int = 0
