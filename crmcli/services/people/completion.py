"""What the shell may offer: names, tags, fields and numbers that begin like what is typed, accents and case apart."""

from collections.abc import Callable

from crmcli.core import fields as registry
from crmcli.core.values.text import fold, words
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.reads import tags as tag_reads
from crmcli.store.reads import tasks as task_reads
from crmcli.store.reads.sales import deals as deal_reads
from crmcli.store.reads.sales import pipelines

MOST = 50
Answer = Callable[[Workspace, str], list[tuple[str, str]]]


def people(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Names of contacts with their organisation; a name that several have is offered as numbers."""
    found = contacts.names_like(crm.db, words(typed), MOST)
    names = [name for _, name, _ in found]
    return [
        (
            name if names.count(name) == 1 else f"id:{number}",
            f"{name}, {organisation}" if organisation else f"#{number}",
        )
        for number, name, organisation in found
    ]


def organisations(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Names of organisations."""
    found = contacts.by_words(crm.db, words(typed), MOST) if words(typed) else []
    return [(person.name, f"#{person.id}") for person in found if person.kind == "organisation"]


def tags(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Names of tags."""
    return [(name, "") for name in tag_reads.tag_names(crm.db, fold(typed.lstrip("#")), MOST)]


def custom_fields(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Custom fields, ready for their value."""
    begun = fold(typed)
    return [(f"{field.name}=", field.type) for field in tag_reads.fields(crm.db) if field.folded.startswith(begun)]


def query(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Fields of the search language; after `tag:` the tags, after an enumeration its words."""
    name, colon, value = typed.partition(":")
    if colon and name == "tag":
        return [(f"tag:{tag}", "") for tag, _ in tags(crm, value)]
    customs = tag_reads.fields(crm.db)
    field = registry.find(name, "contact", {kept.name: kept for kept in customs}) if colon else None
    if field is not None:
        return [(f"{name}:{choice}", "") for choice in field.choices if choice.startswith(value)]
    own = [(f"{field.name}:", field.summary) for field in registry.fields_of("contact") if field.name.startswith(typed)]
    keys = ((registry.field_key(kept.name), kept.type) for kept in customs)
    return own + [(f"{key}:", type_) for key, type_ in keys if key.startswith(registry.field_key(typed))]


def changes(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Whom `set` changes, and the fields that it writes, ready for their value."""
    from crmcli.services.people.assignments import LISTS, PLACES, TEXTS  # noqa: PLC0415 - door: 2 ms, only for `set`

    begun = fold(typed)
    written = [(f"{name}=", "") for name in (*TEXTS, *LISTS, *PLACES) if begun and name.startswith(begun)]
    return [*written, *(custom_fields(crm, typed) if begun else ()), *people(crm, typed)]


def tasks(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Numbers of open tasks with their titles."""
    return [(str(number), title) for number, title in task_reads.titles(crm.db, typed, fold(typed), MOST)]


def stages(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """The words of stages with what they are called."""
    words_of = pipelines.stage_words(crm.db)
    return [(slug, name) for slug, name in dict.fromkeys(words_of) if slug.startswith(fold(typed))]


def deals(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """Numbers of open deals with their titles."""
    return [(str(number), title) for number, title in deal_reads.titles(crm.db, typed, fold(typed), MOST)]


ANSWERS: dict[str, Answer] = {
    "people": people,
    "organisations": organisations,
    "tags": tags,
    "custom_fields": custom_fields,
    "query": query,
    "changes": changes,
    "tasks": tasks,
    "stages": stages,
    "deals": deals,
}
"""What may be asked for, by name."""
