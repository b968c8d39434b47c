"""What was sold, by month or anything else, beside the period before."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import reports
from crmcli.cli.nouns.reports import From, Query, Rule, Svg, To
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.reports import sales as service
from crmcli.services.reports import spans
from crmcli.view.columns.reports import SALES
from crmcli.view.reports import sales as pictures

By = Annotated[str, typer.Option("--by", help="month, product, seller, tag, channel or source.", metavar="WHAT")]
Apart = Annotated[
    bool, typer.Option("--by-currency", help="Each currency by itself, instead of all in the base currency.")
]


def sales(
    query: Query = None,
    by: By = "month",
    apart: Apart = False,
    as_of: AsOf = "",
    start: From = "",
    end: To = "",
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show what was sold in the last twelve months, or the days that are named, beside the period before."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    span = spans.span(crm, as_of, start, end)
    report = service.sales(crm, span, " ".join(query or ()), by=by, apart=apart)
    reports.show(report, SALES, style, pictures.sales, svg=svg, rule=rule, empty="Nothing was sold in these days.")
