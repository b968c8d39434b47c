"""Buy till you die: the BG/NBD model of purchases and the Gamma-Gamma model of what they are worth.

BG/NBD: Fader, Hardie and Lee, Marketing Science 24(2), 2005. Gamma-Gamma: Fader and Hardie, The Gamma-Gamma Model of
Monetary Value, 2013, their note 25. Time is in weeks, purchases of one day are one.
"""

from collections.abc import Callable, Iterable, Sequence
from math import exp, inf, isfinite, lgamma, log, sqrt
from typing import NamedTuple

from crmcli.analytics.simplex import minimum
from crmcli.core.errors import Refused

WEEK = 7
MONTH = 4.345
"""Weeks."""
FEWEST, FEWEST_REPEATERS = 100, 30
"""Customers and repeaters without which a fit is chance as often as not."""
_LEAST, _MOST = 1e-4, 1e3
_FAR = 13.0
"""Logarithm of a parameter beyond which the search turns back: where none is likeliest it would walk on for ever."""
_SERIES = 10_000


class History(NamedTuple):
    """What a customer did: days with a purchase after the first, weeks to the last one, weeks observed."""

    repeats: int
    last: float
    """Weeks from the first purchase to the last (t_x)."""
    age: float
    """Weeks from the first purchase to the end (T)."""
    mean: float = 0.0
    """Of the repeat purchase days, in the currency's own units; 0 where there is none."""


class Buying(NamedTuple):
    """Parameters of BG/NBD."""

    r: float
    alpha: float
    a: float
    b: float
    likelihood: float = 0.0


class Spending(NamedTuple):
    """Parameters of Gamma-Gamma."""

    p: float
    q: float
    v: float
    likelihood: float = 0.0


def fit_buying(histories: Iterable[History], *, force: bool = False) -> Buying:
    """The likeliest BG/NBD; Refused where there are too few customers or the parameters run away, unless forced."""
    counts: dict[tuple[int, float, float], int] = {}
    for history in histories:
        key = (history.repeats, history.last, history.age)
        counts[key] = counts.get(key, 0) + 1
    customers = sum(counts.values())
    repeaters = sum(count for (repeats, _last, _age), count in counts.items() if repeats)
    if not force and (customers < FEWEST or repeaters < FEWEST_REPEATERS):
        raise too_few(customers, repeaters)
    if not repeaters:
        raise nobody_back()
    triples = [(repeats, last, age, count) for (repeats, last, age), count in counts.items()]
    scale = 10 / max(age for _x, _last, age, _count in triples) if triples else 1.0
    scaled = [(x, last * scale, age * scale, count) for x, last, age, count in triples]
    found, _loss = minimum(_within(lambda logs: -_buying_likelihood(scaled, logs)), [0.0, 0.0, 0.0, 0.0])
    r, alpha, a, b = (exp(value) for value in found)
    alpha /= scale
    likelihood = _buying_likelihood(triples, [log(r), log(alpha), log(a), log(b)])
    fitted = Buying(r, alpha, a, b, likelihood)
    if not force and not all(_LEAST <= value <= _MOST for value in fitted[:4]):
        raise degenerate(fitted[:4])
    return fitted


def fit_spending(histories: Iterable[History], *, force: bool = False) -> Spending:
    """The likeliest Gamma-Gamma of those who came back and paid; Refused as a fit of purchases is."""
    every = list(histories)
    pairs = [(float(history.repeats), history.mean) for history in every if history.repeats and history.mean > 0]
    if not force and len(pairs) < FEWEST_REPEATERS:
        raise too_few(len(every), len(pairs))
    if not pairs:
        raise nobody_back()
    level = sum(mean for _x, mean in pairs) / len(pairs)
    scaled = [(x, mean / level) for x, mean in pairs]
    found, _loss = minimum(_within(lambda logs: -_spending_likelihood(scaled, logs)), [0.0, 1.0, 0.0])
    p, q, v = (exp(value) for value in found)
    likelihood = _spending_likelihood(pairs, [log(p), log(q), log(v * level)])
    fitted = Spending(p, q, v * level, likelihood)
    if not force and not (all(_LEAST <= value <= _MOST for value in (p, q, v)) and q > 1):
        raise degenerate((p, q, v * level))
    return fitted


