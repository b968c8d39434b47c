"""Pictures of classes and profits."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Curve, Group, Groups, Picture
from crmcli.view.insight import amounts
from crmcli.view.words import _


def customers(report: Report) -> Sequence[Picture]:
    """How revenue comes together, customer by customer."""
    points = [(0.0, 0.0)] + [(float(row.rank), row.cumulative) for row in report.rows]
    if len(points) < 4 or len(report.rows) < report.n:
        return ()
    whole = _("{count} customers").format(count=numbers.number(len(report.rows)))
    return (
        Curve(
            _("Share of the value, the best customers first"), tuple(points), "1", whole,
            "0 %", numbers.percent(points[-1][1]), 0.8, "80 %",
        ),
    )  # fmt: skip


def classes(report: Report) -> Sequence[Picture]:
    """Shares of customers, revenue and cost of each class."""
    spent = sum(row.cost for row in report.rows)
    groups = []
    for row in report.rows:
        shares = (row.share, row.revenue_share, row.cost / spent if spent else 0.0)
        shown = shares if spent else shares[:2]
        groups.append(Group(row.letter, shown, tuple(numbers.percent(one) for one in shown)))
    names = (_("customers"), _("revenue"), _("service cost"))[: 3 if spent else 2]
    return (Groups(_("Shares of the whole"), names, tuple(groups)),)


def whale(report: Report) -> Sequence[Picture]:
    """The whale curve, and below it those who cost most."""
    ordered = sorted((row for row in report.rows if row.cumulative is not None), key=lambda row: (-row.profit, row.id))
    pictures: list[Picture] = []
    if len(ordered) > 3 and len(ordered) == report.n:
        points = [(0.0, 0.0)] + [(float(at), row.cumulative) for at, row in enumerate(ordered, 1)]
        peak = max(y for _x, y in points)
        whole = _("{count} customers").format(count=numbers.number(len(ordered)))
        pictures.append(
            Curve(
                _("Profit, the best customers first"),
                tuple(points),
                "1",
                whole,
                "0 %",
                numbers.percent(peak),
                1.0,
                "100 %",
            )
        )
    losing = sorted((row for row in report.rows if row.profit < 0), key=lambda row: row.profit)[:10]
    if losing:
        bars = tuple(
            Bar(row.customer, row.profit, amounts.people(row.profit, row.currency), style="late") for row in losing
        )
        pictures.append(Bars(_("Who costs more than they bring"), bars))
    return tuple(pictures)
