"""Adding somebody new, and what every contact must be before it is stored."""

from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused
from crmcli.core.records.contact import Contact
from crmcli.core.rules.people import contacts as rules
from crmcli.core.values.text import fold
from crmcli.services.people.people import exact, get, lines_of
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.unit import Unit


class Alike(NamedTuple):
    """Somebody who may be the same, and what of them is."""

    id: int
    name: str
    by_name: bool
    by_phone: bool


class Added(NamedTuple):
    """A new contact, and who may be the same."""

    contact: Contact
    alike: tuple[Alike, ...]


def add(crm: Workspace, draft: Contact, *, force: bool = False, command: str = "contact add") -> Added:
    """Store somebody new; Refused when somebody has the same e-mail, unless forced.

    An organisation that is named but unknown is made.
    """
    with crm.writing(command) as unit:
        contact = prepared(crm, unit, draft)
        if not force:
            refuse_same_mail(unit, contact)
        alike = _alike(unit, contact)
        number = unit.save(contact)
        unit.settle()
        return Added(get(crm, number), alike)


def refuse_same_mail(unit: Unit, contact: Contact, before: Contact | None = None) -> None:
    """Refuse an e-mail that somebody else has already, unless the contact had it before as well."""
    kept = {point.normal for point in before.emails} if before else set()
    for point in contact.emails:
        if point.normal in kept:
            continue
        others = [person for person in contacts.by_point(unit.db, "email", point.normal) if person.id != contact.id]
        if others:
            raise Refused(
                "{email} belongs to {name} (contact {id}) already.",
                email=point.value,
                name=others[0].name,
                id=others[0].id,
                hint="`crm contact edit {id}` changes that one."
                if before
                else "`crm contact edit {id}` changes that one; `crm contact add --force` adds another all the same.",
            )


def prepared(crm: Workspace, unit: Unit, draft: Contact) -> Contact:
    """A draft as it may be stored, its organisation found or made, its fields typed."""
    settings = crm.settings
    checked = rules.settled(draft, country=settings.country, today=crm.today, date_order=settings.date_order)
    if checked.fields:
        from crmcli.services.people import custom  # noqa: PLC0415 - door: 1 ms, only where there are custom fields

        checked = checked._replace(fields=custom.checked(crm, unit, checked.fields))
    if checked.organisation and not checked.organisation_id:
        return checked._replace(organisation_id=_organisation(crm, unit, checked.organisation))
    return checked


def _organisation(crm: Workspace, unit: Unit, name: str) -> int:
    """The organisation of this name, number or e-mail, made where there is none."""
    found = [person for person in exact(crm, references.read(name)) if person.kind == "organisation"]
    if len(found) > 1:
        raise Ambiguous(
            "{name} could be any of {count}.",
            name=name,
            count=len(found),
            candidates=lines_of(found),
            hint="Take the number.",
        )
    if found:
        return found[0].id
    if name.isdigit():
        raise NotFound("There is no organisation {id}.", id=name, hint="`crm company list` shows them.")
    draft = Contact(kind="organisation", name=name)
    checked = rules.settled(draft, country=crm.settings.country, today=crm.today)
    return unit.save(checked)


def _alike(unit: Unit, contact: Contact) -> tuple[Alike, ...]:
    phoned = {
        person.id: person for point in contact.phones for person in contacts.by_point(unit.db, "phone", point.normal)
    }
    named = {person.id: person for person in contacts.by_name(unit.db, fold(contact.name))}
    return tuple(
        Alike(person.id, person.name, person.id in named, person.id in phoned) for person in (phoned | named).values()
    )
