"""What winning customers costs, how far relations have come, and what was done."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.insight import acquisition as service
from crmcli.services.insight import maturity as stages
from crmcli.view.columns.insight import acquisition as columns_of
from crmcli.view.insight import acquisition as pictures
from crmcli.view.wording import labels as words


def cac(
    as_of: AsOf = "",
    start: reports.From = "",
    end: reports.To = "",
    by: Annotated[
        str, typer.Option("--by", help="channel, source or campaign.", metavar="channel|source|campaign")
    ] = "channel",
    lag: Annotated[int, typer.Option("--lag", min=0, max=3660, help="Days by which costs come before sales.")] = 0,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show what each new customer cost: booked costs, and time, travel and material before the first order."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    insight.one_of("--by", by, service.BY)
    report = service.cac(session.here(), as_of, start, end, by, lag)
    empty = "No cost and no new customer in the period."
    name = words.channel if by == "channel" else str
    reports.show(
        report, columns_of.cac(name), style, lambda found: pictures.costs(found, name), svg=svg, rule=rule, empty=empty
    )


def unit_economics(
    as_of: AsOf = "",
    start: reports.From = "",
    end: reports.To = "",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Compare what a customer brings with what winning one costs."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    report = service.unit_economics(session.here(), as_of, start, end)
    reports.show(report, columns_of.ECONOMICS, style, pictures.economics, svg=svg, rule=rule, one=True, card=True)


def maturity(
    as_of: AsOf = "",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show customers by the stage of the relation, with revenue and effort."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    report = stages.maturity(session.here(), as_of)
    reports.show(report, columns_of.STAGE, style, pictures.stages, svg=svg, rule=rule)


def activity(
    as_of: AsOf = "",
    months: Annotated[int, typer.Option("--months", min=1, max=600, help="How many months back.")] = 13,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show how often people were spoken to, month by month."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    report = stages.activity(session.here(), as_of, months)
    empty = "Nothing is on record. `crm log` writes down what was said."
    reports.show(report, columns_of.EFFORT, style, pictures.months, svg=svg, rule=rule, empty=empty)
