"""A contact as a card of version 3.0 or 4.0: what was kept of its card stands again where the contact still says so."""

from collections.abc import Iterator

from crmcli.core.errors import Usage
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.text import fold
from crmcli.formats.vcard import days
from crmcli.formats.vcard.keeping import Keeping
from crmcli.formats.vcard.labels import spelling, types_of
from crmcli.formats.vcard.properties import escaped, quoted
from crmcli.formats.vcard.properties import written as plain
from crmcli.formats.vcard.taking import OWN, OWN_TEXTS, scheme_of

VERSIONS = ("3.0", "4.0")
_WIDTH = 75
"""Octets of a line."""


def written(
    contact: Contact, version: str = "3.0", *, referred_by: str = "", stamped: bool = True, brief: bool = False
) -> str:
    """The card, its lines folded and ended by CRLF.

    `referred_by` is the uid of whoever recommended the contact; `stamped` says when it was changed last; a `brief` card
    is one to hand over: name, organisation, and ways to be reached, without notes, tags or what was kept.
    """
    if version not in VERSIONS:
        raise Usage("There is no version {version} to write.", version=version, hint="Versions: 3.0, 4.0.")
    lines = _brief(contact, version) if brief else _lines(contact, version, referred_by, stamped=stamped)
    return "".join(map(_folded, ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")))


def _lines(contact: Contact, version: str, referred_by: str, *, stamped: bool) -> Iterator[str]:
    keeping = Keeping(contact, version)
    groups = keeping.groups()
    if not keeping.says("UID") and contact.uid:
        yield f"UID:{plain(contact.uid)}"
    if not keeping.says("KIND"):
        yield from _kind(contact, version)
    yield from _name(contact, keeping)
    yield from _work(contact, keeping)
    for name, texts in (("NICKNAME", contact.nickname), ("LANG", contact.language)):
        if texts and not keeping.says(name):
            yield f"{name}:{plain(texts)}"
    if contact.birthday and not keeping.says("BDAY"):
        yield f"BDAY:{days.written(contact.birthday, version)}"
    yield from _reached(contact, version, keeping, groups)
    if tags := keeping.untagged():
        yield f"CATEGORIES:{','.join(map(plain, tags))}"
    if contact.note and not keeping.says("NOTE"):
        yield f"NOTE:{plain(contact.note)}"
    yield from _own(contact, referred_by)
    yield from keeping.lines
    if stamped and contact.updated_at:
        at = contact.updated_at if version == "3.0" else contact.updated_at.replace("-", "").replace(":", "")
        yield f"REV:{at}"


def _brief(contact: Contact, version: str) -> Iterator[str]:
    bare = contact._replace(properties="", nickname="", language="", uid="")
    keeping = Keeping(bare, version)
    yield from _kind(bare, version)
    yield from _name(bare, keeping)
    yield from _work(bare, keeping)
    yield from _reached(bare, version, keeping, keeping.groups())


def _kind(contact: Contact, version: str) -> Iterator[str]:
    if contact.kind == "organisation":
        yield "KIND:org"
        if version == "3.0":
            yield "X-ABShowAs:COMPANY"
    elif not (contact.given or contact.middle or contact.family) and fold(contact.name) == fold(contact.organisation):
        yield "KIND:individual"


def _name(contact: Contact, keeping: Keeping) -> Iterator[str]:
    if not keeping.says("N"):
        parts = (contact.family, contact.given, contact.middle, contact.prefix, contact.suffix)
        yield f"N:{';'.join(map(escaped, parts))}"
    if not keeping.says("FN"):
        yield f"FN:{plain(contact.name)}"


def _work(contact: Contact, keeping: Keeping) -> Iterator[str]:
    organisation = contact.organisation or (contact.name if contact.kind == "organisation" else "")
    if (organisation or contact.department) and not keeping.says("ORG"):
        department = f";{escaped(contact.department)}" if contact.department else ""
        yield f"ORG:{escaped(organisation)}{department}"
    if contact.job_title and not keeping.says("TITLE"):
        yield f"TITLE:{plain(contact.job_title)}"


def _reached(contact: Contact, version: str, keeping: Keeping, groups: Iterator[str]) -> Iterator[str]:
    for field, name in (("emails", "EMAIL"), ("phones", "TEL"), ("urls", "URL")):
        points: tuple[Point, ...] = getattr(contact, field)
        for at, point in enumerate(points):
            if kept := keeping.told(field, at):
                yield from kept
            else:
                yield from _labelled(name, point.label, plain(point.value), version, groups, preferred=point.preferred)
    for at, point in enumerate(contact.handles):
        if kept := keeping.told("handles", at):
            yield from kept
        else:
            service = f";X-SERVICE-TYPE={quoted(point.label)}" if point.label else ""
            preferred = _preferred(version) if point.preferred else ""
            yield f"IMPP{service}{preferred}:{scheme_of(point.label)}:{plain(point.value)}"
    for at, address in enumerate(contact.addresses):
        if kept := keeping.told("addresses", at):
            yield from kept
        else:
            yield from _address(address, version, groups)


def _address(address: Address, version: str, groups: Iterator[str]) -> Iterator[str]:
    parts = (
        address.po_box, address.extended, address.street, address.city, address.region, address.postal_code,
        address.country,
    )  # fmt: skip
    extra = ""
    if address.text and any(parts):
        extra = f";LABEL={quoted(address.text)}"
    elif address.text:
        extra, parts = f";{OWN}WHOLE=1", ("", "", address.text, "", "", "", "")
    value = ";".join(map(escaped, parts))
    yield from _labelled("ADR", address.label, value, version, groups, extra=extra)


def _labelled(
    name: str,
    label: str,
    value: str,
    version: str,
    groups: Iterator[str],
    *,
    preferred: bool = False,
    extra: str = "",
) -> Iterator[str]:
    types = types_of(name, label)
    words = f";TYPE={','.join(types)}" if types and version == "3.0" else ""
    if types and version == "4.0":
        words = f";TYPE={types[0].lower()}" if len(types) == 1 else f';TYPE="{",".join(types).lower()}"'
    words += _preferred(version) if preferred else ""
    if spelt := spelling(label):
        group = next(groups)
        yield f"{group}.{name}{words}{extra}:{value}"
        yield f"{group}.X-ABLabel:{plain(spelt)}"
    else:
        yield f"{name}{words}{extra}:{value}"


def _preferred(version: str) -> str:
    return ";PREF=1" if version == "4.0" else ";TYPE=PREF"


def _own(contact: Contact, referred_by: str) -> Iterator[str]:
    """What only this program has a field for."""
    for word, field in OWN_TEXTS.items():
        value = referred_by if field == "referred_by" else getattr(contact, field)
        if value:
            yield f"{OWN}{word}:{plain(value)}"
    for name, value in contact.fields:
        yield f"{OWN}FIELD;X-NAME={quoted(name)}:{plain(value)}"


def _folded(line: str) -> str:
    """A line in portions of 75 octets, never inside a character."""
    if len(line) <= _WIDTH and (line.isascii() or len(line.encode()) <= _WIDTH):
        return line + "\r\n"
    raw = line.encode("utf-8", "replace")
    parts, begin, room = [], 0, _WIDTH
    while begin < len(raw):
        end = begin + room
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(raw[begin:end])
        begin, room = end, _WIDTH - 1
    return b"\r\n ".join(parts).decode() + "\r\n"
