"""Who an imported contact is among those in the book."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold, words

_NAMELESS = "@"
"""What stands in the name of somebody who is called by an e-mail."""


class Known(NamedTuple):
    """Somebody in the book who has a key in common with a row."""

    id: int
    uid: str = ""
    kind: str = "person"
    name: str = ""
    organisation: str = ""
    external_id: str = ""
    has_emails: bool = False
    is_reachable: bool = False
    """Whether there is any e-mail, phone or external id to know them by."""
    line: int = 0
    """The row of this file that was them already; 0 for none."""
    is_made: bool = False
    """Whether they are an organisation that this import made because a row named it."""
    is_former: bool = False
    """Whether the key was that of somebody who was merged into them."""


Ask = Callable[[str, str], Sequence[Known]]
"""Who has this key: uid, external_id, email, phone (in normal form) or name (folded)."""


def identify(row: Contact, ask: Ask, says_nothing_new: Callable[[Known], bool]) -> Known | None:
    """Who a row is: by its own id, e-mail, phone with name, or name with organisation, in this order; None for nobody.

    Refused when its keys point at two people, unless the row says nothing new of one of them.
    """

    def one(found: Sequence[Known], by: str, key: str = "") -> Known | None:
        if len(found) > 1:  # rather somebody whom no row has been yet, so that a file read again finds the same ones
            found = sorted(found, key=lambda person: person.line > 0)
            found = next(([person] for person in found if says_nothing_new(person)), found)
        return _one(found, by, key)

    found, kind, key = _by_sure_keys(row, ask)
    if not found:
        if _is_bare(row) and (same := next(filter(says_nothing_new, _of_name(row, ask)), None)):
            return same
        return one(_by_phone(row, ask), "phone") or one(_by_name(row, ask), "name")
    if len(found) > 1:
        alike = [person for person in found if fold(person.name) == fold(row.name)]
        found = alike or found
    person = one(found, "key", key)
    if person is not None and kind == "email":
        _refuse_another(row, person, key)
    return person


def is_renamed(row: Contact, person: Known) -> bool:
    """Whether a row calls somebody by a name that has no word of the old one."""
    return (
        _NAMELESS not in row.name
        and _NAMELESS not in person.name
        and set(words(row.name)).isdisjoint(words(person.name))
    )


def _by_sure_keys(row: Contact, ask: Ask) -> tuple[list[Known], str, str]:
    """Those at whom every id and e-mail that is known points, nobody when none is; and the kind and key that told."""
    found: dict[int, Known] = {}
    told = ("", "")
    for kind, key in _sure_keys(row):
        answer = {person.id: person for person in ask(kind, key) if _may_be(row, person)}
        if not answer:
            continue
        if not found:
            found, told = answer, (kind, key)
            continue
        both = found.keys() & answer.keys()
        if not both:
            one, other = next(iter(found.values())), next(iter(answer.values()))
            raise Refused(
                "{key} belongs to {name} (contact {id}) and {other_key} to {other} (contact {other_id}).",
                key=told[1],
                name=one.name,
                id=one.id,
                other_key=key,
                other=other.name,
                other_id=other.id,
                hint="Make two of it; if they are one: crm contact merge {id} {other_id}",
            )
        found = {number: found[number] for number in both}
    return list(found.values()), *told


def _sure_keys(row: Contact) -> Iterator[tuple[str, str]]:
    if row.uid:
        yield "uid", row.uid
    if row.external_id:
        yield "external_id", row.external_id
    for point in row.emails:
        yield "email", point.normal


def _by_phone(row: Contact, ask: Ask) -> list[Known]:
    called = fold(row.name) if row.phones else ""
    found: dict[int, Known] = {}
    for point in row.phones:
        for person in ask("phone", point.normal):
            if fold(person.name) == called and _may_be(row, person):
                found[person.id] = person
    return list(found.values())


def _by_name(row: Contact, ask: Ask) -> list[Known]:
    """Those of the same name and organisation; without organisation only for a row that has nothing but a name."""
    if row.kind == "organisation":
        return _of_name(row, ask)
    if not row.organisation and not _is_bare(row):
        return []
    works_at = fold(row.organisation)
    same = [person for person in _of_name(row, ask) if fold(person.organisation) == works_at]
    if works_at:
        return [person for person in same if not (person.line and person.has_emails and row.emails)]
    bare = [person for person in same if not person.is_reachable]
    return bare if len(same) > 1 and bare else same


def _of_name(row: Contact, ask: Ask) -> list[Known]:
    return [person for person in ask("name", fold(row.name)) if person.kind == row.kind and _may_be(row, person)]


def _is_bare(row: Contact) -> bool:
    """Whether a row has nothing but a name by which to know somebody."""
    return not (row.organisation or row.emails or row.phones or row.external_id or row.uid)


def _may_be(row: Contact, person: Known) -> bool:
    """Whether a row can be somebody: two rows of one file with ids of their own are two people."""
    if not person.line or person.is_made:
        return True
    if row.uid and row.uid != person.uid:
        return False
    same_program = source(row.external_id) == source(person.external_id)
    return not (row.external_id and same_program and row.external_id != person.external_id)


def _refuse_another(row: Contact, person: Known, email: str) -> None:
    """Refuse a row that has somebody's e-mail but cannot be them: an organisation's, or one of another row's."""
    if _NAMELESS in row.name or _NAMELESS in person.name or person.is_made:
        return
    these, those = set(words(row.name)), set(words(person.name))
    if these <= those or those <= these:
        return
    if person.line:
        raise Refused(
            "{email} belongs to {name} in line {line}, and this row is called {other}.",
            email=email,
            name=person.name,
            line=person.line,
            other=row.name,
            hint="Give each of them an e-mail of their own, or both the same name.",
        )
    if row.kind != person.kind and these.isdisjoint(those):
        raise Refused(
            "{email} belongs to {name} (contact {id}), and this row is called {other}.",
            email=email,
            name=person.name,
            id=person.id,
            other=row.name,
            hint="Give it an e-mail of its own, or their name.",
        )


def _one(found: Sequence[Known], by: str, key: str = "") -> Known | None:
    if len(found) < 2:
        return found[0] if found else None
    one, other = found[0], found[1]
    if by == "phone":
        raise Refused(
            "{count} contacts have this phone and name, among them {id} and {other_id}.",
            count=len(found),
            id=one.id,
            other_id=other.id,
            hint="Add an e-mail that only one of them has; if they are one: crm contact merge {id} {other_id}",
        )
    if by == "name":
        raise Refused(
            "{count} contacts have this name, among them {id} and {other_id}.",
            count=len(found),
            id=one.id,
            other_id=other.id,
            hint="Add an e-mail that only one of them has; if they are one: crm contact merge {id} {other_id}",
        )
    raise Refused(
        "{key} belongs to {count} contacts, among them {id} and {other_id}.",
        key=key,
        count=len(found),
        id=one.id,
        other_id=other.id,
        hint="Take it out; if they are one: crm contact merge {id} {other_id}",
    )


def source(external_id: str) -> str:
    """The program that an external id comes from."""
    return external_id.partition(":")[0]
