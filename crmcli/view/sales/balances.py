"""What somebody owes and has to their credit, as labelled lines."""

from collections.abc import Sequence

from crmcli.core.records.owed import Balance
from crmcli.view.cards import Line
from crmcli.view.money import told
from crmcli.view.words import _


def lines(found: Sequence[Balance]) -> list[Line]:
    """What somebody owes and has to their credit, in each currency."""
    lines: list[Line] = []
    for one in found:
        if one.owed_minor:
            owed = told(one.owed_minor, one.currency)
            late = told(one.overdue_minor, one.currency)
            amount = _("{owed}, of which {late} overdue").format(owed=owed, late=late) if one.overdue_minor else owed
            lines.append(Line(_("Owes"), amount))
        if one.unbilled_minor:
            lines.append(Line(_("Not invoiced"), told(one.unbilled_minor, one.currency)))
        if one.credit_minor:
            lines.append(Line(_("To their credit"), told(one.credit_minor, one.currency)))
    return lines
