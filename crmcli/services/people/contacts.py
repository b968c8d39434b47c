"""Changing contacts: one by a form, many by a query, into the archive and the trash and back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact
from crmcli.services import copies
from crmcli.services.people import adding, listing, people
from crmcli.services.people.assignments import changer
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.unit import Unit


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
    change = changer(crm, assignments)
    return [Changed(person, change(person)) for person in contacts.by_ids(crm.db, targets)]


def set_fields(crm: Workspace, targets: Sequence[int], assignments: Sequence[str], command: str) -> list[Changed]:
    """Change fields of these contacts in one change set: NAME=VALUE sets, NAME+=VALUE adds, NAME-=VALUE takes away."""
    change = changer(crm, assignments)
    copies.before_many(crm, len(targets))
    with crm.writing(command) as unit:
        return [_save(crm, unit, person, change(person)) for person in contacts.by_ids(unit.db, targets)]


def matching(crm: Workspace, query: str) -> list[int]:
    """The numbers of the contacts that a query picks."""
    return [person.id for person in listing.contacts(crm, query).records]


def records(crm: Workspace, targets: Sequence[int]) -> list[Contact]:
    """These contacts, whole."""
    return contacts.by_ids(crm.db, targets)


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
    copies.before_many(crm, len(targets))
    with crm.writing(command) as unit:
        for person in contacts.by_ids(unit.db, targets):
            unit.save(change(person, unit.now))
        unit.settle()
        return contacts.by_ids(unit.db, targets)


def _save(crm: Workspace, unit: Unit, before: Contact, after: Contact) -> Changed:
    contact = adding.prepared(crm, unit, _renamed(before, after))
    adding.refuse_same_mail(unit, contact, before)
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
