"""Finding the one who is meant, and adding somebody new."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, Invalid, NotFound, Refused
from crmcli.core.records.contact import Contact
from crmcli.core.rules import contacts as rules
from crmcli.core.values import addresses
from crmcli.core.values.text import fold, words
from crmcli.services import custom
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.reads.contacts import Candidate
from crmcli.store.unit import Unit


class Added(NamedTuple):
    """A new contact, and who may be the same."""

    contact: Contact
    alike: tuple[Candidate, ...]
    """Contacts of the same phone or name."""
    organisation_made: bool


def pick(crm: Workspace, text: str, *, kind: str = "", sure: bool = False) -> int:
    """The number of the contact that is meant.

    A read may take the only one whose name begins like the words; a write is `sure` and takes exact matches alone.
    Raises NotFound, or Ambiguous with the candidates.
    """
    found = [person for person in _exact(crm, references.read(text)) if not kind or person.kind == kind]
    if len(found) == 1:
        return found[0].id
    hint = "Take the number: id:{id}." if found else ""
    if found:
        raise Ambiguous(
            "{text} could be any of {count}.",
            text=text,
            count=len(found),
            candidates=_lines(found),
            hint=hint,
            id=found[0].id,
        )
    near = [person for person in _near(crm, text) if not kind or person.kind == kind]
    if len(near) == 1 and not sure:
        return near[0].id
    if near:
        raise Ambiguous(
            "Nobody is called exactly {text}." if sure else "{text} could be any of {count}.",
            text=text,
            count=len(near),
            candidates=_lines(near),
            hint="Did you mean {name}? Take the number: {id}.",
            name=near[0].name,
            id=near[0].id,
        )
    raise NotFound(
        "There is no contact {text}.",
        text=text,
        hint="`crm find WORDS` searches, `crm contact add` adds.",
        noun="contact",
    )


def picked(crm: Workspace, texts: Iterable[str], *, kind: str = "", sure: bool = False) -> list[int]:
    """The numbers of all that are meant, each once, in order."""
    return list(dict.fromkeys(pick(crm, text, kind=kind, sure=sure) for text in texts))


def get(crm: Workspace, contact_id: int) -> Contact:
    """A contact, whole."""
    found = contacts.one(crm.db, contact_id)
    if found is None:
        raise NotFound("There is no contact {id}.", id=contact_id, hint="`crm contact list` shows who there is.")
    return found


def add(crm: Workspace, draft: Contact, *, force: bool = False, command: str = "contact add") -> Added:
    """Store somebody new; Refused when somebody has the same e-mail, unless forced.

    An organisation that is named but unknown is made.
    """
    with crm.writing(command) as unit:
        contact, made = prepared(crm, unit, draft)
        if not force:
            refuse_same_mail(unit, contact)
        alike = _alike(unit, contact)
        number = unit.save(contact)
        unit.settle()
        return Added(get(crm, number), tuple(alike), made)


def refuse_same_mail(unit: Unit, contact: Contact) -> None:
    """Refuse an e-mail that somebody else has already."""
    for point in contact.emails:
        others = [person for person in contacts.by_point(unit.db, "email", point.normal) if person.id != contact.id]
        if others:
            raise Refused(
                "{email} belongs to {name} (contact {id}) already.",
                email=point.value,
                name=others[0].name,
                id=others[0].id,
                hint="`crm contact edit {id}` changes that one; `crm contact add --force` adds another all the same.",
            )


def prepared(crm: Workspace, unit: Unit, draft: Contact) -> tuple[Contact, bool]:
    """A draft as it may be stored, its organisation found or made, its fields typed; whether one was made."""
    settings = crm.settings
    checked = rules.settled(draft, country=settings.country, today=crm.today, date_order=settings.date_order)
    checked = checked._replace(fields=custom.checked(crm, unit, checked.fields))
    if checked.organisation and not checked.organisation_id:
        number, made = organisation(crm, unit, checked.organisation)
        return checked._replace(organisation_id=number), made
    return checked, False


def organisation(crm: Workspace, unit: Unit, name: str) -> tuple[int, bool]:
    """The organisation of this name, number or e-mail, made where there is none; whether it was made."""
    found = [person for person in _exact(crm, references.read(name)) if person.kind == "organisation"]
    if len(found) > 1:
        raise Ambiguous(
            "{name} could be any of {count}.",
            name=name,
            count=len(found),
            candidates=_lines(found),
            hint="Take the number.",
        )
    if found:
        return found[0].id, False
    if name.isdigit():
        raise NotFound("There is no organisation {id}.", id=name, hint="`crm company list` shows them.")
    draft = Contact(kind="organisation", name=name)
    checked = rules.settled(draft, country=crm.settings.country, today=crm.today)
    return unit.save(checked), True


def _exact(crm: Workspace, reference: references.Reference) -> Sequence[Candidate]:
    db = crm.db
    if reference.id and (found := contacts.by_id(db, reference.id)):
        return found
    if reference.uid and (found := contacts.by_uid(db, reference.uid)):
        return found
    if reference.email:
        try:
            normal = addresses.email_normal(reference.email)
        except Invalid:
            normal = ""
        if normal and (found := contacts.by_point(db, "email", normal)):
            return found
    if reference.phone:
        normal = addresses.phone_normal(reference.phone, crm.settings.country)
        return contacts.by_point(db, "phone", normal) if normal else []
    return contacts.by_name(db, reference.name) if reference.name else []


def _near(crm: Workspace, text: str) -> Sequence[Candidate]:
    searched = words(text)
    return contacts.by_words(crm.db, searched) if searched and not fold(text).isdigit() else []


def _alike(unit: Unit, contact: Contact) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    for point in contact.phones:
        found.update((person.id, person) for person in contacts.by_point(unit.db, "phone", point.normal))
    found.update((person.id, person) for person in contacts.by_name(unit.db, fold(contact.name)))
    return list(found.values())


def _lines(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    return tuple(
        f"{person.id:>6}  {person.name}" + (f"  ({person.detail})" if person.detail else "") for person in candidates
    )
