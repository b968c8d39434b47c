"""Lifetime value without a model."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.options import AsOf, Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.insight import clv as service
from crmcli.view.columns.insight import clv as columns_of


def historic(
    as_of: AsOf = "",
    recurrence: Annotated[
        str,
        typer.Option(
            "--recurrence", help="Orders a year: of the whole life, or of the last 12 months.", metavar="life|trailing"
        ),
    ] = "life",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    rule: reports.Rule = False,
) -> None:
    """Show what each customer has brought: average spend x orders a year x years."""
    style = Style(format, json=json, columns=columns)
    insight.one_of("--recurrence", recurrence, service.RECURRENCE)
    report = service.historic(session.here(), as_of, insight.most(limit, style), recurrence=recurrence)
    shown = columns_of.HISTORIC if recurrence == "life" else columns_of.trailing()
    reports.show(report, shown, style, insight.nothing, rule=rule)
    insight.tell_more(report, limit, style)


def projected(
    as_of: AsOf = "",
    churn: Annotated[
        str, typer.Option("--churn", help="Per cent of customers who leave in a year; measured unless given.")
    ] = "",
    discount: Annotated[
        str, typer.Option("--discount", help="Per cent a year by which later money is worth less; as settled.")
    ] = "",
    longest: Annotated[str, typer.Option("--longest", help="Years that are looked ahead.", metavar="NUMBER")] = "5",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    rule: reports.Rule = False,
) -> None:
    """Project each customer's pace over the life that is to be expected."""
    style = Style(format, json=json, columns=columns)
    report = service.projected(
        session.here(), as_of, insight.percent("--churn", churn), insight.years("--longest", longest),
        insight.most(limit, style), discount=insight.percent("--discount", discount),
    )  # fmt: skip
    reports.show(report, columns_of.PROJECTED, style, insight.nothing, rule=rule)
    insight.tell_more(report, limit, style)
