"""NAME=VALUE, NAME+=VALUE and NAME-=VALUE: what `set` does to a contact."""

from collections.abc import Callable, Sequence

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.contact import Address, Contact
from crmcli.core.search import fields
from crmcli.core.values.text import fold, nearest
from crmcli.services.people import custom
from crmcli.services.people.drafts import address, handle, pair, point
from crmcli.services.workspace import Workspace

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
PLACES = {
    "street": "street", "city": "city", "region": "region", "country": "country", "postcode": "postal_code",
}  # fmt: skip
"""Parts of the first address."""
_RENAMED = {"org": "company"}
"""Fields of the search language that `set` calls otherwise."""
Change = Callable[[Contact], Contact]


def changer(crm: Workspace, assignments: Sequence[str]) -> Change:
    """A function that applies NAME=VALUE assignments to a contact."""
    steps = [_step(crm, text) for text in assignments]
    if not steps:
        raise Usage("There is nothing to set.", hint="As in: crm contact set Ana lifecycle=customer tag+=vip")

    def change(person: Contact) -> Contact:
        for step in steps:
            person = step(person)
        return person

    return change


def _step(crm: Workspace, text: str) -> Change:
    name, value = pair(text)
    sign = name[-1] if name[-1] in "+-" else ""
    typed = name.removesuffix(sign).strip()
    key = _key(typed)
    if key in LISTS:
        return _set_list(key, LISTS[key], value, sign)
    if sign and key in (*TEXTS, *PLACES):
        raise Usage("{name} is one text: it can be set, not added to.", name=key, hint="As in {name}=VALUE.")
    if key == "name" and not value:
        raise Usage("A name cannot be empty.", hint="As in name=VALUE.")
    if key in TEXTS:
        return _set_text(TEXTS[key], value)
    if key in PLACES:
        return _set_place(PLACES[key], value)
    _refuse_a_slip(crm, typed)
    return _set_custom(typed, value)


def _key(name: str) -> str:
    """The name by which `set` knows a field, whatever the language it was typed in."""
    key = fold(name)
    found = None if key in TEXTS or key in LISTS else fields.own(name, "contact")
    return _RENAMED.get(found.name, found.name) if found else key


def _refuse_a_slip(crm: Workspace, name: str) -> None:
    """A custom field that is not there yet must not be a field of the program that was typed wrong."""
    custom.refuse_taken(name)
    kept = custom.known(crm)
    near = None if fold(name) in kept else nearest(name.partition(".")[0], (*TEXTS, *LISTS, *PLACES, *kept))
    if near:
        raise Refused(
            "There is no field {name}.",
            name=name,
            near=near,
            hint="Did you mean {near}? `crm field add {name}` makes one of that name.",
        )


def _set_text(attribute: str, value: str) -> Change:
    def change(person: Contact) -> Contact:
        changed = person._replace(**{attribute: value})  # type: ignore[arg-type]
        return changed._replace(organisation_id=None) if attribute == "organisation" else changed

    return change


def _set_list(key: str, attribute: str, value: str, sign: str) -> Change:
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


def _set_place(part: str, value: str) -> Change:
    def change(person: Contact) -> Contact:
        first, *others = person.addresses or (Address(),)
        changed = first._replace(**{part: value})
        kept = (changed, *others) if any(changed) else tuple(others)
        return person._replace(addresses=kept)

    return change


def _compared(item: object) -> str:
    return fold(item if isinstance(item, str) else str(getattr(item, "value", None) or getattr(item, "text", "")))


def _set_custom(name: str, value: str) -> Change:
    def change(person: Contact) -> Contact:
        others = tuple(field for field in person.fields if fold(field[0]) != fold(name))
        return person._replace(fields=(*others, (name, value)) if value else others)

    return change
