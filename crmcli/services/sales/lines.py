"""Typed lines with what the book knows of their products: what quotes and sales are made of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.core.errors import Ambiguous, Refused
from crmcli.core.records.money import Promotion
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line
from crmcli.core.rules.sales import line_grammar
from crmcli.core.rules.sales import lines as rules
from crmcli.core.rules.sales.line_grammar import LineError, Typed
from crmcli.core.rules.texts import line as one_line
from crmcli.core.values import money
from crmcli.core.values.decimals import plain
from crmcli.core.values.money import Money
from crmcli.services.sales import products
from crmcli.services.sales.typed import default_tax
from crmcli.services.workspace import Workspace
from crmcli.view.words import _


class Lines(NamedTuple):
    """Lines and the one currency that they are in."""

    lines: tuple[Line, ...]
    currency: str


class _Read(NamedTuple):
    text: str
    line: Line
    currencies: tuple[str, ...]


def read(crm: Workspace, texts: Iterable[str], *, currency: str = "", tax: int | None = None) -> Lines:
    """Lines as they were typed, in `currency` or else in the one that they name.

    `tax` is the customer's own rate, which comes before a product's; a line's own comes before both. LineError points
    at what is off; Refused where lines are in several currencies.
    """
    code = money.known_currency(currency) if currency else ""
    found = [_line(crm, text, code or crm.settings.currency, tax) for text in texts]
    named = dict.fromkeys(name for one in found for name in one.currencies)
    wanted = code or next(iter(named), crm.settings.currency)
    for one in found:
        for name in one.currencies:
            if name != wanted:
                raise Refused(
                    "{line} is in {other}, and the rest is in {currency}.",
                    line=one.text,
                    other=name,
                    currency=wanted,
                    hint="Unlike currencies are never added. Give a price: @ 12; --currency says what it is in.",
                )
    return Lines(tuple(one.line for one in found), wanted)


def with_reductions(lines: Sequence[Line], discount: int, promotion: Promotion | None) -> tuple[Line, ...]:
    """The lines of a sale: discounts on the whole are lines of their own, one for each rate of tax."""
    named = _("Discount {percentage} %").format(percentage=plain(discount, 2))
    code = _("Promotion {code}").format(code=promotion.code) if promotion else ""
    off = rules.reductions(lines, discount, promotion)
    return (
        *lines,
        *(Line(None, code if one.is_promotion else named, 1000, -one.amount_minor, 0, 0, one.rate) for one in off),
    )


def _line(crm: Workspace, text: str, currency: str, tax: int | None) -> _Read:
    typed = line_grammar.parse(text, currency)
    product = _product(crm, typed, text)
    if product is None and typed.price is None:
        raise LineError(
            "There is no product {name}, and no price.",
            0,
            text,
            name=typed.text,
            hint="Give a price, as in {name} @ 450, or see `crm product list`.",
        )
    return _Read(text, _of(crm, typed, product, tax), tuple(_currencies(typed, product)))


def _of(crm: Workspace, typed: Typed, product: Product | None, tax: int | None) -> Line:
    rate = typed.tax if typed.tax is not None else tax
    if product is None:
        return Line(
            None,
            one_line("line", typed.text),
            typed.quantity,
            typed.price.minor if typed.price else 0,
            typed.cost.minor if typed.cost else None,
            typed.discount,
            default_tax(crm) if rate is None else rate,
        )
    return Line(
        product.id,
        product.name,
        typed.quantity,
        typed.price.minor if typed.price else product.price_minor,
        typed.cost.minor if typed.cost else _cost(product, typed.price),
        typed.discount,
        product.tax if rate is None else rate,
    )


def _cost(product: Product, price: Money | None) -> int | None:
    """A product's cost, unknown where it is sold in another currency than it is kept in."""
    return product.cost_minor if price is None or price.currency == product.currency else None


def _currencies(typed: Typed, product: Product | None) -> Iterable[str]:
    if typed.price is not None:
        yield typed.price.currency
    elif product is not None:
        yield product.currency
    if typed.cost is not None:
        yield typed.cost.currency


def _product(crm: Workspace, typed: Typed, text: str) -> Product | None:
    found = products.exact(crm, typed.text)
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.",
            text=typed.text,
            count=len(found),
            candidates=tuple(f"{one.id:>6}  {one.sku:<10}  {one.name}" for one in found),
            hint="Take the sku or the number.",
        )
    if found and (found[0].archived_at or found[0].trashed_at):
        if typed.price is not None:
            return None
        raise LineError(
            "{name} is not sold any more.",
            0,
            text,
            name=typed.text,
            hint="`crm product restore {id}` brings it back.",
            id=found[0].id,
        )
    return found[0] if found else None
