"""Acquisition, retention and growth on one page, goals against what was reached, and who changed the revenue."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.errors import Invalid, NotFound
from crmcli.core.records.insight import Goal
from crmcli.core.records.worth import Cause, Figure, GoalRow, Trend
from crmcli.core.values import money, periods
from crmcli.core.values.durations import Duration, add
from crmcli.core.values.moments import instant
from crmcli.core.values.text import nearest
from crmcli.services.figures import ledger, serving, value
from crmcli.services.figures.value import Standing
from crmcli.services.insight import retention
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads
from crmcli.store.reads.insight import segments
from crmcli.store.reads.insight import service as costs
from crmcli.store.reads.insight.purchases import Customers

METRICS = {
    "revenue": "money", "orders": "count", "customers": "count", "new-customers": "count", "mean-order": "money",
    "acquisition-cost": "money", "cac": "money", "retention": "share",
}  # fmt: skip
"""What a goal can be of, and its unit."""
_BLOCKS = {
    "acquisition": ("new-customers", "acquisition-cost", "cac"),
    "retention": ("retention", "customers"),
    "growth": ("revenue", "orders", "mean-order"),
}
_CAUSES = 5
_ONE_DAY = timedelta(days=1)
Days = tuple[date, date]
"""The first and the last."""


class Page(NamedTuple):
    """The dashboard."""

    as_of: date
    start: date
    """The first day of the month that is looked at, up to `as_of`; the month before is looked at as far."""
    figures: tuple[Figure, ...]
    causes: tuple[Cause, ...]
    goals: tuple[GoalRow, ...]
    months: tuple[Trend, ...]
    """Up to this one, the earliest first."""


class Measured(NamedTuple):
    """What figures of a period are made of."""

    bought: Customers
    new: int
    spent: int
    """To win customers, in minor units."""
    stayed: float | None

    def of(self, metric: str) -> float | None:
        """One of the figures; None where it cannot be said."""
        orders, revenue = sum(self.bought.orders), sum(self.bought.totals)
        return {
            "revenue": revenue,
            "orders": orders,
            "customers": len(self.bought.ids),
            "new-customers": self.new,
            "mean-order": revenue / orders if orders else None,
            "acquisition-cost": self.spent,
            "cac": self.spent / self.new if self.new else None,
            "retention": self.stayed,
        }[metric]


@of_one_moment
def page(crm: Workspace, as_of: str) -> Page:
    """This month so far against the month before up to the same day. Refused where nobody has bought."""
    day = spans.span(crm, as_of).as_of
    ledger.check(crm, day)
    serving.check(crm, day)
    if not reads.anybody(crm.db, ledger.base(crm), day.isoformat()):
        raise ledger.nobody(crm, day)
    start = day.replace(day=1)
    before_start = add(start, Duration(months=-1))
    before_end = min(before_start + (day - start), start - _ONE_DAY)
    goals = segments.goals(crm.db)
    periods_of = [_span(one, day) for one in goals]
    every = [(start, day), (before_start, before_end), *(span for span in periods_of if span is not None)]
    standing = value.standing(crm, day, [end for _start, end in every])
    now, before, *reached = _measured(crm, day, every, standing)
    rows = tuple(_rows(crm, goals, periods_of, reached))
    wanted = {row.metric: row for row in rows if row.start == start.isoformat()}
    figures = tuple(
        Figure(
            block, metric, METRICS[metric], now.of(metric), before.of(metric),
            float(wanted[metric].target) if metric in wanted else None, ledger.base(crm),
        )
        for block, metrics in _BLOCKS.items()
        for metric in metrics
    )  # fmt: skip
    months = retention.course(crm, day, standing.firsts)
    return Page(day, start, figures, _causes(crm, before, now), rows, months)


@of_one_moment
def goals(crm: Workspace, as_of: str = "") -> list[GoalRow]:
    """Every goal with what was reached, the latest period first."""
    return _told(crm, segments.goals(crm.db), spans.span(crm, as_of).as_of)


def set_goal(crm: Workspace, metric: str, period: str, target: str, note: str = "") -> GoalRow:
    """Set what a figure is to be in a year, a quarter or a month; a goal that is there is changed."""
    if metric not in METRICS:
        raise Invalid(
            "There is no figure {metric} to set a goal for.", metric=metric, near=nearest(metric, METRICS) or "revenue",
            all=", ".join(METRICS), hint="Did you mean {near}? Figures: {all}.",
        )  # fmt: skip
    name, _start, _end = _period(period, crm.today)
    amount, currency = _target(crm, metric, target)
    now = instant(crm.now)
    with crm.writing("goal set") as unit:
        known = next((one for one in segments.goals(crm.db) if (one.metric, one.period) == (metric, name)), None)
        goal = known or Goal(uid=crm.new_uid(), metric=metric, period=name, created_at=now)
        goal = goal._replace(target=amount, currency=currency, note=note or goal.note, updated_at=now)
        number = unit.save(goal)
    return _told(crm, [goal._replace(id=number)], crm.today)[0]


def remove_goal(crm: Workspace, metric: str, period: str) -> GoalRow:
    """Take a goal away."""
    name, _start, _end = _period(period, crm.today)
    with crm.writing("goal remove") as unit:
        for one in segments.goals(crm.db):
            if (one.metric, one.period) == (metric, name):
                (row,) = _told(crm, [one], crm.today)
                unit.remove("goal", one.id)
                return row
    raise NotFound(
        "There is no goal for {metric} in {period}.", metric=metric, period=name, hint="`crm goal list` shows them."
    )


def _measured(crm: Workspace, as_of: date, periods_of: Sequence[Days], standing: Standing) -> list[Measured]:
    """The figures of some periods, by what is known at `as_of`; `standing` is of the days that end them."""
    base, rate = ledger.base(crm), serving.hourly_rate(crm)
    found = []
    for (start, end), retained in zip(periods_of, standing.retained, strict=True):
        bought = reads.customers(crm.db, base, as_of.isoformat(), start.isoformat(), end.isoformat(), wanted="")
        spent = sum(one.minor for one in costs.spent(crm.db, base, "acquisition", start.isoformat(), end.isoformat()))
        talks = costs.winning(crm.db, serving.span(crm, end, start.isoformat(), as_of))
        spent += sum(serving.of_effort(one, rate) for one in talks)
        found.append(Measured(bought, standing.new(start, end), spent, retained.rate))
    return found


def _causes(crm: Workspace, was: Measured, now: Measured) -> tuple[Cause, ...]:
    """Because of whom revenue changed most, the greatest change first."""
    before, after = (dict(zip(one.bought.ids, one.bought.totals, strict=True)) for one in (was, now))
    changes = [
        Cause(number, "", before.get(number, 0), after.get(number, 0), ledger.base(crm))
        for number in {**before, **after}
    ]
    changes = sorted(changes, key=lambda one: (-abs(one.change), one.id))[:_CAUSES]
    names = ledger.names(crm, [one.id for one in changes])
    return tuple(one._replace(customer=names.get(one.id, "")) for one in changes if one.change)


def _told(crm: Workspace, goals: Sequence[Goal], day: date) -> list[GoalRow]:
    """Goals with what was reached of them by a day."""
    ledger.check(crm, day)
    periods_of = [_span(one, day) for one in goals]
    spans_of = [span for span in periods_of if span is not None]
    standing = value.standing(crm, day, [end for _start, end in spans_of]) if spans_of else None
    reached = _measured(crm, day, spans_of, standing) if standing else []
    return list(_rows(crm, goals, periods_of, reached))


def _rows(
    crm: Workspace, goals: Sequence[Goal], periods_of: Sequence[Days | None], reached: Sequence[Measured]
) -> Iterator[GoalRow]:
    measured = iter(reached)
    for goal, span in zip(goals, periods_of, strict=True):
        found = next(measured).of(goal.metric) if span is not None else None
        if found is not None and METRICS[goal.metric] == "share":
            found *= 10_000
        _name, start, end = _period(goal.period, crm.today)
        yield GoalRow(
            goal.id, goal.metric, goal.period, METRICS[goal.metric], goal.target, found, goal.currency,
            start.isoformat(), end.isoformat(), goal.note,
        )  # fmt: skip


def _span(goal: Goal, day: date) -> Days | None:
    """The days of a goal's period up to this one; None where it lies ahead."""
    _name, start, end = _period(goal.period, day)
    return (start, min(end, day)) if start <= day else None


