"""THE registry of the search language: every field's name, the noun that owns it, its type and what it is for."""

from collections.abc import Iterator, Mapping
from functools import cache

from crmcli.core.records.contact import KINDS, LIFECYCLES
from crmcli.core.records.kinds import (
    CHANNELS,
    CONSENT_CHANNELS,
    CONSENT_PURPOSES,
    DIRECTIONS,
    OUTCOMES,
    PRIORITIES,
    TASK_KINDS,
    TASK_STATUSES,
)  # fmt: skip
from crmcli.core.records.words import FieldType
from crmcli.core.search.field import Field, Type
from crmcli.core.search.insight_fields import OF_VALUE
from crmcli.core.search.sales_fields import DEAL, INVOICE, OF_CUSTOMER, SALE
from crmcli.core.search.system_fields import CHANGE
from crmcli.core.values.text import fold

NOUNS = ("contact", "interaction", "task", "deal", "sale", "invoice")
ALONE = ("change",)
"""Nouns that hang on no contact: a list of them takes their own fields only."""
_NEVER_CUSTOM = ("contact", "interaction", "task")
"""Nouns whose fields no custom field may be called; in lists of contacts it comes before those of the others."""
_CUSTOM_TYPES: Mapping[str, Type] = {
    "text": "text", "number": "number", "date": "day", "money": "money", "choice": "enum",
}  # fmt: skip


_CONTACT = (
    Field("id", "contact", "id", "The contact's number"),
    Field("uid", "contact", "uid", "The contact's identifier in files, or how it begins"),
    Field("kind", "contact", "enum", "A person or an organisation", KINDS, ("tipo",)),
    Field("name", "contact", "text", "The name as it is shown", aliases=("nombre",)),
    Field("given", "contact", "text", "The given name"),
    Field("family", "contact", "text", "The family name", aliases=("apellido", "apellidos")),
    Field("nickname", "contact", "text", "The nickname", aliases=("nick",)),
    Field(
        "org", "contact", "text", "The organisation's name",
        aliases=("organisation", "organization", "company", "empresa"),
    ),
    Field("job", "contact", "text", "The job title", aliases=("puesto", "cargo")),
    Field("department", "contact", "text", "The department", aliases=("dept", "departamento")),
    Field("email", "contact", "email", "An e-mail address", aliases=("mail", "correo")),
    Field("phone", "contact", "phone", "A phone number, or how it begins", aliases=("tel", "telefono")),
    Field("url", "contact", "url", "A web address", aliases=("web",)),
    Field("handle", "contact", "text", "A name on a social network"),
    Field("address", "contact", "text", "Any line of a postal address", aliases=("direccion",)),
    Field("city", "contact", "text", "The city of an address", aliases=("ciudad",)),
    Field("region", "contact", "text", "The region of an address", aliases=("provincia",)),
    Field("country", "contact", "text", "The country of an address", aliases=("pais",)),
    Field("postcode", "contact", "text", "The postal code of an address", aliases=("zip", "cp")),
    Field("tag", "contact", "tag", "A tag, whole", aliases=("tags", "etiqueta")),
    Field("lifecycle", "contact", "enum", "How far the relation has come", LIFECYCLES, ("ciclo",)),
    Field("source", "contact", "text", "Where the contact came from", aliases=("origen",)),
    Field("referrer", "contact", "text", "The name of whoever recommended the contact"),
    Field("owner", "contact", "text", "Who looks after the contact", aliases=("responsable",)),
    Field("language", "contact", "text", "The language to write in", aliases=("lang", "idioma")),
    Field("note", "contact", "text", "The note on the contact", aliases=("notes", "nota")),
    Field("birthday", "contact", "anniversary", "The day of birth, in any year", aliases=("cumple", "cumpleanos")),
    Field("cadence", "contact", "text", "The interval to keep in touch", aliases=("cadencia",)),
    Field("last", "contact", "past", "The last interaction that was real contact", aliases=("ultimo",)),
    Field("touch", "contact", "future", "The day by which to be in touch again"),
    Field(
        "consent", "contact", "consent", "What they agreed to: a purpose, a channel, or both as email-newsletter",
        (*CONSENT_PURPOSES, *CONSENT_CHANNELS), ("permission", "permiso"),
    ),
    Field(
        "refused", "contact", "consent", "What they withdrew or objected to: a purpose, a channel, or both",
        (*CONSENT_PURPOSES, *CONSENT_CHANNELS), ("rechazo",),
    ),
    Field("created", "contact", "past", "When the contact was stored", aliases=("creado",)),
    Field("updated", "contact", "past", "When the contact was last changed", aliases=("cambiado",)),
    Field(
        "has", "contact", "flag", "Whether another field has a value",
        (
            "email", "phone", "url", "handle", "address", "org", "birthday", "tag", "note", "cadence", "last", "task",
            "deal", "sale", "invoice", "consent",
        ),
        ("tiene",),
    ),
    Field(
        "is", "contact", "flag", "A state of the contact",
        ("person", "organisation", "overdue", "archived", "trashed", "all"), ("es",),
    ),
)  # fmt: skip
_INTERACTION = (
    Field("id", "interaction", "id", "The interaction's number"),
    Field("uid", "interaction", "uid", "The interaction's identifier in files, or how it begins"),
    Field("at", "interaction", "past", "When it took place", aliases=("date", "fecha")),
    Field("channel", "interaction", "enum", "Call, meeting, e-mail, ...", CHANNELS, ("canal",)),
    Field("direction", "interaction", "enum", "From them (in), to them (out), or internal", DIRECTIONS, ("sentido",)),
    Field("outcome", "interaction", "enum", "What came of it", OUTCOMES, ("resultado",)),
    Field("minutes", "interaction", "number", "How long it took", aliases=("minutos",)),
    Field("subject", "interaction", "text", "The subject", aliases=("asunto",)),
    Field("text", "interaction", "text", "What was said", aliases=("texto",)),
    Field("tag", "interaction", "tag", "A tag on the interaction, whole", aliases=("tags", "etiqueta")),
    Field("with", "interaction", "text", "The name of somebody who took part", aliases=("con",)),
    Field("deal", "interaction", "text", "The title of the deal that it is about", aliases=("trato",)),
    Field("by", "interaction", "text", "Who logged it", aliases=("actor",)),
    Field("created", "interaction", "past", "When it was stored", aliases=("creado",)),
    Field("updated", "interaction", "past", "When it was last changed", aliases=("cambiado",)),
    Field("is", "interaction", "flag", "A state of the interaction", ("trashed", "all"), ("es",)),
)
_TASK = (
    Field("id", "task", "id", "The task's number"),
    Field("uid", "task", "uid", "The task's identifier in files, or how it begins"),
    Field("title", "task", "text", "What is to be done", aliases=("titulo",)),
    Field("note", "task", "text", "The note on the task", aliases=("notes", "nota")),
    Field("due", "task", "future", "When it is due, or starts", aliases=("start", "vence")),
    Field("end", "task", "future", "When it ends", aliases=("fin",)),
    Field("kind", "task", "enum", "Follow-up, call, meeting, delivery, ...", TASK_KINDS, ("tipo",)),
    Field("status", "task", "enum", "Open, done or cancelled", TASK_STATUSES, ("estado",)),
    Field("priority", "task", "enum", "Low, normal or high", PRIORITIES, ("prioridad",), ordered=True),
    Field("remind", "task", "future", "When its reminder comes", aliases=("aviso",)),
    Field("repeat", "task", "text", "How it repeats: weekly, monthly, ...", aliases=("repite",)),
    Field("done", "task", "past", "When it was done", aliases=("hecha",)),
    Field("with", "task", "text", "The name of the contact it is about", aliases=("con",)),
    Field("deal", "task", "text", "The title of the deal that it is about", aliases=("trato",)),
    Field("created", "task", "past", "When it was stored", aliases=("creado",)),
    Field("updated", "task", "past", "When it was last changed", aliases=("cambiado",)),
    Field(
        "is", "task", "flag", "A state of the task",
        ("open", "done", "cancelled", "overdue", "repeating", "trashed", "all"), ("es",),
    ),
)  # fmt: skip
FIELDS = (*_CONTACT, *OF_CUSTOMER, *OF_VALUE, *_INTERACTION, *_TASK, *DEAL, *SALE, *INVOICE, *CHANGE)


