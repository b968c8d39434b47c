"""Searching everything at once, best first."""

from collections.abc import Sequence

from crmcli.core import references
from crmcli.core.errors import Invalid, Usage
from crmcli.core.records.found import Found
from crmcli.core.values import addresses
from crmcli.core.values.text import fold, words
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts, search

NOUNS = ("contact", "interaction", "task", "deal")
MOST_WORDS = 12
LIMIT = 50


def find(crm: Workspace, text: str, *, nouns: Sequence[str] = (), limit: int = LIMIT) -> list[Found]:
    """People, organisations, interactions, tasks and deals that have these words, or words that begin so, best first.

    First whose number, e-mail or phone it is or who is called exactly so, then names that begin so, then names that
    have the words, then the rest; of equals the newer first.
    """
    sought = words(text)[:MOST_WORDS]
    if not sought:
        raise Usage("There is nothing to search for in {text}.", text=text, hint="As in: crm find ana telares.")
    wanted = nouns or NOUNS
    for noun in wanted:
        if noun not in NOUNS:
            raise Usage("{noun} is nothing to search in.", noun=noun, hint="As in --in contact,interaction,task,deal.")
    named = _named(crm, text, sought, limit) if "contact" in wanted else []
    room = limit - len(named)
    if room <= 0:
        return search.found_contacts(crm.db, named[:limit])
    rest: list[Found] = []
    if "contact" in wanted:
        others = [number for number in search.contacts(crm.db, sought, limit) if number not in named]
        rest += search.found_contacts(crm.db, others[:room])
    if "interaction" in wanted:
        rest += search.found_interactions(crm.db, search.interactions(crm.db, sought, room))
    if "task" in wanted:
        rest += search.found_tasks(crm.db, search.tasks(crm.db, sought, room))
    if "deal" in wanted:
        rest += search.found_deals(crm.db, search.deals(crm.db, sought, room))
    rest.sort(key=_date, reverse=True)
    return [*search.found_contacts(crm.db, named), *rest[:room]]


def _named(crm: Workspace, text: str, sought: Sequence[str], limit: int) -> list[int]:
    """Who is meant by number, e-mail or phone, then whose name is the text, begins so, or has the words."""
    name = fold(" ".join(text.split()))
    found = dict.fromkeys(_referred(crm, text))
    found.update(dict.fromkeys(search.exactly_named(crm.db, name, limit)))
    if len(found) < limit:
        found.update(dict.fromkeys(search.named_like(crm.db, name, limit)))
    if len(found) < limit:
        found.update(dict.fromkeys(search.with_name_words(crm.db, sought, limit)))
    return list(found)[:limit]


def _date(hit: Found) -> str:
    return hit.date


def _referred(crm: Workspace, text: str) -> list[int]:
    """Whose number, e-mail or phone it is."""
    reference = references.read(text)
    found = contacts.by_id(crm.db, reference.id) if reference.id else []
    try:
        if reference.email:
            found = contacts.by_point(crm.db, "email", addresses.email_normal(reference.email))
        elif reference.phone:
            found = contacts.by_point(crm.db, "phone", addresses.phone_normal(reference.phone, crm.settings.country))
    except Invalid:
        return []
    return [person.id for person in found]
