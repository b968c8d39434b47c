"""Whom a row is about: somebody in the book, by the other program's id, by e-mail or by name."""

import re
from typing import NamedTuple

from crmcli.core.errors import Ambiguous, Invalid, NotFound, Refused
from crmcli.core.records.contact import Contact, Point
from crmcli.core.rules.people import contacts as rules
from crmcli.core.values.addresses import email_normal
from crmcli.core.values.text import fold, one_line
from crmcli.services.importing.trade.cells import Cells
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.reads.contacts import Candidate
from crmcli.store.unit import Unit

_MOST_CACHED = 20_000


class Party(NamedTuple):
    """A person, an organisation, or a person with their organisation."""

    contact_id: int | None = None
    organisation_id: int | None = None


class _Said(NamedTuple):
    """What a row says of whom it is about."""

    program: str
    person_id: str = ""
    email: str = ""
    person: str = ""
    company_id: str = ""
    company: str = ""


class Parties:
    """Those whom rows are about, looked up once each."""

    def __init__(self, crm: Workspace, unit: Unit, *, add_unknown: bool) -> None:
        self._crm = crm
        self._unit = unit
        self._add_unknown = add_unknown
        self._known: dict[_Said, Party] = {}
        self.added = 0
        """Contacts that were made."""
        self.organisations = 0

    def of(self, cells: Cells, *, may_add: bool = True) -> Party:
        """Whom a row is about, nobody where it names nobody; Refused for those who are not in the book.

        Where they must owe something (`may_add` is false), nobody is made, since somebody new owes nothing.
        """
        said = _said(cells)
        if said[1:] == ("", "", "", "", ""):
            return Party()
        if said not in self._known:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            self._known[said] = self._found(said, adds=self._add_unknown and may_add)
        return self._known[said]

    def _found(self, said: _Said, *, adds: bool) -> Party:
        names_company = bool(said.company_id or said.company)
        names_person = bool(said.person_id or said.email or said.person)
        company = self._company(said) if names_company else None
        person = self._person(said, company) if names_person else None
        for one in (company, person):
            if one is not None and people.get(self._crm, one.id).trashed_at:
                raise Refused(
                    "{name} is in the trash.",
                    name=one.name,
                    hint="`crm contact restore {id}` brings it back.",
                    id=one.id,
                )
        if names_company and company is None and not adds:
            raise _unknown(said.company or said.company_id)
        if names_person and person is None and not adds:
            raise _unknown(said.person or said.email or said.person_id)
        organisation_id = company.id if company else None
        if names_company and company is None:
            organisation_id = self._made(said, kind="organisation")
        if names_person and person is None:
            return Party(self._made(said, organisation_id=organisation_id), organisation_id)
        if person is not None and person.kind == "organisation":
            return Party(None, organisation_id or person.id)
        if person is not None and organisation_id is None:
            organisation_id = people.get(self._crm, person.id).organisation_id
        return Party(person.id if person else None, organisation_id)

    def _company(self, said: _Said) -> Candidate | None:
        found = self._by_id(said.program, said.company_id)
        found = [one for one in found or self._named(said.company) if one.kind == "organisation"]
        return _one(found, said.company or said.company_id)

    def _person(self, said: _Said, company: Candidate | None) -> Candidate | None:
        found = self._by_id(said.program, said.person_id)
        if not found and said.email:
            found = contacts.by_point(self._unit.db, "email", said.email)
        if not found and said.person:
            found = self._named(said.person)
            if len(found) > 1 and company is not None:
                own = {one.id for one in contacts.members(self._unit.db, company.id)} | {company.id}
                found = [one for one in found if one.id in own] or found
        return _one(found, said.person or said.email or said.person_id)

    def _by_id(self, program: str, text: str) -> list[Candidate]:
        """Who came from the other program under this number; of a file of no known program, also our own numbers."""
        if not text:
            return []
        for external_id in (text, f"{program or 'csv'}:{text}", *(() if program else (f"csv:{text}",))):
            if found := contacts.by_external_id(self._unit.db, external_id):
                return found
        if program or not text.isascii() or not text.isdigit() or len(text) > 18:
            return []
        return contacts.by_id(self._unit.db, int(text))

    def _named(self, name: str) -> list[Candidate]:
        return contacts.by_name(self._unit.db, fold(name)) if name else []

    def _made(self, said: _Said, *, kind: str = "person", organisation_id: int | None = None) -> int:
        """A new contact of what the row says of them."""
        is_company = kind == "organisation"
        number = said.company_id if is_company else said.person_id
        name = said.company if is_company else said.person or said.email
        if not name:
            raise _unknown(number)
        draft = Contact(
            kind=kind,
            name=name,
            emails=(Point(said.email),) if said.email and not is_company else (),
            organisation_id=organisation_id,
            external_id=f"{said.program or 'csv'}:{number}" if number else "",
        )
        settings = self._crm.settings
        made = self._unit.save(rules.settled(draft, country=settings.country, today=self._crm.today))
        self._unit.settle()  # so that the next row finds them by name
        if is_company:
            self.organisations += 1
        else:
            self.added += 1
        return made


def _said(cells: Cells) -> _Said:
    person, email = _parted(_first(cells.text("contact")))
    written = _first(cells.text("email")) or email
    if not written and "@" in person and " " not in person:
        person, written = "", person
    try:
        normal = email_normal(written) if written else ""
    except Invalid:
        normal, person = "", person or written
    number = _first(cells.text("contact_id"))
    if not number and person.removeprefix("id:").isdecimal():
        number, person = person.removeprefix("id:"), ""
    return _Said(
        cells.program,
        number,
        normal,
        one_line(person),
        _first(cells.text("company_id")),
        one_line(_first(cells.text("company"))),
    )


def _first(text: str) -> str:
    """The first of several: HubSpot parts them by semicolons."""
    return text.partition(";")[0].strip()


def _parted(text: str) -> tuple[str, str]:
    """Name and e-mail of `Ana García (ana@telares.example)`."""
    found = re.fullmatch(r"(.*?)\s*[(<]\s*([^()<>\s]+@[^()<>\s]+)\s*[)>]", text)
    return (found[1], found[2]) if found else (text, "")


def _one(found: list[Candidate], text: str) -> Candidate | None:
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.", text=text, count=len(found), hint="Take the number: id:{id}.",
            id=found[0].id,
        )  # fmt: skip
    return found[0] if found else None


def _unknown(text: str) -> Refused | NotFound:
    return NotFound(
        "{text} is not in the book.",
        text=text,
        noun="contact",
        hint="Import the contacts first, or give --add-unknown.",
    )
