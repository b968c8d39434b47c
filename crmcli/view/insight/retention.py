"""Pictures of retention, cohorts and months."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Cell, Grid, Picture, Spark
from crmcli.view.insight import amounts
from crmcli.view.words import _

_COLUMNS = 13


def retention(report: Report) -> Sequence[Picture]:
    """A bar a period: who stayed."""
    bars = tuple(
        Bar(row.end, row.rate, numbers.percent(row.rate), f"{row.kept}/{row.active}")
        for row in report.rows
        if row.rate is not None
    )
    return (Bars(_("Stayed"), bars, 1.0),) if bars else ()


def triangle(report: Report) -> Sequence[Picture]:
    """Cohorts below one another, months since the first order across."""
    most = min(max((len(row.shares) for row in report.rows), default=0), _COLUMNS)
    cells = tuple(
        tuple(
            Cell(row.shares[at], numbers.number(100 * row.shares[at])) if at < len(row.shares) else None
            for at in range(most)
        )
        for row in report.rows
    )
    rows = tuple(f"{row.month} ({numbers.number(row.customers)})" for row in report.rows)
    title = _("Per cent of each cohort who bought, months since the first order across")
    return (Grid(title, rows, tuple(map(str, range(most))), cells, _("first order"), ""),)


def trends(report: Report) -> Sequence[Picture]:
    """The course of revenue."""
    rows = [row for row in report.rows if not row.partial] or list(report.rows)
    values = tuple(float(row.revenue) for row in rows)
    if len(values) < 2:
        return ()
    last, most = rows[-1], max(rows, key=lambda row: row.revenue)
    text = _("last {last}, most {most} in {month}").format(
        last=amounts.people(last.revenue, last.currency),
        most=amounts.people(most.revenue, most.currency),
        month=most.month,
    )
    return (Spark(_("Revenue"), values, rows[0].month, last.month, text),)


def risks(report: Report) -> Sequence[Picture]:
    """What those who may leave have brought."""
    bars = tuple(
        Bar(row.customer, row.revenue, amounts.people(row.revenue, row.currency), style="late")
        for row in report.rows[:10]
    )
    return (Bars(_("What they have brought"), bars),) if bars else ()
