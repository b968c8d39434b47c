"""What somebody owes and has to their credit, as labelled lines."""

from collections.abc import Sequence

from crmcli.core.records.owed import Balance
from crmcli.core.values.money import Money
from crmcli.view import money
from crmcli.view.cards import Line
from crmcli.view.words import _, language


def lines(found: Sequence[Balance]) -> list[Line]:
    """What somebody owes and has to their credit, in each currency."""
    told: list[Line] = []
    for one in found:
        if one.owed_minor:
            owed = _said(one.owed_minor, one.currency)
            late = _said(one.overdue_minor, one.currency)
            amount = _("{owed}, of which {late} overdue").format(owed=owed, late=late) if one.overdue_minor else owed
            told.append(Line(_("Owes"), amount))
        if one.unbilled_minor:
            told.append(Line(_("Not invoiced"), _said(one.unbilled_minor, one.currency)))
        if one.credit_minor:
            told.append(Line(_("To their credit"), _said(one.credit_minor, one.currency)))
    return told


def _said(minor: int, currency: str) -> str:
    return money.text(Money(minor, currency), language())
