"""Changing contacts: one by a form, many by a query, into the archive and the trash and back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold
from crmcli.services.people import adding, listing, people
from crmcli.services.people.drafts import address, handle, pair, point
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.unit import Unit

TEXTS = {
    "name": "name", "given": "given", "family": "family", "middle": "middle", "prefix": "prefix", "suffix": "suffix",
    "nickname": "nickname", "phonetic": "phonetic", "job": "job_title", "department": "department",
    "lifecycle": "lifecycle", "source": "source", "birthday": "birthday", "language": "language", "owner": "owner",
    "cadence": "cadence", "note": "note", "company": "organisation", "kind": "kind",
}  # fmt: skip
"""What `set NAME=VALUE` calls a field, and where the record has it."""
LISTS = {
    "email": "emails", "phone": "phones", "url": "urls", "handle": "handles", "address": "addresses", "tag": "tags",
}  # fmt: skip


class Changed(NamedTuple):
    """A contact before and after."""

    before: Contact
    after: Contact


def save_form(crm: Workspace, before: Contact, after: Contact, command: str) -> Changed:
    """Store a form; Refused when another program changed the contact meanwhile."""
    with crm.writing(command) as unit:
        now = people.get(crm, before.id)
        if now.version != before.version:
            raise Refused(
                "{name} (contact {id}) was changed by another program meanwhile.",
                name=before.name,
                id=before.id,
                hint="Nothing was saved; edit it again.",
            )
        return _save(crm, unit, now, after)


def planned(crm: Workspace, targets: Sequence[int], assignments: Sequence[str]) -> list[Changed]:
    """What `set` would do, without doing it; Invalid for what cannot be."""
    change = changer(assignments)
    return [Changed(person, change(person)) for person in contacts.by_ids(crm.db, targets)]


def set_fields(crm: Workspace, targets: Sequence[int], assignments: Sequence[str], command: str) -> list[Changed]:
    """Change fields of these contacts in one change set: NAME=VALUE sets, NAME+=VALUE adds, NAME-=VALUE takes away."""
    change = changer(assignments)
    with crm.writing(command) as unit:
        return [_save(crm, unit, person, change(person)) for person in contacts.by_ids(unit.db, targets)]


def matching(crm: Workspace, query: str) -> list[int]:
    """The numbers of the contacts that a query picks."""
    return [person.id for person in listing.contacts(crm, query).records]


def changer(assignments: Sequence[str]) -> Callable[[Contact], Contact]:
    """A function that applies NAME=VALUE assignments to a contact."""
    steps = [_step(text) for text in assignments]
    if not steps:
        raise Usage("There is nothing to set.", hint="As in: crm contact set Ana lifecycle=customer tag+=vip")

    def change(person: Contact) -> Contact:
        for step in steps:
            person = step(person)
        return person

    return change


def archive(crm: Workspace, targets: Sequence[int], command: str) -> list[Contact]:
    """Put contacts away."""
    return _stamp(crm, targets, command, lambda person, now: person._replace(archived_at=person.archived_at or now))


def restore(crm: Workspace, targets: Sequence[int], command: str) -> list[Contact]:
    """Bring contacts back from the archive and the trash."""
    return _stamp(crm, targets, command, lambda person, _: person._replace(archived_at="", trashed_at=""))


def trash(crm: Workspace, targets: Sequence[int], command: str) -> list[Contact]:
    """Move contacts to the trash."""
    return _stamp(crm, targets, command, lambda person, now: person._replace(trashed_at=person.trashed_at or now))


def _stamp(
    crm: Workspace, targets: Sequence[int], command: str, change: Callable[[Contact, str], Contact]
) -> list[Contact]:
    with crm.writing(command) as unit:
        for person in contacts.by_ids(unit.db, targets):
            unit.save(change(person, unit.now))
        unit.settle()
        return contacts.by_ids(unit.db, targets)


def _save(crm: Workspace, unit: Unit, before: Contact, after: Contact) -> Changed:
    contact, _made = adding.prepared(crm, unit, _renamed(before, after))
    adding.refuse_same_mail(unit, contact)
    unit.save(contact)
    unit.settle()
    return Changed(before, people.get(crm, before.id))


def _renamed(before: Contact, after: Contact) -> Contact:
    """Keep the name and its parts in step: a new name is split anew, new parts make a new name."""
    parts_changed = (before.given, before.middle, before.family) != (after.given, after.middle, after.family)
    if after.name != before.name and not parts_changed:
        return after._replace(given="", middle="", family="")
    if parts_changed and after.name == before.name:
        return after._replace(name="")
    return after


def _step(text: str) -> Callable[[Contact], Contact]:
    name, value = pair(text)
    sign = name[-1] if name[-1] in "+-" else ""
    key = fold(name.removesuffix(sign).strip())
    if key in TEXTS:
        if sign:
            raise Usage("{name} is one text: it can be set, not added to.", name=key, hint="As in {name}=VALUE.")
        return _set_text(TEXTS[key], value)
    if key in LISTS:
        return _set_list(key, LISTS[key], value, sign)
    return _set_custom(name.removesuffix(sign).strip(), value)


def _set_text(attribute: str, value: str) -> Callable[[Contact], Contact]:
    def change(person: Contact) -> Contact:
        changed = person._replace(**{attribute: value})  # type: ignore[arg-type]
        return changed._replace(organisation_id=None) if attribute == "organisation" else changed

    return change


def _set_list(key: str, attribute: str, value: str, sign: str) -> Callable[[Contact], Contact]:
    given: tuple[object, ...]
    if key == "tag":
        given = tuple(tag.strip().lstrip("#") for tag in value.split(",") if tag.strip())
    else:
        read = {"handle": handle, "address": address}.get(key, point)
        given = (read(value),) if value else ()

    def change(person: Contact) -> Contact:
        old: tuple[object, ...] = getattr(person, attribute)
        if sign == "-":
            gone = {_compared(item) for item in given}
            new = tuple(item for item in old if _compared(item) not in gone)
        else:
            new = (*old, *given) if sign == "+" else given
        return person._replace(**{attribute: new})  # type: ignore[arg-type]

    return change


def _compared(item: object) -> str:
    return fold(item if isinstance(item, str) else str(getattr(item, "value", None) or getattr(item, "text", "")))


def _set_custom(name: str, value: str) -> Callable[[Contact], Contact]:
    def change(person: Contact) -> Contact:
        others = tuple(field for field in person.fields if fold(field[0]) != fold(name))
        return person._replace(fields=(*others, (name, value)) if value else others)

    return change
