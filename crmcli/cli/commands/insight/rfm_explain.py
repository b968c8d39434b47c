"""RFM of one customer in words."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import people, rfm
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.insight import rfm_explained
from crmcli.view.columns.insight import rfm as columns_of
from crmcli.view.insight import rfm_words


def explain(
    reference: Annotated[
        str,
        typer.Argument(help="Number, uid, e-mail, phone or name.", autocompletion=people.complete, show_default=False),
    ],
    as_of: AsOf = "",
    method: rfm.Method = "quantile",
    thresholds: rfm.Thresholds = "",
    monetary: rfm.Monetary = "total",
    per_day: rfm.PerDay = False,
    window: rfm.Window = "",
    map: rfm.Map = "std11",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Say why a customer is in their segment, and what would move them."""
    style = Style(format, json=json, columns=columns)
    chosen = rfm.rule(method, thresholds, monetary, window, "1,1,1", map, per_day=per_day)
    found = rfm_explained.explain(session.here(), reference, chosen, as_of)
    if not style.for_people or columns:
        output.show([found], columns_of.EXPLAINED, style, one=True)
        return
    heading, lines = rfm_words.explained(found, output.frame().local)
    output.write(output.styled(output.harmless(heading), "bold") + "\n")
    for sentence in lines:
        output.line(sentence)
