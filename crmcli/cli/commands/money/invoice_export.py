"""The invoice as a file for the client."""

import os
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.commands.money.invoice import Number
from crmcli.cli.nouns import papers
from crmcli.cli.nouns.papers import Language, Template
from crmcli.cli.options import Force
from crmcli.core.errors import Usage
from crmcli.services.money import invoice_documents as documents


def export(
    number: Number,
    file: Annotated[
        str, typer.Option("--output", "-o", help="The file to write; - writes to standard output.", metavar="FILE")
    ] = "",
    format: Annotated[
        str, typer.Option("--format", help="md, html or txt; that of the file's name, unless said.", metavar="FORMAT")
    ] = "",
    language: Language = None,
    template: Template = None,
    force: Force = False,
) -> None:
    """Write an invoice as a document: HTML that is ready for print, Markdown or plain text."""
    if not file:
        raise Usage(
            "Say into which file.", hint="As in: crm invoice export 2026-0001 -o invoice.html, or -o - to see it."
        )
    path = Path(file)
    form = format.lower() or papers.shape(path)
    crm = session.here()
    invoice = documents.whole(crm, number).invoice
    content = documents.text(crm, invoice, form, language=language or "", template=template or "")
    if file == "-":
        output.exact(content)
        return
    documents.write(path, content, force=force)
    output.say("Wrote {path}: invoice {number}.", path=os.fspath(path), number=invoice.number)
