"""The days of money and goods in words, for agendas and calendars."""

from typing import Protocol

from crmcli.view import money
from crmcli.view.clean import clean
from crmcli.view.words import _


class Dated(Protocol):
    """What falls on a day: an item of the agenda, or a promise."""

    @property
    def kind(self) -> str:
        """invoice, discount, delivery, promotion or deal."""

    @property
    def id(self) -> int | None:
        """The record's number."""

    @property
    def title(self) -> str:
        """An invoice's number, a promotion's code, a delivery's or a deal's title."""

    @property
    def amount_minor(self) -> int | None:
        """In minor units."""

    @property
    def currency(self) -> str:
        """An ISO code."""


def told(item: Dated) -> str:
    """What happens on the day."""
    sentences = {
        "invoice": _("Invoice {title} due: {amount}"),
        "discount": _("Invoice {title}: {amount} if paid by then"),
        "delivery": _("Delivery {id}: {title}"),
        "promotion": _("Promotion {title} ends"),
        "deal": _("Deal {id} expected to close: {title}"),
    }
    return sentences[item.kind].format(id=item.id, title=clean(item.title), amount=amount(item))


def amount(item: Dated) -> str:
    """The amount in the user's language; "" for none."""
    return money.told(item.amount_minor, item.currency)


def kind(word: str) -> str:
    """What sort of day it is."""
    return {
        "invoice": _("payment"),
        "discount": _("discount"),
        "delivery": _("delivery"),
        "promotion": _("promotion"),
        "deal": _("deal"),
    }.get(word, "")
