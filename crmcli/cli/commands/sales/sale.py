"""Sales: writing them down, giving money back, calling off."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import sales
from crmcli.cli.nouns.sales import (
    Campaign,
    Channel,
    Currency,
    Date,
    Deal,
    Discount,
    Lines,
    Note,
    Promo,
    Rate,
    Source,
    Tax,
    Who,
)
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.records.sales import Sale
from crmcli.services.sales import sales as service
from crmcli.services.sales.sales import Added, Draft
from crmcli.view.columns.sales.amounts import day
from crmcli.view.money import told
from crmcli.view.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmcli.view.columns.column import Column
Reference = Annotated[str, typer.Argument(help="Number, or how the uid begins.", show_default=False)]
Reason = Annotated[str | None, typer.Option("--reason", help="Why it is given back or called off.")]


def add(
    who: Who = None,
    line: Lines = None,
    total: Annotated[
        str | None,
        typer.Option("--total", "-t", help="What it brought without tax, instead of lines.", metavar="AMOUNT"),
    ] = None,
    discount: Discount = None,
    tax: Tax = None,
    promo: Promo = None,
    deal: Deal = None,
    quote: Annotated[
        str | None, typer.Option("--quote", help="The accepted quote that it fulfils.", metavar="NUMBER")
    ] = None,
    date: Date = None,
    number: Annotated[str | None, typer.Option("--number", help="A number of its own, as F-2026-031.")] = None,
    cost: Annotated[
        str | None, typer.Option("--cost", help="What it cost yourself, all in all.", metavar="AMOUNT")
    ] = None,
    currency: Currency = None,
    rate: Rate = None,
    seller: Annotated[str | None, typer.Option("--seller", help="Who sold it; you unless given.")] = None,
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
    """Write a sale down, with lines or a total, or out of a quote."""
    style = Style(format, json=json)
    given = sales.given(
        contact=who, total=total, discount=discount, tax=tax, promo=promo, deal=deal, quote=quote, date=date,
        number=number, cost=cost, currency=currency, rate=rate, seller=seller, channel=channel, source=source,
        campaign=campaign, reason=reason, terms=terms, external_id=external_id, note=note,
    )  # fmt: skip
    _added(service.add(session.here(), Draft(lines=tuple(line or ()), **given)), style)


def refund(
    reference: Reference,
    amount: Annotated[
        str | None, typer.Argument(help="How much, without tax.", metavar="AMOUNT", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that is left of it.")] = False,
    date: Date = None,
    reason: Reason = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Give money back, never more than is left of the sale."""
    from crmcli.services.sales import sale_changes  # noqa: PLC0415 - door: 1 ms, which `sale add` does without

    style = Style(format, json=json)
    sale = sale_changes.refund(
        session.here(), reference, amount or "", all_left=everything, date=date or "", reason=reason or ""
    )
    last = sale.refunds[-1]
    values = {
        "amount": told(last.amount_minor, sale.currency),
        "left": told(sale.net_minor - sale.refunded_minor, sale.currency),
        "day": day(last.date),
    }
    sentence = "Gave {amount} back for sale {id} ({title}) on {day}; {left} are left of it."
    if sale.tax_minor:
        sentence = "Gave {amount} without tax back for sale {id} ({title}) on {day}; {left} without tax are left of it."
    _wrote([sale], style, sentence, values, one=True)
    if number := sale_changes.still_claimed(session.here(), sale):
        diagnostics.note(
            "Invoice {number} still asks for all of it; `crm invoice void {number}` and then "
            "`crm invoice new --sale {id}` draw up another.",
            number=number,
            id=sale.id,
        )


def cancel(
    reference: Reference, date: Date = None, reason: Reason = None, format: Format = None, json: Json = False
) -> None:
    """Call a sale off; it stays in the book and counts no more from that day on."""
    from crmcli.services.sales import sale_changes  # noqa: PLC0415 - door: as above

    style = Style(format, json=json)
    sale = sale_changes.cancel(session.here(), reference, date=date or "", reason=reason or "")
    _wrote([sale], style, "Cancelled sale {id} ({title}) as of {day}.", {"day": day(sale.cancelled_on)}, one=True)


def delete(
    references: Annotated[list[str], typer.Argument(help="Numbers, or how uids begin.", show_default=False)],
    format: Format = None,
    json: Json = False,
) -> None:
    """Move to the trash what was written down by mistake."""
    from crmcli.services.sales import sale_changes  # noqa: PLC0415 - door: as above

    style = Style(format, json=json)
    _wrote(sale_changes.trash(session.here(), references), style, "Moved to the trash: sale {id} ({title}).")


def _title(sale: Sale) -> str:
    """A sale on one line: who, how much, when."""
    return f"{sale.contact}, {told(sale.net_minor + sale.tax_minor, sale.currency)}, {day(sale.date)}"


def _added(added: Added, style: Style) -> None:
    sale = added.sale
    more = []
    if sale.tax_minor:
        net, tax = told(sale.net_minor, sale.currency), told(sale.tax_minor, sale.currency)
        more.append(_("{net} and {tax} of tax").format(net=net, tax=tax))
    if sale.cost_minor is not None:
        more.append(_("{margin} of margin").format(margin=told(sale.net_minor - sale.cost_minor, sale.currency)))
    if added.became_customer:
        more.append(_("{name} is a customer now.").format(name=sale.contact))
    _wrote([sale], style, "Added sale {id}: {title}.", more=more, one=True)
    if style.for_people:
        _remarks(added)
    if added.passed is not None:
        from crmcli.cli.nouns import money  # noqa: PLC0415 - door: 2 ms, only where a credit limit is passed

        money.warn(added.passed)


def _remarks(added: Added) -> None:
    sale = added.sale
    if not sale.rate:
        diagnostics.note(
            "No rate was given for {currency}: reports in the base currency will ask for it (--rate).",
            currency=sale.currency,
        )
    if added.deal_open:
        diagnostics.note("Deal {id} is still open: `crm deal win {id}` closes it.", id=sale.deal_id)


def _wrote(
    sold: list[Sale],
    style: Style,
    sentence: str,
    values: Mapping[str, object] | None = None,
    more: list[str] | None = None,
    *,
    one: bool = False,
) -> None:
    columns: Sequence[Column] = ()
    if not sales.is_told(style):
        from crmcli.view.columns.sales.sales import SALE  # noqa: PLC0415 - door: 1 ms, only when sales are shown

        columns = SALE
    sales.wrote(sold, columns, style, [(sale.id, _title(sale)) for sale in sold], sentence, values, more or (), one=one)
