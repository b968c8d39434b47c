"""The columns of our own CSV of contacts: written so that reading them back gives the same contacts."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.text import fold
from crmcli.formats.profiles.targets import POINTS, Target, may_be_name

_SINGLE = (
    "uid", "kind", "name", "prefix", "given", "middle", "family", "suffix", "nickname", "phonetic", "organisation",
    "job_title", "department", "lifecycle", "source", "referred_by", "birthday", "language", "owner", "cadence", "note",
    "tags", "external_id", "archived_at",
)  # fmt: skip
_POINT_PARTS = (("", "value"), ("_label", "label"), ("_preferred", "preferred"))
_CUSTOM = "field:"
_YES = "yes"


class Shape(NamedTuple):
    """What decides the header."""

    most: tuple[int, ...] = (1, 1, 1, 1, 1)
    """How many e-mails, phones, URLs, handles and addresses a contact has at most."""
    fields: tuple[str, ...] = ()
    """The names of the custom fields, in order."""


def shape(contacts: Iterable[Contact]) -> Shape:
    """The shape that these contacts need; at least one of each."""
    most = Shape().most
    names: set[str] = set()
    for contact in contacts:
        several = (*_points(contact), contact.addresses)
        most = tuple(max(count, len(these)) for count, these in zip(most, several, strict=True))
        names.update(name for name, _ in contact.fields)
    return Shape(most, tuple(sorted(names, key=lambda name: (fold(name), name))))


def header(shaped: Shape) -> list[str]:
    """The names of the columns, in the order that `cells` follows."""
    names = [*_SINGLE]
    for field, count in zip(POINTS, shaped.most, strict=False):
        names += (f"{field[:-1]}{_of(n)}{part}" for n in range(1, count + 1) for part, _ in _POINT_PARTS)
    names += (f"address{_of(n)}_{part}" for n in range(1, shaped.most[-1] + 1) for part in Address._fields)
    names += (_CUSTOM + name for name in shaped.fields)
    return [*names, "properties"]


def cells(contact: Contact, shaped: Shape, referred_by: str = "") -> list[str]:
    """The contact as one row; `referred_by` is the uid of whoever recommended it."""
    row = [_single(contact, field, referred_by) for field in _SINGLE]
    for points, count in zip(_points(contact), shaped.most, strict=False):
        for point in points:
            row += (point.value, point.label, _YES if point.preferred else "")
        row += [""] * len(_POINT_PARTS) * (count - len(points))
    for address in contact.addresses:
        row += address
    row += [""] * len(Address._fields) * (shaped.most[-1] - len(contact.addresses))
    kept = dict(contact.fields)
    row += (kept.get(name, "") for name in shaped.fields)
    return [*row, contact.properties]


def is_header(titles: Sequence[str]) -> bool:
    """Whether a header is ours."""
    return [title.strip() for title in titles[:3]] == list(_SINGLE[:3])


def target(title: str) -> Target | None:
    """What a column of ours holds, by its exact name."""
    if title.startswith(_CUSTOM):
        name = title.removeprefix(_CUSTOM)
        return Target("fields", name=name) if may_be_name(name) else None
    name, number = title, 1
    if found := _numbered().fullmatch(title):
        name, number = found[1] + (found[3] or ""), int(found[2])
    known = _names().get(name)
    return known and known._replace(number=number)


def joined_tags(tags: Iterable[str]) -> str:
    """Tags in one cell, separated by semicolons; a semicolon or backslash within one has a backslash before it."""
    return ";".join(tag.replace("\\", "\\\\").replace(";", "\\;") for tag in tags)


def split_tags(cell: str) -> list[str]:
    """The tags of a cell that `joined_tags` wrote."""
    found = re.findall(r"(?:[^;\\]|\\.?)+", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", tag, flags=re.DOTALL) for tag in found]


def _points(contact: Contact) -> tuple[tuple[Point, ...], ...]:
    return contact.emails, contact.phones, contact.urls, contact.handles


def _of(number: int) -> str:
    return f"_{number}" if number > 1 else ""


def _single(contact: Contact, field: str, referred_by: str) -> str:
    if field == "tags":
        return joined_tags(contact.tags)
    return referred_by if field == "referred_by" else str(getattr(contact, field))


@cache
def _names() -> dict[str, Target]:
    known = {field: Target(field) for field in (*_SINGLE, "properties")}
    for field in POINTS:
        known.update((field[:-1] + ending, Target(field, part)) for ending, part in _POINT_PARTS)
    known.update((f"address_{part}", Target("addresses", part)) for part in Address._fields)
    return known


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(email|phone|url|handle|address)_(\d{1,3})(_\w+)?")
