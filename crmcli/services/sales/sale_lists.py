"""Sales: finding the one that is meant, and lists of them."""

from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound
from crmcli.core.records.sales import Sale
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import Where, all_of, dated, having, with_product
from crmcli.store.reads import lists
from crmcli.store.reads.sales import sales as reads


class Page(NamedTuple):
    """Some of the sales that are meant, and how many there are."""

    records: list[Sale]
    total: int


class Filter(NamedTuple):
    """Which sales are meant, as typed; what is empty does not matter."""

    contact: str = ""
    since: str = ""
    until: str = ""
    product: str = ""


def get(crm: Workspace, sale_id: int) -> Sale:
    """A sale, whole, the trash included."""
    found = reads.one(crm.db, sale_id)
    if found is None:
        raise NotFound("There is no sale {id}.", id=sale_id, hint="`crm sale list` shows the newest.")
    return found


def pick(crm: Workspace, text: str) -> Sale:
    """The sale that is meant: by id, its own number or external one, or the beginning of its uid."""
    reference = references.read(text)
    found = [reference.id] if reference.id and reads.one(crm.db, reference.id) else []
    found = found or reads.by_number(crm.db, text.strip()) or reads.by_external_id(crm.db, text.strip())
    if not found and reference.uid:
        found = reads.by_uid(crm.db, reference.uid)
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.",
            text=text,
            count=len(found),
            candidates=tuple(f"{sale.id:>6}  {sale.date}  {sale.contact}" for sale in reads.by_ids(crm.db, found)),
            hint="Take the number, as {id}.",
            id=found[0],
        )
    if not found:
        raise NotFound("There is no sale {text}.", text=text, hint="`crm sale list` shows the newest.", noun="sale")
    return get(crm, found[0])


def page(
    crm: Workspace, text: str, wanted: Filter, *, sort: str = "", limit: int | None = None, total: bool = False
) -> Page:
    """Sales by query and plain options, the newest first unless sorted otherwise; counting them all takes `total`."""
    where = _condition(crm, text, wanted)
    ids = lists.ids_where(crm.db, "sale", where, sorting.order("sale", sort), limit)
    count = len(ids)
    if total and limit is not None and count == limit:
        count = lists.count_where(crm.db, "sale", where)
    return Page(reads.by_ids(crm.db, ids), count)


def count(crm: Workspace, text: str, wanted: Filter) -> int:
    """How many sales a query and plain options pick."""
    return lists.count_where(crm.db, "sale", _condition(crm, text, wanted))


def _condition(crm: Workspace, text: str, wanted: Filter) -> Where:
    contact, first, last, sold = None, "", "", None
    if wanted.contact:
        from crmcli.services.people import people  # noqa: PLC0415 - door: 2 ms, only where a contact is named

        contact = people.pick(crm, wanted.contact)
    if wanted.since or wanted.until:
        from crmcli.services.sales import typed  # noqa: PLC0415 - door: 1 ms, only where a day is typed

        first, last = (typed.day(crm, day, forward=False) if day else "" for day in (wanted.since, wanted.until))
    if wanted.product:
        from crmcli.services.sales import products  # noqa: PLC0415 - door: 1 ms, only where a product is named

        sold = with_product(products.pick(crm, wanted.product).id)
    asked = listing.condition(crm, "sale", text)
    return all_of(asked, having("sale", "contact_id", contact), dated("sale", first, last), sold)
