"""What was sold: writing it down, with lines or a total, out of a quote or a deal."""

from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.contact import Contact
from crmcli.core.records.sales import Line, Sale
from crmcli.core.rules.sales import lines as amounts
from crmcli.core.rules.sales import sales as rules
from crmcli.core.values import money
from crmcli.core.values.decimals import per_cent
from crmcli.services.people import people
from crmcli.services.sales import typed
from crmcli.services.sales.sale_lists import get
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import sales as reads

if TYPE_CHECKING:
    from crmcli.core.records.deals import Deal
    from crmcli.core.records.money import Promotion
    from crmcli.core.records.offers import Quote
    from crmcli.core.records.owed import Exposure
    from crmcli.store.unit import Unit


class Draft(NamedTuple):
    """A sale as it is typed; what is empty is not said."""

    contact: str = ""
    lines: tuple[str, ...] = ()
    """In the grammar of `core.rules.sales.line_grammar`."""
    total: str = ""
    """What it brought without tax, instead of lines."""
    discount: str = ""
    """On the whole, in per cent."""
    tax: str = ""
    """In per cent: of the total, or of lines that say nothing else."""
    cost: str = ""
    deal: str = ""
    quote: str = ""
    date: str = ""
    seller: str = ""
    channel: str = ""
    source: str = ""
    campaign: str = ""
    reason: str = ""
    promo: str = ""
    number: str = ""
    external_id: str = ""
    currency: str = ""
    rate: str = ""
    terms: str = ""
    note: str = ""


class Added(NamedTuple):
    """A new sale, and what else is to be told of it."""

    sale: Sale
    became_customer: bool
    """Whether the contact is a customer from now on."""
    passed: "Exposure | None"
    """Where it passes the customer's credit limit."""
    deal_open: bool = False
    """Whether its deal is still open."""


class Amounts(NamedTuple):
    """What a sale comes to."""

    lines: tuple[Line, ...]
    net_minor: int
    tax_minor: int
    cost_minor: int | None
    currency: str
    promotion_id: int | None = None


def add(crm: Workspace, draft: Draft) -> Added:
    """Write a sale down: for a contact, or for that of its quote or deal; what its amounts are is said once."""
    if bool(draft.lines) + bool(draft.total) + bool(draft.quote) > 1:
        raise Usage("Lines, a total and a quote say the same thing.", hint="Give --line, or --total, or --quote.")
    with crm.writing("sale add") as unit:
        quote = _quote(crm, unit, draft.quote) if draft.quote else None
        deal = deal_of(crm, draft.deal or (f"id:{quote.deal_id}" if quote and quote.deal_id else ""))
        return _store(crm, unit, draft, deal, quote)


def from_deal(crm: Workspace, unit: "Unit", deal: "Deal", draft: Draft = Draft()) -> Added:  # noqa: B008 - it is frozen
    """The sale of a deal that is being won, written in the caller's unit of work (`deal win --sale`).

    Its amounts are those of `draft` (lines or total) where it says some, else those of the quote that was accepted for
    the deal, else the deal's own; contact, source, campaign and reason are the deal's unless the draft says others, and
    its day is the draft's, else the deal's `closed_on`. Refused where the deal has a standing sale or no amount, or
    where nobody is known who bought.
    """
    if standing := reads.of_deal(unit.db, deal.id):
        raise Refused(
            "Deal {id} has sale {sale} already.",
            id=deal.id,
            sale=standing[0],
            hint="Win it without --sale, or cancel that one first: crm sale cancel {sale}.",
        )
    from crmcli.store.reads.sales import quotes as quote_reads  # noqa: PLC0415 - door: as in `by_lines`

    quote = None
    if not draft.lines and not draft.total:
        accepted = quote_reads.by_ids(unit.db, quote_reads.accepted(unit.db, "", deal.id))
        quote = next((one for one in accepted if quote_reads.sale_of(unit.db, one.number) is None), None)
    return _store(crm, unit, draft._replace(date=draft.date or deal.closed_on), deal, quote)


