"""Customer lifetime value as reports: what was brought, what a formula projects, what the model expects."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.analytics import btyd, clv
from crmcli.core.errors import Refused
from crmcli.core.records.report import Report, Said, said
from crmcli.core.records.worth import Fit, Held, Historic, Predicted, Projected
from crmcli.core.values.money import Money
from crmcli.services.figures import ledger, model, value
from crmcli.services.figures.model import Histories
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads

_MOST_REPEATS, _MONTHS = 7, 12
RECURRENCE = ("life", "trailing")
"""What orders a year are counted of: the whole life, or the last twelve months."""
_HOW = {
    "life": said("Average spend x orders a year x years as a customer, a year at least: the product is what was paid."),
    "trailing": said(
        "Average spend x orders of the last 12 months x years as a customer, a year at least: who ordered nothing in "
        "them is worth nothing."
    ),
}
_UNSETTLED = said(
    "The margin is unknown: `crm config set margin 40` settles it, or give products and sales their cost."
)


class Horizon(NamedTuple):
    """How far ahead, and how much later money is worth."""

    months: int = 12
    discount: float | None = None
    """A year; None is as settled."""


@of_one_moment
def historic(crm: Workspace, as_of: str, limit: int | None = None, *, recurrence: str = "life") -> Report:
    """What each customer has brought, the most first: average spend x orders a year x years.

    With the recurrence `trailing` it is what each would have brought at the pace of the last twelve months.
    """
    day = spans.span(crm, as_of).as_of
    found = value.historic(crm, day, trailing=recurrence == "trailing")
    margins = value.margins(crm, day)
    worth = found.totals if recurrence == "life" else [factors.value for factors in found.factors]
    places = sorted(range(len(found.ids)), key=lambda at: (-worth[at], -found.totals[at], found.ids[at]))[:limit]
    names = ledger.names(crm, [found.ids[at] for at in places])
    rows = tuple(
        Historic(
            found.ids[at], names.get(found.ids[at], ""), found.orders[at], found.factors[at].average,
            found.factors[at].per_year, found.factors[at].years, found.factors[at].value, found.totals[at],
            margins.get(found.ids[at]), ledger.base(crm),
        )
        for at in places
    )  # fmt: skip
    total = Money(round(sum(worth)), ledger.base(crm))
    return Report(
        said("What customers have brought"),
        _HOW[recurrence],
        day.isoformat(),
        rows,
        n=len(found.ids),
        totals=(said("{total} in all, {mean} for each customer.", total=total, mean=_mean(total, len(found.ids))),),
        warnings=() if None not in margins.values() else (_UNSETTLED,),
    )


@of_one_moment
def projected(
    crm: Workspace, as_of: str, churn: float | None, longest: float, limit: int | None = None,
    *, discount: float | None = None,
) -> Report:  # fmt: skip
    """What each customer would bring in the life that is expected of them, the most first."""
    day = spans.span(crm, as_of).as_of
    found = value.historic(crm, day)
    left = value.yearly_churn(crm, day) if churn is None else churn
    years, rate = clv.expected_life(left, longest), value.margin_rate(crm, day)
    months, monthly = round(years * _MONTHS), clv.monthly_rate(value.yearly_discount(crm, discount))
    worth_of_one = clv.discounted(1 / months, monthly, months) if months else 1.0
    rows = []
    for number, factors in zip(found.ids, found.factors, strict=True):
        revenue, margin = clv.projected(factors.average, factors.per_year, years, rate or 0)
        rows.append(
            Projected(
                number, "", factors.average, factors.per_year, years, revenue,
                None if rate is None else margin, None if rate is None else margin * worth_of_one, ledger.base(crm),
            )
        )  # fmt: skip
    rows = sorted(rows, key=lambda row: (-row.revenue, row.id))[:limit]
    names = ledger.names(crm, [row.id for row in rows])
    return Report(
        said("What customers would bring at their pace"),
        said(
            "Average spend x orders a year x {years} years, {life}; margin {margin}, worth today at {discount} a year.",
            years=f"{years:.2f}",
            life=_life(left, years),
            margin=said("unknown") if rate is None else said("{share}", share=rate),
            discount=value.yearly_discount(crm, discount),
        ),
        day.isoformat(),
        tuple(row._replace(customer=names.get(row.id, "")) for row in rows),
        n=len(found.ids),
        warnings=(_UNSETTLED,) if rate is None else (),
    )


@of_one_moment
def predicted(crm: Workspace, as_of: str, horizon: Horizon, limit: int | None = None, *, force: bool = False) -> Report:
    """What the model expects of each customer in the coming months, the most first. Refused with too few."""
    day = spans.span(crm, as_of).as_of
    customers = model.histories(crm, day)
    found = model.fitted(crm, customers, day, force=force)
    rate = value.margin_rate(crm, day)
    rows = sorted(_predictions(crm, customers, found, horizon, rate), key=lambda row: (-row.value, row.id))[:limit]
    names = ledger.names(crm, [row.id for row in rows])
    return Report(
        said("What the model expects of customers in {months} months", months=horizon.months),
        said(
            "BG/NBD and Gamma-Gamma; {discount} a year discounted. {model}",
            discount=value.yearly_discount(crm, horizon.discount),
            model=told(found),
        ),
        day.isoformat(),
        tuple(row._replace(customer=names.get(row.id, "")) for row in rows),
        n=found.customers,
        warnings=_doubts(found) + ((_UNSETTLED,) if rate is None else ()),
    )


def fit(crm: Workspace, as_of: str, *, force: bool = False) -> Fit:
    """Fit both models to the purchases up to a day and keep them."""
    day = spans.span(crm, as_of).as_of
    return model.store(crm, model.fit(model.histories(crm, day), day, force=force))


@of_one_moment
def validate(crm: Workspace, as_of: str, split: str, *, force: bool = False) -> Report:
    """How well a fit up to a day foretells what came after it."""
    day = spans.span(crm, as_of).as_of
    ledger.check(crm, day)
    first = min(ledger.customers(crm, day, wanted="first").firsts)
    middle = (
        spans.span(crm, split).as_of if split else date.fromisoformat(first) + (day - date.fromisoformat(first)) / 2
    )
    if not first < middle.isoformat() < day.isoformat():
        raise Refused(
            "{split} leaves nothing to check: there must be purchases before and after it.",
            split=middle.isoformat(),
            hint="Purchases begin on {first}.",
            first=first,
        )
    customers = model.histories(crm, middle)
    found = model.fit(customers, middle, force=force)
    rows = _held(crm, customers, found, middle, day)
    actual, expected = sum(row.actual for row in rows), sum(row.expected for row in rows)
    error = said(", {error} off", error=expected / actual - 1) if actual else said("")
    return Report(
        said("What the model foretold and what came"),
        said(
            "Fitted up to {split}, compared with the {weeks} weeks after it. {model}",
            split=middle,
            weeks=round((day - middle).days / btyd.WEEK),
            model=told(found),
        ),
        day.isoformat(),
        tuple(row for row in rows if row.customers),
        n=found.customers,
        totals=(
            said(
                "{expected} purchases expected, {actual} made{error}.",
                expected=round(expected),
                actual=actual,
                error=error,
            ),
        ),
        warnings=_doubts(found),
    )


def told(found: Fit) -> Said:
    """The parameters in one line."""
    return said(
        "r={r} alpha={alpha} a={a} b={b}, p={p} q={q} v={v}, log-likelihood {likelihood}, {repeaters} of {customers} "
        "customers came back.",
        **{name: f"{getattr(found, name):.4g}" for name in ("r", "alpha", "a", "b", "p", "q", "v")},
        likelihood=f"{found.likelihood:.1f}",
        repeaters=found.repeaters,
        customers=found.customers,
    )


def _held(crm: Workspace, customers: Histories, found: Fit, middle: date, day: date) -> list[Held]:
    """Purchases between two days, made and expected, by how often customers had come back before."""
    after = reads.customers(
        crm.db, ledger.base(crm), day.isoformat(), (middle + timedelta(days=1)).isoformat(), per_day=True
    )
    bought = dict(zip(after.ids, after.orders, strict=True))
    weeks, buying = (day - middle).days / btyd.WEEK, model.buying(found)
    rows = [Held(repeats, 0, 0, 0.0) for repeats in range(_MOST_REPEATS + 1)]
    for number, history in zip(customers.ids, customers.histories, strict=True):
        at = min(history.repeats, _MOST_REPEATS)
        rows[at] = rows[at]._replace(
            customers=rows[at].customers + 1,
            actual=rows[at].actual + bought.get(number, 0),
            expected=rows[at].expected + btyd.expected(buying, history, weeks),
        )
    return rows


def _predictions(
    crm: Workspace, customers: Histories, found: Fit, horizon: Horizon, rate: float | None
) -> list[Predicted]:
    buying, spending, unit = model.buying(found), model.spending(found), ledger.unit(crm)
    monthly = clv.monthly_rate(value.yearly_discount(crm, horizon.discount))
    rows = []
    for number, last, history in zip(customers.ids, customers.lasts, customers.histories, strict=True):
        worth = btyd.value(buying, spending, history, months=horizon.months, monthly_rate=monthly) * unit
        rows.append(
            Predicted(
                number, "", history.repeats, last, btyd.alive(buying, history) if history.repeats else None,
                btyd.expected(buying, history, horizon.months * btyd.MONTH),
                btyd.expected_mean(spending, history) * unit,
                worth, None if rate is None else worth * rate, ledger.base(crm),
            )
        )  # fmt: skip
    return rows


def _doubts(found: Fit) -> tuple[Said, ...]:
    doubts = []
    if found.customers < btyd.FEWEST or found.repeaters < btyd.FEWEST_REPEATERS:
        doubts.append(said("Of so few customers ({n}) a fit is chance as often as not.", n=found.customers))
    if found.correlation is not None and abs(found.correlation) > 0.3:
        doubts.append(
            said(
                "How much customers spend goes with how often they buy (correlation {r}); "
                "the model supposes it does not.",
                r=f"{found.correlation:.2f}",
            )
        )
    if found.sampled < found.customers:
        doubts.append(said("Fitted to {n} of the customers, evenly taken.", n=found.sampled))
    return tuple(doubts)


def _life(churn: float | None, years: float) -> Said:
    if churn is None:
        return said("the longest that is looked ahead, for nobody was a customer a year ago")
    if churn <= 0 or 1 / churn > years:
        return said("the longest that is looked ahead, at a churn of {churn} a year", churn=float(churn))
    return said("one over the churn of {churn} a year", churn=float(churn))


def _mean(total: Money, count: int) -> Money:
    return total._replace(minor=round(total.minor / count))
