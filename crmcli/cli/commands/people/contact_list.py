"""People and organisations by query."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.services.people import listing

Query = Annotated[
    list[str] | None,
    typer.Argument(help="A query of the search language.", autocompletion=people.complete_query, show_default=False),
]

_EMPTY = "Nobody here yet. `crm contact add` adds, `crm import` brings an address book in."


def list_(
    ctx: typer.Context,
    query: Query = None,
    sort: Sort = None,
    limit: Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List by a query, in columns or for machines."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    text = people.narrowed(ctx, query)
    if count:
        output.line(str(listing.count(crm, text)))
        return
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = listing.contacts(crm, text, sort=sort or "", limit=most, total=style.for_people)
    people.show_page(
        found.records,
        found.total,
        style,
        empty=_EMPTY if not query else "Nobody matches.",
        limited=limit is None,
    )
