"""Offers listed, shown and written out."""

from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.commands.sales.quote import Number
from crmcli.cli.nouns import papers, people
from crmcli.cli.nouns.papers import Language, Template
from crmcli.cli.nouns.sales import Contact
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.kinds import QUOTE_STATUSES
from crmcli.core.rules.texts import one_of
from crmcli.services import files
from crmcli.services.sales import promotions, quotes
from crmcli.view.columns.sales.quotes import QUOTE
from crmcli.view.wording import deal_labels

Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
STATUSES = (*QUOTE_STATUSES, "expired")


def list_(
    contact: Contact = None,
    query: people.Whom = "",
    status: Annotated[
        str | None, typer.Option("--status", help="draft, sent, accepted, rejected or expired.", metavar="WORD")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every version, not only the newest.")] = False,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List offers, the newest first."""
    style = Style(format, json=json, columns=columns)
    wanted = one_of("status", status.lower(), STATUSES) if status else ""
    most = limit if limit is not None else people.PAGE + 1 if style.for_people else None
    found = quotes.listed(session.here(), query=query, contact=contact or "", status=wanted, every=every, limit=most)
    page = found if limit is not None or not style.for_people else found[: people.PAGE]
    output.show(page, QUOTE, style, empty="No quotes. `crm quote new NAME --line ...` writes one.")
    if len(found) > len(page):
        diagnostics.note("There are more than {count}; --limit shows them.", count=people.PAGE)


def show(
    number: Number,
    document: Annotated[bool, typer.Option("--document", help="As the customer gets it.")] = False,
    language: Language = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show an offer whole, or as its document."""
    crm = session.here()
    if document:
        from crmcli.services.sales import quote_documents  # noqa: PLC0415 - door: 3 ms, only for a document

        style = Style("plain")
        offered = quotes.offered(crm, quotes.pick(crm, number))
        output.exact(quote_documents.write(crm, offered, format or "txt", language=language or ""))
        return
    style = Style(format, json=json, columns=columns)
    offered = quotes.offered(crm, quotes.pick(crm, number))
    if not style.for_people or columns:
        output.show([offered], QUOTE, style, one=True)
        return
    from crmcli.view.sales import sale_cards  # noqa: PLC0415 - door: 1 ms, only for a card

    promotion = promotions.of_id(crm, offered.quote.promotion_id)
    told = deal_labels.quote(offered.standing)
    output.block(
        sale_cards.quote(offered.quote, offered.sums, promotion, told, output.frame(), output.terminal_width())
    )


def export(
    number: Number,
    file: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; - is standard output.", metavar="FILE")
    ] = None,
    format: Annotated[str | None, typer.Option("--format", help="md, html or txt.", metavar="FORMAT")] = None,
    language: Language = None,
    template: Template = None,
    force: Force = False,
) -> None:
    """Write an offer's document: HTML to print or mail, Markdown or plain text."""
    from crmcli.services.sales import quote_documents  # noqa: PLC0415 - door: 3 ms, only for a document

    if file is None:
        raise Usage("Say into which file.", hint="As in: crm quote export 1 -o quote.html, or -o - to see it.")
    crm = session.here()
    shape = format or papers.shape(file, "html")
    offered = quotes.offered(crm, quotes.pick(crm, number))
    text = quote_documents.write(crm, offered, shape, language=language or "", template=template or "")
    if str(file) == "-":
        output.exact(text)
        return
    with files.new(file, force=force) as written:
        written.write(text.encode())
    output.say("Wrote {path}.", path=file)
    papers.warn_unnamed()
