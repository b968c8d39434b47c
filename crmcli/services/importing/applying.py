"""Rows that were read, one by one into the book: whom each of them means, and what it changes."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.core.errors import CrmError
from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType
from crmcli.core.rules.people import consents as permissions
from crmcli.core.rules.people import contacts as rules
from crmcli.core.rules.people import matching
from crmcli.core.rules.people.fields import field_value
from crmcli.core.rules.people.matching import Known
from crmcli.core.rules.people.merging import merged
from crmcli.core.rules.texts import line
from crmcli.core.values.text import fold
from crmcli.formats.drafts import Remark, from_error, remark
from crmcli.services.importing.reading import Row, Warn
from crmcli.services.importing.spool import Spool
from crmcli.services.people import custom
from crmcli.services.workspace import Workspace
from crmcli.store.reads import consents, contacts, identities
from crmcli.store.unit import Unit

SETTLE_EVERY = 500
"""Rows after which names can be found by the index again."""
_MADE = 2**32 - 1
"""Stands in the place of a line for an organisation that a row only named."""
_MOST_CACHED = 20_000
_UNTOLD = ("id", "version", "organisation_id", "updated_at")


class Outcome(NamedTuple):
    """What became of a row."""

    line: int
    action: str
    """create, update, unchanged or reject."""
    id: int = 0
    name: str = ""
    changed: tuple[str, ...] = ()
    """The fields that an update changes."""
    same_as: int = 0
    """The line of an earlier row that is the same contact."""
    reason: Remark | None = None
    """Why it was rejected."""
    file: str = ""
    """The file of a folder that the line is in."""


class Bringing:
    """One import as it goes on: what it has to remember from row to row."""

    def __init__(
        self, crm: Workspace, unit: Unit, fields: Iterable[FieldType], waiting: Spool[tuple[int, int, str]], warn: Warn
    ) -> None:
        self.crm = crm
        self.unit = unit
        self.warn = warn
        self._types = {fold(field.name): field for field in fields} | custom.known(crm)
        self._lines = array("I")
        """By number of a contact, the first line that was them."""
        self._fresh: defaultdict[str, list[int]] = defaultdict(list)
        """Numbers by folded name, of those whom the index of names does not know yet."""
        self._organisations: dict[str, int] = {}
        self._waiting = waiting
        """Line, number and referrer of those whose referrer was not found when they came."""
        self._count = 0
        self.organisations = 0
        """How many organisations were made because rows named them, and had no row of their own."""

    def bring(self, row: Row) -> Outcome:
        """Put one row into the book, or say why not."""
        self._count += 1
        if self._count % SETTLE_EVERY == 0:
            self.unit.settle()
            self._fresh.clear()
        if row.problem is not None:
            return Outcome(row.line, "reject", reason=row.problem)
        try:
            contact = self._typed(row)
            if row.organisation_key:
                contact = self._belonging(row, contact)
            if row.referred_by and (referrer := self._referrer(row.referred_by)):
                contact = contact._replace(referred_by=referrer)
            person = matching.identify(contact, self._ask, lambda known: self._says_nothing_new(known, contact, row))
            outcome = self._create(row, contact) if person is None else self._update(row, contact, person)
        except CrmError as error:
            return Outcome(row.line, "reject", name=row.contact.name, reason=from_error(error, ""))
        if row.referred_by and not contact.referred_by:
            self._waiting.add((row.line, outcome.id, row.referred_by))
        return outcome

    def finish(self) -> None:
        """Connect those who came before whoever referred them."""
        self.unit.settle()
        self._fresh.clear()
        for at, number, text in self._waiting:
            referrer = self._referrer(text)
            person = contacts.one(self.unit.db, number)
            if referrer is None or referrer == number or person is None:
                self.warn(at, remark("There is no contact {text} who could have referred them.", text=text))
            elif person.referred_by != referrer:
                self.unit.save(person._replace(referred_by=referrer))

    def _create(self, row: Row, contact: Contact) -> Outcome:
        if contact.uid and identities.uid_is_taken(self.unit.db, contact.uid):
            contact = contact._replace(uid="")
        number = self._save(row, contact)
        self._permit(row, number)
        self._is_line(number, row.line)
        self._fresh[fold(contact.name)].append(number)
        return Outcome(row.line, "create", number, contact.name)

    def _update(self, row: Row, contact: Contact, person: Known) -> Outcome:
        known = contacts.by_ids(self.unit.db, [person.id])[0]
        same_as = 0 if person.is_made else person.line
        after = merged(known, contact, fills=same_as > 0 or person.is_former, parted=row.is_parted)
        if person.is_made and contact.uid and not identities.uid_is_taken(self.unit.db, contact.uid):
            after = after._replace(uid=contact.uid)
        if not same_as and not person.is_former:
            self._is_line(person.id, row.line)
        self.organisations -= person.is_made
        said = self._permit(row, person.id)
        if contact.organisation_id and not same_as and fold(after.organisation) == fold(contact.organisation):
            after = after._replace(organisation_id=contact.organisation_id)
        if after == known and not person.is_made:
            action, fields = ("update", ("consents",)) if said else ("unchanged", ())
            return Outcome(row.line, action, person.id, known.name, fields, same_as)
        after = self._settled(after)
        if matching.is_renamed(contact, person) and after.name != known.name:
            self.warn(row.line, remark("Contact {id} was called {name}.", id=person.id, name=known.name))
        self._save(row, after)
        if person.is_made:
            return Outcome(row.line, "create", person.id, after.name)
        if after.name != known.name:
            self._fresh[fold(after.name)].append(person.id)
        changed = tuple(
            name
            for name, old, new in zip(Contact._fields, known, after, strict=True)
            if old != new and name not in _UNTOLD
        )
        is_moved = after.organisation_id != known.organisation_id and after.organisation == known.organisation
        changed += (("organisation",) if is_moved else ()) + (("consents",) if said else ())
        return Outcome(row.line, "update", person.id, after.name, changed, same_as)

    def _permit(self, row: Row, number: int) -> bool:
        """Write down what a row tells of permissions; whether anything of it was new."""
        if not row.consents:
            return False
        known = consents.of_contacts(self.unit.db, [number])
        before, today = len(known), self.crm.today.isoformat()
        for one in row.consents:
            told = one._replace(contact_id=number, actor=self.crm.settings.actor)
            if entry := permissions.brought(known, told, today):
                known.append(entry._replace(id=self.unit.save(entry)))
        return len(known) > before

    def _save(self, row: Row, contact: Contact) -> int:
        """Store a contact, with what it needs: its custom fields and its organisation."""
        for name, _value in contact.fields:
            if fold(name) not in self._types or not self._types[fold(name)].id:
                declared = self._types.get(fold(name), FieldType(name=name))
                self._types[fold(name)] = declared._replace(id=self.unit.save(declared))
        if contact.organisation and not contact.organisation_id:
            contact = contact._replace(organisation_id=self._organisation(contact.organisation, row.line))
        return self.unit.save(contact)

    def _belonging(self, row: Row, contact: Contact) -> Contact:
        """The contact with the organisation whose id of another program the row names."""
        found = [known for known in self._ask("external_id", row.organisation_key) if known.kind == "organisation"]
        if found:
            return contact._replace(organisation=found[0].name, organisation_id=found[0].id)
        if not contact.organisation:
            number = row.organisation_key.rpartition(":")[2]
            message = "Company {id} is not here yet: import the file of the companies, then this one again."
            self.warn(row.line, remark(message, id=number))
        return contact

    def _organisation(self, name: str, at: int) -> int:
        """The number of the organisation of this name, made where there is none."""
        folded = fold(name)
        if folded in self._organisations:
            return self._organisations[folded]
        found = [known for known in self._ask("name", folded) if known.kind == "organisation"]
        if len(found) > 1:
            self.warn(
                at,
                remark(
                    "{count} organisations are called {name}; contact {id} was taken.",
                    count=len(found),
                    name=name,
                    id=found[0].id,
                ),
            )
        number = found[0].id if found else self._made(name)
        if len(self._organisations) >= _MOST_CACHED:
            self._organisations.clear()
        self._organisations[folded] = number
        return number

    def _made(self, name: str) -> int:
        number = self.unit.save(Contact(kind="organisation", name=line("organisation", name)))
        self.organisations += 1
        self._is_line(number, _MADE)
        self._fresh[fold(name)].append(number)
        return number

    def _ask(self, kind: str, key: str) -> Sequence[Known]:
        """Who in the book, as it is by now, has a key."""
        found = identities.who(self.unit.db, kind, key)
        if kind == "name" and (fresh := self._fresh.get(key)):
            there = {known.id for known in found}
            found += [
                known for number in fresh if number not in there for known in identities.who(self.unit.db, "id", number)
            ]
        if not found:
            return found
        return [self._placed(known) for known in found if kind != "name" or fold(known.name) == key]

    def _placed(self, known: Known) -> Known:
        line = self._lines[known.id] if known.id < len(self._lines) else 0
        return known._replace(line=0 if line == _MADE else line, is_made=line == _MADE) if line else known

    def _is_line(self, number: int, line: int) -> None:
        if number >= len(self._lines):
            self._lines.extend(array("I", bytes(self._lines.itemsize * (number - len(self._lines) + 1024))))
        self._lines[number] = line

    def _says_nothing_new(self, known: Known, contact: Contact, row: Row) -> bool:
        person = contacts.one(self.unit.db, known.id)
        return (
            person is not None
            and merged(person, contact, fills=known.line > 0 or known.is_former, parted=row.is_parted) == person
        )

    def _referrer(self, text: str) -> int | None:
        """The number of whoever has this uid, or alone this name."""
        found = self._ask("uid", text) or self._ask("name", fold(text))
        return found[0].id if len(found) == 1 else None

    def _typed(self, row: Row) -> Contact:
        """The row's contact with its custom fields as their types want them; what does not fit is told and left out."""
        if not row.contact.fields:
            return row.contact
        good = []
        for name, value in row.contact.fields:
            field = self._types.get(fold(name), FieldType(name=name))
            try:
                canonical = field_value(field, value, parse_day=self._day, currency=self.crm.settings.currency)
            except CrmError as error:
                self.warn(row.line, from_error(error, name))
            else:
                good.append((field.name, canonical))
        return row.contact._replace(fields=tuple(good))

    def _day(self, text: str) -> str:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return custom.day(self.crm, text)

    def _settled(self, contact: Contact) -> Contact:
        settings = self.crm.settings
        return rules.settled(contact, country=settings.country, today=self.crm.today, date_order=settings.date_order)
