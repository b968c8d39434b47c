"""What happened with somebody."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One line of somebody's history: an interaction, a closed task, or what was sold, invoiced, paid, delivered."""

    at: str
    """A day or a UTC instant; of a task, when it was done or called off."""
    kind: str
    """The channel of an interaction, or `task`, `sale`, `invoice`, `payment`, `delivery`."""
    id: int
    title: str
    detail: str
    """The text under a subject; of a task, its kind."""
    outcome: str
    """What came of it; of a task, done or cancelled."""
    names: tuple[str, ...]
    """Who else took part."""