def _within(loss: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    """The loss of parameters, by their logarithms, that turns back the search from those that run away."""
    return lambda logs: loss(logs) if max(map(abs, logs)) < _FAR else inf


def nobody_back() -> Refused:
    """What is said where not even force helps."""
    return Refused(
        "Nobody has come back and paid, so there is nothing to fit a model to.",
        hint="`crm clv projected` needs no model.",
    )


def too_few(customers: int, repeaters: int) -> Refused:
    """What is said where there is too little to fit."""
    return Refused(
        "A model needs at least {fewest} customers and {repeats} who came back; there are {customers} and {repeaters}.",
        fewest=FEWEST,
        repeats=FEWEST_REPEATERS,
        customers=customers,
        repeaters=repeaters,
        hint="`crm clv projected` needs no model; `crm clv predict --force` fits all the same.",
    )


def degenerate(parameters: Sequence[float]) -> Refused:
    """What is said where the parameters run away."""
    return Refused(
        "The purchases fit no model: its parameters run away ({parameters}).",
        parameters=", ".join(f"{value:.4g}" for value in parameters),
        hint="`crm clv projected` needs no model; `crm clv predict --force` takes the fit all the same.",
    )


def alive(model: Buying, history: History) -> float:
    """The probability that the customer still buys; 1 after a single purchase, of which the model knows nothing."""
    return 1 / (1 + _odds_of_leaving(model, history))


def expected(model: Buying, history: History, weeks: float) -> float:
    """Purchases expected of the customer in the coming weeks."""
    r, alpha, a, b = model[:4]
    a = a if abs(a - 1) > 1e-6 else 1 + 1e-6  # a = 1 is a gap in the formula, not in the model
    x, age = history.repeats, history.age
    z = weeks / (alpha + age + weeks)
    series = _hypergeometric(r + x, b + x, a + b + x - 1, z)
    ratio = exp((r + x) * log((alpha + age) / (alpha + age + weeks)))
    return (a + b + x - 1) / (a - 1) * (1 - ratio * series) / (1 + _odds_of_leaving(model, history))


def expected_of_new(model: Buying, weeks: float) -> float:
    """Repeat purchases expected of a new customer in so many weeks."""
    r, alpha, a, b = model[:4]
    a = a if abs(a - 1) > 1e-6 else 1 + 1e-6
    series = _hypergeometric(r, b, a + b - 1, weeks / (alpha + weeks))
    return (a + b - 1) / (a - 1) * (1 - exp(r * log(alpha / (alpha + weeks))) * series)


def expected_mean(model: Spending, history: History) -> float:
    """What the customer's purchases are expected to be worth, each; of one who never came back, the mean of all."""
    p, q, v = model[:3]
    return p * (v + history.mean * history.repeats) / (p * history.repeats + q - 1)


def value(
    buying: Buying, spending: Spending, history: History, *, months: int, monthly_rate: float, month: float = MONTH
) -> float:
    """The value today of the purchases expected in the coming months, in revenue."""
    mean = expected_mean(spending, history)
    total, before = 0.0, 0.0
    for at in range(1, months + 1):
        until = expected(buying, history, at * month)
        total += (until - before) / (1 + monthly_rate) ** at
        before = until
    return mean * total


def correlation(histories: Iterable[History]) -> float | None:
    """Pearson's, between how often and how much those buy who came back; the model of spending supposes none."""
    pairs = [(history.repeats, history.mean) for history in histories if history.repeats and history.mean > 0]
    count = len(pairs)
    if count < 3:
        return None
    mean_x, mean_y = sum(x for x, _y in pairs) / count, sum(y for _x, y in pairs) / count
    across = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _y in pairs) * sum((y - mean_y) ** 2 for _x, y in pairs)
    return across / sqrt(spread) if spread > 0 else None


def _odds_of_leaving(model: Buying, history: History) -> float:
    r, alpha, a, b = model[:4]
    if not history.repeats:
        return 0.0
    exponent = (r + history.repeats) * log((alpha + history.age) / (alpha + history.last))
    return a / (b + history.repeats - 1) * exp(min(exponent, 700.0))


def _buying_likelihood(triples: Sequence[tuple[int, float, float, int]], logs: Sequence[float]) -> float:
    if any(abs(value) > 30 for value in logs):
        return -inf
    r, alpha, a, b = (exp(value) for value in logs)
    by_count: dict[int, tuple[float, float]] = {}
    beta = lgamma(a + b) - lgamma(b)
    gamma = lgamma(r)
    total = 0.0
    for x, last, age, count in triples:
        if x not in by_count:
            shared = lgamma(r + x) - gamma + r * logs[1] + beta + lgamma(b + x) - lgamma(a + b + x)
            by_count[x] = shared, logs[2] - log(b + x - 1) if x else 0.0
        shared, leaving = by_count[x]
        stays = -(r + x) * log(alpha + age)
        if x:
            leaves = leaving - (r + x) * log(alpha + last)
            high, low = (stays, leaves) if stays > leaves else (leaves, stays)
            stays = high + log(1 + exp(low - high))
        total += count * (shared + stays)
    return total if isfinite(total) else -inf


def _spending_likelihood(pairs: Sequence[tuple[float, float]], logs: Sequence[float]) -> float:
    if any(abs(value) > 30 for value in logs):
        return -inf
    p, q, v = (exp(value) for value in logs)
    total = len(pairs) * (q * logs[2] - lgamma(q))
    for x, mean in pairs:
        px = p * x
        total += lgamma(px + q) - lgamma(px) + (px - 1) * log(mean) + px * log(x) - (px + q) * log(x * mean + v)
    return total if isfinite(total) else -inf


def _hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """Gauss's function by its series, for z from 0 to below 1."""
    term = total = 1.0
    for step in range(_SERIES):
        term *= (a + step) * (b + step) * z / ((c + step) * (step + 1))
        total += term
        if abs(term) < abs(total) * 1e-13:
            break
    return total
