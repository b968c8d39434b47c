"""Lists of contacts: the search language becomes ids, the ids become records."""

from typing import NamedTuple

from crmcli.core.records.contact import Contact
from crmcli.services.workspace import Workspace
from crmcli.store import sorting
from crmcli.store.picked import Where
from crmcli.store.reads import contacts as reads


class Page(NamedTuple):
    """Some of the records that a query picks, and how many it picks."""

    records: list[Contact]
    total: int


def contacts(
    crm: Workspace, text: str, *, sort: str = "", limit: int | None = None, offset: int = 0, total: bool = False
) -> Page:
    """Contacts by query, by name unless sorted otherwise; counting all of them takes `total`."""
    order = sorting.order("contact", sort)
    if text.strip():
        picked = condition(crm, "contact", text)
        ids = reads.ids_where(crm.db, picked, order, limit, offset)
    else:
        ids = reads.ids_of_all(crm.db, order, limit, offset)
    found = len(ids) + offset
    if total and limit is not None and len(ids) == limit:
        found = count(crm, text)
    return Page(reads.by_ids(crm.db, ids), found)


def count(crm: Workspace, text: str) -> int:
    """How many contacts a query picks."""
    if not text.strip():
        return reads.count_all(crm.db)
    picked = condition(crm, "contact", text)
    return reads.count_where(crm.db, picked.sql, picked.parameters)


def condition(crm: Workspace, noun: str, text: str) -> Where:
    """A query as SQL. QueryError points at the word that is off."""
    from crmcli.services.people import queries  # noqa: PLC0415 - door: the search language, 4 ms, only where there is a query

    return queries.condition(crm, noun, text)
