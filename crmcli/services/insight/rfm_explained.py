"""Why one customer scores as they do, and what would move them."""

from datetime import timedelta

from crmcli.analytics import rfm as scoring
from crmcli.core.errors import Refused
from crmcli.core.records.rfm import Explained
from crmcli.services.figures import ledger
from crmcli.services.figures.rfm import Portfolio, Rule
from crmcli.services.insight import rfm as reports
from crmcli.services.people import people
from crmcli.services.workspace import Workspace


def explain(crm: Workspace, reference: str, rule: Rule, as_of: str) -> Explained:
    """The customer's scores, the limits around them and what comes next. Refused where they never bought."""
    contact_id = people.pick(crm, reference)
    portfolio = reports.of_book(crm, rule, as_of)
    name = ledger.names(crm, [contact_id]).get(contact_id, reference)
    if contact_id not in portfolio.keys:
        organisation = people.get(crm, contact_id).organisation_id
        if organisation and organisation in portfolio.keys:  # what was sold to them was sold to those they work for
            contact_id, name = organisation, ledger.names(crm, [organisation])[organisation]
    if contact_id not in portfolio.keys:
        raise Refused(
            "{name} has bought nothing by {day}, so there is nothing to score.",
            name=name,
            day=portfolio.as_of.isoformat(),
            hint="Who has not bought yet is a prospect: `crm show {id}` tells what was said so far.",
            id=contact_id,
        )
    at = portfolio.keys.index(contact_id)
    limits = _limits(portfolio)
    scored = reports.scored(portfolio, at, name)
    r, f, m = portfolio.scores[at]
    days, orders, total = portfolio.days[at], portfolio.orders[at], portfolio.totals[at]
    last = (portfolio.as_of - timedelta(days=days)).isoformat()
    if limits is None:
        return Explained(scored, last, (None, None, None), "", "", "", "", "")
    recency, frequency, money = limits
    better = (
        recency[4 - r] if r < 5 else None,
        frequency[f - 1] if f < 5 else None,
        money[m - 1] if m < 5 else None,
    )
    falls_on = fallen = ""
    if r > 1:
        falls_on = (portfolio.as_of + timedelta(days=recency[5 - r] - days + 1)).isoformat()
        fallen = f"{r - 1}{f}{m}"
    more = (total * (orders + 1)) // orders
    ordering = "5" + _reached(orders + 1, frequency) + _reached(total // orders if rule.mean else more, money)
    by_code = portfolio.map.by_code
    return Explained(
        scored, last, better, falls_on, fallen, by_code[fallen].slug if fallen else "",
        ordering, by_code[ordering].slug,
    )  # fmt: skip


def _limits(portfolio: Portfolio) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]] | None:
    """Days at most, orders and money at least, for each step; None where ranks decide."""
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
