"""Pictures of classes and profits."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Curve, Group, Groups, Picture
from crmcli.view.insight import amounts
from crmcli.view.words import _

_POINTS = 400
"""Points of a curve: more are not to be seen, and make a large file."""


def customers(shares: Sequence[float]) -> Sequence[Picture]:
    """How revenue comes together, by the share of all up to each customer, the best first."""
    if len(shares) < 3:
        return ()
    whole = _("{count} customers").format(count=numbers.number(len(shares)))
    return (
        Curve(
            _("Share of the value, the best customers first"), _points(shares), "1", whole,
            "0 %", numbers.percent(shares[-1]), 0.8, "80 %",
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
        shares = [row.cumulative for row in ordered]
        whole = _("{count} customers").format(count=numbers.number(len(ordered)))
        pictures.append(
            Curve(
                _("Profit, the best customers first"),
                _points(shares),
                "1",
                whole,
                "0 %",
                numbers.percent(max(0.0, *shares)),
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


def _points(shares: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Shares as a curve from nought on; of many customers every second, third, ... and the last."""
    step = -(-len(shares) // _POINTS)
    places = [*range(step, len(shares), step), len(shares)]
    return ((0.0, 0.0), *((float(place), shares[place - 1]) for place in places))