def _store(crm: Workspace, unit: "Unit", draft: Draft, deal: "Deal | None", quote: "Quote | None") -> Added:
    buyer = _buyer(crm, draft.contact, deal, quote)
    date = typed.past_day(crm, draft.date)
    found = _amounts(crm, draft, buyer, deal, quote, date)
    sale = rules.settled(
        Sale(
            number=draft.number,
            contact_id=buyer.id,
            deal_id=deal.id if deal else None,
            quote_id=quote.id if quote else None,
            date=date,
            net_minor=found.net_minor,
            tax_minor=found.tax_minor,
            cost_minor=found.cost_minor,
            currency=found.currency,
            rate=typed.rate(crm, draft.rate, found.currency),
            channel=draft.channel,
            seller=draft.seller or (deal.owner if deal else "") or crm.settings.actor,
            source=draft.source or (deal.source if deal else "") or buyer.source,
            campaign=draft.campaign or (deal.campaign if deal else ""),
            reason=draft.reason or (deal.reason if deal and deal.status == "won" else ""),
            terms=typed.terms(draft.terms) or (quote.terms if quote else ""),
            promotion_id=found.promotion_id,
            note=draft.note,
            external_id=draft.external_id,
            lines=found.lines,
        )
    )
    refuse_taken(unit, sale)
    number = unit.save(sale)
    became = becomes_customer(unit, buyer)
    return Added(
        get(crm, number), became, _passed(crm, unit, sale.contact_id), deal is not None and deal.status == "open"
    )


def becomes_customer(unit: "Unit", buyer: Contact) -> bool:
    """Make a customer of who bought for the first time; whether that was news."""
    if buyer.lifecycle not in rules.BEFORE_CUSTOMER:
        return False
    unit.save(buyer._replace(lifecycle="customer"))
    unit.settle()
    return True


def _passed(crm: Workspace, unit: "Unit", contact_id: int) -> "Exposure | None":
    if not reads.has_limit(unit.db, contact_id):
        return None
    from crmcli.services.sales import credit  # noqa: PLC0415 - door: 1 ms, only for those who have a credit limit

    return credit.passed(crm, contact_id)


def _buyer(crm: Workspace, contact: str, deal: "Deal | None", quote: "Quote | None") -> Contact:
    known = (quote.contact_id if quote else None) or (deal and (deal.contact_id or deal.organisation_id)) or None
    if not contact and not known:
        raise Usage(
            "Who bought is missing.",
            hint="As in crm sale add ana@telares.example --total 1250, or --deal 7 of a deal with a contact.",
        )
    number = people.pick(crm, contact, sure=True) if contact else known or 0
    if quote and quote.contact_id and number != quote.contact_id:
        raise Refused(
            "Quote {number} is for {name}.", number=quote.number, name=quote.contact, hint="Leave the contact away."
        )
    if contact and deal and known and not people.are_together(crm, number, known):
        raise Refused(
            "Deal {id} is with {name}.", id=deal.id, name=people.get(crm, known).name,
            hint="Leave the contact away, or name another deal.",
        )  # fmt: skip
    buyer = people.get(crm, number)
    if buyer.trashed_at:
        raise Refused(
            "{name} is in the trash.", name=buyer.name, id=buyer.id, hint="`crm contact restore {id}` brings them back."
        )
    return buyer


def _amounts(
    crm: Workspace, draft: Draft, buyer: Contact, deal: "Deal | None", quote: "Quote | None", date: str
) -> Amounts:
    if quote is not None:
        return _of_quote(crm, draft, quote)
    if draft.lines:
        return by_lines(crm, draft, buyer, date)
    return by_total(crm, draft, deal, date, buyer.id)


def _of_quote(crm: Workspace, draft: Draft, quote: "Quote") -> Amounts:
    from crmcli.services.sales import lines, promotions  # noqa: PLC0415 - door: 2 ms, as in `by_lines`

    if draft.discount or draft.promo or draft.tax or draft.cost:
        raise Usage("A quote says its discount, promotion and tax itself.", hint="Give --line to reckon anew.")
    promotion = promotions.of_id(crm, quote.promotion_id)
    whole = lines.with_reductions(quote.lines, quote.discount, promotion)
    return _summed(whole, typed.currency_or_base(crm, quote.currency), quote.promotion_id)


def by_lines(crm: Workspace, draft: Draft, buyer: Contact, date: str) -> Amounts:
    """The amounts of a draft's lines, with the customer's own tax where nothing else is said."""
    from crmcli.services.sales import lines  # noqa: PLC0415 - door: lines and products, 2 ms, which a total does without
    from crmcli.store.reads.sales import quotes as quote_reads  # noqa: PLC0415 - door: 1 ms, as above

    billing = quote_reads.billing_of(crm.db, buyer.id)
    tax = per_cent(draft.tax) if draft.tax else billing.tax if billing else None
    read = lines.read(crm, draft.lines, currency=draft.currency, tax=tax)
    promotion = _promotion(crm, draft.promo, date, read.currency)
    whole = lines.with_reductions(read.lines, per_cent(draft.discount) if draft.discount else 0, promotion)
    found = _summed(whole, read.currency, promotion and promotion.id)
    return found._replace(cost_minor=_cost(draft, read.currency)) if draft.cost else found


