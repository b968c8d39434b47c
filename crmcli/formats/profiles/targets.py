"""Where the cells of a column go, and how a user says so."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.core.errors import Usage
from crmcli.core.search import fields
from crmcli.core.values.text import nearest, one_line
from crmcli.formats.profiles import names

POINTS = ("emails", "phones", "urls", "handles")


class Target(NamedTuple):
    """What a column says about a contact."""

    field: str
    """A field of the contact's record, or "ignore"."""
    part: str = ""
    """Of a point: value, label or preferred; of an address its part; of a date year, month or day; of names which."""
    number: int = 1
    """Which of several: columns with the same field, label and number describe one thing."""
    label: str = ""
    preferred: bool = False
    name: str = ""
    """Of a custom field."""
    type: str = ""
    """Of a custom field whose header tells it: date; otherwise ""."""


class Column(NamedTuple):
    """A column of a file and where its cells go; None when nothing is known of it."""

    place: int
    """Its index in a row."""
    title: str
    """Unlike any other in the file: a repeated header counts, a blank one is numbered."""
    target: Target | None = None


IGNORE = Target("ignore")
_NOT_IN_NAMES = ":=<>()\"',"
"""What the search language would take for itself in the name of a field."""


def parse_map(pairs: Iterable[str]) -> dict[str, Target]:
    """Columns and their targets from what a user types: `Column=field`, `3=phone:mobile`, `Notes=ignore`."""
    return {one_line(column): named(field) for column, field in map(_pair, pairs)}


def named(text: str) -> Target:
    """The target that a user names: one of our own columns, any header that is recognised, or `field:NAME`."""
    written = one_line(text)
    if written.lower() in ("ignore", "-"):
        return IGNORE
    head, colon, tail = written.partition(":")
    if head == "field" and may_be_name(one_line(tail)):
        return Target("fields", name=one_line(tail))
    target = of_header(head)
    if target is None or (colon and target.field not in (*POINTS, "addresses")):
        guess = nearest(head, names.EXAMPLES)
        raise Usage(
            "There is no field {name} to put a column in.",
            name=written,
            hint="Did you mean {guess}?" if guess else "Try name, email, phone:mobile, organisation or field:NAME.",
            guess=guess or "",
        )
    return target._replace(label=tail.strip().lower()) if colon else target


def of_header(header: str) -> Target | None:
    """What a column with this header holds, as far as the header alone tells."""
    found = names.lookup(header)
    if found is None:
        return None
    field, part, number, label, preferred = found
    if field == "date":
        return Target("fields", name=part, type="date")
    return Target(field, part, number, label, preferred)


def field_name(title: str) -> str:
    """The name of the custom field that keeps a column: "Tags (2)" is "Tags 2", "Status" is "Custom Status"."""
    name = " ".join("".join(" " if sign in _NOT_IN_NAMES else sign for sign in title).split())
    if not any(letter.isalnum() for letter in name):
        return "Custom field"
    return f"Custom {name}" if not name[0].isalpha() or fields.is_taken(name) else name


def may_be_name(text: str) -> bool:
    """Whether a custom field can have this name."""
    return any(letter.isalnum() for letter in text) and not any(sign in text for sign in _NOT_IN_NAMES)


def _pair(pair: str) -> tuple[str, str]:
    column, equals, field = pair.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise Usage("{text} does not map a column.", text=pair, hint='Write it as "Column=field".')
    return column, field
