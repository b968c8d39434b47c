"""A portfolio of customers with their scores, and the rule by which these were given."""

from collections.abc import Hashable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.analytics import rfm_map
from crmcli.analytics.rfm_map import SegmentMap
from crmcli.core.errors import Invalid, NotFound
from crmcli.core.records.rfm import Scored
from crmcli.core.values.money import EXPONENTS
from crmcli.services.workspace import Workspace

if TYPE_CHECKING:
    from crmcli.analytics.rfm import Scores, Thresholds

METHODS = ("quantile", "fixed", "rank", "nested")
"""How scores can be given."""
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
    scores: "Scores"
    codes: list[str]
    currency: str = ""
    """Empty for a file, which does not say it."""
    decimals: int = 2
    limits: "Thresholds | None" = None


def of_scores(crm: Workspace, as_of: date, columns: Sequence[Sequence[Any]]) -> Portfolio:
    """Customers by the columns of their kept scores."""
    ids, days, orders, totals, r, f, m, _segments = columns
    text = "{}{}{}".format
    return Portfolio(
        Rule(), segment_map("std11"), as_of, ids, days, orders, totals, list(zip(r, f, m, strict=True)),
        list(map(text, r, f, m)), crm.settings.currency, decimals(crm),
    )  # fmt: skip


def decimals(crm: Workspace) -> int:
    """Of the currency of the book."""
    return EXPONENTS.get(crm.settings.currency, 2)


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
            "{file} cannot be read: {why}.", file=name, why=error, maps=_NAMES, hint="Maps: {maps}, or a TOML file."
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
