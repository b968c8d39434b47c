"""What the program keeps about itself."""

from typing import NamedTuple


class ChangeSet(NamedTuple):
    """Everything that one command changed."""

    id: int
    at: str
    """A UTC instant."""
    actor: str
    command: str
    kind: str
    """ordinary, undo, redo or system."""
    inverts: int | None
    undone_by: int | None
    changes: int
    """How many records it touched."""


class Change(NamedTuple):
    """One record as it was before and after a change set; None where it did not exist."""

    change_set: int
    noun: str
    record_id: int
    before: dict[str, object] | None
    after: dict[str, object] | None
