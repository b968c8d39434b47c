"""What is owed by how long it is overdue."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import people, reports
from crmcli.cli.nouns.reports import From, Rule, Svg, To
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.money import ageing as service
from crmcli.services.reports import spans
from crmcli.view.columns.sales.money import AGED
from crmcli.view.reports import ageing as pictures

Who = Annotated[
    str,
    typer.Argument(
        help="Only of this one: number, uid, e-mail, phone or name.",
        autocompletion=people.complete,
        show_default=False,
    ),
]


def ageing(
    who: Who = "",
    query: Annotated[
        str, typer.Option("--query", "-q", help="Only invoices that this query picks, as tag:client.", metavar="QUERY")
    ] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", help="As it was at the end of this day; later payments change nothing.",
                          metavar="DAY")
    ] = "",
    start: From = "",
    end: To = "",
    days: Annotated[
        int, typer.Option("--days", help="Over how many days of invoices the DSO looks back.", metavar="DAYS")
    ] = 90,
    limit: Limit = None,
    svg: Svg = "",
    rule: Rule = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Show what is owed by how long it is overdue: not due, 1-30, 31-60, 61-90 and more than 90 days."""
    style = Style(format, json=json, columns=columns)
    reports.prepare(svg)
    crm = session.here()
    report = service.ageing(crm, spans.span(crm, as_of, start, end), query, reference=who, days=days)
    most = limit if limit is not None else people.PAGE if style.for_people else None
    customers = [row for row in report.rows if row.contact_id is not None]
    kept = {id(row) for row in customers[:most]}
    rows = [row for row in report.rows if row.contact_id is None or id(row) in kept]
    if style.for_people:
        rows = [row for row in rows if row.total]
    shown = report._replace(rows=tuple(rows))
    reports.show(shown, AGED, style, pictures.ageing, svg=svg, rule=rule, empty="Nobody owes anything.")
    if style.for_people and limit is None and len(kept) < len(customers):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(kept), total=len(customers))