def owners(noun: str) -> tuple[str, ...]:
    """The nouns in which a name is looked for: the list's own, then the contact's, then what else hangs on contacts."""
    return (noun,) if noun in ALONE else tuple(dict.fromkeys((noun, "contact", *NOUNS)))


def fields_of(noun: str, custom: Mapping[str, FieldType] | None = None) -> Iterator[Field]:
    """Every field that a list of this noun takes, nearest first; a hidden one (another noun's `kind`) is left out."""
    seen: set[str] = set()
    for owner in owners(noun):
        customs = [_of_custom(kept) for kept in (custom or {}).values()] if owner == "contact" else []
        for field in (*(kept for kept in FIELDS if kept.noun == owner), *customs):
            if field.name not in seen:
                seen.update((field.name, *field.aliases))
                yield field


def find(name: str, noun: str, custom: Mapping[str, FieldType]) -> Field | None:
    """The field that a name means in a list of this noun; custom fields come after the contact's own."""
    key = field_key(name)
    for owner in owners(noun):
        field = _by_name(owner).get(key)
        if field is None and owner == "contact":
            field = next((_of_custom(kept) for kept in custom.values() if field_key(kept.name) == key), None)
        if field is not None:
            return field
    return None


def own(name: str, noun: str) -> Field | None:
    """The noun's own field of that name."""
    return _by_name(noun).get(field_key(name))


def field_key(name: str) -> str:
    """What names of fields are compared by: folded, with hyphens for spaces."""
    return fold(name).replace(" ", "-").replace("_", "-")


def is_taken(name: str) -> bool:
    """Whether a custom field of this name could never be reached."""
    key = field_key(name)
    return key in NOUNS or any(key in _by_name(noun) for noun in _NEVER_CUSTOM)


@cache
def _by_name(noun: str) -> dict[str, Field]:
    return {name: field for field in FIELDS if field.noun == noun for name in (field.name, *field.aliases)}


def _of_custom(kept: FieldType) -> Field:
    kind = _CUSTOM_TYPES.get(kept.type, "text")
    return Field(field_key(kept.name), "contact", kind, choices=kept.choices, custom=kept.id)
