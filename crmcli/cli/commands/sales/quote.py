"""Offers in writing: making, changing, sending, and what the customer says."""

from collections.abc import Sequence
from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import papers, sales
from crmcli.cli.nouns.sales import Currency, Date, Deal, Discount, Lines, Note, Promo, Tax
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.rules.sales import quotes as rules
from crmcli.services.sales import quote_changes, quotes
from crmcli.services.sales.quotes import Offered
from crmcli.view.columns.sales.amounts import day
from crmcli.view.columns.sales.quotes import QUOTE
from crmcli.view.money import told
from crmcli.view.words import _

Who = Annotated[
    str | None, typer.Argument(help="Who is offered it: number, e-mail, phone or name.", show_default=False)
]
Number = Annotated[
    str,
    typer.Argument(
        help="Its number, as Q-2026-0001, or a version: Q-2026-0001.2.", metavar="NUMBER", show_default=False
    ),
]
Valid = Annotated[
    str | None, typer.Option("--valid", help="Until when, as 30d or 2026-12-31; none is for ever.", metavar="WHEN")
]
Terms = Annotated[str | None, typer.Option("--terms", help='The terms, as "50% now, 50% net 30".')]


def new(
    who: Who = None,
    line: Lines = None,
    deal: Deal = None,
    date: Date = None,
    valid: Valid = None,
    discount: Discount = None,
    tax: Tax = None,
    promo: Promo = None,
    currency: Currency = None,
    terms: Terms = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Write an offer; it is a draft until it is sent."""
    style = Style(format, json=json)
    given = sales.given(
        contact=who, deal=deal, date=date, valid=valid, discount=discount, tax=tax, promo=promo, currency=currency,
        terms=terms, note=note,
    )  # fmt: skip
    _wrote([quote_changes.new(session.here(), given, line or ())], style, "Wrote quote {title}.")


def line(
    number: Number,
    lines: Annotated[
        list[str] | None,
        typer.Argument(help='Lines to add, as "Logo design x2 @ 450".', metavar="LINE...", show_default=False),
    ] = None,
    replace: Annotated[
        int, typer.Option("--replace", help="Put them in the place of this line.", metavar="PLACE", min=0)
    ] = 0,
    remove: Annotated[list[int] | None, typer.Option("--remove", help="Take this line away.", metavar="PLACE")] = None,
    tax: Tax = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Add, change or take away lines; of what was sent, as a new version."""
    style = Style(format, json=json)
    offered = quote_changes.change_lines(
        session.here(), number, lines or (), replace=replace, remove=remove or (), tax=tax or ""
    )
    _wrote([offered], style, "Changed quote {title}.")


def edit(
    number: Number,
    valid: Valid = None,
    discount: Discount = None,
    promo: Promo = None,
    terms: Terms = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change what goes for the whole; of what was sent, as a new version. none takes a value away."""
    style = Style(format, json=json)
    given = sales.given(valid=valid, discount=discount, promo=promo, terms=terms, note=note)
    if not given:
        raise Usage("There is nothing to change.", hint="As in: crm quote edit Q-2026-0001 --valid 30d.")
    _wrote([quote_changes.edit(session.here(), number, given)], style, "Changed quote {title}.")


def send(number: Number, date: Date = None, format: Format = None, json: Json = False) -> None:
    """Mark as sent."""
    style = Style(format, json=json)
    offered = quotes.send(session.here(), number, date=date or "")
    _wrote([offered], style, "Sent: quote {title}.")
    if style.for_people:
        diagnostics.note("`crm quote export {number} -o FILE` writes its document.", number=rules.name(offered.quote))
        papers.warn_unnamed()


def accept(
    number: Number,
    date: Date = None,
    force: Annotated[bool, typer.Option("--force", help="Even after it expired.")] = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Mark as accepted by the customer."""
    style = Style(format, json=json)
    offered = quotes.accept(session.here(), number, date=date or "", force=force)
    _wrote([offered], style, "Accepted: quote {title}.")
    quote = offered.quote
    if style.for_people and quote.deal_id:
        diagnostics.note("Next: `crm deal win {deal} --sale` wins its deal and makes the sale.", deal=quote.deal_id)
    elif style.for_people:
        diagnostics.note("Next: `crm sale add --quote {number}` makes the sale.", number=rules.name(quote))


def reject(
    number: Number,
    reason: Annotated[str | None, typer.Option("--reason", help="Why.")] = None,
    date: Date = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Mark as rejected by the customer."""
    style = Style(format, json=json)
    offered = quotes.reject(session.here(), number, reason=reason or "", date=date or "")
    _wrote([offered], style, "Rejected: quote {title}.")


def delete(
    numbers: Annotated[list[str], typer.Argument(help="Numbers.", metavar="NUMBER...", show_default=False)],
    format: Format = None,
    json: Json = False,
) -> None:
    """Move to the trash."""
    style = Style(format, json=json)
    _wrote(quotes.trash(session.here(), numbers), style, "Moved to the trash: quote {title}.", one=False)


def _wrote(offers: Sequence[Offered], style: Style, sentence: str, *, one: bool = True) -> None:
    titles = [(offered.quote.id, _title(offered)) for offered in offers]
    more = [_validity(offers[0])] if one and offers[0].quote.valid_until else []
    sales.wrote(offers, QUOTE, style, titles, sentence, more=more, one=one)


def _title(offered: Offered) -> str:
    quote = offered.quote
    return ", ".join(filter(None, (rules.name(quote), quote.contact, told(offered.sums.total_minor, quote.currency))))


def _validity(offered: Offered) -> str:
    return _("valid until {day}").format(day=day(offered.quote.valid_until))
