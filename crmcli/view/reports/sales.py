"""The pictures of what was sold."""

from collections.abc import Sequence

from crmcli.core.records.figures import SalesLine
from crmcli.core.records.report import Report
from crmcli.view.charts.shapes import Bar, Bars, Group, Groups, Picture, Spark
from crmcli.view.money import told
from crmcli.view.reports.words import by, change, value_of
from crmcli.view.words import _

_MOST = 10
"""Groups of a picture; the table has the rest."""


def sales(report: Report) -> tuple[Picture, ...]:
    """By month a course and a bar each; by anything else the largest beside the period before."""
    rows: tuple[SalesLine, ...] = report.rows
    currencies = list(dict.fromkeys(row.currency for row in rows))
    pictures: list[Picture] = []
    for currency in currencies:
        own = [row for row in rows if row.currency == currency]
        title = currency if len(currencies) > 1 else ""
        pictures += _months(title, own) if own[0].by == "month" else [_groups(title, own[:_MOST])]
    return tuple(pictures)


def _months(title: str, rows: Sequence[SalesLine]) -> list[Picture]:
    bars = Bars(
        title,
        tuple(Bar(row.value, row.amount_minor, _amount(row.amount_minor, row), change(row.change)) for row in rows),
    )
    before = [row for row in rows if row.before]
    if len(before) < 3:
        return [bars]
    return [
        bars,
        Spark(
            _("Before"),
            tuple(row.before_minor for row in before),
            before[0].before,
            before[-1].before,
            _amount(sum(row.before_minor for row in before), rows[0]),
        ),
    ]


def _groups(title: str, rows: Sequence[SalesLine]) -> Groups:
    return Groups(
        title or _("By {what}").format(what=by(rows[0].by)),
        (_("this period"), _("before")),
        tuple(
            Group(
                value_of(row.by, row.value),
                (row.amount_minor, row.before_minor),
                (_amount(row.amount_minor, row), _amount(row.before_minor, row)),
            )
            for row in rows
        ),
    )


def _amount(minor: int, row: SalesLine) -> str:
    return told(minor, row.currency)
