"""The pictures of the funnel and of its leaks."""

from crmcli.core.records.figures import FunnelStep, Leak
from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.charts.shapes import Bar, Bars, Funnel, Picture, Step
from crmcli.view.reports import stages
from crmcli.view.words import _


def funnel(report: Report) -> tuple[Picture, ...]:
    """Narrowing bars with the share that passed each step; the worst step is marked."""
    rows: tuple[FunnelStep, ...] = report.rows
    return (
        Funnel(
            "",
            tuple(
                Step(
                    stages.label(row.stage, row.name),
                    row.deals,
                    numbers.number(row.deals),
                    "" if row.step is None else numbers.percent(row.step),
                    "" if row.cumulative is None else numbers.percent(row.cumulative),
                    _("worst step") if row.worst else "",
                )
                for row in rows
            ),
            (_("deals"), _("step"), _("of all")),
        ),
    )


def leaks(report: Report) -> tuple[Picture, ...]:
    """Where deals are lost, a bar a stage."""
    rows: tuple[Leak, ...] = report.rows
    return (
        Bars(
            _("Lost here, of those that came so far"),
            tuple(
                Bar(
                    stages.label(row.stage, row.name),
                    row.lost,
                    numbers.number(row.lost),
                    "" if row.share is None else numbers.percent(row.share),
                    "late" if row.worst else "",
                )
                for row in rows
            ),
        ),
    )
