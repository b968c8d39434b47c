"""Sales corrected: what was written down wrongly is put right, everywhere and for every day."""

from collections.abc import Mapping, Sequence

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.sales import Sale
from crmcli.core.rules.sales import lines as amounts
from crmcli.core.rules.sales import sales as rules
from crmcli.core.values.decimals import per_cent
from crmcli.services.people import people
from crmcli.services.sales import sales, typed
from crmcli.services.sales.sale_lists import get, pick
from crmcli.services.sales.sales import Draft
from crmcli.services.sales.typed import NONE
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import invoices
from crmcli.store.unit import Unit

TEXTS = ("number", "seller", "channel", "source", "campaign", "reason", "external_id", "note")
_PRICED = ("total", "tax", "discount")


def edit(crm: Workspace, reference: str, given: Mapping[str, str], lines: Sequence[str] = ()) -> Sale:
    """Change what is named, as it is typed for a new sale; `none` takes a value away, lines replace all that were.

    Amounts that an invoice claims stay as they are, and so does the currency.
    """
    if not given and not lines:
        raise Usage("There is nothing to change.", hint="As in crm sale edit 12 --channel web --date yesterday.")
    with crm.writing("sale edit") as unit:
        before = pick(crm, reference)
        rules.check_stands(before)
        after = _told(crm, before, given)
        if lines or any(name in given for name in _PRICED):
            after = _priced(crm, unit, after, given, lines)
        after = rules.settled(after)
        sales.refuse_taken(unit, after)
        unit.save(after)
        sales.becomes_customer(unit, people.get(crm, after.contact_id))
        return get(crm, before.id)


def _told(crm: Workspace, sale: Sale, given: Mapping[str, str]) -> Sale:
    """The sale with all that was said but its amounts."""
    after = sale._replace(**{name: _text(given[name]) for name in TEXTS if name in given})  # type: ignore[arg-type]
    if "terms" in given:
        after = after._replace(terms=typed.terms(_text(given["terms"])))
    if "contact" in given:
        after = after._replace(contact_id=_contact(crm, sale, given["contact"]))
    if "deal" in given:
        deal = sales.deal_of(crm, _text(given["deal"]))
        after = after._replace(deal_id=deal.id if deal else None)
    if "rate" in given:
        after = after._replace(rate=typed.rate(crm, _text(given["rate"]), sale.currency))
    if "cost" in given:
        cost = _text(given["cost"])
        after = after._replace(cost_minor=typed.amount(cost, sale.currency).minor if cost else None)
    return rules.redated(after, typed.past_day(crm, given["date"])) if "date" in given else after


def _contact(crm: Workspace, sale: Sale, text: str) -> int:
    buyer = people.get(crm, people.pick(crm, text, sure=True))
    if buyer.trashed_at:
        raise Refused(
            "{name} is in the trash.", name=buyer.name, id=buyer.id, hint="`crm contact restore {id}` brings them back."
        )
    if buyer.id != sale.contact_id and (claims := invoices.of_sale(crm.db, sale.id)):
        raise _claimed(crm, sale, claims)
    return buyer.id


def _priced(crm: Workspace, unit: Unit, sale: Sale, given: Mapping[str, str], lines: Sequence[str]) -> Sale:
    """The sale with its amounts reckoned anew: of lines, of a total, or with another tax alone."""
    if claims := invoices.of_sale(unit.db, sale.id):
        raise _claimed(crm, sale, claims)
    if lines and "total" in given:
        raise Usage("Lines and a total say the same thing.", hint="Give --line or --total.")
    if "discount" in given and not lines:
        raise Usage("A discount goes with lines.", hint="Give all of them again: --line ... --discount 5%.")
    tax = _text(given.get("tax", ""))
    draft = Draft(
        lines=tuple(lines), total=given.get("total", ""), tax=tax, discount=given.get("discount", ""),
        currency=sale.currency,
    )  # fmt: skip
    if lines:
        found = sales.by_lines(crm, draft, people.get(crm, sale.contact_id), sale.date)
        sale = sale if "cost" in given else sale._replace(cost_minor=found.cost_minor)
        return rules.repriced(sale, found.net_minor, found.tax_minor, found.lines)
    if draft.total:
        found = sales.by_total(crm, draft, None, sale.date, sale.contact_id)
        taxed = found.tax_minor
        if "tax" not in given and sale.net_minor:
            taxed = amounts.half_up(found.net_minor * sale.tax_minor, sale.net_minor)
        return rules.repriced(sale, found.net_minor, taxed, ())
    share = per_cent(tax) if tax else 0
    if not sale.lines:
        return rules.repriced(sale, sale.net_minor, amounts.half_up(sale.net_minor * share, 10_000), ())
    whole = tuple(line._replace(tax=share) for line in sale.lines)
    sums = amounts.sums(whole)
    return rules.repriced(sale, sums.net_minor, sums.tax_minor, whole)


def _claimed(crm: Workspace, sale: Sale, claims: Sequence[int]) -> Refused:
    number = next(iter(one.number for one in invoices.by_ids(crm.db, claims)))
    return Refused(
        "Invoice {number} claims what sale {id} says.",
        number=number,
        id=sale.id,
        hint="`crm invoice void {number}` first, or give money back: crm sale refund {id}.",
    )


def _text(value: str) -> str:
    return "" if value in NONE else value
