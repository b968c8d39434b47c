"""How the rows of reports look: shares as numbers from 0 to 1 for machines, in per cent for people."""

from collections.abc import Callable
from typing import Any

from crmcli.core.values.money import Money
from crmcli.view import money as amounts
from crmcli.view import numbers
from crmcli.view.columns.column import Column, Frame, absent, money
from crmcli.view.reports import stages
from crmcli.view.reports.words import by, change, month, origin, value_of
from crmcli.view.wording.deal_labels import reason
from crmcli.view.words import language

Text = Callable[[Any, Frame], str]


def _share(key: str, *, decimals: int = 0) -> Text:
    def text(row: Any, _frame: Frame) -> str:
        value = getattr(row, key)
        return "" if value is None else numbers.percent(value, decimals=decimals)

    return text


def _days(key: str) -> Text:
    def text(row: Any, _frame: Frame) -> str:
        value = getattr(row, key)
        return "" if value is None else numbers.number(value, 0 if value == round(value) else 1)

    return text


def _number(key: str) -> Text:
    """A count that is left blank where it is nought."""
    return lambda row, _frame: numbers.number(getattr(row, key)) if getattr(row, key) else ""


def _count(key: str) -> Text:
    return lambda row, _frame: numbers.number(getattr(row, key))


def _amount(key: str) -> Text:
    def text(row: Any, _frame: Frame) -> str:
        minor = getattr(row, key)
        return "" if minor is None else amounts.text(Money(minor, row.currency), language())

    return text


def _money(key: str) -> Callable[[Any], Any]:
    return lambda row: money(getattr(row, key), row.currency)


def _rounded(key: str) -> Callable[[Any], Any]:
    def value(row: Any) -> float | None:
        found = getattr(row, key)
        return None if found is None else round(found, 4)

    return value


def _stage(row: Any, _frame: Frame) -> str:
    return stages.label(row.stage, row.name)


FUNNEL = (
    Column("stage", "Stage", lambda s: s.stage, _stage, wide=True),
    Column("name", "Name", lambda s: absent(s.name), shown=False),
    Column("deals", "Deals", lambda s: s.deals, _count("deals"), align="right", type="integer"),
    Column("step", "Step", _rounded("step"), _share("step"), align="right", type="number"),
    Column("cumulative", "Of all", _rounded("cumulative"), _share("cumulative"), align="right", type="number"),
    Column("open", "Open", lambda s: s.open, _number("open"), align="right", type="integer"),
    Column("lost", "Lost", lambda s: s.lost, _number("lost"), align="right", type="integer"),
    Column("mean_days", "Mean days", _rounded("mean_days"), _days("mean_days"), align="right", type="number",
           shown=False),
    Column("median_days", "Median days", _rounded("median_days"), _days("median_days"), align="right", type="number",
           gives_way=1),
    Column("p90_days", "90 % within", _rounded("p90_days"), _days("p90_days"), align="right", type="number",
           gives_way=2),
    Column("median_age", "Age of open", _rounded("median_age"), _days("median_age"), align="right", type="number",
           gives_way=3),
    Column("reached", "Reached", lambda s: s.reached, align="right", type="integer", shown=False),
    Column("entered", "Entered", lambda s: s.entered, align="right", type="integer", shown=False),
    Column("strict", "In order", lambda s: s.strict, align="right", type="integer", shown=False),
    Column("worst", "Worst", lambda s: s.worst, type="boolean", shown=False),
)  # fmt: skip
"""Days are whole or interpolated between two; `deals` is one of reached, entered and strict."""

LEAKS = (
    Column("stage", "Stage", lambda s: s.stage, _stage, wide=True),
    Column("name", "Name", lambda s: absent(s.name), shown=False),
    Column("passed", "Came so far", lambda s: s.passed, _count("passed"), align="right", type="integer"),
    Column("lost", "Lost here", lambda s: s.lost, _count("lost"), align="right", type="integer"),
    Column("share", "Share", _rounded("share"), _share("share"), align="right", type="number"),
    Column(
        "reason", "Mostly for", lambda s: absent(s.reason),
        lambda s, _frame: f"{reason(s.reason)} ({s.reason_count})" if s.reason else "", gives_way=2,
    ),
    Column("reason_count", "For it", lambda s: s.reason_count, type="integer", align="right", shown=False),
    Column("open", "Open", lambda s: s.open, _number("open"), align="right", type="integer"),
    Column("rotting", "Rotting", lambda s: s.rotting, _number("rotting"), align="right", type="integer"),
    Column("rot_days", "Rots after days", lambda s: s.rot_days, align="right", type="integer", shown=False),
    Column("oldest_days", "Oldest, days", lambda s: s.oldest_days, align="right", type="integer", gives_way=1),
    Column("worst", "Worst", lambda s: s.worst, type="boolean", shown=False),
)  # fmt: skip

