"""Segments, goals and what was settled about likenesses of contacts."""

from typing import NamedTuple

SEGMENT_KINDS = ("dynamic", "frozen")


class Segment(NamedTuple):
    """A named set of contacts: by a query that is asked each time, or frozen as it was."""

    id: int = 0
    uid: str = ""
    name: str = ""
    folded: str = ""
    kind: str = "dynamic"
    noun: str = "contact"
    """What the query lists: a view of deals is a segment of deals."""
    query: str = ""
    note: str = ""
    taken_on: str = ""
    """The day on which a frozen one was taken."""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    members: tuple[int, ...] = ()
    """A frozen one's records."""


class Snapshot(NamedTuple):
    """Who was in a segment on a day."""

    id: int = 0
    uid: str = ""
    segment_id: int = 0
    taken_on: str = ""
    query: str = ""
    created_at: str = ""
    updated_at: str = ""
    version: int = 0
    members: tuple[int, ...] = ()


class Goal(NamedTuple):
    """What a figure is to be in a period."""

    id: int = 0
    uid: str = ""
    metric: str = ""
    period: str = ""
    """2026, 2026-Q4 or 2026-11."""
    target: int = 0
    """In the metric's own units: minor units of `currency` for money."""
    currency: str = ""
    note: str = ""
    created_at: str = ""
    updated_at: str = ""
    version: int = 0


class Distinction(NamedTuple):
    """Two contacts that look alike and are not the same; the lower number comes first."""

    id: int = 0
    uid: str = ""
    contact_id: int = 0
    other_id: int = 0
    note: str = ""
    created_at: str = ""
    updated_at: str = ""
    version: int = 0


class Counted(NamedTuple):
    """A segment and how many are in it now."""

    segment: Segment
    members: int | None
    """None where it cannot be told now."""
    snapshots: int


class Change(NamedTuple):
    """A contact who joined a segment, or left it."""

    id: int
    name: str
    change: str
    """joined or left."""


class Former(NamedTuple):
    """A contact that was merged into another; what named it leads to that one."""

    id: int = 0
    uid: str = ""
    """The uid that the contact had."""
    number: int = 0
    """The number that it had."""
    external_id: str = ""
    name: str = ""
    contact_id: int = 0
    """Who it is part of now."""
    created_at: str = ""
    updated_at: str = ""
    version: int = 0
