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
