"""Invoices: drawn up, shown, declared void."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import money, papers, people
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.money import invoice_documents as documents
from crmcli.services.money import invoices as service
from crmcli.services.money.invoices import Asked
from crmcli.view.columns.sales.money import INVOICE
from crmcli.view.money import told
from crmcli.view.sales import money_cards

Who = Annotated[
    str,
    typer.Argument(
        help="Number, uid, e-mail, phone or name; not needed with --sale.",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Number = Annotated[str, typer.Argument(help="The invoice's number, as 2026-0001, or its id.", show_default=False)]


def new(
    who: Who = "",
    amount: Annotated[str, typer.Option("--amount", "-a", help="What it is for, without tax.", metavar="AMOUNT")] = "",
    tax_included: Annotated[bool, typer.Option("--tax-included", help="The amount has the tax in it.")] = False,
    lines: Annotated[
        list[str] | None,
        typer.Option("--line", help="A line, as Logo design x2 @ 450; several are allowed.", metavar="LINE"),
    ] = None,
    sale: Annotated[str, typer.Option("--sale", help="The sale that is invoiced.", metavar="SALE")] = "",
    text: Annotated[str, typer.Option("--text", "-t", help="What the amount is for, in words.")] = "",
    tax: Annotated[str, typer.Option("--tax", help="The rate of tax, as 21%.", metavar="PERCENT")] = "",
    terms: Annotated[
        str, typer.Option("--terms", help="Terms of payment, as net 30 or 2/10 net 30.", metavar="TERMS")
    ] = "",
    currency: Annotated[str, typer.Option("--currency", help="The currency, as EUR.")] = "",
    day: Annotated[str, typer.Option("--date", help="The day of the invoice; today, unless said.", metavar="DAY")] = "",
    note: Annotated[str, typer.Option("--note", help="A note on it; - reads it from standard input.")] = "",
    format: Format = None,
    json: Json = False,
) -> None:
    """Draw up an invoice with the stored billing profile: give the number, get the invoice."""
    style = Style(format, json=json)
    asked = Asked(
        amount, lines or (), sale, text, tax, tax_included, terms, currency, day, people.text_or_stdin(note)
    )  # fmt: skip
    drawn = service.new(session.here(), who, asked)
    invoice = drawn.invoice
    if style.for_people:
        output.say("Invoice {number} for {name}: {total}.", number=invoice.number, name=invoice.contact,
                   total=told(invoice.total_minor, invoice.currency))  # fmt: skip
        output.block(money_cards.invoice(invoice, (), output.frame()))
        output.say("`crm invoice export {number} -o FILE` writes the document; `crm undo` takes it back.",
                   number=invoice.number)  # fmt: skip
    else:
        money.for_machines([invoice], INVOICE, style, [(invoice.id, invoice.number)], one=True)
    if not drawn.has_profile:
        diagnostics.note(
            "No billing profile is stored for {name}; `crm billing set {id}` keeps one for the next invoice.",
            name=invoice.contact,
            id=invoice.contact_id,
        )
    papers.warn_unnamed()
    if drawn.credit_minor:
        diagnostics.note(
            "{name} has {credit} to their credit; `crm payment allocate` uses it.",
            name=invoice.contact,
            credit=told(drawn.credit_minor, invoice.currency),
        )
    money.warn(drawn.passed)


def show(
    number: Number,
    document: Annotated[bool, typer.Option("--document", help="The document as it is printed, as text.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show one invoice whole, or its document."""
    style = Style(format, json=json, columns=columns)
    found = documents.whole(session.here(), number)
    if document and style.format in ("table", "plain"):
        for text in documents.text(session.here(), found.invoice, "txt").splitlines():
            output.line(text)
    elif style.for_people and not columns:
        output.block(money_cards.invoice(found.invoice, found.payments, output.frame()))
    else:
        output.show([found.invoice], INVOICE, style, one=True)


def void(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why, for the note.")] = "",
    credit: Annotated[
        bool, typer.Option("--credit", help="Keep what was paid on it as the customer's credit.")
    ] = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Declare an invoice void; it keeps its number."""
    style = Style(format, json=json)
    invoice = service.void(session.here(), number, reason=reason, keep_credit=credit)
    if style.for_people:
        output.say("Invoice {number} is void.", number=invoice.number)
        output.say(money.UNDO)
    else:
        money.for_machines([invoice], INVOICE, style, [(invoice.id, invoice.number)], one=True)
