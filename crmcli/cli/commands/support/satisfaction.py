"""The report on satisfaction."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.nouns.reports import From, Query, Rule, Svg, To
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.reports import spans
from crmcli.services.support import satisfaction as service
from crmcli.view.columns.support.satisfaction import divided
from crmcli.view.support import satisfaction as pictures


def complete_by(incomplete: str) -> list[str]:
    """What the report can be divided by that begins like this."""
    return [word for word in service.BYS if word.startswith(incomplete)]


def satisfaction(
    query: Query = None,
    by: Annotated[
        str, typer.Option("--by", help="channel, phase, seller or tag.", metavar="WHAT", autocompletion=complete_by)
    ] = "",
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show NPS with its interval, CSAT and CES, of all or divided."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    if by:
        insight.one_of("--by", by, service.BYS)
    crm = session.here()
    report = service.report(crm, spans.span(crm, as_of, start, end), " ".join(query or ()), by=by)
    reports.show(report, divided(by), style, pictures.shares, svg=svg, rule=rule)
