"""What would move a customer whose scores depend on others: by rank, or within those of the same scores."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.analytics import rfm
from crmcli.analytics.rfm import Measures
from crmcli.services.figures.portfolio import Portfolio


class Moves(NamedTuple):
    """What each next score takes, what follows without an order, and what an order would bring."""

    better: tuple[int | None, int | None, int | None]
    """Days at most, orders and money at least; None at the top, and where nothing reaches it."""
    ordering: str
    """The code that an order of the usual size today would bring."""
    lasting: int = 0
    """Days from the last order on which recency loses a point; 0 where no time does that."""
    fallen: str = ""
    """The code that follows."""
    places: tuple[int, int, int] | None = None
    """Among all, 1 being the best; None where places do not decide."""


def by_rank(portfolio: Portfolio, at: int) -> Moves:
    """Equal parts of everybody: whoever is to rise must pass the last of those above."""
    measures = _measures(portfolio)
    rising = ([-days for days in measures.days], measures.orders, measures.money)
    ordered = [rfm.ranked(values, portfolio.keys) for values in rising]
    fresh, orders, money = (_to_pass(portfolio, at, part, rising[part], ordered[part]) for part in range(3))
    r, f, m = (len(order) - order.index(at) for order in ordered)
    scores = rfm.rank(_after_an_order(portfolio, measures, at))
    return Moves(
        (
            None if fresh is None or fresh > 0 else -fresh,
            orders,
            None if money is None else -(-money // _fine(portfolio)),
        ),
        "{}{}{}".format(*scores[at]),
        places=(r, f, m),
    )


def nested(portfolio: Portfolio, at: int) -> Moves:
    """Orders among those of the same recency, money among those of the same recency and frequency."""
    measures, fine = _measures(portfolio), _fine(portfolio)
    r, f, m = portfolio.scores[at]
    recency = rfm.edges(measures.days)
    near = [one for one, score in enumerate(portfolio.scores) if score[0] == r and one != at]
    orders = _least([measures.orders[one] for one in near], measures.orders[at], f)
    same = [measures.money[one] for one in near if portfolio.scores[one][1] == f]
    money = _least(same, measures.money[at], m)
    better = (recency[4 - r] if r < 5 else None, orders, None if money is None else -(-money // fine))
    ordering = "{}{}{}".format(*rfm.nested(_after_an_order(portfolio, measures, at))[at])
    if r == 1:
        return Moves(better, ordering)
    lasting = recency[5 - r] + 1
    lower = 5 - sum(edge < lasting for edge in recency)
    fallen = _code(portfolio, measures, at, lower)
    return Moves(better, ordering, lasting, fallen)


def _to_pass(portfolio: Portfolio, at: int, part: int, values: Sequence[int], order: Sequence[int]) -> int | None:
    """The least value by which the customer takes the place of the last one with the next score; None at the top."""
    wanted = portfolio.scores[at][part] + 1
    above = next((one for one in order if portfolio.scores[one][part] == wanted), None)
    if above is None:
        return None
    own, other = portfolio.keys[at], portfolio.keys[above]
    wins_ties = rfm.ranked([0, 0], [own, other])[1] == 0
    return values[above] if wins_ties else values[above] + 1


def _least(others: Sequence[int], own: int, score: int) -> int | None:
    """The least value that scores more among these; None at the top, and where there is nobody to be compared with."""
    if score == rfm.FIFTHS or not others:
        return None
    low, high = own, max(*others, own) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _among(others, middle) > score else (middle, high)
    return high


def _code(portfolio: Portfolio, measures: Measures, at: int, r: int) -> str:
    """The code of the customer among those of another recency."""
    others = [(one, score) for one, score in enumerate(portfolio.scores) if one != at and score[0] == r]
    f = _among((measures.orders[one] for one, _score in others), measures.orders[at])
    m = _among((measures.money[one] for one, score in others if score[1] == f), measures.money[at])
    return f"{r}{f}{m}"


def _among(others: Iterable[int], own: int) -> int:
    return rfm.rising([*others, own])[-1]


def _after_an_order(portfolio: Portfolio, measures: Measures, at: int) -> Measures:
    """Everybody's measures as if the customer had ordered today as they use to."""
    orders = portfolio.orders[at]
    total = portfolio.totals[at] * (orders + 1) // orders
    money = rfm.means([total], [orders + 1])[0] if portfolio.rule.mean else total
    return measures._replace(
        days=_with(measures.days, at, 0),
        orders=_with(measures.orders, at, orders + 1),
        money=_with(measures.money, at, money),
    )


def _with(values: Sequence[int], at: int, value: int) -> list[int]:
    return [*values[:at], value, *values[at + 1 :]]


def _measures(portfolio: Portfolio) -> Measures:
    money = rfm.means(portfolio.totals, portfolio.orders) if portfolio.rule.mean else portfolio.totals
    return Measures(portfolio.keys, portfolio.days, portfolio.orders, money)


def _fine(portfolio: Portfolio) -> int:
    """Parts of a minor unit in which money is compared."""
    return rfm.means([1], [1])[0] if portfolio.rule.mean else 1
