"""Sales: finding the one that is meant, and lists of them."""

from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound
from crmcli.core.records.sales import Sale
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import Where
from crmcli.store.reads.sales import lists
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
    found = listing.condition(crm, "sale", text)
    parts, values = [f"({found.sql})"], dict(found.parameters)
    if wanted.contact:
        from crmcli.services.people import people  # noqa: PLC0415 - door: 2 ms, only where a contact is named

        parts.append("s.contact_id = :_contact")
        values["_contact"] = people.pick(crm, wanted.contact)
    for name, bound, typed_day in (("_since", ">=", wanted.since), ("_until", "<=", wanted.until)):
        if typed_day:
            from crmcli.services.sales import typed  # noqa: PLC0415 - door: 1 ms, only where a day is typed

            parts.append(f"s.date {bound} :{name}")
            values[name] = typed.day(crm, typed_day, forward=False)
    if wanted.product:
        from crmcli.services.sales import products  # noqa: PLC0415 - door: 1 ms, only where a product is named

        parts.append("s.id IN (SELECT sale_id FROM sale_line WHERE product_id = :_product)")
        values["_product"] = products.pick(crm, wanted.product).id
    return Where(" AND ".join(parts), values)
