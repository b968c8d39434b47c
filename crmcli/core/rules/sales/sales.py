"""What may become of a sale."""

from crmcli.core.errors import Invalid, Refused
from crmcli.core.records.sales import Line, Refund, Sale
from crmcli.core.rules.texts import block, line
from crmcli.core.values.money import Money, check_countable

BEFORE_CUSTOMER = ("", "subscriber", "lead", "mql", "sql", "opportunity")
"""Lifecycles that a first sale ends; it takes nobody back."""
_ALL = "`crm sale refund {id} --all` gives back what is left."
_LINES = ("number", "channel", "seller", "source", "campaign", "reason", "terms", "external_id")


def settled(sale: Sale) -> Sale:
    """The sale as it may be stored, its texts tidy; Invalid for more money than can be counted."""
    check_countable(sale.net_minor + sale.tax_minor)
    texts = {name: line(name.replace("_", " "), getattr(sale, name)) for name in _LINES}
    return sale._replace(note=block("note", sale.note), **texts)  # type: ignore[arg-type] # they are texts


def refunded(sale: Sale, refund: Refund) -> Sale:
    """The sale with money given back; Refused above what is left of it, before its day, or once it is cancelled."""
    check_stands(sale)
    left = sale.net_minor - sale.refunded_minor
    if refund.amount_minor <= 0:
        raise Invalid("A refund is more than nought.", hint="As in crm sale refund {id} 50.", id=sale.id)
    if refund.amount_minor > left:
        raise Refused(
            "Sale {id} has only {left} left to refund.",
            id=sale.id,
            left=Money(left, sale.currency),
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
    check_stands(sale)
    if on < sale.date:
        raise Refused(
            "{day} is before the sale, which was on {date}.", day=on, date=sale.date, hint="Take a later day."
        )
    note = "\n".join(filter(None, (sale.note, reason)))
    return sale._replace(status="cancelled", cancelled_on=on, note=block("note", note))


def redated(sale: Sale, on: str) -> Sale:
    """The sale on another day, which no refund of it may come before."""
    if any(refund.date < on for refund in sale.refunds):
        first = min(refund.date for refund in sale.refunds)
        raise Refused("Money was given back on {day} already.", day=first, hint="Take that day or one before.")
    return sale._replace(date=on)


def repriced(sale: Sale, net_minor: int, tax_minor: int, lines: tuple[Line, ...]) -> Sale:
    """The sale with other amounts, never below what was given back of it."""
    if net_minor < sale.refunded_minor:
        raise Refused(
            "Of sale {id} {refunded} were given back already.",
            id=sale.id,
            refunded=Money(sale.refunded_minor, sale.currency),
            hint="It cannot have brought less. `crm undo` takes a refund back.",
        )
    return sale._replace(net_minor=net_minor, tax_minor=tax_minor, lines=lines)


def check_stands(sale: Sale) -> None:
    """Refuse what is in the trash or was called off."""
    if sale.trashed_at:
        raise Refused("Sale {id} is in the trash.", id=sale.id, hint="`crm trash restore sale:{id}` brings it back.")
    if sale.status == "cancelled":
        raise Refused(
            "Sale {id} was cancelled on {day}.", id=sale.id, day=sale.cancelled_on, hint="`crm history` shows by whom."
        )
