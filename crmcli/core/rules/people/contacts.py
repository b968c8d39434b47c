"""What makes a contact a good one, whoever writes it: a command, a form or an import."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import KINDS, LIFECYCLES, Address, Contact, Point
from crmcli.core.rules.texts import block, line, one_of, tags
from crmcli.core.values import addresses, durations, names
from crmcli.core.values.text import tidy

MOST_POINTS = 1000
"""Ways of one kind to reach one contact."""
_LINES = (
    "name", "prefix", "given", "middle", "family", "suffix", "nickname", "phonetic", "job_title", "department",
    "source", "owner", "language", "external_id",
)  # fmt: skip


def settled(contact: Contact, *, country: str, today: date, date_order: str = "") -> Contact:
    """The contact as it may be stored: texts tidy, name complete, ways to reach it compared by their normal forms.

    Raises Invalid for what cannot be.
    """
    one_of("kind", contact.kind, KINDS)
    if contact.lifecycle:
        one_of("lifecycle", contact.lifecycle, LIFECYCLES)
    lines: dict[str, Any] = {name: line(name, getattr(contact, name)) for name in _LINES}
    named = _named(contact._replace(**lines))
    birthday = ""
    if contact.birthday:
        from crmcli.core.values import dates  # noqa: PLC0415 - door: 1 ms, only where there is a birthday

        birthday = dates.parse_birthday(contact.birthday, date_order, today=today)
    return named._replace(
        note=block("note", contact.note),
        birthday=birthday,
        cadence=durations.parse_interval(contact.cadence) if contact.cadence else "",
        emails=_distinct(
            "email", (point._replace(normal=addresses.email_normal(point.value)) for point in contact.emails)
        ),
        phones=_distinct("phone", (_phone(point, country) for point in contact.phones)),
        urls=_distinct("url", map(_url, contact.urls)),
        handles=_distinct(
            "handle", (point._replace(normal=addresses.handle_normal(point.value)) for point in contact.handles)
        ),
        addresses=tuple(
            Address._make(tidy(part) for part in address) for address in contact.addresses if any(address[1:])
        ),
        tags=tags(contact.tags),
        fields=tuple((field_name(name), block(name, value)) for name, value in contact.fields if value),
    )


def field_name(text: str) -> str:
    """A custom field's name: one line, without the signs of the search language."""
    name = line("field", text)
    if not name or any(sign in name for sign in ":=<>()\"',"):
        raise Invalid(
            "{name} cannot be the name of a field.", name=name, hint="Letters, digits, spaces and hyphens only."
        )
    return name


def _named(contact: Contact) -> Contact:
    if contact.name and contact.kind == "person" and not (contact.given or contact.family):
        parts = names.split(contact.name)
        contact = contact._replace(given=parts.given, family=parts.family)
    if not contact.name:
        contact = contact._replace(name=_fallback(contact))
    if not contact.name:
        raise Invalid(
            "A contact needs a name, an e-mail, a phone or an organisation.",
            hint='As in: crm contact add "Ana García".',
        )
    return contact


def _fallback(contact: Contact) -> str:
    composed = names.display(
        contact.given, contact.middle, contact.family, contact.prefix, contact.suffix, nickname=contact.nickname
    )
    points = (*contact.emails, *contact.phones)
    return composed or (line("name", points[0].value) if points else "") or contact.organisation


def _phone(point: Point, country: str) -> Point:
    normal = addresses.phone_normal(point.value, country)
    if not normal:
        raise Invalid("{value} is not a phone number.", value=point.value, hint="As in +34 600 111 222.")
    return point._replace(normal=normal)


def _url(point: Point) -> Point:
    if not addresses.is_url(point.value):
        raise Invalid("{value} is not a web address.", value=point.value, hint="As in https://ana.example.")
    return point._replace(normal=addresses.url_normal(point.value))


def _distinct(kind: str, points: Iterable[Point]) -> tuple[Point, ...]:
    found: dict[tuple[str, str], Point] = {}
    for point in points:
        stored = point._replace(value=line(kind, point.value), label=line("label", point.label).lower())
        key = (stored.normal, "") if kind != "handle" else (stored.normal, stored.label)
        if key not in found or (stored.preferred and not found[key].preferred):
            found[key] = stored
    if len(found) > MOST_POINTS:
        raise Invalid(
            "One contact cannot have {count} of kind {kind}; {most} is the most.",
            count=len(found),
            kind=kind,
            most=MOST_POINTS,
            hint="Leave some of them out.",
        )
    return tuple(found.values())
