"""What a search finds."""

from typing import NamedTuple


class Found(NamedTuple):
    """A hit of `find`, whatever it is."""

    noun: str
    """contact, interaction or task."""
    id: int
    kind: str
    """person or organisation, the channel, or the kind of task."""
    title: str
    detail: str
    date: str
    """The last contact, when it took place, or when it is due; a day or an instant."""
