"""A product, a quote and a sale on the screen, as lines of label and text."""

from collections.abc import Sequence

from crmcli.core.records.money import Promotion
from crmcli.core.records.offers import Product, Quote
from crmcli.core.records.sales import Line, Sale
from crmcli.core.rules.sales import lines as rules
from crmcli.core.rules.sales.lines import Sums
from crmcli.view import cards, dates
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.columns.sales.amounts import per_cent, quantity
from crmcli.view.columns.sales.sales import status
from crmcli.view.money import told
from crmcli.view.tables import Heading, lay_out
from crmcli.view.wording import payment_terms
from crmcli.view.words import _

Card = tuple[str, list[cards.Line]]
_WIDEST_LABEL = 16
"""Cells that labels and margins take beside a table of lines."""


def product(one: Product, frame: Frame) -> Card:
    """A product's heading and lines."""
    code = one.currency
    return _card(
        f"{one.name}  #{one.id}",
        (_("SKU"), one.sku),
        (_("Category"), one.category),
        (_("Price"), told(one.price_minor, code) + (f" / {one.unit}" if one.unit else "")),
        (_("Cost"), told(one.cost_minor, code)),
        (_("Margin"), _margin(one.price_minor, one.cost_minor, code)),
        (_("Tax"), per_cent(one.tax)),
        (_("Note"), one.note),
        (_("Archived"), _day(one.archived_at, frame)),
        (_("Trashed"), _day(one.trashed_at, frame)),
    )


def sale(one: Sale, frame: Frame, room: int) -> Card:
    """A sale's heading and lines."""
    code, sums = one.currency, rules.sums(one.lines)
    refunds = "\n".join(
        "  ".join(filter(None, (told(back.amount_minor, code), _day(back.date, frame), back.reason)))
        for back in one.refunds
    )
    return _card(
        "  ".join(filter(None, (_("Sale {id}").format(id=one.id), one.number))),
        (_("Contact"), f"{one.contact}  #{one.contact_id}"),
        (_("Date"), _day(one.date, frame)),
        (_("Status"), status(one) + (f", {_day(one.cancelled_on, frame)}" if one.cancelled_on else "")),
        (_("Lines"), table(one.lines, sums, code, room)),
        (_("Net"), told(one.net_minor, code)),
        *(_taxes(sums, code) if one.lines else [(_("Tax"), told(one.tax_minor or None, code))]),
        (_("Total"), told(one.net_minor + one.tax_minor, code)),
        (_("Rate"), "" if one.rate == 1_000_000 else str(one.rate / 1_000_000) if one.rate else _("unknown")),
        (_("Cost"), told(one.cost_minor, code)),
        (_("Margin"), _margin(one.net_minor, one.cost_minor, code)),
        (_("Refunds"), refunds),
        (_("Deal"), f"#{one.deal_id}" if one.deal_id else ""),
        (_("Seller"), one.seller),
        (_("Channel"), one.channel),
        (_("Source"), one.source),
        (_("Campaign"), one.campaign),
        (_("Why they bought"), one.reason),
        (_("Terms"), payment_terms.told(one.terms)),
        (_("Note"), one.note),
        (_("Trashed"), _day(one.trashed_at, frame)),
    )


def quote(one: Quote, sums: Sums, promotion: Promotion, standing: str, frame: Frame, room: int) -> Card:
    """A quote's heading and lines."""
    code = one.currency
    return _card(
        _("Quote {number}").format(number=one.number)
        + (f"  {_('version {revision}').format(revision=one.revision)}" if one.revision > 1 else ""),
        (_("Contact"), f"{one.contact}  #{one.contact_id}" if one.contact_id else ""),
        (_("Date"), _day(one.date, frame)),
        (_("Valid until"), _day(one.valid_until, frame)),
        (_("Status"), standing),
        (_("Sent"), _day(one.sent_on, frame)),
        (_("Decided"), _day(one.decided_on, frame)),
        (_("Reason"), one.reason),
        (_("Lines"), table(one.lines, sums, code, room)),
        (_("Discount"), f"-{told(sums.discount_minor, code)} ({per_cent(one.discount)})" if one.discount else ""),
        (_("Promotion"), f"-{told(sums.promotion_minor, code)} ({promotion.code})" if promotion.id else ""),
        (_("Net"), told(sums.net_minor, code)),
        *_taxes(sums, code),
        (_("Total"), told(sums.total_minor, code)),
        (_("Margin"), _margin(sums.net_minor, sums.cost_minor, code)),
        (_("Deal"), f"#{one.deal_id}" if one.deal_id else ""),
        (_("Terms"), payment_terms.told(one.terms)),
        (_("Note"), one.note),
        (_("Trashed"), _day(one.trashed_at, frame)),
    )


def table(lines: Sequence[Line], sums: Sums, currency: str, room: int) -> str:
    """Lines as a table of their own."""
    if not lines:
        return ""
    headings = [
        Heading(_("What"), "left", wide=True),
        Heading(_("Quantity"), "right", wide=False),
        Heading(_("Unit price"), "right", wide=False),
        Heading(_("Less"), "right", wide=False),
        Heading(_("Tax"), "right", wide=False),
        Heading(_("Amount"), "right", wide=False),
    ]
    rows = [
        [
            clean(line.text),
            quantity(line.quantity),
            told(line.unit_minor, currency),
            per_cent(line.discount),
            per_cent(line.tax),
            told(net, currency),
        ]
        for line, net in zip(lines, sums.lines, strict=True)
    ]
    return "\n".join(lay_out(headings, rows, room - _WIDEST_LABEL))


def _taxes(sums: Sums, currency: str) -> list[tuple[str, str]]:
    return [
        (
            _("Tax {percentage}").format(percentage=per_cent(rate.rate)),
            _("{tax} on {net}").format(tax=told(rate.tax_minor, currency), net=told(rate.net_minor, currency)),
        )
        for rate in sums.rates
        if rate.rate
    ]


def _margin(net: int, cost: int | None, currency: str) -> str:
    if cost is None:
        return ""
    share = f" ({round(100 * (net - cost) / net)} %)" if net > 0 else ""
    return told(net - cost, currency) + share


def _day(stored: str, frame: Frame) -> str:
    if not stored:
        return ""
    day = frame.local(stored).date()
    return f"{dates.long(day)} ({dates.relative(day, frame.today)})"


def _card(heading: str, *lines: tuple[str, str]) -> Card:
    return heading, [cards.Line(label, text) for label, text in lines if text]
