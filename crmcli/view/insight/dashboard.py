"""Pictures of the dashboard: its figures with their course, who changed the revenue, and goals."""

from collections.abc import Iterator, Sequence
from datetime import date

from crmcli.core.records.worth import Cause, Figure, GoalRow, Trend
from crmcli.view import dates, numbers
from crmcli.view.charts.shapes import Bar, Bars, Course, Courses, Picture
from crmcli.view.insight import amounts, words
from crmcli.view.words import _

_COURSE = 12
"""Months of a course: the one that ends today, on its last day, makes it no longer."""


def pictures(
    figures: Sequence[Figure], causes: Sequence[Cause], goals: Sequence[GoalRow], months: Sequence[Trend]
) -> tuple[Picture, ...]:
    """All three; who changed the revenue and the goals only where there are any."""
    found: list[Picture] = [courses(figures, months)]
    if causes:
        found.append(changes(causes))
    if goals:
        found.append(reached(goals))
    return tuple(found)


def period(start: date, day: date) -> str:
    """The days that the page is about, in words."""
    first, last = dates.long(start).partition(" ")[2], dates.long(day).partition(" ")[2]
    return _("From {start} to {day}, against the month before up to the same day.").format(start=first, day=last)


def courses(figures: Sequence[Figure], months: Sequence[Trend]) -> Courses:
    """The figures block by block, with their course over the months that are over where it is known."""
    past = [month for month in months if not month.partial][-_COURSE:]
    known = len(past) > 1
    over = _("to {month}").format(month=past[-1].month) if known else ""
    headings = (_("Now"), _("Month before"), _("Change"), _("Goal"))
    return Courses("", tuple(_lines(figures, past if known else ())), over, headings)


def changes(causes: Sequence[Cause]) -> Bars:
    """What each customer changed, with what it was and is."""
    digits = max(len(str(cause.id)) for cause in causes)
    bars = tuple(
        Bar(
            f"{cause.id:>{digits}}  {cause.customer}",
            cause.change,
            amounts.people(cause.change, cause.currency),
            f"{amounts.people(cause.before, cause.currency)} → {amounts.people(cause.after, cause.currency)}",
        )
        for cause in causes
    )
    return Bars(_("Because of whom revenue changed"), bars)


def reached(goals: Sequence[GoalRow]) -> Bars:
    """How much of each goal is reached; a whole bar is the goal."""
    bars = tuple(
        Bar(
            f"{words.metric(goal.metric)} {goal.period}",
            goal.reached or 0.0,
            _("{value} of {goal}").format(
                value=figure(of_goal(goal, goal.value), goal.unit, goal.currency),
                goal=figure(of_goal(goal, goal.target), goal.unit, goal.currency),
            ),
            numbers.percent(goal.reached) if goal.reached is not None else "n/a",
        )
        for goal in goals
    )
    return Bars(_("Goals"), bars, 1.0)


def figure(value: float | None, unit: str, currency: str) -> str:
    """A figure by its unit."""
    if value is None:
        return "n/a"
    if unit == "share":
        return amounts.share(value)
    return amounts.people(round(value), currency) if unit == "money" else amounts.number(value)


def of_goal(row: GoalRow | Figure, value: float | None) -> float | None:
    """A target as its figure is told: shares are kept in hundredths of a per cent."""
    return value / 10_000 if value is not None and row.unit == "share" else value


def _lines(figures: Sequence[Figure], months: Sequence[Trend]) -> Iterator[Course]:
    block = ""
    for one in figures:
        if one.block != block:
            block = one.block
            yield Course(words.block(block))
        texts = (
            figure(one.value, one.unit, one.currency),
            figure(one.before, one.unit, one.currency),
            amounts.share(one.change),
            figure(of_goal(one, one.goal), one.unit, one.currency) if one.goal is not None else "",
        )
        yield Course(f"  {words.metric(one.metric)}", tuple(_course(one.metric, months)), texts)


def _course(metric: str, months: Sequence[Trend]) -> Iterator[float]:
    """A figure month by month; nothing of those that months do not tell."""
    for month in months:
        value = {
            "revenue": float(month.revenue),
            "orders": float(month.orders),
            "customers": float(month.customers),
            "new-customers": float(month.new),
            "mean-order": month.revenue / month.orders if month.orders else 0.0,
        }.get(metric)
        if value is None:
            return
        yield value
