"""Lifetime value by a model of who still buys."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import insight, reports
from crmcli.cli.options import AsOf, Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.insight import clv as service
from crmcli.view.columns.insight import clv as columns_of
from crmcli.view.insight import clv as pictures
from crmcli.view.reports import told

Anyway = Annotated[bool, typer.Option("--force", help="Fit even where the data are too few to trust it.")]


def predict(
    as_of: AsOf = "",
    months: Annotated[int, typer.Option("--months", min=1, max=120, help="How far ahead.")] = 12,
    discount: Annotated[
        str, typer.Option("--discount", help="Per cent a year by which later money is worth less; as settled.")
    ] = "",
    force: Anyway = False,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    rule: reports.Rule = False,
) -> None:
    """Expect of each customer whether they still buy, how often, and what it is worth today."""
    style = Style(format, json=json, columns=columns)
    horizon = service.Horizon(months, insight.percent("--discount", discount))
    report = service.predicted(session.here(), as_of, horizon, insight.most(limit, style), force=force)
    reports.show(report, columns_of.PREDICTED, style, insight.nothing, rule=rule)
    insight.tell_more(report, limit, style)


def fit(
    as_of: AsOf = "",
    force: Anyway = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Fit the model to all purchases and keep it, with the fingerprint of the data."""
    style = Style(format, json=json, columns=columns)
    found = service.fit(session.here(), as_of, force=force)
    if style.for_people and not columns:
        output.line(told.sentence(service.told(found)))
        output.say("Kept for `crm clv predict` as of that day, until purchases change.")
    else:
        output.show([found], columns_of.FIT, style, one=True)


def validate(
    as_of: AsOf = "",
    split: Annotated[
        str, typer.Option("--split", help="Fit up to this day; half way unless given.", metavar="DAY")
    ] = "",
    force: Anyway = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Fit up to a day and compare what the model foretold with what came."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    report = service.validate(session.here(), as_of, split, force=force)
    reports.show(report, columns_of.HELD, style, pictures.held, svg=svg, rule=rule)
