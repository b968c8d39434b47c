"""A deal's card, drawn on the terminal or written for machines."""

from crmcli.cli import output
from crmcli.cli.nouns import agenda
from crmcli.cli.output import Style
from crmcli.services.sales import deal_cards, deals
from crmcli.services.workspace import Workspace
from crmcli.view.columns.sales.cards import DEAL_CARD
from crmcli.view.sales import deal_card


def card(crm: Workspace, reference: str, style: Style) -> None:
    """One deal whole."""
    told = deal_cards.card(crm, deals.pick(crm, reference, sure=False))
    if style.for_people and not style.only:
        agenda.draw(deal_card.draw(told, output.frame(), output.terminal_width()))
    else:
        output.show([told], DEAL_CARD, style, one=True)
