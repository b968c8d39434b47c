"""Somebody's card drawn on the terminal."""

from crmcli.cli import agenda, output
from crmcli.services.activity.timeline import Card
from crmcli.view import person_card


def draw(card: Card) -> None:
    """Everything on one screen."""
    agenda.draw(
        person_card.draw(
            card.contact,
            card.interactions,
            card.tasks,
            card.people,
            card.referrer,
            output.frame(),
            output.terminal_width(),
            card.balances,
            card.deals,
        )
    )