def by_total(crm: Workspace, draft: Draft, deal: "Deal | None", date: str, buyer: int) -> Amounts:
    """The amounts of a draft's total, or of its deal's; tax is the buyer's own or the usual unless it says another."""
    if draft.discount:
        raise Usage("A total has its discount in it already.", hint="--discount goes with --line.")
    if draft.total:
        parsed = money.parse(draft.total, typed.currency_or_base(crm, draft.currency))
        if draft.currency and parsed.currency != money.known_currency(draft.currency):
            typed.amount(draft.total, money.known_currency(draft.currency))
    elif deal is not None and deal.currency:
        parsed = money.Money(deal.amount_minor, deal.currency)
    else:
        raise Usage(
            "What it brought is missing.",
            hint='As in --total 1250, or --line "Logo design x2 @ 450".',
        )
    promotion = _promotion(crm, draft.promo, date, parsed.currency)
    net = parsed.minor - sum(one.amount_minor for one in _off(parsed.minor, promotion))
    tax = amounts.half_up(net * _rate(crm, draft.tax, buyer), 10_000)
    return Amounts((), net, tax, _cost(draft, parsed.currency), parsed.currency, promotion and promotion.id)


def _rate(crm: Workspace, said: str, buyer: int) -> int:
    """The rate of tax in basis points: what was typed, else the buyer's own, else that of the settings."""
    rate = per_cent(said) if said else reads.tax_of(crm.db, buyer)
    return typed.default_tax(crm) if rate is None else rate


def _off(minor: int, promotion: "Promotion | None") -> tuple[amounts.Reduction, ...]:
    return amounts.reductions((Line(None, "", 1000, minor),), 0, promotion)


def _summed(lines: tuple[Line, ...], currency: str, promotion_id: int | None) -> Amounts:
    sums = amounts.sums(lines)
    return Amounts(lines, sums.net_minor, sums.tax_minor, sums.cost_minor, currency, promotion_id)


def _cost(draft: Draft, currency: str) -> int | None:
    return typed.amount(draft.cost, currency).minor if draft.cost else None


def _promotion(crm: Workspace, code: str, date: str, currency: str) -> "Promotion | None":
    if not code:
        return None
    from crmcli.services.sales import promotions  # noqa: PLC0415 - door: 1 ms, only where there is a code

    return promotions.valid(crm, code, date, currency)


def refuse_taken(unit: "Unit", sale: Sale) -> None:
    """Refuse a number or an external id that another sale has."""
    taken = reads.by_number(unit.db, sale.number) if sale.number else []
    taken += reads.by_external_id(unit.db, sale.external_id) if sale.external_id else []
    if taken := [number for number in taken if number != sale.id]:
        raise Refused(
            "Sale {id} has the number {number} already.",
            id=taken[0],
            number=sale.number or sale.external_id,
            hint="`crm sale show {id}` shows it. Take another number.",
        )


def _quote(crm: Workspace, unit: "Unit", reference: str) -> "Quote":
    from crmcli.services.sales import quotes  # noqa: PLC0415 - door: 1 ms, only where there is a quote
    from crmcli.store.reads.sales import quotes as quote_reads  # noqa: PLC0415 - door: as above

    quote = quotes.pick(crm, reference, status="accepted")
    if quote.status != "accepted":
        raise Refused(
            "Quote {number} was not accepted: it is {status}.",
            number=quote.number,
            status=quotes.standing(crm, quote),
            hint="`crm quote accept {number}` first.",
        )
    if sale := quote_reads.sale_of(unit.db, quote.number):
        raise Refused(
            "Quote {number} became sale {sale} already.",
            number=quote.number,
            sale=sale,
            hint="`crm sale show {sale}` shows it.",
        )
    return quote


def deal_of(crm: Workspace, reference: str) -> "Deal | None":
    """The deal that a sale belongs to, as it was typed; none for no text."""
    if not reference:
        return None
    from crmcli.services.sales import deal_links  # noqa: PLC0415 - door: 0.5 ms, only where there is a deal

    deal = deal_links.pick(crm, reference)
    if deal.status in ("lost", "abandoned"):
        raise Refused(
            "Deal {id} was {status}.", id=deal.id, status=deal.status, hint="`crm deal reopen {id}` opens it again."
        )
    return deal
