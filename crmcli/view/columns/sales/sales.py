"""How sales look."""

from crmcli.core.records.sales import Line, Sale
from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.sales.amounts import amount, day, line, quantity, rate
from crmcli.view.money import told
from crmcli.view.wording import labels
from crmcli.view.words import _

_MOST_TOLD = 5
"""Lines that are told on one line."""


def what(lines: tuple[Line, ...]) -> str:
    """What lines are about, on one line: Logo design ×2, Hosting ×12."""
    sold = [one for one in lines if one.unit_minor >= 0][:_MOST_TOLD]
    return ", ".join(one.text + (f" ×{quantity(one.quantity)}" if one.quantity != 1000 else "") for one in sold)


def status(sale: Sale) -> str:
    """What became of a sale, where something did."""
    if sale.status == "cancelled":
        return _("cancelled")
    if sale.refunded_minor:
        return _("refunded") if sale.refunded_minor >= sale.net_minor else _("partly refunded")
    return ""


SALE = (
    Column("id", "#", lambda s: s.id, align="right", type="integer"),
    Column("uid", "UID", lambda s: s.uid, shown=False),
    Column("date", "Date", lambda s: s.date, lambda s, _: day(s.date), type="date"),
    Column("number", "Number", lambda s: absent(s.number), gives_way=2),
    Column("contact", "Contact", lambda s: s.contact, wide=True),
    Column("contact_id", "Contact #", lambda s: s.contact_id, shown=False, type="integer"),
    Column("what", "What", lambda s: what(s.lines), machine=False, wide=True, gives_way=1),
    Column(
        "net", "Net", lambda s: amount(s.net_minor, s.currency), lambda s, _: told(s.net_minor, s.currency),
        align="right", type="money",
    ),
    Column("tax", "Tax", lambda s: amount(s.tax_minor, s.currency), shown=False, align="right", type="money"),
    Column("total", "Total", lambda s: amount(s.net_minor + s.tax_minor, s.currency), shown=False, type="money"),
    Column("cost", "Cost", lambda s: amount(s.cost_minor, s.currency), shown=False, align="right", type="money"),
    Column(
        "margin", "Margin",
        lambda s: amount(None if s.cost_minor is None else s.net_minor - s.cost_minor, s.currency),
        shown=False, align="right", type="money",
    ),
    Column("rate", "Rate", lambda s: rate(s.rate), shown=False, align="right", type="number"),
    Column("refunded", "Refunded", lambda s: amount(s.refunded_minor, s.currency), shown=False, type="money"),
    Column("status", "Status", lambda s: s.status, lambda s, _: status(s)),
    Column("cancelled_on", "Cancelled", lambda s: absent(s.cancelled_on), shown=False, type="date"),
    Column("deal_id", "Deal #", lambda s: s.deal_id, shown=False, type="integer"),
    Column("quote_id", "Quote #", lambda s: s.quote_id, shown=False, type="integer"),
    Column("seller", "Seller", lambda s: absent(s.seller), gives_way=4),
    Column("channel", "Channel", lambda s: absent(s.channel), lambda s, _: labels.channel(s.channel), gives_way=3),
    Column("source", "Source", lambda s: absent(s.source), shown=False),
    Column("campaign", "Campaign", lambda s: absent(s.campaign), shown=False),
    Column("reason", "Reason", lambda s: absent(s.reason), shown=False),
    Column("terms", "Terms", lambda s: absent(s.terms), shown=False),
    Column("promotion_id", "Promotion #", lambda s: s.promotion_id, shown=False, type="integer"),
    Column("note", "Note", lambda s: absent(s.note), shown=False),
    Column("external_id", "External id", lambda s: absent(s.external_id), shown=False),
    Column("lines", "Lines", lambda s: [line(one, s.currency) for one in s.lines], shown=False, type="array"),
    Column(
        "refunds", "Refunds",
        lambda s: [
            {"date": one.date, "amount": amount(one.amount_minor, s.currency), "reason": absent(one.reason)}
            for one in s.refunds
        ],
        shown=False, type="array",
    ),
    Column("created_at", "Created", lambda s: absent(s.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda s: absent(s.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda s: absent(s.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda s: s.version, shown=False, type="integer"),
)  # fmt: skip
