"""Custom fields: what they are called and what their values may be."""

from collections.abc import Iterable

from crmcli.core.errors import NotFound, Refused
from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType
from crmcli.core.rules import texts
from crmcli.core.rules.people import contacts as rules
from crmcli.core.rules.people.fields import field_value
from crmcli.core.search.fields import is_taken
from crmcli.core.values.text import fold
from crmcli.services.workspace import Workspace
from crmcli.store.reads import tags
from crmcli.store.unit import Unit


def checked(crm: Workspace, unit: Unit, fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Names and values as they may be stored: each value of its field's type, empty ones left out."""
    good = []
    for name, value in fields:
        refuse_taken(name)
        field = known(crm).get(fold(name)) or unit.field(name)
        if settled := canonical(crm, field, value):
            good.append((field.name, settled))
    return tuple(good)


def known(crm: Workspace) -> dict[str, FieldType]:
    """Every custom field by its folded name."""
    return tags.fields_by_name(crm.db)


def unknown(crm: Workspace, contacts: Iterable[Contact]) -> list[str]:
    """The names of custom fields of contacts that are not declared: storing the contacts would make them."""
    names = {name for contact in contacts for name, _ in contact.fields}
    fields = known(crm) if names else {}
    return sorted(name for name in names if fold(name) not in fields)


def get(crm: Workspace, name: str) -> FieldType:
    """A custom field by its name in any spelling."""
    field = known(crm).get(fold(name))
    if field is None:
        raise NotFound("There is no field {name}.", name=name, hint="`crm field list` shows them.")
    return field


def declare(crm: Workspace, name: str, kind: str, choices: tuple[str, ...]) -> FieldType:
    """Make a field, or give an existing one a type that its values bear."""
    texts.one_of("type", kind, ("text", "number", "date", "money", "choice"))
    if (kind == "choice") != bool(choices):
        raise Refused(
            "Choices go with the type choice, and that type needs them.", hint="As in --type choice --choice S,M,L."
        )
    settled = rules.field_name(name)
    refuse_taken(settled)
    with crm.writing("field add") as unit:
        field = known(crm).get(fold(settled)) or FieldType(name=settled)
        wanted = field._replace(name=field.name or settled, type=kind, choices=choices)
        people = _retyped(crm, unit, wanted) if field.id else []
        unit.save(wanted)
        for person in people:
            unit.save(person)
        return known(crm)[fold(settled)]


def remove(crm: Workspace, name: str) -> FieldType:
    """Remove a field and its values from every contact."""
    with crm.writing("field remove") as unit:
        field = get(crm, name)
        for contact in tags.contacts_with_field(unit.db, field.id):
            unit.save(contact._replace(fields=tuple(pair for pair in contact.fields if fold(pair[0]) != field.folded)))
        unit.remove("field", field.id)
        return field


def refuse_taken(name: str) -> None:
    """Refuse a name that the search language already has."""
    if is_taken(name):
        raise Refused("{name} is a field of the program.", name=name, hint="Choose another name, as my-{name}.")


def canonical(crm: Workspace, field: FieldType, text: str) -> str:
    """A typed value as its field keeps it."""
    return field_value(field, text, parse_day=lambda typed: day(crm, typed), currency=crm.settings.currency)


def day(crm: Workspace, text: str) -> str:
    """A typed day in its stored form."""
    return crm.typed_day(text, forward=True, may_be_far=True).isoformat()


def _retyped(crm: Workspace, unit: Unit, wanted: FieldType) -> list[Contact]:
    """Everybody with a value of the field, their values as its new type has them."""
    return [
        person._replace(
            fields=tuple(
                (name, canonical(crm, wanted, value) if fold(name) == wanted.folded else value)
                for name, value in person.fields
            )
        )
        for person in tags.contacts_with_field(unit.db, wanted.id)
    ]
