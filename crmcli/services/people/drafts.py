"""Contacts from what was typed: `work=ana@x.example`, `size=42`, one line of an address."""

from collections.abc import Mapping, Sequence
from typing import Any

from crmcli.core.errors import Usage
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values import addresses

_LONGEST_LABEL = 31


def contact(
    *,
    kind: str,
    name: str,
    texts: Mapping[str, str],
    lists: Mapping[str, Sequence[str] | None],
    city: str = "",
    country: str = "",
    referred_by: int | None = None,
) -> Contact:
    """A contact that is not checked yet."""
    places = [address(text) for text in lists.get("address") or ()]
    if city or country:
        places = (
            [places[0]._replace(city=city, country=country), *places[1:]]
            if places
            else [Address(city=city, country=country)]
        )
    given: dict[str, Any] = {key: value for key, value in texts.items() if value}
    return Contact(
        kind=kind,
        name=name,
        referred_by=referred_by,
        emails=tuple(point(text) for text in lists.get("email") or ()),
        phones=tuple(point(text) for text in lists.get("phone") or ()),
        urls=tuple(point(text) for text in lists.get("url") or ()),
        handles=tuple(handle(text) for text in lists.get("handle") or ()),
        addresses=tuple(places),
        tags=tuple(lists.get("tag") or ()),
        fields=tuple(pair(text) for text in lists.get("field") or ()),
    )._replace(**given)


def point(text: str) -> Point:
    """A way to reach somebody, with its label where one stands before it; a star before it marks the preferred."""
    starred = text.removeprefix("*")
    label, equals, value = starred.partition("=")
    if not (equals and value and _is_label(label)):
        label, value = "", starred
    return Point(value.strip(), label.strip(), preferred=starred != text)


def handle(text: str) -> Point:
    """A name at a service, the service as its label."""
    given = point(text)
    service, _name = addresses.handle(given.value)
    return given if given.label else given._replace(label=service)


def address(text: str) -> Address:
    """A postal address that was typed on one line."""
    given = point(text)
    return Address(label=given.label, text=given.value)


def pair(text: str) -> tuple[str, str]:
    """A name and a value out of NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise Usage("{text} is not NAME=VALUE.", text=text, hint="As in --field size=42.")
    return name.strip(), value.strip()


def _is_label(text: str) -> bool:
    """Whether a text is a word or two, and no part of an address."""
    plain = text.replace(" ", "").replace("-", "").replace(".", "").replace("_", "")
    return len(text) <= _LONGEST_LABEL and text[:1].isalpha() and plain.isalnum()
