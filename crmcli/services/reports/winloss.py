"""Why deals are won and lost, and how fast they come."""

from collections import Counter
from typing import NamedTuple

from crmcli.analytics import spread, velocity, winloss
from crmcli.core.errors import Invalid
from crmcli.core.records.figures import Velocity, WinLoss
from crmcli.core.records.report import Report, Said, said
from crmcli.core.rules.sales import moves
from crmcli.core.values.durations import Duration, add
from crmcli.core.values.money import Money
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import deals
from crmcli.services.reports.spans import Span
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deal_figures as reads

BYS = ("lost-reason", "won-reason", "competitor", "source", "buyer", "owner")
_MOST = 6
"""Rows of a kind, where all kinds are shown."""
_A_YEAR = Duration(months=12)


class _Closed(NamedTuple):
    """Deals that ended alike."""

    status: str
    reason: str
    competitor: str
    source: str
    buyer: str
    owner: str
    currency: str
    deals: int
    amount: float


@of_one_moment
def win_loss(crm: Workspace, span: Span, query: str = "", *, by: str = "") -> Report:
    """Reasons with their share, and the win rate by competitor, source, buyer and owner. Rows: WinLoss.

    `by` keeps to one of them.
    """
    if by and by not in BYS:
        raise Invalid("{value} is nothing to divide by.", value=by, hint="Take one of {all}.", all=", ".join(BYS))
    found = reads.closed(crm.db, deals.picked(crm, query), span.first, span.last, deals.seen(crm, span))
    closed = [_closed(_Closed(*row)) for row in found]
    won, lost, abandoned = (_count(closed, status) for status in ("won", "lost", "abandoned"))
    rows = tuple(row for kind in ([by] if by else BYS) for row in _rows(closed, kind))
    return Report(
        title=said("Won and lost"),
        rule=said(
            "Deals closed in the period; win rate is won / (won + lost), abandoned ones apart. The true share lies "
            "from one bound to the other in 95 of 100 cases (Wilson); with fewer than five deals nothing is compared."
        ),
        rows=rows if won + lost + abandoned else (),
        n=won + lost + abandoned,
        totals=_totals(won, lost, abandoned, closed),
        warnings=deals.few(won + lost),
        **deals.dated(span),
    )


def shortened(report: Report) -> Report:
    """The report with the first few rows of each kind, and a word on the others."""
    seen: Counter[str] = Counter()
    kept = []
    for row in report.rows:
        seen[row.by] += 1
        if seen[row.by] <= _MOST:
            kept.append(row)
    left = len(report.rows) - len(kept)
    more = (said("Not shown: {n} more rows; --by shows all of one kind.", n=left),) if left else ()
    return report._replace(rows=tuple(kept), totals=(*report.totals, *more))


@of_one_moment
def speed(crm: Workspace, span: Span, query: str = "") -> Report:
    """What comes through the pipeline a day, by currency: of deals closed in the period, or the last year. Rows:
    Velocity."""
    picked, seen = deals.picked(crm, query), deals.seen(crm, span)
    if not span.start:
        span = span._replace(start=add(span.as_of, -_A_YEAR))
    closed = reads.cycles(crm.db, picked, span.first, span.last, seen)
    standing = dict(reads.open_by_currency(crm.db, picked, seen))
    unvalued = standing.pop("", 0)
    currencies = sorted({row[0] for row in closed if row[0]} | {*standing})
    rows = tuple(
        _velocity(code, standing.get(code, 0), [row for row in closed if row[0] == code]) for code in currencies
    )
    n = sum(row[3] for row in closed if row[0])
    return Report(
        title=said("Velocity"),
        rule=said(
            "Open deals x win rate x mean won amount / mean days from the first step to won; win rate, amount and days "
            "of the deals closed in the period."
        ),
        rows=rows,
        n=n,
        warnings=(*deals.few(n), *_unvalued(unvalued)),
        **deals.dated(span),
    )


def _closed(row: _Closed) -> _Closed:
    """A reason lost for is its known word: `competitor: Telar` and `competitor: Raya` are one reason."""
    return row._replace(reason=moves.lost_word(row.reason)) if row.status == "lost" else row


def _unvalued(count: int) -> tuple[Said, ...]:
    return (said("Left out, without an amount: {n} open.", n=count),) if count else ()


def _count(closed: list[_Closed], status: str) -> int:
    return sum(row.deals for row in closed if row.status == status)


def _rows(closed: list[_Closed], by: str) -> list[WinLoss]:
    if by in ("lost-reason", "won-reason"):
        end = "won" if by == "won-reason" else "lost"
        reasons: Counter[str] = Counter()
        for row in closed:
            if row.status == end:
                reasons[row.reason] += row.deals
        shares = winloss.portions(reasons.items())
    else:
        wins, losses = Counter[str](), Counter[str]()
        for row in closed:
            value = getattr(row, by)
            if row.status == "won":
                wins[value] += row.deals
            elif row.status == "lost":
                losses[value] += row.deals
        shares = winloss.win_rates((value, wins[value], losses[value]) for value in {**wins, **losses})
    if not any(value for value, _share in shares):
        return []
    return [WinLoss(by, value, *share) for value, share in shares]


def _totals(won: int, lost: int, abandoned: int, closed: list[_Closed]) -> tuple[Said, ...]:
    interval = spread.wilson(won, won + lost)
    if interval is None:
        return ()
    told = [
        said(
            "Win rate {rate} ({won} of {n}; from {low} to {high}); {abandoned} abandoned.",
            rate=won / (won + lost), won=won, n=won + lost, low=interval[0], high=interval[1], abandoned=abandoned,
        )
    ]  # fmt: skip
    for currency in sorted({row.currency for row in closed if row.currency}):
        both = {
            status: round(sum(row.amount for row in closed if row.currency == currency and row.status == status))
            for status in ("won", "lost")
        }
        if whole := sum(both.values()):
            told.append(
                said(
                    "By value {rate}: won {won}, lost {lost}.",
                    rate=both["won"] / whole, won=Money(both["won"], currency), lost=Money(both["lost"], currency),
                )
            )  # fmt: skip
    return tuple(told)


def _velocity(currency: str, standing: int, closed: list[tuple[str, str, int, int, float]]) -> Velocity:
    won = [row for row in closed if row[1] == "won"]
    wins, losses = sum(row[3] for row in won), sum(row[3] for row in closed if row[1] == "lost")
    cycle = [(days, count) for _code, _status, days, count, _amount in won]
    low, high = spread.wilson(wins, wins + losses) or (None, None)
    mean_amount = sum(row[4] for row in won) / wins if wins else None
    mean_cycle = spread.mean(cycle)
    a_day = None
    if mean_amount is not None and mean_cycle is not None:
        a_day = velocity.per_day(standing, wins / (wins + losses), mean_amount, mean_cycle)
    return Velocity(
        currency, standing, wins, losses, wins / (wins + losses) if wins + losses else None,
        low, high, None if mean_amount is None else round(mean_amount),
        mean_cycle, spread.quantile(cycle, 0.5),
        None if a_day is None else round(a_day), None if a_day is None else round(a_day * 30),
    )  # fmt: skip
