"""What happened with somebody."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One line of somebody's history: a talk, a task, a deal's move, an offer, a sale, an invoice, an answer."""

    at: str
    """A day or a UTC instant; of a task, when it was done or called off."""
    kind: str
    """The channel of an interaction, or `task`, `deal`, `consent`, `quote`, `sale`, `refund`, `invoice`, `payment`,
    `delivery`, `answer`."""
    id: int
    title: str
    detail: str
    """The text under a subject; of a task, its kind, of a move, its reason; of a permission, its channels;
    of an answer, where."""
    outcome: str
    """What came of it; of a task, done or cancelled; of a deal, the stage that it came to, or how it ended;
    of an offer, sent, accepted or rejected; of an invoice, paid, void, or due, overdue, discount until a day;
    of a delivery, shipped, delivered, or promised, late for a day."""
    names: tuple[str, ...]
    """Who else took part."""
    amount_minor: int | None = None
    currency: str = ""
    until: str = ""
    """The day that the outcome is about."""


class Member(NamedTuple):
    """Somebody of an organisation."""

    id: int
    name: str
    job_title: str
