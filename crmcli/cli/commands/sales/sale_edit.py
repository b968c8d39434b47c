"""Sales corrected."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import people, sales
from crmcli.cli.nouns.sales import Campaign, Channel, Lines, Note, Rate, Source, Tax
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.records.sales import Sale
from crmcli.services.sales import sale_edits as service
from crmcli.view.columns.sales.amounts import day
from crmcli.view.columns.sales.sales import SALE
from crmcli.view.money import told

Reference = Annotated[str, typer.Argument(help="Number, or how the uid begins.", show_default=False)]


def edit(
    reference: Reference,
    contact: Annotated[
        str | None, typer.Option("--contact", "-c", help="Who bought.", autocompletion=people.complete)
    ] = None,
    line: Lines = None,
    total: Annotated[
        str | None,
        typer.Option("--total", "-t", help="What it brought without tax, instead of lines.", metavar="AMOUNT"),
    ] = None,
    discount: sales.Discount = None,
    tax: Tax = None,
    cost: Annotated[
        str | None, typer.Option("--cost", help="What it cost yourself, all in all.", metavar="AMOUNT")
    ] = None,
    deal: sales.Deal = None,
    date: Annotated[
        str | None, typer.Option("--date", help="When it was, as yesterday or 24/11.", metavar="DAY")
    ] = None,
    number: Annotated[str | None, typer.Option("--number", help="A number of its own, as F-2026-031.")] = None,
    rate: Rate = None,
    seller: Annotated[str | None, typer.Option("--seller", help="Who sold it.")] = None,
    channel: Channel = None,
    source: Source = None,
    campaign: Campaign = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why they bought.")] = None,
    terms: Annotated[str | None, typer.Option("--terms", help='How it is paid, as "net 30".')] = None,
    external_id: Annotated[str | None, typer.Option("--external-id", help="Its id in another program.")] = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Correct what is named; none takes a value away, lines replace all that were."""
    style = Style(format, json=json)
    given = sales.given(
        contact=contact, total=total, discount=discount, tax=tax, cost=cost, deal=deal, date=date, number=number,
        rate=rate, seller=seller, channel=channel, source=source, campaign=campaign, reason=reason, terms=terms,
        external_id=external_id, note=note,
    )  # fmt: skip
    sale = service.edit(session.here(), reference, given, tuple(line or ()))
    _wrote(sale, style, "Changed sale {id}: {title}.")


def _wrote(sale: Sale, style: Style, sentence: str) -> None:
    title = f"{sale.contact}, {told(sale.net_minor + sale.tax_minor, sale.currency)}, {day(sale.date)}"
    sales.wrote([sale], SALE, style, [(sale.id, title)], sentence)
