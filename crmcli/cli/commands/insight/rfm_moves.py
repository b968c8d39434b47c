"""RFM of all customers between two days."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import reports, rfm
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.insight import rfm as service
from crmcli.view.columns.insight import rfm as columns_of
from crmcli.view.insight import rfm as pictures


def migrate(
    start: Annotated[str, typer.Option("--from", help="As it stood at the end of this day.", metavar="DAY")],
    end: Annotated[
        str, typer.Option("--to", help="As it stood at the end of this day; today unless given.", metavar="DAY")
    ] = "",
    method: rfm.Method = "quantile",
    thresholds: rfm.Thresholds = "",
    monetary: rfm.Monetary = "total",
    per_day: rfm.PerDay = False,
    window: rfm.Window = "",
    map: rfm.Map = "std11",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
    svg: reports.Svg = "",
    rule: reports.Rule = False,
) -> None:
    """Show how customers moved between segments from one day to another."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    chosen = rfm.rule(method, thresholds, monetary, window, "1,1,1", map, per_day=per_day)
    report = service.migrate(session.here(), chosen, start, end)
    reports.show(report, columns_of.MOVES, style, pictures.moves, svg=svg, rule=rule)
