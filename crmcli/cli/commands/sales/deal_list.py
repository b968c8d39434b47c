"""Deals by query, one of them whole, and the funnel as a board."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import deals, people
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.services.sales import deal_lists
from crmcli.view.columns.column import Column
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.words import ngettext

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
    """List deals by a query; the open ones unless it asks for others."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    text = " ".join(query or ())
    if count:
        output.line(str(deal_lists.count(crm, text)))
        return
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = deal_lists.deals(crm, text, sort=sort or "", limit=most, total=style.for_people)
    if style.for_people and not found.records and limit != 0 and (closed := deal_lists.closed(crm, text)):
        _tell_closed(text, closed)
        return
    shown: tuple[Column, ...] = DEAL
    if style.for_people and all(deal.status == "open" for deal in found.records):
        shown = tuple(column._replace(shown=column.shown and column.key not in ("status", "reason")) for column in DEAL)
    output.show(found.records, shown, style, empty="No deals. `crm deal add` opens one.")
    if style.for_people and limit is None and found.total > len(found.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(found.records), total=found.total)


def _tell_closed(query: str, count: int) -> None:
    from shlex import quote  # noqa: PLC0415 - door: 1 ms, only where no deal is open

    command = "crm deal list " + (quote(f"not is:open ({query})") if query.strip() else "not is:open")
    message = ngettext(
        "No open deals. `{command}` shows the closed one.",
        "No open deals. `{command}` shows the {count} closed ones.",
        count,
    )
    output.line(message.format(command=command, count=count))


def show(reference: deals.Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show one deal whole, with its way through the stages."""
    from crmcli.cli.nouns import deal_views  # noqa: PLC0415 - door: 3 ms, which lists do without

    style = Style(format, json=json, columns=columns)
    deal_views.card(session.here(), reference, style)


def board(
    query: Query = None,
    pipeline: Annotated[str | None, typer.Option("--pipeline", help="The pipeline; the first unless given.")] = None,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Draw the funnel: what is in each stage, what it comes to, and what rots (!)."""
    from crmcli.cli.nouns import boards  # noqa: PLC0415 - door: as above

    style = Style(format, json=json, columns=columns)
    boards.board(session.here(), " ".join(query or ()), pipeline or "", limit, style)
