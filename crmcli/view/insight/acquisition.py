"""Pictures of what winning customers costs, of stages and of months of work."""

from collections.abc import Callable, Sequence

from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Group, Groups, Picture, Spark
from crmcli.view.insight import amounts, words
from crmcli.view.words import _


def costs(report: Report, name: Callable[[str], str] = str) -> Sequence[Picture]:
    """What a customer costs, by where they came from; `name` says what that is called."""
    bars = tuple(
        Bar(name(row.name) or _("(not said)"), row.cac, amounts.people(round(row.cac), row.currency))
        for row in report.rows
        if row.cac is not None
    )
    return (Bars(_("Cost of a new customer"), bars),) if len(bars) > 1 else ()


def economics(report: Report) -> Sequence[Picture]:
    """What a customer brings beside what they cost."""
    row = report.rows[0]
    if row.cac is None or row.margin_value is None:
        return ()
    bars = (
        Bar("LTV", row.margin_value, amounts.people(round(row.margin_value), row.currency)),
        Bar("CAC", row.cac, amounts.people(round(row.cac), row.currency), style="late"),
    )
    return (Bars(_("Lifetime value and cost of a customer"), bars),)


def stages(report: Report) -> Sequence[Picture]:
    """Shares of customers, revenue and time by stage."""
    minutes = sum(row.minutes for row in report.rows)
    groups = []
    for row in report.rows:
        shares = (row.share, row.revenue_share or 0.0, *((row.minutes / minutes,) if minutes else ()))
        groups.append(Group(words.block(row.stage), shares, tuple(numbers.percent(one) for one in shares)))
    names = (_("customers"), _("revenue"), *((_("time"),) if minutes else ()))
    return (Groups(_("Shares of the whole"), names, tuple(groups)),)


def months(report: Report) -> Sequence[Picture]:
    """The course of interactions."""
    values = tuple(float(row.interactions) for row in report.rows)
    if len(values) < 2:
        return ()
    return (Spark(_("Interactions"), values, report.rows[0].month, report.rows[-1].month, numbers.number(values[-1])),)