def _period(text: str, today: date) -> tuple[str, date, date]:
    """A year, a quarter or a month by its name, with its first and last day."""
    start, after = periods.parse(text, today)
    if start is None or after is None:
        raise _no_period(text)
    if after == add(start, Duration(months=12)) and start.month == 1 and start.day == 1:
        name = f"{start.year:04}"
    elif after == add(start, Duration(months=3)) and start.month % 3 == 1 and start.day == 1:
        name = f"{start.year:04}-Q{(start.month + 2) // 3}"
    elif after == add(start, Duration(months=1)) and start.day == 1:
        name = f"{start.year:04}-{start.month:02}"
    else:
        raise _no_period(text)
    return name, start, after - _ONE_DAY


def _no_period(text: str) -> Invalid:
    return Invalid(
        "{period} is no year, quarter or month.", period=text, hint="As in 2026, 2026-Q4, 2026-11 or this-month."
    )


def _target(crm: Workspace, metric: str, text: str) -> tuple[int, str]:
    """The target in the metric's own units: minor units, a count, or hundredths of a per cent."""
    if METRICS[metric] == "money":
        found = money.parse(text, ledger.base(crm))
        if found.currency != ledger.base(crm):
            raise Invalid(
                "Goals are in {currency}, the currency of the book.",
                currency=ledger.base(crm),
                hint="Give the amount in {currency}, or without a currency.",
            )
        return found.minor, found.currency
    digits = text.strip().removesuffix("%").strip().replace(",", ".")
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii() or len(digits) > 12:
        raise Invalid("{value} is no number.", value=text, hint="As in 25.")
    if METRICS[metric] == "share":
        if float(digits) > 100:
            raise Invalid("{value} is more than all of them.", value=text, hint="Per cent, from 0 to 100.")
        return round(float(digits) * 100), ""
    if "." in digits:
        raise Invalid("{value} is no whole number.", value=text, hint="As in 25.")
    return int(digits), ""
