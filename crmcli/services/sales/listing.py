"""Lists of deals, sales and invoices: the search language becomes ids."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import Where, alive, all_of, is_open
from crmcli.store.reads import lists

if TYPE_CHECKING:
    from crmcli.core.search.query import Node

OPEN = "status:open"
CLOSED = ("status", "closed", "reason", "all", "trashed")
"""The deals that lists show unasked, and the fields by which a query asks for others."""


_STAGE = ("deal", "stage")


class Picked(NamedTuple):
    """The numbers of some of the records that a query picks, and how many it picks."""

    ids: Sequence[int]
    total: int


def picked(
    crm: Workspace,
    noun: str,
    text: str,
    *,
    sort: str = "",
    limit: int | None = None,
    total: bool = False,
    within: str = "",
    unless: Sequence[str] = (),
) -> Picked:
    """Records of a noun (deal, sale or invoice) by query.

    `within` is a query that goes with it unless it names one of the fields `unless` (as `is:open`, unless it names
    `status`); counting all that it picks takes `total`.
    """
    where = condition(crm, noun, text, within=within, unless=unless)
    ids = lists.ids_where(crm.db, noun, where, sorting.order(noun, sort), limit)
    found = len(ids)
    if total and limit is not None and found == limit:
        found = lists.count_where(crm.db, noun, where)
    return Picked(ids, found)


def count(crm: Workspace, noun: str, text: str, *, within: str = "", unless: Sequence[str] = ()) -> int:
    """How many records of a noun a query picks."""
    return lists.count_where(crm.db, noun, condition(crm, noun, text, within=within, unless=unless))


def condition(crm: Workspace, noun: str, text: str, *, within: str = "", unless: Sequence[str] = ()) -> Where:
    """A query on a noun as SQL. QueryError points at the word that is off."""
    guard = _WITHIN[noun].get(within)
    if not text.strip() and guard is not None:
        return guard
    from crmcli.services.people import queries  # noqa: PLC0415 - door: the search language, 4 ms, only for a query

    asked = queries.tree(crm, noun, text) if within and text.strip() else None
    if not within or (asked and queries.names(asked, noun, unless)):
        return queries.condition(crm, noun, text)
    if asked and within == OPEN and _names_won(crm, asked):
        return queries.condition(crm, noun, f"(status:open or status:won) ({text})")
    if guard is None:
        return queries.condition(crm, noun, f"{within} ({text})" if text.strip() else within)
    return all_of(guard, queries.condition(crm, noun, text))


def _names_won(crm: Workspace, node: "Node") -> bool:
    """Whether a checked query asks for a stage in which deals are won, where no open ones are."""
    from crmcli.services.people import queries  # noqa: PLC0415 - door: as in `condition`
    from crmcli.store.reads.sales import pipelines  # noqa: PLC0415 - door: deals, 2 ms, only where a query is asked

    stages = {match.low for match in queries.asked_for(node) if (match.field.noun, match.field.name) == _STAGE}
    return bool(stages) and not stages.isdisjoint(pipelines.won_words(crm.db))


def people(crm: Workspace, text: str) -> Where | None:
    """The contacts that a query picks, for lists of what has no fields of its own; None for no query."""
    if not text.strip():
        return None
    from crmcli.services.people import queries  # noqa: PLC0415 - door: as above

    return queries.condition(crm, "contact", text)


_WITHIN = {
    "deal": {"": alive("deal"), OPEN: is_open("deal")},
    "sale": {"": alive("sale")},
    "invoice": {"": alive("invoice")},
}
"""What lists show unasked, told without opening the search language, and so that indexes of a part fit."""
