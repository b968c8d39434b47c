"""Pictures of lifetime value."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.view.charts.shapes import Group, Groups, Picture
from crmcli.view.insight import amounts
from crmcli.view.words import _


def held(report: Report) -> Sequence[Picture]:
    """Expected beside real purchases, by how often customers had come back before."""
    groups = tuple(
        Group(
            amounts.number(row.repeats) + ("+" if row is report.rows[-1] and row.repeats >= 7 else ""),
            (row.actual, row.expected),
            (amounts.number(row.actual), amounts.number(row.expected)),
        )
        for row in report.rows
    )
    return (Groups(_("Purchases by how often they came back before"), (_("made"), _("expected")), groups),)
