"""Intervals to keep in touch, and reminders."""

from typing import NamedTuple


class Reminder(NamedTuple):
    """A reminder that has come."""

    at: str
    """When it was to be told, a UTC instant."""
    late: bool
    id: int
    title: str
    kind: str
    due: str
    contact: str
    contact_id: int | None


class Cadence(NamedTuple):
    """An agreed interval to keep in touch, of a contact or of all who carry a tag."""

    kind: str
    """contact or tag."""
    id: int
    name: str
    cadence: str
    contacts: int
    """How many it holds for."""
    touch_by: str
    """Of a contact, the day by which to be in touch again."""
