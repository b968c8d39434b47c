"""RFM: customers by recency, frequency and money."""

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import insight, reports, rfm
from crmcli.cli.options import AsOf, Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.insight import rfm as service
from crmcli.view.columns.insight import rfm as columns_of
from crmcli.view.insight import rfm as pictures


def show(
    as_of: AsOf = "",
    method: rfm.Method = "quantile",
    thresholds: rfm.Thresholds = "",
    monetary: rfm.Monetary = "total",
    per_day: rfm.PerDay = False,
    window: rfm.Window = "",
    weights: rfm.Weights = "1,1,1",
    map: rfm.Map = "std11",
    from_csv: rfm.FromCsv = "",
    customer: rfm.Customer = "",
    date: rfm.Date = "",
    amount: rfm.Amount = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    rule: reports.Rule = False,
) -> None:
    """Score every customer from 1 to 5 by recency, frequency and money."""
    style = Style(format, json=json, columns=columns)
    chosen = rfm.rule(method, thresholds, monetary, window, weights, map, per_day=per_day)
    portfolio, code = rfm.scored(chosen, as_of, rfm.File(from_csv, customer, date, amount))
    report = service.show(session.here(), portfolio, insight.most(limit, style))
    shown = columns_of.SCORED_OF_FILE if from_csv else columns_of.SCORED
    reports.show(report, shown, style, insight.nothing, rule=rule)
    insight.tell_more(report, limit, style)
    if code:
        raise typer.Exit(code)


def segments(
    as_of: AsOf = "",
    method: rfm.Method = "quantile",
    thresholds: rfm.Thresholds = "",
    monetary: rfm.Monetary = "total",
    per_day: rfm.PerDay = False,
    window: rfm.Window = "",
    map: rfm.Map = "std11",
    from_csv: rfm.FromCsv = "",
    customer: rfm.Customer = "",
    date: rfm.Date = "",
    amount: rfm.Amount = "",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Count the customers of each segment, and what they brought."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    chosen = rfm.rule(method, thresholds, monetary, window, "1,1,1", map, per_day=per_day)
    portfolio, code = rfm.scored(chosen, as_of, rfm.File(from_csv, customer, date, amount))
    shown = columns_of.SEGMENTS_OF_FILE if from_csv else columns_of.SEGMENTS
    reports.show(service.segments(portfolio), shown, style, pictures.segment_bars, svg=svg, rule=rule)
    if code:
        raise typer.Exit(code)


def grid(
    as_of: AsOf = "",
    method: rfm.Method = "quantile",
    thresholds: rfm.Thresholds = "",
    monetary: rfm.Monetary = "total",
    per_day: rfm.PerDay = False,
    window: rfm.Window = "",
    from_csv: rfm.FromCsv = "",
    customer: rfm.Customer = "",
    date: rfm.Date = "",
    amount: rfm.Amount = "",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Draw recency against frequency."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    chosen = rfm.rule(method, thresholds, monetary, window, "1,1,1", "std11", per_day=per_day)
    portfolio, code = rfm.scored(chosen, as_of, rfm.File(from_csv, customer, date, amount))
    shown = columns_of.GRID_OF_FILE if from_csv else columns_of.GRID
    reports.show(service.grid(portfolio), shown, style, pictures.heat, svg=svg, rule=rule, drawn_whole=True)
    if code:
        raise typer.Exit(code)


def the_map(map: rfm.Map = "std11", columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show which scores make which segment."""
    style = Style(format, json=json, columns=columns)
    output.show(service.the_map(map), columns_of.MAP, style)


def keep(format: Format = None, json: Json = False) -> None:
    """Keep today's scores, so that later commands need not count everybody's purchases again."""
    style = Style(format, json=json)
    found = service.keep(session.here())
    if style.for_people:
        output.say("Kept everybody's scores, until somebody changes a sale. Customers: {count}.", count=found.customers)
    else:
        output.show([found], columns_of.KEPT, style, one=True)
