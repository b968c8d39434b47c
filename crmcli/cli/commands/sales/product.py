"""Products: what is sold, at what price."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people, sales
from crmcli.cli.nouns.sales import Currency, Note
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.offers import Product
from crmcli.services.sales import products as service
from crmcli.view.columns.sales.amounts import per_cent
from crmcli.view.columns.sales.products import PRODUCT
from crmcli.view.money import told
from crmcli.view.sales import sale_cards

Name = Annotated[list[str], typer.Argument(help="What it is called.", show_default=False)]
Reference = Annotated[str, typer.Argument(help="Number, SKU, uid or exact name.", show_default=False)]
References = Annotated[list[str], typer.Argument(help="Numbers, SKUs, uids or exact names.", show_default=False)]
Price = Annotated[str | None, typer.Option("--price", "-p", help="What one costs, without tax.", metavar="AMOUNT")]
Cost = Annotated[str | None, typer.Option("--cost", help="What one costs yourself.", metavar="AMOUNT")]
Sku = Annotated[str | None, typer.Option("--sku", help="A code of your own, as LOGO-1.", metavar="CODE")]
Category = Annotated[str | None, typer.Option("--category", help="What sort of thing it is.")]
Unit = Annotated[str | None, typer.Option("--unit", help="What the price is for, as hour or month.")]
Tax = Annotated[
    str | None, typer.Option("--tax", help="The rate of tax, as 21%; else that of the settings.", metavar="PERCENT")
]


def add(
    name: Name,
    price: Price = None,
    cost: Cost = None,
    sku: Sku = None,
    category: Category = None,
    unit: Unit = None,
    tax: Tax = None,
    currency: Currency = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Add something that is sold."""
    style = Style(format, json=json)
    given = sales.given(
        name=" ".join(name), price=price, cost=cost, sku=sku, category=category, unit=unit, tax=tax,
        currency=currency, note=note,
    )  # fmt: skip
    _wrote([service.add(session.here(), given)], style, "Added product {id}: {title}.")


def edit(
    reference: Reference,
    name: Annotated[str | None, typer.Option("--name", help="What it is called.")] = None,
    price: Price = None,
    cost: Cost = None,
    sku: Sku = None,
    category: Category = None,
    unit: Unit = None,
    tax: Tax = None,
    currency: Currency = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change what is named; none takes a text or the cost away. What was sold stays as it was."""
    style = Style(format, json=json)
    given = sales.given(
        name=name, price=price, cost=cost, sku=sku, category=category, unit=unit, tax=tax, currency=currency, note=note
    )
    if not given:
        raise Usage("There is nothing to change.", hint="As in: crm product edit LOGO-1 --price 480.")
    _wrote([service.edit(session.here(), reference, given)], style, "Changed product {id}: {title}.")


def list_(
    words: Annotated[list[str] | None, typer.Argument(help="A part of name, SKU or note.", show_default=False)] = None,
    category: Category = None,
    archived: Annotated[bool, typer.Option("--archived", help="Those that were put away.")] = False,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what is sold."""
    style = Style(format, json=json, columns=columns)
    most = limit if limit is not None else people.PAGE + 1 if style.for_people else None
    found = service.listed(
        session.here(), " ".join(words or ()), category=category or "", archived=archived, limit=most
    )
    page = found if limit is not None or not style.for_people else found[: people.PAGE]
    output.show(page, PRODUCT, style, empty="No products. `crm product add` adds one.")
    if len(found) > len(page):
        diagnostics.note("There are more than {count}; --limit shows them.", count=people.PAGE)


def show(reference: Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show one product whole."""
    style = Style(format, json=json, columns=columns)
    found = service.pick(session.here(), reference)
    if style.for_people and not columns:
        output.block(sale_cards.product(found, output.frame()))
    else:
        output.show([found], PRODUCT, style, one=True)


def archive(references: References, format: Format = None, json: Json = False) -> None:
    """Put away; what was sold with it stays."""
    style = Style(format, json=json)
    _wrote(service.archive(session.here(), references), style, "Put away: {title} (product {id}).", one=False)


def restore(references: References, format: Format = None, json: Json = False) -> None:
    """Bring back from the archive or the trash."""
    style = Style(format, json=json)
    _wrote(service.restore(session.here(), references), style, "Sold again: {title} (product {id}).", one=False)


def delete(references: References, format: Format = None, json: Json = False) -> None:
    """Move to the trash."""
    style = Style(format, json=json)
    _wrote(service.trash(session.here(), references), style, "Moved to the trash: {title} (product {id}).", one=False)


def _wrote(products: list[Product], style: Style, sentence: str, *, one: bool = True) -> None:
    titles = [(product.id, product.name) for product in products]
    more = [_summary(products[0])] if one else []
    sales.wrote(products, PRODUCT, style, titles, sentence, more=more, one=one)


def _summary(product: Product) -> str:
    price = told(product.price_minor, product.currency) + (f" / {product.unit}" if product.unit else "")
    tax = f"+ {per_cent(product.tax)}" if product.tax else ""
    return " · ".join(filter(None, (product.sku, " ".join(filter(None, (price, tax))), product.category)))
