"""What winning customers costs, and whether they bring more than that."""

from datetime import date, timedelta

from crmcli.analytics import acquisition, clv
from crmcli.core.records.report import Report, Said, said
from crmcli.core.records.worth import AcquisitionRow, UnitEconomics
from crmcli.core.values.money import Money
from crmcli.services.figures import ledger, serving, value
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.reports.spans import Span
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases
from crmcli.store.reads.insight import service as reads

BY = ("channel", "source", "campaign")
_NAMES = {"channel": said("channel"), "source": said("source"), "campaign": said("campaign")}
_UNSETTLED = said(
    "The margin is unknown: `crm config set margin 40` settles it, or give products and sales their cost."
)


@of_one_moment
def cac(crm: Workspace, as_of: str, start: str, end: str, by: str, lag: int = 0) -> Report:
    """What each new customer of the period cost, by channel, source or campaign; costs are taken `lag` days earlier."""
    span = period(crm, as_of, start, end)
    first, last = span.first, _last(span)
    ledger.check(crm, last)
    serving.check(crm, last)
    base = ledger.base(crm)
    since, until = _earlier(first, lag), last - timedelta(days=lag)
    costs: dict[str, int] = {}
    for one in reads.spent(crm.db, base, "acquisition", since, until.isoformat()):
        name = getattr(one, by)
        costs[name] = costs.get(name, 0) + one.minor
    sales = purchases.beginnings(crm.db, base, last.isoformat(), first)
    origins = reads.origins(crm.db, [row[0] for row in sales]) if by == "source" else {}
    new: dict[str, int] = {}
    for number, channel, source, campaign in sales:
        name = {"channel": channel, "source": source or origins.get(number, ""), "campaign": campaign}[by]
        new[name] = new.get(name, 0) + 1
    times = _times_of_winning(crm, serving.span(crm, until, since, last), by)
    for name, time in times.items():
        costs[name] = costs.get(name, 0) + time
    worth = _worth_of_one(crm, span.as_of)
    rows = tuple(
        _row(name, costs.get(name, 0), times.get(name, 0), new.get(name, 0), worth, base)
        for name in sorted({*costs, *new}, key=lambda name: (name == "", name))
        if costs.get(name) or new.get(name)
    )
    whole, customers = sum(costs.values()), len(sales)
    blended = acquisition.cost_of_one(whole, customers)
    return Report(
        said("Cost of new customers"),
        said("Acquisition costs, and time, travel and material of talks before the first order, over the customers "
             "whose first order lies in the period. Costs and customers without a {by} stand apart.", by=_NAMES[by]),
        span.as_of.isoformat(),
        rows,
        n=customers,
        start=first,
        end=last.isoformat(),
        totals=(_blended(whole, customers, blended, base),),
        warnings=_doubts(crm, span.as_of, blended, worth, customers),
    )  # fmt: skip


@of_one_moment
def unit_economics(crm: Workspace, as_of: str, start: str, end: str) -> Report:
    """One customer's lifetime value against their acquisition cost, and the months in which it comes back.

    Cost and new customers are those of the period; what a customer brings is told as of the day, for sales after the
    period say more of it.
    """
    span = period(crm, as_of, start, end)
    first, last = span.first, _last(span)
    serving.check(crm, last)
    base = ledger.base(crm)
    found = value.historic(crm, span.as_of)
    cost = sum(one.minor for one in reads.spent(crm.db, base, "acquisition", first, last.isoformat()))
    cost += sum(_times_of_winning(crm, serving.span(crm, last, first), "campaign").values())
    customers = len(purchases.beginnings(crm.db, base, last.isoformat(), first))
    price = acquisition.cost_of_one(cost, customers)
    orders, revenue = sum(found.orders), sum(found.totals)
    average, per_year = revenue / orders, orders / sum(factors.years for factors in found.factors)
    churn, rate = value.yearly_churn(crm, span.as_of), value.margin_rate(crm, span.as_of)
    years, discount = clv.expected_life(churn), value.yearly_discount(crm)
    whole, margin = clv.projected(average, per_year, years, rate or 0)
    economics = acquisition.economics(price, margin, whole, average * per_year / 12 * (rate or 0))
    kept = _cost_of_keeping(crm, first, last)
    bought = purchases.customers(crm.db, base, last.isoformat(), first, wanted="")
    repeats = sum(bought.orders) - customers
    is_known = rate is not None
    row = UnitEconomics(
        cost, customers, price, average, per_year, years, rate, whole, margin if is_known else None,
        _discounted(average * per_year * (rate or 0), churn, discount) if is_known else None,
        economics.ratio if is_known else None, economics.revenue_ratio, economics.payback if is_known else None,
        kept, acquisition.cost_of_one(kept, repeats) if repeats > 0 else None,
        acquisition.verdict(economics) if is_known else "", base,
    )  # fmt: skip
    return Report(
        said("Unit economics"),
        said("LTV is average spend x orders a year x years to expect x margin; it must be greater than CAC, the cost "
             "of winning a customer. Three times as much in less than twelve months is taken for sound. LTV by "
             "retention is another formula: margin a year x r / (1 + discount - r), r being those who stay a year."),
        span.as_of.isoformat(),
        (row,),
        n=len(found.ids),
        start=first,
        end=last.isoformat(),
        warnings=_verdict(row),
    )  # fmt: skip


