"""Pictures of RFM."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Cell, Grid, Picture
from crmcli.view.insight import segments
from crmcli.view.words import _


def segment_bars(report: Report) -> Sequence[Picture]:
    """A bar a segment: how many customers are in it."""
    bars = tuple(
        Bar(
            segments.label(row.segment, row.label),
            row.customers,
            numbers.number(row.customers),
            numbers.percent(row.share),
        )
        for row in report.rows
    )
    return (Bars(_("Customers"), bars),)


def heat(report: Report) -> Sequence[Picture]:
    """Recency against frequency, the darker the more customers."""
    most = max((row.customers for row in report.rows), default=0) or 1
    cells = tuple(
        tuple(
            Cell(row.customers / most, numbers.number(row.customers))
            for row in sorted((row for row in report.rows if row.r == r), key=lambda row: row.f)
        )
        for r in range(5, 0, -1)
    )
    return (
        Grid(
            _("Customers"), tuple(f"R {r}" for r in range(5, 0, -1)), tuple(f"F {f}" for f in range(1, 6)), cells,
            _("recency"), _("frequency"),
        ),
    )  # fmt: skip


def moves(report: Report) -> Sequence[Picture]:
    """From rows to columns, the darker the more customers."""
    before = list(dict.fromkeys(row.before for row in report.rows))
    after = list(dict.fromkeys(row.after for row in sorted(report.rows, key=lambda row: _order(report, row.after))))
    labels = {"": _("none")}
    for row in report.rows:
        labels[row.before or ""] = segments.label(row.before, row.before_label) if row.before else labels[""]
        labels[row.after or ""] = segments.label(row.after, row.after_label) if row.after else labels[""]
    counts = {(row.before, row.after): row.customers for row in report.rows}
    most = max(counts.values(), default=1)
    cells = tuple(
        tuple(
            Cell(counts[one, other] / most, numbers.number(counts[one, other])) if (one, other) in counts else None
            for other in after
        )
        for one in before
    )
    title = _("Customers, from the rows to the columns")
    return (Grid(title, tuple(labels[one] for one in before), tuple(_short(labels[one]) for one in after), cells),)


def _short(label: str) -> str:
    """A label in three letters, for the head of a narrow column: of two words some of both."""
    first, *more = label.split() or [""]
    return first[:2] + more[0][0].upper() if more else first[:3]


def _order(report: Report, slug: str) -> int:
    befores = [row.before for row in report.rows]
    return befores.index(slug) if slug in befores else len(befores)
