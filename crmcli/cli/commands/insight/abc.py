"""Customers by class of value, and what each of them leaves."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.options import AsOf, Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.values import money
from crmcli.services.insight import abc as service
from crmcli.view.columns.insight import abc as columns_of
from crmcli.view.insight import abc as pictures


def abc(
    as_of: AsOf = "",
    start: reports.From = "",
    end: reports.To = "",
    cuts: Annotated[
        str, typer.Option("--cuts", help="Per cent of the value at which A, B, ... end.", metavar="CUTS")
    ] = "80,95",
    by: Annotated[str, typer.Option("--by", help="revenue or margin.", metavar="revenue|margin")] = "revenue",
    classes: Annotated[bool, typer.Option("--classes", help="Show the classes, with what serving each costs.")] = False,
    budget: Annotated[
        str, typer.Option("--budget", help="An amount to share among the classes by margin.", metavar="AMOUNT")
    ] = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Class customers A, B or C by what they bring."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    chosen = insight.cuts(cuts)
    insight.one_of("--by", by, ("revenue", "margin"))
    span = service.span(crm, as_of, start, end)
    if classes or budget:
        amount = money.parse(budget, crm.settings.currency).minor if budget else None
        report = service.classes(crm, span, by, chosen, amount)
        reports.show(report, columns_of.CLASSES, style, pictures.classes, svg=svg, rule=rule)
        return
    report, shares = service.customers(crm, span, by, chosen, insight.most(limit, style))
    reports.show(report, columns_of.CLASSED, style, lambda _report: pictures.customers(shares), svg=svg, rule=rule)
    insight.tell_more(report, limit, style)


def profitability(
    as_of: AsOf = "",
    start: reports.From = "",
    end: reports.To = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show what each customer leaves after goods and service, and who costs more than they bring."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    report = service.profitability(crm, service.span(crm, as_of, start, end))
    shown = insight.page(report, insight.most(limit, style))
    reports.show(shown, columns_of.PROFIT, style, lambda _shown: pictures.whale(report), svg=svg, rule=rule)
    insight.tell_more(shown, limit, style)
