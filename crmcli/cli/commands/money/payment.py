"""Payments: taken in, spread over invoices, listed, deleted."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import money, people
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.money import payments as service
from crmcli.services.money.payments import Asked, Taken
from crmcli.view.columns.sales.money import PAYMENT
from crmcli.view.money import told

Who = Annotated[
    str,
    typer.Argument(
        help="Who paid: number, uid, e-mail, phone or name; not needed with --invoice.",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Whose = Annotated[
    str,
    typer.Argument(
        help="Only of this one: number, uid, e-mail, phone or name.",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Invoices = Annotated[
    list[str] | None,
    typer.Option("--invoice", "-i", help="Pay this invoice; several are allowed.", metavar="NUMBER"),
]
Discount = Annotated[
    bool, typer.Option("--discount/--no-discount", help="Whether a discount for early payment is taken.")
]
Payment = Annotated[str, typer.Argument(help="Number or uid of a payment.", show_default=False)]
Payments = Annotated[list[str], typer.Argument(help="Numbers or uids of payments.", show_default=False)]


def add(
    who: Who = "",
    amount: Annotated[
        str, typer.Option("--amount", "-a", help="What was paid; all that is owed, unless said.", metavar="AMOUNT")
    ] = "",
    invoices: Invoices = None,
    day: Annotated[str, typer.Option("--date", help="The day; today, unless said.", metavar="DAY")] = "",
    method: Annotated[str, typer.Option("--method", help="How, as transfer or cash.")] = "",
    note: Annotated[str, typer.Option("--note", help="A note; - reads it from standard input.")] = "",
    credit: Annotated[
        bool, typer.Option("--credit", help="Keep what no invoice takes as the customer's credit.")
    ] = False,
    discount: Discount = True,
    format: Format = None,
    json: Json = False,
) -> None:
    """Take a payment in: it pays the invoices that are named, or else the oldest due first."""
    style = Style(format, json=json)
    asked = Asked(
        amount, invoices or (), day, method, people.text_or_stdin(note), keep_credit=credit, discounts=discount
    )  # fmt: skip
    _tell(service.add(session.here(), who, asked), style, "Payment {id} from {name}: {amount}.")


def allocate(
    payment: Payment, invoices: Invoices = None, discount: Discount = True, format: Format = None, json: Json = False
) -> None:
    """Use what is left of a payment for invoices that are open now."""
    style = Style(format, json=json)
    taken = service.allocate(session.here(), payment, invoices or (), discounts=discount)
    _tell(taken, style, "Used payment {id} from {name}: {amount}.")


def list_(
    who: Whose = "",
    query: people.Whom = "",
    since: Annotated[str, typer.Option("--from", help="Paid on this day or later.", metavar="DAY")] = "",
    until: Annotated[str, typer.Option("--to", help="Paid on this day or before.", metavar="DAY")] = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List payments, the newest first."""
    style = Style(format, json=json, columns=columns)
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = service.listed(session.here(), who, query=query, since=since, until=until, limit=most)
    output.show(found, PAYMENT, style, empty="No payments. `crm payment add` takes one in.")
    if style.for_people and limit is None and len(found) == people.PAGE:
        diagnostics.note("These are the last {count}; --limit shows more.", count=len(found))


def delete(payments: Payments, format: Format = None, json: Json = False) -> None:
    """Move payments to the trash; what they paid is owed again."""
    style = Style(format, json=json)
    gone = service.delete(session.here(), payments)
    if style.for_people:
        for one in gone:
            output.say("Moved to the trash: payment {id} from {name}, {amount}.", id=one.id, name=one.contact,
                       amount=told(one.amount_minor, one.currency))  # fmt: skip
        output.say(money.UNDO)
    else:
        money.for_machines(gone, PAYMENT, style, [(one.id, one.contact) for one in gone], one=False)


def _tell(taken: Taken, style: Style, sentence: str) -> None:
    payment, currency = taken.payment, taken.payment.currency
    for invoice in taken.invoices:
        if invoice.contact_id != payment.contact_id:
            diagnostics.note("Invoice {number} is {name}'s.", number=invoice.number, name=invoice.contact)
    if not style.for_people:
        money.for_machines([payment], PAYMENT, style, [(payment.id, payment.contact)], one=True)
        return
    output.say(sentence, id=payment.id, name=payment.contact, amount=told(payment.amount_minor, currency))
    for invoice in taken.invoices:
        own = [one for one in payment.allocations if one.invoice_id == invoice.id]
        off = sum(one.discount_minor for one in own)
        values = {
            "number": invoice.number, "amount": told(sum(one.amount_minor for one in own), currency),
            "off": told(off, currency), "left": told(invoice.total_minor - invoice.paid_minor, currency),
        }  # fmt: skip
        if off:
            output.say("  Invoice {number}: {amount}, and {off} discount for early payment.", **values)
        elif invoice.settled_on:
            output.say("  Invoice {number}: {amount}, all of it is paid.", **values)
        else:
            output.say("  Invoice {number}: {amount}, {left} left to pay.", **values)
    if taken.credit_minor:
        output.say("  {credit} stay as their credit.", credit=told(taken.credit_minor, currency))
    output.say(money.UNDO)
