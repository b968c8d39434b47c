"""Invoices as lists, and what is owed by how long it is overdue."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.services.money import invoice_lists as service
from crmcli.view.columns.sales.money import AGED, INVOICE

Who = Annotated[
    str,
    typer.Argument(
        help="Only of this one: number, uid, e-mail, phone or name.",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Query = Annotated[list[str] | None, typer.Argument(help="A query of the search language.", show_default=False)]


def list_(
    query: Query = None,
    sort: Sort = None,
    limit: Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List invoices by a query, the newest first."""
    style = Style(format, json=json, columns=columns)
    text = " ".join(query or ())
    if count:
        output.line(str(service.count(session.here(), text)))
        return
    _show(text, "", sort, limit, style, empty="No invoices. `crm invoice new` draws one up.")


def overdue(
    query: Query = None,
    sort: Sort = None,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what should have been paid before today, the oldest due first."""
    style = Style(format, json=json, columns=columns)
    _show(" ".join(query or ()), "is:overdue", sort or "due", limit, style, empty="Nothing is overdue.")


def ageing(
    who: Who = "",
    as_of: Annotated[
        str, typer.Option("--as-of", help="As it was at the end of this day; later payments change nothing.",
                          metavar="DAY")
    ] = "",
    days: Annotated[
        int, typer.Option("--days", help="Over how many days of invoices the DSO looks back.", metavar="DAYS")
    ] = 90,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Show what is owed by how long it is overdue: not due, 1-30, 31-60, 61-90 and more than 90 days."""
    style = Style(format, json=json, columns=columns)
    found = service.ageing(session.here(), who, as_of=as_of, days=days)
    most = limit if limit is not None else people.PAGE if style.for_people else None
    customers = [row for row in found.rows if row.contact_id is not None]
    kept = {id(row) for row in customers[:most]}
    rows = [row for row in found.rows if row.contact_id is None or id(row) in kept]
    if style.for_people:
        rows = [row for row in rows if row.total]
    output.show(rows, AGED, style, empty="Nobody owes anything.")
    if style.for_people and limit is None and len(kept) < len(customers):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(kept), total=len(customers))
    for row in found.rows if style.for_people else ():
        if row.contact_id is None and row.dso is not None:
            output.say(
                "DSO in {currency}: {dso} days (owed over invoiced in the {days} days up to {day}).",
                currency=row.currency, dso=f"{row.dso:.1f}", days=found.days, day=found.day,
            )  # fmt: skip


def _show(text: str, within: str, sort: str | None, limit: int | None, style: Style, *, empty: str) -> None:
    most = limit if limit is not None else people.PAGE if style.for_people else None
    is_page = style.for_people and limit is None
    found = service.listed(session.here(), text, within=within, sort=sort or "", limit=most, total=is_page)
    output.show(found.invoices, INVOICE, style, empty=empty)
    if is_page and found.total > len(found.invoices):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(found.invoices), total=found.total)