WIN_LOSS = (
    Column("by", "By", lambda r: r.by, lambda r, _frame: by(r.by)),
    Column("value", "Value", lambda r: absent(r.value), lambda r, _frame: value_of(r.by, r.value), wide=True),
    Column("part", "Deals", lambda r: r.part, _count("part"), align="right", type="integer"),
    Column("n", "Of", lambda r: r.n, _count("n"), align="right", type="integer"),
    Column("share", "Share", _rounded("share"), _share("share"), align="right", type="number"),
    Column("low", "At least", _rounded("low"), _share("low"), align="right", type="number", gives_way=1),
    Column("high", "At most", _rounded("high"), _share("high"), align="right", type="number", gives_way=1),
    Column(
        "lift", "Times all", _rounded("lift"),
        lambda r, _frame: "" if r.lift is None else numbers.number(r.lift, 1),
        align="right", type="number", gives_way=2,
    ),
)  # fmt: skip

VELOCITY = (
    Column("currency", "Currency", lambda v: v.currency),
    Column("open", "Open", lambda v: v.open, _count("open"), align="right", type="integer"),
    Column("won", "Won", lambda v: v.won, _count("won"), align="right", type="integer"),
    Column("lost", "Lost", lambda v: v.lost, _count("lost"), align="right", type="integer"),
    Column("win_rate", "Win rate", _rounded("win_rate"), _share("win_rate"), align="right", type="number"),
    Column("low", "At least", _rounded("low"), _share("low"), align="right", type="number", gives_way=2),
    Column("high", "At most", _rounded("high"), _share("high"), align="right", type="number", gives_way=2),
    Column("mean", "Mean won deal", _money("mean_minor"), _amount("mean_minor"), align="right", type="money"),
    Column("cycle_mean", "Mean days", _rounded("cycle_mean"), _days("cycle_mean"), align="right", type="number"),
    Column("cycle_median", "Median days", _rounded("cycle_median"), _days("cycle_median"), align="right",
           type="number", gives_way=1),
    Column("per_day", "A day", _money("day_minor"), _amount("day_minor"), align="right", type="money"),
    Column("per_30_days", "In 30 days", _money("month_minor"), _amount("month_minor"), align="right", type="money"),
)  # fmt: skip

FORECAST: tuple[Column, ...] = (
    Column("month", "Month", lambda m: m.month, lambda m, _frame: month(m.month)),
    Column("currency", "Currency", lambda m: m.currency, shown=False),
    Column("deals", "Open deals", lambda m: m.deals, _count("deals"), align="right", type="integer"),
    Column("booked", "Booked", _money("booked_minor"), _amount("booked_minor"), align="right", type="money"),
    Column("open", "Open", _money("open_minor"), _amount("open_minor"), align="right", type="money", gives_way=3),
    Column("weighted", "Weighted", _money("weighted_minor"), _amount("weighted_minor"), align="right", type="money"),
    Column("spread", "± spread", _money("spread_minor"), _amount("spread_minor"), align="right", type="money",
           gives_way=2),
    Column("expected", "Expected", _money("expected_minor"), _amount("expected_minor"), align="right", type="money",
           gives_way=1),
    Column("best", "Best case", _money("best_minor"), _amount("best_minor"), align="right", type="money"),
)  # fmt: skip

FORECAST_DEAL: tuple[Column, ...] = (
    Column("id", "#", lambda d: d.id, align="right", type="integer"),
    Column("title", "Deal", lambda d: d.title, wide=True),
    Column("contact", "Contact", lambda d: absent(d.contact), wide=True, gives_way=2),
    Column("stage", "Stage", lambda d: d.stage, lambda d, _frame: stages.label(d.stage, d.stage_name), gives_way=1),
    Column("expected_close", "Expected", lambda d: absent(d.expected_close), type="date"),
    Column("amount", "Amount", lambda d: money(d.amount_minor, d.currency) if d.currency else None,
           lambda d, f: _amount("amount_minor")(d, f) if d.currency else "", align="right", type="money"),
    Column("probability", "Chance", _rounded("probability"), _share("probability"), align="right", type="number"),
    Column("origin", "By", lambda d: d.origin, lambda d, _frame: origin(d)),
    Column("wins", "Won before", lambda d: d.wins, align="right", type="integer", shown=False),
    Column("closed", "Closed before", lambda d: d.closed, align="right", type="integer", shown=False),
    Column("weighted", "Weighted", lambda d: money(d.weighted_minor, d.currency) if d.currency else None,
           lambda d, f: _amount("weighted_minor")(d, f) if d.currency else "", align="right", type="money"),
)  # fmt: skip

SALES = (
    Column("by", "By", lambda s: s.by, shown=False),
    Column("value", "Sold", lambda s: absent(s.value), lambda s, _frame: value_of(s.by, s.value), wide=True),
    Column("id", "Product #", lambda s: s.id, type="integer", shown=False),
    Column("sales", "Sales", lambda s: s.sales, _count("sales"), align="right", type="integer"),
    Column("amount", "Amount", _money("amount_minor"), _amount("amount_minor"), align="right", type="money"),
    Column("share", "Share", _rounded("share"), _share("share"), align="right", type="number", gives_way=1),
    Column("before", "Before", lambda s: absent(s.before), lambda s, _frame: month(s.before) if s.before else "",
           gives_way=3),
    Column("sales_before", "Sales before", lambda s: s.sales_before, _count("sales_before"), align="right",
           type="integer", gives_way=2),
    Column("amount_before", "Amount before", _money("before_minor"), _amount("before_minor"), align="right",
           type="money"),
    Column("change", "Change", _rounded("change"), lambda s, _frame: change(s.change), align="right", type="number"),
)  # fmt: skip
