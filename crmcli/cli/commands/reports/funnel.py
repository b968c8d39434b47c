"""How deals come through the funnel, and where it leaks."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import reports
from crmcli.cli.nouns.reports import From, Pipeline, Query, Rule, Svg, To
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.reports import funnel as service
from crmcli.services.reports import spans
from crmcli.view.columns.reports import FUNNEL, LEAKS
from crmcli.view.reports import funnel as pictures

Counting = Annotated[
    str,
    typer.Option(
        "--count",
        help="reached: what is skipped counts as passed; entered: really there; strict: after all before.",
        metavar="WAY",
    ),
]
Closed = Annotated[bool, typer.Option("--closed-only", help="Only deals that are won, lost or abandoned.")]
_EMPTY = "No deals in this period."


def funnel(
    query: Query = None,
    counting: Counting = "reached",
    closed: Closed = False,
    pipeline: Pipeline = "",
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show how many deals come to each stage, what share passes each step, and how long they stay."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    span = spans.span(crm, as_of, start, end)
    report = service.funnel(crm, span, " ".join(query or ()), pipeline=pipeline, counting=counting, closed=closed)
    reports.show(report, FUNNEL, style, pictures.funnel, svg=svg, rule=rule, empty=_EMPTY)


def leaks(
    query: Query = None,
    pipeline: Pipeline = "",
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show in which stages deals are lost and why, and where they lie still."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    span = spans.span(crm, as_of, start, end)
    report = service.leaks(crm, span, " ".join(query or ()), pipeline=pipeline)
    reports.show(report, LEAKS, style, pictures.leaks, svg=svg, rule=rule, empty=_EMPTY)
