"""Sales afterwards: finding the one that is meant, giving money back, calling off, throwing away; lists of them."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused, Usage
from crmcli.core.records.sales import Refund, Sale
from crmcli.core.rules.sales import sales as rules
from crmcli.services.people import people
from crmcli.services.sales import listing, typed
from crmcli.services.sales.sales import get
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


def refund(
    crm: Workspace, reference: str, amount: str, *, all_left: bool = False, date: str = "", reason: str = ""
) -> Sale:
    """Give back a part of a sale's net, or all that is left of it."""
    if bool(amount) == all_left:
        raise Usage("Say how much is given back.", hint="As in crm sale refund 12 50, or crm sale refund 12 --all.")
    with crm.writing("sale refund") as unit:
        sale = pick(crm, reference)
        minor = sale.net_minor - sale.refunded_minor if all_left else typed.amount(amount, sale.currency).minor
        unit.save(rules.refunded(sale, Refund(typed.past_day(crm, date), minor, reason)))
        return get(crm, sale.id)


def cancel(crm: Workspace, reference: str, *, date: str = "", reason: str = "") -> Sale:
    """Call a sale off, as of a day."""
    with crm.writing("sale cancel") as unit:
        sale = pick(crm, reference)
        unit.save(rules.cancelled(sale, typed.past_day(crm, date), reason))
        return get(crm, sale.id)


def trash(crm: Workspace, targets: Iterable[str]) -> list[Sale]:
    """Move sales to the trash; those that were not in it."""
    with crm.writing("sale delete") as unit:
        picked = {sale.id: sale for sale in (pick(crm, text) for text in targets)}
        gone = [sale for sale in picked.values() if not sale.trashed_at]
        if not gone:
            raise Refused("That is in the trash already.", hint="`crm trash list` shows what is there.")
        for sale in gone:
            unit.save(sale._replace(trashed_at=unit.now))
        return gone


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
        parts.append("s.contact_id = :_contact")
        values["_contact"] = people.pick(crm, wanted.contact)
    if wanted.since:
        parts.append("s.date >= :_since")
        values["_since"] = typed.day(crm, wanted.since, forward=False)
    if wanted.until:
        parts.append("s.date <= :_until")
        values["_until"] = typed.day(crm, wanted.until, forward=False)
    if wanted.product:
        from crmcli.services.sales import products  # noqa: PLC0415 - door: 1 ms, only where a product is named

        parts.append("s.id IN (SELECT sale_id FROM sale_line WHERE product_id = :_product)")
        values["_product"] = products.pick(crm, wanted.product).id
    return Where(" AND ".join(parts), values)