def period(crm: Workspace, as_of: str, start: str, end: str) -> Span:
    """The days that were typed; the 365 days up to the day where no start was given."""
    found = spans.span(crm, as_of, start, end)
    return found if found.start else found._replace(start=_last(found) - timedelta(days=364))


def _row(name: str, cost: int, time: int, customers: int, worth: float | None, base: str) -> AcquisitionRow:
    price = acquisition.cost_of_one(cost, customers)
    ratio = worth / price if worth is not None and price else None
    return AcquisitionRow(name, cost, time, customers, price, worth, ratio, base)


def _times_of_winning(crm: Workspace, span: reads.Span, by: str) -> dict[str, int]:
    """Cost of talks before the first order: by the channel they went through, or where the contact came from.

    Of no campaign it is known what was said for it, so there it stands apart.
    """
    rate = serving.hourly_rate(crm)
    if by == "channel":
        talks = reads.winning_by_channel(crm.db, span)
        return {channel: round(minutes * rate / 60 + extra) for channel, minutes, extra in talks}
    efforts = list(reads.winning(crm.db, span))
    origins = reads.origins(crm.db, [one.contact_id for one in efforts]) if by == "source" else {}
    found: dict[str, int] = {}
    for one in efforts:
        name = origins.get(one.contact_id, "")
        found[name] = found.get(name, 0) + serving.of_effort(one, rate)
    return found


def _cost_of_keeping(crm: Workspace, first: str, last: date) -> int:
    """What was booked in the period to serve and keep customers, and their talks from the first order on."""
    base, rate = ledger.base(crm), serving.hourly_rate(crm)
    booked = sum(
        one.minor
        for purpose in ("retention", "service")
        for one in reads.spent(crm.db, base, purpose, first, last.isoformat())
    )
    return booked + sum(serving.of_effort(one, rate) for one in reads.serving(crm.db, serving.span(crm, last, first)))


def _worth_of_one(crm: Workspace, day: date) -> float | None:
    """What a customer brings in margin by the projection; None where margin or sales are unknown."""
    rate = value.margin_rate(crm, day)
    if rate is None or not _anybody(crm, day):
        return None
    factors = value.historic(crm, day)
    orders, revenue = sum(factors.orders), sum(factors.totals)
    years = clv.expected_life(value.yearly_churn(crm, day))
    return revenue / orders * (orders / sum(one.years for one in factors.factors)) * years * rate


def _anybody(crm: Workspace, day: date) -> bool:
    return purchases.anybody(crm.db, ledger.base(crm), day.isoformat())


def _discounted(margin: float, churn: float | None, discount: float) -> float | None:
    """The value today of a yearly margin; None where nobody leaves and later money is worth as much."""
    return clv.retained(margin, 1 - churn, discount) if churn is not None and churn + discount > 0 else None


def _blended(cost: int, customers: int, price: float | None, base: str) -> Said:
    if price is None:
        return said("{cost} spent and no new customer, so there is no cost of one.", cost=Money(cost, base))
    if customers == 1:
        return said("{cost} for one new customer.", cost=Money(cost, base))
    return said(
        "{cost} for one new customer." if customers == 1 else "{cost} for {n} new customers: {price} each.",
        cost=Money(cost, base),
        n=customers,
        price=Money(round(price), base),
    )


def _doubts(crm: Workspace, day: date, price: float | None, worth: float | None, customers: int) -> tuple[Said, ...]:
    doubts = []
    if price == 0:
        doubts.append(said("No cost of winning customers is on record: `crm cost add` books them."))
    if 0 < customers < 5:
        doubts.append(said("With so few new customers ({n}) one more or less changes the figure much.", n=customers))
    if price and worth is not None and worth <= price:
        doubts.append(said("Customers bring less than they cost: LTV must be greater than CAC."))
    if not _anybody(crm, day):
        doubts.append(said("Nobody had bought anything by {day}, so it is not known what a customer brings.", day=day))
    elif worth is None:
        doubts.append(_UNSETTLED)
    if not crm.settings.hourly_rate:
        doubts.append(said("Time is not counted: `crm config set hourly_rate 45` says what an hour costs."))
    return tuple(doubts)


def _verdict(row: UnitEconomics) -> tuple[Said, ...]:
    if row.margin_rate is None:
        return (_UNSETTLED,)
    if row.cac is None:
        return (said("No new customer in the period, so there is no cost of one."),)
    if not row.cac:
        return (said("No cost of winning customers is on record: `crm cost add` books them."),)
    told = {
        "losing": said("Customers bring less than they cost: LTV must be greater than CAC."),
        "thin": said("Customers bring more than they cost, but less than three times as much."),
        "slow": said("Customers bring enough, but it takes more than a year until their cost is back."),
    }
    return (told[row.verdict],) if row.verdict in told else ()


def _earlier(day: str, lag: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=lag)).isoformat() if day and lag else day


def _last(span: Span) -> date:
    return min(span.end or span.as_of, span.as_of)
