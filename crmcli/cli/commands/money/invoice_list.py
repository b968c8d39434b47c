"""Invoices as lists."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.services.money import invoice_lists as service
from crmcli.view.columns.sales.money import INVOICE

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


def _show(text: str, within: str, sort: str | None, limit: int | None, style: Style, *, empty: str) -> None:
    most = limit if limit is not None else people.PAGE if style.for_people else None
    is_page = style.for_people and limit is None
    found = service.listed(session.here(), text, within=within, sort=sort or "", limit=most, total=is_page)
    output.show(found.invoices, INVOICE, style, empty=empty)
    if is_page and found.total > len(found.invoices):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(found.invoices), total=found.total)
