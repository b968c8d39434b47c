"""Who stays, as reports: retention from period to period, cohorts by first month, trends by month."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from crmcli.analytics import retention
from crmcli.core.records.report import Report, Said, said
from crmcli.core.records.worth import CohortRow, RetentionRow, Trend
from crmcli.core.values.durations import Duration, add
from crmcli.services.figures import ledger, value
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads

STEPS = {"month": 1, "quarter": 3, "year": 12}
_NAMES = {"month": said("month"), "quarter": said("quarter"), "year": said("year")}
_PERIODS, _MONTHS = 8, 12
_LOW = 5


@of_one_moment
def retained(crm: Workspace, as_of: str, every: str, periods: int = _PERIODS) -> Report:
    """Of those active at the start of each period, how many still were at its end; the latest period last."""
    day = spans.span(crm, as_of).as_of
    ledger.check(crm, day)
    ends = [add(day, Duration(months=-STEPS[every] * at)) for at in range(periods + 1, -1, -1)]
    found = retention.course(reads.orders(crm.db, ledger.base(crm), day.isoformat()), ends, crm.settings.churn_days)
    if not any(one.start or one.end for one in found):
        raise ledger.nobody(crm, day)
    rows = [
        RetentionRow(
            start.isoformat(), end.isoformat(), one.start, one.kept, one.new, one.back, one.end, one.rate, one.churn,
            one.net_revenue, one.gross_revenue,
        )
        for one, (start, end) in zip(found, pairwise(ends[1:]), strict=True) if one.start or one.end
    ]  # fmt: skip
    last = rows[-1] if rows else None
    totals: tuple[Said, ...] = ()
    if last is not None and last.churn:
        yearly = retention.yearly(last.churn, _MONTHS / STEPS[every])
        totals = (
            said(
                "Last {period}: {rate} stayed. At this pace {churn} leave in a year: {years} years to expect of a "
                "customer.",
                period=_NAMES[every], rate=last.rate, churn=yearly, years=f"{retention.life(yearly):.2f}",
            ),
        )  # fmt: skip
        whole = value.yearly_churn(crm, day)
        if whole and every != "year":
            totals += (
                said(
                    "Of those active a year ago {churn} left: {years} years, with which `crm clv projected` and `crm "
                    "report unit-economics` count.",
                    churn=whole, years=f"{retention.life(whole):.2f}",
                ),
            )  # fmt: skip
    few = any(row.active < _LOW for row in rows)
    return Report(
        said("Who stays"),
        said("Active is who bought in the {days} days before. Retention is those active at both ends over those at the "
             "start; who came back counts apart from who is new.", days=crm.settings.churn_days),
        day.isoformat(),
        tuple(rows),
        n=found[-1].end,
        totals=totals,
        warnings=(said("Periods with fewer than {n} customers at the start say little.", n=_LOW),) if few else (),
    )  # fmt: skip


@of_one_moment
def cohorts(crm: Workspace, as_of: str, *, rolling: bool = False, values: bool = False, most: int = 0) -> Report:
    """Customers by the month of their first order, with the share of them who bought in each month since."""
    day = spans.span(crm, as_of).as_of
    ledger.check(crm, day)
    until = _month(day.isoformat())
    known = _Months()
    customers = ([known[month] for month in months.split(",")] for (months,) in reads.months(
        crm.db, ledger.base(crm), day.isoformat()
    ))  # fmt: skip
    found = retention.cohorts(customers, until, rolling=rolling)
    if not found:
        raise ledger.nobody(crm, day)
    money = _money_of_cohorts(crm, day) if values else {}
    running = _runs(day)
    rows = [
        CohortRow(
            _named(one.month), one.customers, one.shares,
            tuple(_cumulative(money.get(_named(one.month), {}), _named(one.month), until, one.customers))
            if values else (),
            ledger.base(crm) if values else "", running,
        )
        for one in found
    ]  # fmt: skip
    n = sum(one.customers for one in found)
    if most:
        rows = rows[-most:]
    shares = " ".join(f"{100 * one:.0f}" for one in average(rows))
    how = said("in that month or later") if rolling else said("in that month")
    return Report(
        said("Customers by the month of their first order"),
        said("Shares of each cohort who bought {how}; what lies ahead is blank. * The running month is not over.",
             how=how)
        if running
        else said("Shares of each cohort who bought {how}; what lies ahead is blank.", how=how),
        day.isoformat(),
        tuple(rows),
        n=n,
        totals=(said("All together, per cent: {shares}", shares=shares),),
    )  # fmt: skip


def average(rows: Sequence[CohortRow]) -> list[float]:
    """The share of all customers in their month 0, 1, 2, ..., cohorts weighed by their size, once a month is over."""
    over = {row.month: max(1, len(row.shares) - row.partial) for row in rows}
    found = []
    for at in range(max(over.values(), default=0)):
        there = [row for row in rows if over[row.month] > at]
        found.append(sum(row.shares[at] * row.customers for row in there) / sum(row.customers for row in there))
    return found


@of_one_moment
def trends(crm: Workspace, as_of: str, months: int = 13) -> Report:
    """Month by month: revenue, orders, customers, and how many of them were new."""
    day = spans.span(crm, as_of).as_of
    ledger.check(crm, day)
    firsts = Counter(first for (first,) in reads.lasts(crm.db, ledger.base(crm), day.isoformat(), ()))
    if not firsts:
        raise ledger.nobody(crm, day)
    rows = course(crm, day, firsts, months)
    return Report(
        said("Sales month by month"),
        said(
            "Revenue after refunds; the change is against the same month a year before. The running month is not over."
        ),
        day.isoformat(),
        rows,
        n=sum(row.orders for row in rows),
    )


def course(crm: Workspace, day: date, firsts: Mapping[str, int], months: int = 13) -> tuple[Trend, ...]:
    """So many months up to a day, the earliest first, by how many made their first order on which day."""
    until = _month(day.isoformat())
    new: Counter[str] = Counter()
    for first, count in firsts.items():
        new[first[:7]] += count
    earliest = max(_month(min(firsts)), until - months + 1)
    since = f"{_named(earliest - _MONTHS)}-01"
    found = {row[0]: row for row in reads.revenue_by_month(crm.db, ledger.base(crm), day.isoformat(), since)}
    rows = []
    for month in range(earliest, until + 1):
        _name, revenue, orders, customers = found.get(_named(month), (_named(month), 0, 0, 0))
        before = found.get(_named(month - 12), ("", 0, 0, 0))[1]
        running = month == until and _runs(day)
        rows.append(
            Trend(
                _named(month), revenue, orders, customers, new[_named(month)],
                revenue / before - 1 if before > 0 and not running else None, running, ledger.base(crm),
            )
        )  # fmt: skip
    return tuple(rows)


def _money_of_cohorts(crm: Workspace, day: date) -> dict[str, dict[str, int]]:
    """What each cohort brought in each month."""
    money: dict[str, dict[str, int]] = {}
    first_of: dict[int, str] = {}
    for number, on, net in reads.days(crm.db, ledger.base(crm), day.isoformat()):
        by_month = money.setdefault(first_of.setdefault(number, on[:7]), {})
        by_month[on[:7]] = by_month.get(on[:7], 0) + net
    return money


def _cumulative(by_month: dict[str, int], first: str, until: int, size: int) -> list[float]:
    found, so_far = [], 0
    for month in range(_month(first), until + 1):
        so_far += by_month.get(_named(month), 0)
        found.append(so_far / size)
    return found


class _Months(dict[str, int]):
    """Months by their names, each worked out once."""

    def __missing__(self, name: str) -> int:
        self[name] = month = _month(name)
        return month


def _runs(day: date) -> bool:
    """Whether the month goes on after this day."""
    return (day + timedelta(days=1)).month == day.month


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _named(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
