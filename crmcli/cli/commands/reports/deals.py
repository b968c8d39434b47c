"""Why deals are won and lost, how fast they come, and what they will probably bring."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import reports
from crmcli.cli.nouns.reports import From, Query, Rule, Svg, To
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.reports import forecast as forecasts
from crmcli.services.reports import spans
from crmcli.services.reports import winloss as service
from crmcli.view.columns.reports import FORECAST, FORECAST_DEAL, VELOCITY, WIN_LOSS
from crmcli.view.reports import deals as pictures

By = Annotated[
    str,
    typer.Option("--by", help="Only lost-reason, won-reason, competitor, source, buyer or owner.", metavar="WHAT"),
]
Deals = Annotated[bool, typer.Option("--deals", help="Each open deal with its chance and where that comes from.")]
_EMPTY = "No deal was closed in this period."


def winloss(
    query: Query = None,
    by: By = "",
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show for what reasons deals are won and lost, and the win rate by competitor, source, buyer and owner."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    span = spans.span(crm, as_of, start, end)
    report = service.win_loss(crm, span, " ".join(query or ()), by=by)
    if style.for_people and not by:
        report = service.shortened(report)
    reports.show(report, WIN_LOSS, style, pictures.win_loss, svg=svg, rule=rule, empty=_EMPTY)


def velocity(
    query: Query = None,
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show what comes through the pipeline a day: open deals, win rate, mean amount and days to win."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    report = service.speed(crm, spans.span(crm, as_of, start, end), " ".join(query or ()))
    reports.show(report, VELOCITY, style, pictures.velocity, svg=svg, rule=rule, empty=_EMPTY)


def forecast(
    query: Query = None,
    deals: Deals = False,
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show by month what is booked, what open deals will probably bring, the spread, and the best case."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    span = spans.span(crm, as_of, start, end)
    text = " ".join(query or ())
    if deals:
        report, shown = forecasts.by_deal(crm, span, text), FORECAST_DEAL
    else:
        report, shown = forecasts.forecast(crm, span, text), FORECAST
    draw = reports.nothing if deals else pictures.forecast
    reports.show(report, shown, style, draw, svg=svg, rule=rule, empty="No open deals, and none won this month.")
