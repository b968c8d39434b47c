"""Pictures of retention, cohorts and months."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.core.values.money import EXPONENTS
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Cell, Grid, Picture, Spark
from crmcli.view.insight import amounts
from crmcli.view.words import _

RUNNING = "*"
"""Behind a number of the running month."""
_FEW = 100
"""Below so many units of the currency, values are told with their decimals."""


def retention(report: Report) -> Sequence[Picture]:
    """A bar a period: who stayed."""
    bars = tuple(
        Bar(row.end, row.rate, numbers.percent(row.rate), f"{row.kept}/{row.active}")
        for row in report.rows
        if row.rate is not None
    )
    return (Bars(_("Stayed"), bars, 1.0),) if bars else ()


def triangle(report: Report) -> Sequence[Picture]:
    """Cohorts below one another, months since the first order across: who bought, and where known what they brought."""
    title = _("Per cent of each cohort who bought, months since the first order across")
    shares = [[(share, numbers.number(100 * share)) for share in row.shares] for row in report.rows]
    pictures = [_grid(title, report, shares)]
    if any(row.values for row in report.rows):
        pictures.append(_values(report))
    return pictures


def _values(report: Report) -> Grid:
    """What each customer of a cohort had brought by each month, in whole units unless that says too little."""
    currency = report.rows[0].currency
    unit = 10 ** EXPONENTS.get(currency, 2)
    most = max((value for row in report.rows for value in row.values), default=0) or 1
    decimals = 0 if most >= _FEW * unit else EXPONENTS.get(currency, 2)
    title = _("What each customer of a cohort had brought by then, in {currency}").format(currency=currency)
    fields = [[(value / most, numbers.number(value / unit, decimals)) for value in row.values] for row in report.rows]
    return _grid(title, report, fields)


def _grid(title: str, report: Report, fields: Sequence[Sequence[tuple[float, str]]]) -> Grid:
    """A field a month of each cohort, the running one marked; blank where the future begins."""
    most = max(map(len, fields), default=0)
    cells = tuple(
        tuple(
            Cell(*row[at], mark=RUNNING if cohort.partial and at == len(row) - 1 else "") if at < len(row) else None
            for at in range(most)
        )
        for cohort, row in zip(report.rows, fields, strict=True)
    )
    rows = tuple(f"{row.month} ({numbers.number(row.customers)})" for row in report.rows)
    return Grid(title, rows, tuple(map(str, range(most))), cells, _("first order"), "")


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
