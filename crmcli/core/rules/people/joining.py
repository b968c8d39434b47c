"""What becomes of two contacts who are one: what stays, what is filled in, and what the note keeps.

The one that stays keeps every single value that it has; what it lacks is filled from the others in their order; lists
are united. Only four things are settled otherwise: of two birthdays the one with its year stays, of two lifecycles the
one further on, of two beginnings the earlier, and nobody is archived while one of them is not. A value that gives way
is a `Losing`, for the note: nothing is dropped.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact, Point
from crmcli.core.rules.people import kept_lines
from crmcli.core.rules.people.merging import merged
from crmcli.core.rules.texts import LONGEST_NOTE
from crmcli.core.values.text import fold, words

_LADDER = ("subscriber", "lead", "mql", "sql", "opportunity", "customer", "evangelist")
"""Lifecycles in the order in which people go through them; `former` and `other` are beside it."""
_PARTS = ("prefix", "given", "middle", "family", "suffix")
_SINGLE = (
    "nickname", "phonetic", "organisation", "job_title", "department", "lifecycle", "source", "birthday", "language",
    "owner", "cadence",
)  # fmt: skip
_POINTS = ("emails", "phones", "urls")


class Losing(NamedTuple):
    """A value that gives way to another."""

    id: int
    """Whose it was."""
    field: str
    value: str
    stays: str
    """The value that it gives way to."""


class Joined(NamedTuple):
    """The one that stays, as it will be but for the note's new lines, and what gives way."""

    contact: Contact
    losing: tuple[Losing, ...]


def joined(survivor: Contact, others: Sequence[Contact]) -> Joined:
    """What several contacts are as one; Refused where they cannot be one."""
    refuse(survivor, others)
    contact, losing = survivor, []
    for other in others:
        before, contact = contact, _with(contact, other)
        losing += _losing(before, contact, other)
    gone = {other.id for other in others} | {survivor.id}
    if contact.organisation_id in gone:
        contact = contact._replace(organisation_id=None, organisation="")
    if contact.referred_by in gone:
        contact = contact._replace(referred_by=None)
    return Joined(contact, tuple(dict.fromkeys(losing)))


def refuse(survivor: Contact, others: Sequence[Contact]) -> None:
    """Refuse to merge nobody, a contact with itself, two kinds, or what is in the trash."""
    if not others or survivor.id in {other.id for other in others}:
        raise Refused("A merge needs two contacts.", hint="As in: crm contact merge 17 42")
    for contact in (survivor, *others):
        if contact.trashed_at:
            raise Refused(
                "{name} (contact {id}) is in the trash.",
                name=contact.name,
                id=contact.id,
                hint="Bring it back first: crm contact restore {id}",
            )
        if contact.kind != survivor.kind:
            raise Refused(
                "{name} is a person and {other} an organisation.",
                name=contact.name if contact.kind == "person" else survivor.name,
                other=survivor.name if contact.kind == "person" else contact.name,
                id=contact.id,
                kind=survivor.kind,
                hint="Make them the same kind first: crm contact set {id} kind={kind}",
            )


def noted(contact: Contact, lines: Iterable[str]) -> Contact:
    """The contact with these lines at the end of its note; Refused when they do not fit."""
    note = "\n".join((*((contact.note,) if contact.note else ()), *lines))
    if len(note) > LONGEST_NOTE:
        raise Refused(
            "The notes together would be longer than {most} characters.",
            most=LONGEST_NOTE,
            hint="Shorten one of them first: crm contact edit {id}",
            id=contact.id,
        )
    return contact._replace(note=note)


def _with(known: Contact, other: Contact) -> Contact:
    """One more contact in the one that stays."""
    result = merged(known, other, fills=True)
    changes: dict[str, object] = {
        "note": _note(known.note, other.note),
        "properties": kept_lines.joined(known.properties, other.properties),
        "birthday": _birthday(known.birthday, other.birthday),
        "lifecycle": _lifecycle(known.lifecycle, other.lifecycle),
        "created_at": min(filter(None, (known.created_at, other.created_at)), default=""),
        "archived_at": known.archived_at and other.archived_at,
        "organisation_id": known.organisation_id or other.organisation_id,
        "organisation": known.organisation or other.organisation,
    }
    if set(words(result.name)) == set(words(other.name)) and not any(getattr(result, part) for part in _PARTS):
        changes.update((part, getattr(other, part)) for part in _PARTS)
    return result._replace(**changes)  # type: ignore[arg-type]


def _losing(before: Contact, after: Contact, other: Contact) -> list[Losing]:
    """What the one that joins, or the one that stays, said and what is not said any more."""
    found = []
    for contact in (other, before):
        told = set(words(f"{after.name} {after.prefix} {after.suffix} {after.nickname}"))
        if contact.name != after.name and not set(words(contact.name)) <= told:
            found.append(Losing(contact.id, "name", contact.name, after.name))
            told |= set(words(contact.name))
        found += [
            Losing(contact.id, part, value, getattr(after, part))
            for part in _PARTS
            if (value := getattr(contact, part)) != getattr(after, part) and not set(words(value)) <= told
        ]
        found += [
            Losing(contact.id, field, value, getattr(after, field))
            for field in _SINGLE
            if (value := getattr(contact, field)) and not _is_same(field, value, getattr(after, field))
        ]
        found += _lost_fields(contact, after)
        found += _lost_labels(contact, after)
        if contact.referred_by and after.referred_by not in (None, contact.referred_by):
            found.append(Losing(contact.id, "referred_by", str(contact.referred_by), str(after.referred_by)))
    return found


def _is_same(field: str, one: str, other: str) -> bool:
    if field == "birthday":
        return one == other or (one.startswith("--") and other.endswith(one[1:]))
    return fold(one) == fold(other)


def _lost_fields(contact: Contact, after: Contact) -> list[Losing]:
    stays = {fold(name): value for name, value in after.fields}
    return [
        Losing(contact.id, name, value, stays.get(fold(name), ""))
        for name, value in contact.fields
        if stays.get(fold(name), "") != value
    ]


def _lost_labels(contact: Contact, after: Contact) -> list[Losing]:
    """E-mails, phones and URLs that two contacts call differently."""
    found = []
    for kind in _POINTS:
        points: tuple[Point, ...] = getattr(after, kind)
        stays = {point.normal: point.label for point in points}
        had: tuple[Point, ...] = getattr(contact, kind)
        found += [
            Losing(contact.id, kind, f"{point.value} ({point.label})", f"{point.value} ({stays[point.normal]})")
            for point in had
            if point.label and stays.get(point.normal, point.label) != point.label
        ]
    return found


def _note(had: str, said: str) -> str:
    """Both texts; a line that the first one says already is not said again."""
    known = {line.strip() for line in had.split("\n")}
    new = [line for line in said.split("\n") if line.strip() and line.strip() not in known]
    if not new:
        return had
    return "\n".join((*((had.rstrip("\n"),) if had.strip() else ()), *new))


def _birthday(had: str, said: str) -> str:
    """The one that is there, but the same day with its year instead of one without."""
    is_fuller = had.startswith("--") and not said.startswith("--") and said.endswith(had[1:])
    return said if not had or is_fuller else had


def _lifecycle(had: str, said: str) -> str:
    """The one further on; what is beside the ladder stays where it stands."""
    if not had or (had in _LADDER and said in _LADDER and _LADDER.index(said) > _LADDER.index(had)):
        return said or had
    return had
