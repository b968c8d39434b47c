"""Promotions: a code that takes something off, from one day to another."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import sales
from crmcli.cli.nouns.sales import Currency, Note
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.money import Promotion
from crmcli.services.sales import promotions as service
from crmcli.view.columns.sales.products import PROMOTION, gives

Code = Annotated[str, typer.Argument(help="The code.", show_default=False)]
Discount = Annotated[str | None, typer.Option("--discount", help="What it takes off, as 10%.", metavar="PERCENT")]
Amount = Annotated[str | None, typer.Option("--amount", help="What it takes off, as 20.", metavar="AMOUNT")]
Name = Annotated[str | None, typer.Option("--name", help="What it is called.")]
Starts = Annotated[str | None, typer.Option("--from", help="The first day.", metavar="DAY")]
Ends = Annotated[str | None, typer.Option("--to", "--until", help="The last day.", metavar="DAY")]


def add(
    code: Code,
    discount: Discount = None,
    amount: Amount = None,
    currency: Currency = None,
    name: Name = None,
    starts: Starts = None,
    ends: Ends = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Add a code that takes a percentage or an amount off a quote or a sale."""
    style = Style(format, json=json)
    given = sales.given(
        code=code, discount=discount, amount=amount, currency=currency, name=name, starts=starts, ends=ends, note=note
    )
    _wrote(service.add(session.here(), given), style, "Added promotion {title}.")


def edit(
    code: Code,
    new_code: Annotated[str | None, typer.Option("--code", help="Another code.")] = None,
    discount: Discount = None,
    amount: Amount = None,
    currency: Currency = None,
    name: Name = None,
    starts: Starts = None,
    ends: Ends = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change a code; once it was used, what it gives stays as it is."""
    style = Style(format, json=json)
    given = sales.given(
        code=new_code, discount=discount, amount=amount, currency=currency, name=name, starts=starts, ends=ends,
        note=note,
    )  # fmt: skip
    if not given:
        raise Usage("There is nothing to change.", hint="As in: crm promo edit SUMMER --to 2026-09-30.")
    _wrote(service.edit(session.here(), code, given), style, "Changed promotion {title}.")


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List the codes, what ends last first."""
    style = Style(format, json=json, columns=columns)
    output.show(service.listed(session.here()), PROMOTION, style, empty="No promotions. `crm promo add CODE` adds one.")


def delete(code: Code, format: Format = None, json: Json = False) -> None:
    """Move a code to the trash; what was reckoned with it stays."""
    style = Style(format, json=json)
    _wrote(service.delete(session.here(), code), style, "Moved to the trash: promotion {title}.")


def _wrote(promotion: Promotion, style: Style, sentence: str) -> None:
    until = "\N{EN DASH}".join(filter(None, (promotion.starts, promotion.ends)))
    title = " · ".join(filter(None, (promotion.code, f"-{gives(promotion)}", until)))
    sales.wrote([promotion], PROMOTION, style, [(promotion.id, title)], sentence)
