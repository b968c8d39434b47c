"""What a field of the search language is, and one test on it."""

from typing import Literal, NamedTuple

Type = Literal[
    "text", "email", "phone", "url", "uid", "enum", "tag", "stage", "id", "number", "money",
    "past", "future", "day", "late", "anniversary", "flag", "consent", "rfm",
]  # fmt: skip
"""`past` and `future` are days or instants behind and ahead, `day` a plain date that may be either; `late` is a past
day of something that is still to be done; `stage` one of the book's stages, by slug or name; `consent` what
the ledger of permissions comes to today; `rfm` a segment by any of its names, or three scores."""
Test = Literal["any", "words", "same", "starts", "number", "when", "yearly", "among", "holds"]


class Field(NamedTuple):
    """A name that may stand before an operator."""

    name: str
    noun: str
    type: Type
    summary: str = ""
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ordered: bool = False
    """Whether the choices go from the least to the most, so that < and > make sense."""
    custom: int = 0
    """The id of the custom field that it is, or 0."""


class Match(NamedTuple):
    """A field and one test of known type, ready for SQL. What a record lacks matches nothing.

    any: there is a value. words: these folded words stand side by side, the last one perhaps only begun. same: folded
    equality. starts: the text begins so. number: low <= value <= high, in major units for money. when: low <= value <
    high, each a local day or a UTC instant. yearly: the day of the year (12-10) is from low to high, both included, and
    a low after its high goes round the new year. An empty bound is open. among: the record's number is in `low`, a list
    in JSON: what a figure that has no column was worked out to be. holds: on the day `high`, for the purpose `low` and
    by `channel`, each of which may be open.
    """

    field: Field
    test: Test
    low: str = ""
    high: str = ""
    strict: bool = False
    """Whether a number may not equal its bound."""
    currency: str = ""
    channel: str = ""
