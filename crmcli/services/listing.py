"""Lists by query: the search language becomes ids, the ids become records."""

from typing import NamedTuple

from crmcli.core import conditions
from crmcli.core.query_dates import Reading
from crmcli.core.records.contact import Contact
from crmcli.services import custom
from crmcli.services.workspace import Workspace
from crmcli.store import sorting, where
from crmcli.store.reads import contacts as contact_reads


class Page(NamedTuple):
    """Some of the records that a query picks, and how many it picks; -1 where nobody asked."""

    records: list[Contact]
    total: int


def condition(crm: Workspace, noun: str, text: str) -> where.Where:
    """A query as SQL. QueryError points at the word that is off."""
    reading = Reading(crm.now, crm.settings.date_order, crm.settings.country, crm.settings.currency)
    return where.condition(conditions.read(text, noun, custom.known(crm), reading), noun, midnight=crm.midnight)


def contacts(crm: Workspace, text: str, *, sort: str = "", limit: int | None = None, offset: int = 0) -> Page:
    """Contacts by query, by name unless sorted otherwise; the total only when there is a limit."""
    picked = condition(crm, "contact", text)
    order = sorting.order("contact", sort)
    ids = contact_reads.ids_where(crm.db, picked.sql, picked.parameters, order, limit, offset)
    total = len(ids)
    if limit is not None and total == limit:
        total = contact_reads.count_where(crm.db, picked.sql, picked.parameters)
    return Page(contact_reads.by_ids(crm.db, ids), total)


def count(crm: Workspace, noun: str, text: str) -> int:
    """How many contacts a query picks."""
    picked = condition(crm, noun, text)
    return contact_reads.count_where(crm.db, picked.sql, picked.parameters)
