"""Somebody's card drawn on the terminal."""

from crmcli.cli import output
from crmcli.cli.nouns import agenda
from crmcli.services.activity.timeline import Card
from crmcli.view.people import person_card


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
            card.deals,
            card.balances,
            card.consents,
            card.answers,
        )
    )
