"""Billing profiles of customers."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import money, people
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.services.money import billing as service
from crmcli.services.people.people import pick
from crmcli.view.columns.sales.money import ACCOUNT
from crmcli.view.sales import money_cards


def set_(
    who: people.Reference,
    legal_name: Annotated[str | None, typer.Option("--legal-name", help="The name on invoices.")] = None,
    tax_id: Annotated[str | None, typer.Option("--tax-id", help="The tax number.")] = None,
    address: Annotated[
        str | None, typer.Option("--address", help="The address on invoices; a semicolon begins a new line.")
    ] = None,
    email: Annotated[str | None, typer.Option("--email", help="Where invoices are sent.")] = None,
    terms: Annotated[
        str | None, typer.Option("--terms", help="Terms of payment, as net 30 or 2/10 net 30.", metavar="TERMS")
    ] = None,
    currency: Annotated[str | None, typer.Option("--currency", help="The currency of invoices, as EUR.")] = None,
    tax: Annotated[str | None, typer.Option("--tax", help="The rate of tax, as 21%.", metavar="PERCENT")] = None,
    method: Annotated[str | None, typer.Option("--method", help="How they pay, as transfer.")] = None,
    credit_limit: Annotated[
        str | None, typer.Option("--credit-limit", help="How much they may owe at most.", metavar="AMOUNT")
    ] = None,
    score: Annotated[str | None, typer.Option("--score", help="Their credit score, as 82 or B+.")] = None,
    score_source: Annotated[str | None, typer.Option("--score-source", help="Who says so.")] = None,
    score_on: Annotated[str | None, typer.Option("--score-on", help="Of which day it is.", metavar="DAY")] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Store what invoices need to know; none takes a value away."""
    style = Style(format, json=json)
    given = {
        "legal_name": legal_name, "tax_id": tax_id, "address": address and address.replace(";", "\n"), "email": email,
        "terms": terms, "currency": currency, "tax": tax, "method": method, "credit_limit": credit_limit,
        "credit_score": score, "credit_score_source": score_source, "credit_score_on": score_on,
    }  # fmt: skip
    values = {name: value for name, value in given.items() if value is not None}
    if not values:
        raise Usage("There is nothing to store.", hint='As in: crm billing set 17 --tax-id B12345678 --terms "net 30".')
    settled = service.settle(session.here(), who, values)
    account = settled.account
    if style.for_people:
        output.say("Stored the billing profile of {name}.", name=account.contact)
        output.block(money_cards.account(account))
        output.say(money.UNDO)
    elif style.format == "plain":
        output.write(f"{account.billing.contact_id}\t{output.harmless(account.contact)}\n")
    else:
        output.show([account], ACCOUNT, style, one=True)
    if settled.same_tax_id:
        diagnostics.note(
            "{name} has the same tax number: {tax_id}.", name=settled.same_tax_id, tax_id=account.billing.tax_id
        )
    money.warn(account.exposure)


def show(who: people.Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show a billing profile, what is owed, and how far the credit goes."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    account = service.show(crm, pick(crm, who))
    if style.for_people and not columns:
        output.block(money_cards.account(account))
        money.warn(account.exposure)
    else:
        output.show([account], ACCOUNT, style, one=True)
