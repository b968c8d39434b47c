"""Who may leave and why, when each customer is likely to buy again, and what else they could buy."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from crmcli.analytics import btyd, crosssell, purchases
from crmcli.core.errors import Refused
from crmcli.core.records.report import Report, said
from crmcli.core.records.worth import Crossing, Next, Risk
from crmcli.services.figures import ledger, model, rhythm, satisfied, serving
from crmcli.services.figures.rhythm import Buyer
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads
from crmcli.store.reads.insight import service as talks
from crmcli.store.reads.sales import products

_DOUBTFUL = 0.5
"""Below this chance the model takes a customer for gone."""
_FALLING, _LATEST = 0.7, 2
"""How small the latest so many orders must be beside the median of those before."""
_FIRST_OF = ("due", "on-time", "at-risk", "lost")
"""The best moment to sell again comes first."""
NAMED = 20
"""Customers who are named of those who could buy."""
_SILENT = 180
"""Days without real contact."""
_MODELLED = said("Gone is whom the model of `crm clv predict` gives less than an even chance of still buying.")
_UNMODELLED = said("No model says who is gone: there are too few customers for one, or their purchases fit none.")


@of_one_moment
def churn_risk(crm: Workspace, as_of: str, limit: int | None = None, *, everybody: bool = False) -> Report:
    """Customers who have a reason to be worried about, those who brought the most first."""
    day = spans.span(crm, as_of).as_of
    found = rhythm.buyers(crm, day)
    if not any(one.rhythm for one in found):
        raise _no_rhythm()
    chances = _chances(crm, day)
    spoken = talks.last_talks(crm.db, serving.until(crm, day), day.isoformat())
    detractors = satisfied.detractors(crm, day)

    def risks() -> Iterator[Risk]:
        for one in sorted(found, key=lambda buyer: (-sum(buyer.nets), buyer.id)):
            alive = chances.get(one.id)
            reasons = _reasons(one, alive, spoken.get(one.id, ""), day)
            if one.id in detractors:
                reasons = (*reasons, "detractor")
            worrying = bool(set(reasons) - {"silent"})
            if one.rhythm is not None and (worrying or everybody):
                yield Risk(
                    one.id, "", one.last.isoformat(), (day - one.last).days, one.rhythm.gap, one.rhythm.is_own,
                    one.rhythm.ratio, one.rhythm.state, alive, sum(one.nets), ledger.base(crm), reasons,
                )  # fmt: skip

    rows = list(islice(risks(), limit))
    names = ledger.names(crm, [row.id for row in rows])
    return Report(
        said("Who may leave"),
        said("Late is more than one and a half of the usual intervals since the last order, the customer's own median "
             "where there are three orders, else that of all. {model}",
             model=_MODELLED if chances else _UNMODELLED),
        day.isoformat(),
        tuple(row._replace(customer=names.get(row.id, "")) for row in rows),
        n=len(found),
    )  # fmt: skip


@of_one_moment
def next_purchase(crm: Workspace, as_of: str, limit: int | None = None) -> Report:
    """When each customer is likely to buy again: those who are due first, those who are lost last."""
    day = spans.span(crm, as_of).as_of
    found = [(one, one.rhythm) for one in rhythm.buyers(crm, day) if one.rhythm is not None]
    if not found:
        raise _no_rhythm()
    found.sort(key=lambda pair: (_FIRST_OF.index(pair[1].state), pair[1].next, pair[0].id))
    rows = [
        Next(
            one.id, "", one.last.isoformat(), habit.gap, habit.is_own, habit.next.isoformat(), habit.ratio, habit.state,
            round(sum(one.nets) / len(one.nets)), ledger.base(crm),
        )
        for one, habit in found[:limit]
    ]  # fmt: skip
    names = ledger.names(crm, [row.id for row in rows])
    return Report(
        said("When customers are likely to buy again"),
        said("The last order and the median of the days between orders: the customer's own where there are three, "
             "else that of all. Due is from one interval on: the best moment to sell again."),
        day.isoformat(),
        tuple(row._replace(customer=names.get(row.id, "")) for row in rows),
        n=len(found),
    )  # fmt: skip


@of_one_moment
def crossing(crm: Workspace, as_of: str, fewest: int, most: int = NAMED) -> Report:
    """Products that go together more often than chance, with who has the one and lacks the other.

    Of those the ones are named who have brought the most.
    """
    day = spans.span(crm, as_of).as_of
    customers = ledger.customers(crm, day, wanted="")
    best = [one for _total, one in sorted(zip([-total for total in customers.totals], customers.ids, strict=True))]
    places = {number: place for place, number in enumerate(best)}
    whose = {sale: places[number] for sale, number in reads.sales(crm.db, ledger.base(crm), day.isoformat())}
    owned = {
        product: crosssell.owners((whose[sale] for _product, sale in rows if sale in whose), len(best))
        for product, rows in groupby(reads.products(crm.db), key=itemgetter(0))
    }
    if not any(owned.values()):
        raise Refused(
            "No sale says which products were sold, so there is nothing to cross.",
            hint="`crm sale add` takes lines with products.",
        )
    called = products.names(crm.db)
    found = [
        (pair, tuple(best[place] for place in crosssell.candidates(owned[pair.first], owned[pair.second], most)))
        for pair in crosssell.pairs(owned, len(best), fewest)
    ]
    names = ledger.names(crm, sorted({one for _pair, named in found for one in named}))
    rows = tuple(
        Crossing(
            pair.first, called.get(pair.first, ""), pair.second, called.get(pair.second, ""), pair.both,
            pair.owners, pair.support, pair.confidence, pair.lift, pair.candidates,
            tuple(names.get(number, "") for number in named), named,
        )
        for pair, named in found
    )  # fmt: skip
    return Report(
        said("What else customers could buy"),
        said("Of the customers of the first product, so many also bought the second; lift is how many times likelier "
             "that is than for anybody. Pairs of at least {fewest} customers.", fewest=fewest),
        day.isoformat(),
        rows,
        n=len(best),
    )  # fmt: skip


def _no_rhythm() -> Refused:
    """Why nothing can be said of anybody."""
    return Refused(
        "Nobody has bought on three days yet, so there is no rhythm to tell the next order by, or who is late.",
        hint="`crm clv projected` needs less.",
    )


def _chances(crm: Workspace, day: date) -> dict[int, float]:
    """The chance that each customer still buys, by the model of these very purchases; none where there is none."""
    customers = model.histories(crm, day)
    try:
        buying = model.bought(crm, customers)
    except Refused:
        return {}
    return {
        number: btyd.alive(buying, history)
        for number, history in zip(customers.ids, customers.histories, strict=True)
        if history.repeats
    }


def _reasons(one: Buyer, alive: float | None, spoken: str, day: date) -> tuple[str, ...]:
    reasons = []
    if one.rhythm is not None and one.rhythm.state in ("at-risk", "lost"):
        reasons.append("late")
    if alive is not None and alive < _DOUBTFUL:
        reasons.append("gone")
    earlier, later = purchases.median(one.nets[:-_LATEST]), purchases.median(one.nets[-_LATEST:])
    if len(one.nets) >= 2 * _LATEST and later is not None and later < _FALLING * (earlier or 0):
        reasons.append("falling")
    if not spoken or (day - date.fromisoformat(spoken[:10])).days > _SILENT:
        reasons.append("silent")
    return tuple(reasons)
