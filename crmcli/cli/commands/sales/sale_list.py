"""Sales listed, and one of them whole."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.sales import Contact, Since, Until
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.services.sales import sale_lists as service
from crmcli.services.sales.sale_lists import Filter
from crmcli.view.columns.sales.sales import SALE

Query = Annotated[list[str] | None, typer.Argument(help="A query of the search language.", show_default=False)]
Reference = Annotated[str, typer.Argument(help="Number, or how the uid begins.", show_default=False)]


def list_(
    query: Query = None,
    contact: Contact = None,
    since: Since = None,
    until: Until = None,
    product: Annotated[
        str | None, typer.Option("--product", help="What was sold: number, SKU or name.", metavar="PRODUCT")
    ] = None,
    sort: Sort = None,
    limit: Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what was sold by a query, the newest first."""
    style = Style(format, json=json, columns=columns)
    wanted = Filter(contact or "", since or "", until or "", product or "")
    crm, text = session.here(), " ".join(query or ())
    if count:
        output.line(str(service.count(crm, text, wanted)))
        return
    most = limit if limit is not None else people.PAGE if style.for_people else None
    page = service.page(crm, text, wanted, sort=sort or "", limit=most, total=style.for_people and limit is None)
    output.show(page.records, SALE, style, empty="No sales. `crm sale add` writes one down.")
    if style.for_people and limit is None and page.total > len(page.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(page.records), total=page.total)


def show(reference: Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show one sale whole: its lines, tax, margin and refunds."""
    style = Style(format, json=json, columns=columns)
    sale = service.pick(session.here(), reference)
    if style.for_people and not columns:
        from crmcli.view.sales import sale_cards  # noqa: PLC0415 - door: 2 ms, which lists do without

        output.block(sale_cards.sale(sale, output.frame(), output.terminal_width()))
    else:
        output.show([sale], SALE, style, one=True)
