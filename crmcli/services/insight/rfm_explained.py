"""Why one customer scores as they do, and what would move them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.errors import Refused
from crmcli.core.records.rfm import Explained, Label, Scored
from crmcli.services.figures import portfolio as portfolios
from crmcli.services.figures import scores as kept
from crmcli.services.figures.portfolio import Portfolio, Rule
from crmcli.services.figures.scores import State
from crmcli.services.moments import of_one_moment
from crmcli.services.people import people
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace

Limits = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Days at most, orders and money at least, for each step."""


class Found(NamedTuple):
    """A customer's place in a portfolio, which may hold nobody else, and the limits of each score."""

    portfolio: Portfolio
    at: int
    name: str
    limits: Limits | None
    kept_at: str


@of_one_moment
def explain(crm: Workspace, reference: str, rule: Rule, as_of: str) -> Explained:
    """The customer's scores, what decides them and what comes next. Refused where they never bought."""
    contact_id, day = people.pick(crm, reference), spans.span(crm, as_of).as_of
    state = kept.state(crm, day) if rule == Rule() else None
    found = _by_kept(crm, contact_id, state, day) if state else _by_count(crm, contact_id, rule, day)
    if found is None:
        raise Refused(
            "{name} has bought nothing by {day}, so there is nothing to score.",
            name=people.get(crm, contact_id).name,
            day=day.isoformat(),
            hint="Who has not bought yet is a prospect: `crm show {id}` tells what was said so far.",
            id=contact_id,
        )
    return _explained(found)


def _explained(found: Found) -> Explained:
    portfolio, at = found.portfolio, found.at
    scored = portfolios.scored(portfolio, at, found.name)
    r, f, m = portfolio.scores[at]
    days, orders, total = portfolio.days[at], portfolio.orders[at], portfolio.totals[at]
    last = (portfolio.as_of - timedelta(days=days)).isoformat()
    if found.limits is None:
        return _among_others(found, scored, last)
    recency, frequency, money = found.limits
    better = (
        recency[4 - r] if r < 5 else None,
        frequency[f - 1] if f < 5 else None,
        money[m - 1] if m < 5 else None,
    )
    falls_on = fallen = ""
    if r > 1:
        falls_on = (portfolio.as_of + timedelta(days=recency[5 - r] - days + 1)).isoformat()
        fallen = f"{5 - sum(edge <= recency[5 - r] for edge in recency)}{f}{m}"
    more = (total * (orders + 1)) // orders
    mean = portfolio.rule.mean
    ordering = "5" + _reached(orders + 1, frequency) + _reached(total // orders if mean else more, money)
    by_code = portfolio.map.by_code
    return Explained(
        scored, last, better, falls_on, fallen, by_code[fallen].slug if fallen else "",
        by_code[fallen].called if fallen else Label(), ordering, by_code[ordering].slug, by_code[ordering].called,
        found.kept_at,
    )  # fmt: skip


def _among_others(found: Found, scored: Scored, last: str) -> Explained:
    """The same where scores depend on who else there is."""
    from crmcli.services.insight import rfm_places  # noqa: PLC0415 - door: 2 ms, only for two rare methods

    portfolio, at = found.portfolio, found.at
    moves = (rfm_places.by_rank if portfolio.rule.method == "rank" else rfm_places.nested)(portfolio, at)
    left = moves.lasting - portfolio.days[at]
    falls_on = (portfolio.as_of + timedelta(days=left)).isoformat() if moves.lasting else ""
    ordering = portfolio.map.by_code[moves.ordering]
    fallen = portfolio.map.by_code[moves.fallen] if moves.fallen else None
    return Explained(
        scored, last, moves.better, falls_on, moves.fallen, fallen.slug if fallen else "",
        fallen.called if fallen else Label(), moves.ordering, ordering.slug, ordering.called,
        method=portfolio.rule.method, places=moves.places, customers=len(portfolio.keys) if moves.places else 0,
    )  # fmt: skip


def _by_kept(crm: Workspace, contact_id: int, state: State, day: date) -> Found | None:
    """By the customer's kept scores and edges; nobody else is looked at."""
    for number in _who(crm, contact_id):
        score = kept.one(crm, state, day, number)
        if score is not None:
            portfolio = portfolios.of_scores(crm, day, [[value] for value in score])
            ago = (day - state.as_of).days
            limits = (
                tuple(edge + ago for edge in state.recency),
                tuple(edge + 1 for edge in state.frequency),
                tuple(edge + 1 for edge in state.monetary),
            )
            return Found(portfolio, 0, people.get(crm, number).name, limits, state.at)
    return None


def _by_count(crm: Workspace, contact_id: int, rule: Rule, day: date) -> Found | None:
    """By counting everybody's purchases."""
    from crmcli.services.figures import rfm  # noqa: PLC0415 - door: 2 ms, counting is spared where scores are kept

    portfolio = rfm.counted(crm, rule, day)
    for number in _who(crm, contact_id):
        if number in portfolio.keys:
            return Found(portfolio, portfolio.keys.index(number), people.get(crm, number).name, _limits(portfolio), "")
    return None


def _who(crm: Workspace, contact_id: int) -> Iterator[int]:
    """The contact, then those they work for: what was sold to somebody was often sold to their organisation."""
    yield contact_id
    if organisation := people.get(crm, contact_id).organisation_id:
        yield organisation


def _limits(portfolio: Portfolio) -> Limits | None:
    """The limits of a portfolio; None where each customer has their own."""
    from crmcli.analytics import rfm as scoring  # noqa: PLC0415 - door: as in `_by_count`

    fine = scoring.means([1], [1])[0] if portfolio.rule.mean else 1
    if portfolio.limits is not None:
        fixed = portfolio.limits
        return fixed.recency, fixed.frequency, tuple(-(-limit // fine) for limit in fixed.monetary)
    if portfolio.rule.method != "quantile":
        return None
    money = scoring.means(portfolio.totals, portfolio.orders) if portfolio.rule.mean else list(portfolio.totals)
    return (
        scoring.edges(portfolio.days),
        tuple(edge + 1 for edge in scoring.edges(portfolio.orders)),
        tuple(edge // fine + 1 for edge in scoring.edges(money)),
    )


def _reached(value: int, limits: tuple[int, ...]) -> str:
    return str(1 + sum(limit <= value for limit in limits))
