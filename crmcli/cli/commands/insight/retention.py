"""Reports of who stays."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.insight import retention as service
from crmcli.view.columns.insight import retention as columns_of
from crmcli.view.insight import retention as pictures

_COHORTS = 24
"""How many people see unasked."""


def retention(
    as_of: AsOf = "",
    every: Annotated[str, typer.Option("--every", help="month, quarter or year.", metavar="PERIOD")] = "quarter",
    periods: Annotated[int, typer.Option("--periods", min=1, max=60, help="How many periods.")] = 8,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show who stayed, who is new and who came back, period by period."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    insight.one_of("--every", every, tuple(service.STEPS))
    report = service.retained(session.here(), as_of, every, periods)
    reports.show(report, columns_of.RETENTION, style, pictures.retention, svg=svg, rule=rule)


def cohort(
    as_of: AsOf = "",
    rolling: Annotated[bool, typer.Option("--rolling", help="Count who bought in the month or later.")] = False,
    value: Annotated[bool, typer.Option("--value", help="Add what each customer had brought by then.")] = False,
    last: Annotated[int, typer.Option("--last", min=0, max=600, help="Only the last so many cohorts.")] = 0,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show customers by the month of their first order, and who bought again when."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    most = last or (_COHORTS if style.for_people else 0)
    report = service.cohorts(session.here(), as_of, rolling=rolling, values=value, most=most)
    shown = columns_of.cohort(values=value)
    reports.show(report, shown, style, pictures.triangle, svg=svg, rule=rule, drawn_whole=True)
    if most > last and sum(row.customers for row in report.rows) < report.n:
        diagnostics.note("The last {count} cohorts; --last shows more.", count=most)


def trends(
    as_of: AsOf = "",
    months: Annotated[int, typer.Option("--months", min=1, max=600, help="How many months back.")] = 13,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show revenue, orders and customers month by month."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    report = service.trends(session.here(), as_of, months)
    reports.show(report, columns_of.TREND, style, pictures.trends, svg=svg, rule=rule)
