"""What an invoice says: its number, its lines and sums, what is due when, and to whom it goes."""

from collections.abc import Sequence
from datetime import date

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import Contact
from crmcli.core.records.money import Billing, Invoice, Promotion
from crmcli.core.records.sales import Line, Sale
from crmcli.core.rules.sales import lines as arithmetic
from crmcli.core.rules.sales import terms as terms_rules
from crmcli.core.rules.sales.terms import Terms
from crmcli.core.rules.texts import block, line
from crmcli.core.values.money import check_countable


def number(year: str, count: int) -> str:
    """An invoice's number: 2026-0001."""
    return f"{year}-{count:04}"


def drawn_up(invoice: Invoice, lines: Sequence[Line], terms: Terms) -> Invoice:
    """An invoice of these lines, payable on these terms from its date on; Invalid where there is nothing to pay."""
    sums = arithmetic.sums(lines)
    if sums.total_minor <= 0:
        raise Invalid("An invoice is for more than nothing.", hint="As in: crm invoice new 17 --amount 55.")
    check_countable(sums.total_minor)
    on = date.fromisoformat(invoice.date)
    try:
        instalments = terms_rules.instalments(terms, sums.total_minor, on)
        discounts = terms_rules.discounts(terms, sums.total_minor, on)
    except OverflowError:
        raise Invalid("{day} is too far away for an invoice.", day=invoice.date, hint="Check its date.") from None
    return invoice._replace(
        lines=tuple(lines),
        net_minor=sums.net_minor,
        tax_minor=sums.tax_minor,
        total_minor=sums.total_minor,
        terms=terms.text(),
        instalments=instalments,
        discounts=tuple(one for one in discounts if one.amount_minor),
        note=block("note", invoice.note),
    )


def net_of(total: int, tax: int) -> int:
    """The amount without tax (basis points) that comes nearest to this total with it."""
    guess = arithmetic.half_up(total * 10_000, 10_000 + tax)
    near = (guess, guess - 1, guess + 1)
    return min(near, key=lambda net: abs(net + arithmetic.half_up(net * tax, 10_000) - total))


def lines_of_total(total: int, tax: int, text: str, rounding: str) -> tuple[Line, ...]:
    """A total that holds its tax (basis points) as a line; what is missing where no net gives it has its own.

    100.00 at 21 % is between 82.64 and 82.65, which come to 99.99 and 100.01.
    """
    net = net_of(total, tax)
    missing = total - net - arithmetic.half_up(net * tax, 10_000)
    whole = Line(None, text, unit_minor=net, tax=tax)
    return (whole, Line(None, rounding, unit_minor=missing)) if missing else (whole,)


def line_of(sale: Sale, text: str, usual: Sequence[int | None]) -> tuple[Line, ...]:
    """The one line of a sale that has a total alone, at the usual rate of tax (basis points) that fits its tax.

    Where none does, what is taxed at no rate that gives the tax to the cent stands in a line of its own.
    """
    return line_of_sums(sale.net_minor, sale.tax_minor, text, usual)


def line_of_sums(net: int, tax: int, text: str, usual: Sequence[int | None] = ()) -> tuple[Line, ...]:
    """The one line of a net and a tax in minor units; two where no rate in basis points gives the tax to the cent."""
    words = line("text", text)
    near = arithmetic.half_up(tax * 10_000, net) if net else 0
    for rate in (*(one for one in usual if one is not None), near):
        if arithmetic.half_up(net * rate, 10_000) == tax:
            return (Line(None, words, unit_minor=net, tax=rate),)
    return (Line(None, words, unit_minor=net), Line(None, "", unit_minor=tax))


def less_refunds(lines: Sequence[Line], sale: Sale, words: str) -> tuple[Line, ...]:
    """The lines of a sale, and what was given back of it as a line for each rate of tax."""
    if not sale.refunded_minor:
        return tuple(lines)
    off = arithmetic.reductions(lines, 0, Promotion(amount_minor=sale.refunded_minor))
    return (*lines, *(Line(None, words, unit_minor=-one.amount_minor, tax=one.rate) for one in off))


def bill_to(contact: Contact, profile: Billing) -> str:
    """Legal name, tax number and address, a line each: what an invoice keeps of a billing profile."""
    lines = [profile.legal_name or contact.name, profile.tax_id, *(profile.address or _address(contact)).splitlines()]
    return "\n".join(line.strip() for line in lines if line.strip())


def _address(contact: Contact) -> str:
    """A contact's own address: the one for bills, else the first."""
    if not contact.addresses:
        return ""
    place = next((one for one in contact.addresses if one.label.casefold() == "billing"), contact.addresses[0])
    town = " ".join(filter(None, (place.postal_code, place.city)))
    return "\n".join(
        filter(None, (place.text, place.street, place.extended, place.po_box, town, place.region, place.country))
    )


def next_due(invoice: Invoice) -> str:
    """The day on which the next of what is left to pay is due; "" where nothing is."""
    if invoice.status != "issued":
        return ""
    paid = invoice.paid_minor
    for one in invoice.instalments:
        if paid < one.amount_minor:
            return one.due
        paid -= one.amount_minor
    return ""
