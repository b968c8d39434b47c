"""Reports of who may leave, who is likely to buy, and what."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.options import AsOf, Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.insight import risk as service
from crmcli.view.columns.insight import risk as columns_of
from crmcli.view.insight import retention as pictures


def churn_risk(
    as_of: AsOf = "",
    everybody: Annotated[bool, typer.Option("--all", help="Also those without a reason.")] = False,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show who may leave, with the reasons in words."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    report = service.churn_risk(session.here(), as_of, insight.most(limit, style), everybody=everybody)
    empty = "Nobody gives a reason to worry."
    reports.show(report, columns_of.RISK, style, pictures.risks, svg=svg, rule=rule, empty=empty)
    insight.tell_more(report, limit, style)


def next_purchase(
    as_of: AsOf = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    rule: reports.Rule = False,
) -> None:
    """Show when each customer is likely to buy again."""
    style = Style(format, json=json, columns=columns)
    report = service.next_purchase(session.here(), as_of, insight.most(limit, style))
    reports.show(report, columns_of.NEXT, style, insight.nothing, rule=rule)
    insight.tell_more(report, limit, style)


def crosssell(
    as_of: AsOf = "",
    fewest: Annotated[int, typer.Option("--fewest", min=1, max=10**9, help="Customers who must have both.")] = 3,
    named: Annotated[
        int,
        typer.Option("--named", min=0, max=10**9, help="How many are named of those who could buy, the best first."),
    ] = service.NAMED,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    rule: reports.Rule = False,
) -> None:
    """Show which products go together, and who has one and lacks the other."""
    style = Style(format, json=json, columns=columns)
    report = service.crossing(session.here(), as_of, fewest, named)
    empty = "No two products go together more often than chance. --fewest takes fewer customers."
    reports.show(report, columns_of.CROSSING, style, insight.nothing, rule=rule, empty=empty)
