"""RFM of the customers of the book, or of any list of purchases, by a rule."""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from crmcli.analytics import rfm, rfm_map
from crmcli.analytics.rfm import Measures, Scores, Thresholds
from crmcli.analytics.rfm_map import SegmentMap
from crmcli.core.errors import Invalid, NotFound, Usage
from crmcli.core.records.rfm import Scored
from crmcli.core.values.money import EXPONENTS
from crmcli.services.figures import ledger
from crmcli.services.figures import scores as kept
from crmcli.services.workspace import Workspace

_RECENCY, _FREQUENCY = (30, 90, 180, 365), (2, 3, 5, 10)
_LARGEST_MAP = 100_000
"""Bytes of a user's map."""
_NAMES = ", ".join(rfm_map.MAPS)


class Rule(NamedTuple):
    """How scores are given."""

    method: str = "quantile"
    recency: tuple[int, ...] = ()
    frequency: tuple[int, ...] = ()
    monetary: tuple[str, ...] = ()
    """Limits in major units, as they were typed."""
    mean: bool = False
    """Whether money is the mean of an order instead of the total."""
    per_day: bool = False
    """Whether the orders of one day are one."""
    window: int = 0
    """Days before which orders are not looked at; 0 is all history."""
    weights: tuple[int, int, int] = (1, 1, 1)
    map: str = "std11"


class Portfolio(NamedTuple):
    """Customers with their measures and scores, all lists in one order."""

    rule: Rule
    map: SegmentMap
    as_of: date
    keys: Sequence[Hashable]
    days: Sequence[int]
    orders: Sequence[int]
    totals: Sequence[int]
    """In minor units, or in the smallest part that the file uses."""
    scores: Scores
    codes: list[str]
    currency: str = ""
    """Empty for a file, which does not say it."""
    decimals: int = 2
    limits: Thresholds | None = None


def of_book(crm: Workspace, rule: Rule, as_of: date) -> Portfolio:
    """Everybody who had bought by that day, scored; by what is kept where that is the same."""
    state = kept.state(crm, as_of) if rule == Rule() else None
    if state is None:
        return counted(crm, rule, as_of)
    columns = kept.every(crm, state, as_of)
    if not columns:
        raise ledger.nobody(crm, as_of)
    return of_scores(crm, as_of, columns)


def of_scores(crm: Workspace, as_of: date, columns: kept.Columns) -> Portfolio:
    """Customers by the columns of their kept scores."""
    ids, days, orders, totals, r, f, m, _segments = columns
    text = "{}{}{}".format
    return Portfolio(
        Rule(), segment_map("std11"), as_of, ids, days, orders, totals, list(zip(r, f, m, strict=True)),
        list(map(text, r, f, m)), crm.settings.currency, _decimals(crm),
    )  # fmt: skip


def counted(crm: Workspace, rule: Rule, as_of: date) -> Portfolio:
    """The same by counting everybody's purchases."""
    since = as_of - timedelta(days=rule.window - 1) if rule.window else None
    found = ledger.customers(crm, as_of, since, per_day=rule.per_day, wanted="last")
    days = ledger.days_ago(found.lasts, as_of)
    scored = of_measures(rule, as_of, found.ids, days, found.orders, found.totals, _decimals(crm))
    return scored._replace(currency=crm.settings.currency)


def _decimals(crm: Workspace) -> int:
    return EXPONENTS.get(crm.settings.currency, 2)


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
    chosen = segment_map(rule.map)
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


def segment_map(name: str) -> SegmentMap:
    """One of the program's own maps, or that of a TOML file."""
    if name in rfm_map.MAPS:
        return rfm_map.built_in(name)
    path = Path(name)
    try:
        if path.stat().st_size > _LARGEST_MAP:
            raise Invalid(
                "{file} is too large for a map of segments.",
                file=name,
                maps=_NAMES,
                hint="Maps: {maps}, or a TOML file.",
            )
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotFound(
            "There is no map {name}.",
            name=name,
            maps=_NAMES,
            hint="Maps: {maps}, or a TOML file.",
        ) from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise Invalid(
            "{file} cannot be read: {why}.", file=name, why=error, hint="Maps: {maps}, or a TOML file.", maps=_NAMES
        ) from error
    import tomllib  # noqa: PLC0415 - door: 2 ms, only for a map of the user's own

    try:
        return rfm_map.from_toml(path.stem, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(
            "{file} is not TOML: {why}.", file=name, why=error, hint="`crm rfm map` shows what a map says."
        ) from error


def order_of(portfolio: Portfolio) -> list[int]:
    """The places of the customers, the best first: by weighted score, then money, then the key."""
    weights, keys, totals, scores = portfolio.rule.weights, portfolio.keys, portfolio.totals, portfolio.scores
    weighted = {score: sum(w * s for w, s in zip(weights, score, strict=True)) for score in set(scores)}
    return sorted(range(len(keys)), key=lambda at: (-weighted[scores[at]], -totals[at], keys[at]))


def weighted(portfolio: Portfolio, at: int) -> int:
    """The sum of a customer's scores, each by its weight."""
    return sum(w * s for w, s in zip(portfolio.rule.weights, portfolio.scores[at], strict=True))


def scored(portfolio: Portfolio, at: int, name: str) -> Scored:
    """A customer of a portfolio with their scores."""
    r, f, m = portfolio.scores[at]
    segment = portfolio.map.by_code[portfolio.codes[at]]
    key, orders, total = portfolio.keys[at], portfolio.orders[at], portfolio.totals[at]
    money = (2 * total + orders) // (2 * orders) if portfolio.rule.mean else total
    return Scored(
        key if isinstance(key, int) else 0, name, portfolio.days[at], orders, money, portfolio.currency,
        portfolio.decimals, r, f, m, weighted(portfolio, at), segment.slug, segment.called,
    )  # fmt: skip


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
