"""What customers say of the service."""

from typing import NamedTuple


class Answer(NamedTuple):
    """What a contact answered to one question of a survey."""

    id: int = 0
    uid: str = ""
    contact_id: int = 0
    date: str = ""
    kind: str = ""
    """nps: how likely they are to recommend, 0 to 10; csat: how satisfied, 1 to 5; ces: how easy it was, 1 to 7."""
    score: int = 0
    phase: str = ""
    """Before or after a purchase, empty where nobody said."""
    channel: str = ""
    """Where they were asked, or what about: the touchpoint."""
    note: str = ""
    """What they said besides."""
    sale_id: int | None = None
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    contact: str = ""
    """The contact's name."""


class Satisfaction(NamedTuple):
    """What answers of one kind come to, of all contacts or of a group of them."""

    by: str
    """By what answers are divided: channel, phase, seller or tag; empty for all."""
    group: str
    """Empty for all, and for those of whom it is not known."""
    kind: str
    answers: int
    nps: float | None
    """From -100 to 100; None for other kinds."""
    interval: float | None
    """How far NPS may be off on either side; None where all say the same."""
    top: float
    """The share of 9 and 10, of 4 and 5, or of 5 to 7."""
    mean: float
    favourable: int
    middle: int
    unfavourable: int
    """0 to 6, 1 and 2, or 1 to 3."""
