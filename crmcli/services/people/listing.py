"""Lists of contacts: the search language becomes ids, the ids become records."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import Where
from crmcli.store.reads import contacts as reads
from crmcli.store.reads import lists

if TYPE_CHECKING:
    from array import array


class Page(NamedTuple):
    """Some of the records that a query picks, and how many it picks."""

    records: list[Contact]
    total: int


def contacts(
    crm: Workspace, text: str, *, sort: str = "", limit: int | None = None, offset: int = 0, total: bool = False
) -> Page:
    """Contacts by query, by name unless sorted otherwise; counting all of them takes `total`."""
    first, _comma, rest = sort.replace(" ", "").partition(",")
    if first.removeprefix("-") in sorting.OF_FIGURES:
        from crmcli.services.figures import beside  # noqa: PLC0415 - door: figures, 5 ms, only where a list is sorted by one

        numbers = beside.sorted_by(crm, first, ids(crm, text, sort=rest))
        some = numbers[offset:] if limit is None else numbers[offset : offset + limit]
        return Page(reads.by_ids(crm.db, some), len(numbers))
    order = sorting.order("contact", sort)
    if text.strip():
        picked = condition(crm, "contact", text)
        some = reads.ids_where(crm.db, picked, order, limit, offset)
    else:
        some = reads.ids_of_all(crm.db, order, limit, offset)
    found = len(some) + offset
    if total and limit is not None and len(some) == limit:
        found = count(crm, text)
    return Page(reads.by_ids(crm.db, some), found)


def ids(crm: Workspace, text: str, *, sort: str = "") -> "array[int]":
    """The numbers of all contacts that a query picks, in order: what a long list pages by, eight bytes each."""
    from array import array  # noqa: PLC0415 - door: 0.2 ms, only for the app

    order = sorting.order("contact", sort)
    if not text.strip():
        return array("q", reads.ids_of_all(crm.db, order, None))
    return array("q", reads.ids_where(crm.db, condition(crm, "contact", text), order, None))


def of_ids(crm: Workspace, numbers: Sequence[int]) -> list[Contact]:
    """These contacts, in this order; those that are gone meanwhile are left out."""
    return reads.by_ids(crm.db, numbers)


def place(crm: Workspace, numbers: Sequence[int], letters: str) -> int:
    """Where in a list by name the first one stands whose name does not come before these letters."""
    return bisect_left(numbers, fold(letters), key=lambda number: reads.sort_name(crm.db, number))


def count(crm: Workspace, text: str) -> int:
    """How many contacts a query picks."""
    if not text.strip():
        return reads.count_all(crm.db)
    return lists.count_where(crm.db, "contact", condition(crm, "contact", text))


def condition(crm: Workspace, noun: str, text: str) -> Where:
    """A query as SQL. QueryError points at the word that is off."""
    from crmcli.services.people import queries  # noqa: PLC0415 - door: the search language, 4 ms, only where there is a query

    return queries.condition(crm, noun, text)
