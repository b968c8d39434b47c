"""What the shell may offer: names, tags, fields and numbers that begin like what is typed, accents and case apart."""

import re
from collections.abc import Callable, Mapping

from crmcli.core.search import fields as registry
from crmcli.core.search import query_scores
from crmcli.core.search.field import Field
from crmcli.core.values.text import fold, words
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts, in_use
from crmcli.store.reads import tags as tag_reads
from crmcli.store.reads import tasks as task_reads
from crmcli.store.reads.sales import deals as deal_reads
from crmcli.store.reads.sales import pipelines
from crmcli.view.words import language

MOST = 50
_STRETCHES = ("this-week", "this-month", "this-year", "any", "none")
_DAYS: Mapping[str, tuple[str, ...]] = {
    "past": ("today", "yesterday", "last-week", "last-month", *_STRETCHES),
    "future": ("today", "tomorrow", "next-week", "next-month", *_STRETCHES),
    "day": ("today", *_STRETCHES),
    "late": _STRETCHES,
    "anniversary": ("today", "this-week", "this-month", "next-month", "any", "none"),
}
"""Words for days, by the type of field that understands them."""
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


def query(crm: Workspace, typed: str, noun: str = "contact") -> list[tuple[str, str]]:
    """What a word of the search language could become: a field with what it is for, or a field with a value.

    Values are a field's own words, tags, and what stands in the book; of days, words for stretches of them.
    """
    begun = re.fullmatch(r"([^:=!<>]+)(:|!?=|[<>]=?)(.*)", typed)
    customs = tag_reads.fields_by_name(crm.db)
    if begun is None:
        wanted = registry.field_key(typed)
        found = [(registry.field_key(field.name), field.summary) for field in registry.fields_of(noun, customs)]
        return [(f"{key}:", summary) for key, summary in found if key.startswith(wanted)]
    name, sign, value = begun.groups()
    field = registry.find(name, noun, customs)
    if field is None:
        return []
    kept, _comma, last = value.rpartition(",")
    before = f"{name}{sign}{kept}," if kept else f"{name}{sign}"
    return [(before + _quoted(word), "") for word in _values(crm, field, last.lstrip('"'))]


def typed_query(crm: Workspace, typed: str) -> list[tuple[str, str]]:
    """As `query`, without what a shell would take apart."""
    return [one for one in query(crm, typed) if not set(one[0]) & set(" \"'")]


def _quoted(word: str) -> str:
    """A value that stands for itself in a query."""
    if re.fullmatch(r"[\w./+@-]+", word):
        return word
    return '"' + word.replace('"', " ") + '"'


def _values(crm: Workspace, field: Field, begun: str) -> list[str]:
    folded = fold(begun)
    if field.type in _DAYS:
        return [word for word in _DAYS[field.type] if word.startswith(folded)]
    if field.type == "rfm":
        return query_scores.begun(field, begun, language())
    if field.choices:
        return [word for word in field.choices if fold(word).startswith(folded)]
    if field.custom:
        return in_use.of_custom(crm.db, field.custom, folded, MOST)
    if field.name == "tag":
        return [name for name, _ in tags(crm, begun)]
    if field.name in ("org", "with") and folded:
        found = organisations(crm, begun) if field.name == "org" else people(crm, begun)
        return [name for name, _ in found if not name.startswith("id:")]
    return in_use.words(crm.db, field.noun, field.name, folded, MOST)


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
    "query": typed_query,
    "changes": changes,
    "tasks": tasks,
    "stages": stages,
    "deals": deals,
}
"""What may be asked for, by name."""
