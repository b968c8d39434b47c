"""What may become of a sale."""

from crmcli.core.errors import Invalid, Refused
from crmcli.core.records.sales import Refund, Sale
from crmcli.core.rules.texts import block, line
from crmcli.core.values.money import Money, plain

BEFORE_CUSTOMER = ("", "subscriber", "lead", "mql", "sql", "opportunity")
"""Lifecycles that a first sale ends; it takes nobody back."""
_ALL = "`crm sale refund {id} --all` gives back what is left."
_LINES = ("number", "channel", "seller", "source", "campaign", "reason", "terms", "external_id")


def settled(sale: Sale) -> Sale:
    """The sale as it may be stored, its texts tidy."""
    texts = {name: line(name.replace("_", " "), getattr(sale, name)) for name in _LINES}
    return sale._replace(note=block("note", sale.note), **texts)  # type: ignore[arg-type] # they are texts


def refunded(sale: Sale, refund: Refund) -> Sale:
    """The sale with money given back; Refused above what is left of it, before its day, or once it is cancelled."""
    _check_stands(sale)
    left = sale.net_minor - sale.refunded_minor
    if refund.amount_minor <= 0:
        raise Invalid("A refund is more than nought.", hint="As in crm sale refund {id} 50.", id=sale.id)
    if refund.amount_minor > left:
        raise Refused(
            "Sale {id} has only {left} left to refund.",
            id=sale.id,
            left=f"{plain(Money(left, sale.currency))} {sale.currency}",
            hint=_ALL,
        )
    if refund.date < sale.date:
        raise Refused(
            "{day} is before the sale, which was on {date}.", day=refund.date, date=sale.date, hint="Take a later day."
        )
    return sale._replace(
        refunds=(*sale.refunds, refund._replace(reason=line("reason", refund.reason))),
        refunded_minor=sale.refunded_minor + refund.amount_minor,
    )


def cancelled(sale: Sale, on: str, reason: str = "") -> Sale:
    """The sale called off on a day; what it was stays."""
    _check_stands(sale)
    if on < sale.date:
        raise Refused(
            "{day} is before the sale, which was on {date}.", day=on, date=sale.date, hint="Take a later day."
        )
    note = "\n".join(filter(None, (sale.note, reason)))
    return sale._replace(status="cancelled", cancelled_on=on, note=block("note", note))


def _check_stands(sale: Sale) -> None:
    if sale.trashed_at:
        raise Refused("Sale {id} is in the trash.", id=sale.id, hint="`crm trash restore sale:{id}` brings it back.")
    if sale.status == "cancelled":
        raise Refused(
            "Sale {id} was cancelled on {day}.", id=sale.id, day=sale.cancelled_on, hint="`crm history` shows by whom."
        )
