"""RFM of the customers of the book, or of any list of purchases, by a rule."""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta

from crmcli.analytics import rfm
from crmcli.analytics.rfm import Measures, Thresholds
from crmcli.core.errors import Usage
from crmcli.services.figures import ledger, portfolio
from crmcli.services.figures import scores as kept
from crmcli.services.figures.portfolio import Portfolio, Rule
from crmcli.services.workspace import Workspace

_RECENCY, _FREQUENCY = (30, 90, 180, 365), (2, 3, 5, 10)


def of_book(crm: Workspace, rule: Rule, as_of: date) -> Portfolio:
    """Everybody who had bought by that day, scored; by what is kept where that is the same."""
    state = kept.state(crm, as_of) if rule == Rule() else None
    if state is None:
        return counted(crm, rule, as_of)
    columns = kept.every(crm, state, as_of)
    if not columns:
        raise ledger.nobody(crm, as_of)
    return portfolio.of_scores(crm, as_of, columns)


def counted(crm: Workspace, rule: Rule, as_of: date) -> Portfolio:
    """The same by counting everybody's purchases."""
    since = as_of - timedelta(days=rule.window - 1) if rule.window else None
    found = ledger.customers(crm, as_of, since, per_day=rule.per_day, wanted="last")
    days = ledger.days_ago(found.lasts, as_of)
    scored = of_measures(rule, as_of, found.ids, days, found.orders, found.totals, portfolio.decimals(crm))
    return scored._replace(currency=crm.settings.currency)


def of_measures(
    rule: Rule,
    as_of: date,
    keys: Sequence[Hashable],
    days: Sequence[int],
    orders: Sequence[int],
    totals: Sequence[int],
    decimals: int,
) -> Portfolio:
    """These customers, scored by the rule; money is in tenths, hundredths, ... by `decimals`."""
    chosen = portfolio.segment_map(rule.map)
    money = rfm.means(totals, orders) if rule.mean else totals
    measures = Measures(keys, days, orders, money)
    limits = thresholds(rule, decimals) if rule.method == "fixed" else None
    scores = rfm.fixed(measures, limits) if limits else rfm.SCORING[rule.method](measures)
    text = {score: "{}{}{}".format(*score) for score in set(scores)}
    return Portfolio(
        rule, chosen, as_of, keys, days, orders, totals, scores, [text[score] for score in scores], "", decimals, limits
    )


def thresholds(rule: Rule, decimals: int) -> Thresholds:
    """The limits of the fixed method, money in the smallest parts."""
    if not rule.monetary:
        raise Usage(
            "The fixed method needs limits for money.",
            hint='As in --thresholds "R=30,90,180,365 F=2,3,5,10 M=100,250,500,1000".',
        )
    fine = rfm.means([1], [1])[0] if rule.mean else 1
    money = tuple(_minor(text, decimals) * fine for text in rule.monetary)
    return Thresholds(
        _rising("R", rule.recency or _RECENCY), _rising("F", rule.frequency or _FREQUENCY), _rising("M", money)
    )


def _minor(text: str, decimals: int) -> int:
    whole, _point, fraction = text.partition(".")
    try:
        if not (whole + fraction).isdecimal() or len(fraction) > 6:
            raise ValueError(text)
        # Below the smallest part the limit is the next one above: money at least.
        scaled = int(whole + fraction.ljust(6, "0")[:6]) * int(10**decimals)
        return -(-scaled // 10**6)
    except ValueError as error:
        raise Usage("{value} is no limit for money.", value=text, hint="As in M=256,382,506.50,666.") from error


def _rising(name: str, limits: tuple[int, ...]) -> tuple[int, ...]:
    if len(limits) != 4 or list(limits) != sorted(limits):
        raise Usage("{name} takes four limits, from the least to the most.", name=name, hint="As in R=30,90,180,365.")
    return limits
