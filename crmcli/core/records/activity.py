"""What was said and what is promised."""

from typing import NamedTuple


class Interaction(NamedTuple):
    """One conversation, on whatever channel."""

    id: int = 0
    uid: str = ""
    at: str = ""
    """A day (2026-11-22) when no time was given, otherwise a UTC instant (2026-11-22T09:30:00Z)."""
    channel: str = "note"
    direction: str = ""
    subject: str = ""
    text: str = ""
    outcome: str = ""
    minutes: int | None = None
    participants: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    """The participants' names, read with the record."""
    tags: tuple[str, ...] = ()
    actor: str = ""
    external_id: str = ""
    deal_id: int | None = None
    travel_minor: int = 0
    """What going there cost, in minor units of the base currency."""
    materials_minor: int = 0
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0


class Task(NamedTuple):
    """One line of the agenda: due by a day or an instant, or from a start to an end."""

    id: int = 0
    uid: str = ""
    kind: str = "follow-up"
    title: str = ""
    note: str = ""
    due: str = ""
    """A day or a UTC instant; for a task with a start, its start."""
    end: str = ""
    """A day or a UTC instant, not before `due`; only meetings and visits and the like have one."""
    zone: str = ""
    """The IANA zone in which a repeated time is kept."""
    remind: int | None = None
    """Minutes before `due`."""
    recurrence: str = ""
    """An RRULE without its name: FREQ=WEEKLY;INTERVAL=2."""
    from_done: bool = False
    """Whether the next one is counted from the day when this one was done."""
    status: str = "open"
    done_at: str = ""
    priority: str = "normal"
    contact_id: int | None = None
    contact: str = ""
    """The contact's name, read with the record."""
    origin_id: int | None = None
    """The task of which this one is the repetition."""
    deal_id: int | None = None
    sequence: int = 0
    """How often it was changed, as calendars count."""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
