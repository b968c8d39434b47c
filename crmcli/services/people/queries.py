"""The search language on this book: a query becomes a condition of the store."""

from crmcli.core import conditions
from crmcli.core.query import Node
from crmcli.core.query_dates import Reading
from crmcli.services.workspace import Workspace
from crmcli.store import where
from crmcli.store.picked import Where
from crmcli.store.reads import tags


def condition(crm: Workspace, noun: str, text: str) -> Where:
    """A query as SQL. QueryError points at the word that is off."""
    return where.condition(tree(crm, noun, text), noun, midnight=crm.midnight)


def tree(crm: Workspace, noun: str, text: str) -> Node:
    """A query with every field and value checked."""
    settings = crm.settings
    reading = Reading(now=crm.now, order=settings.date_order, currency=settings.currency, country=settings.country)
    return conditions.read(text, noun, tags.fields_by_name(crm.db), reading)
