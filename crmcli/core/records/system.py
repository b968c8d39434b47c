"""What the program keeps about itself."""

from collections.abc import Mapping
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


class FieldChange(NamedTuple):
    """One field of one record before and after a change set, as people and machines read it; None for nothing."""

    noun: str
    id: int
    title: str
    action: str
    """added, changed or removed: what became of the record."""
    field: str
    before: str | None
    after: str | None


class Obstacle(NamedTuple):
    """Why a record cannot be taken back."""

    noun: str
    id: int
    title: str
    reason: str
    """changed, needed (by another), gone (what it needs) or taken (its name)."""
    other_noun: str = ""
    other_id: int = 0
    """The record that needs it, that is gone, or that has its name."""


class Inverted(NamedTuple):
    """What an undo or a redo did."""

    change_set: ChangeSet
    """What was taken back or brought back."""
    by: int
    """The number of the change set that did it; 0 when it was only tried."""
    kind: str
    """undo or redo."""
    records: int
    skipped: tuple[Obstacle, ...]
    """Records that were left as they are."""


class Trashed(NamedTuple):
    """A record in the trash, whatever it is."""

    noun: str
    id: int
    uid: str
    title: str
    trashed_at: str


class Emptied(NamedTuple):
    """What emptying the trash did."""

    removed: tuple[Trashed, ...]
    kept: tuple[Obstacle, ...]
    """Records that others depend on."""


class Backup(NamedTuple):
    """A copy of the book."""

    path: str
    at: str
    """A UTC instant."""
    reason: str
    """manual, import, bulk, upgrade-1-to-2, before-restore."""
    bytes: int


class Checked(NamedTuple):
    """What the check of a copy found; it is whole, or the check would have refused it."""

    path: str
    version: int
    bytes: int
    counts: dict[str, int]
    """How many records of each noun."""


class Restored(NamedTuple):
    """What a restore did."""

    path: str
    """The copy that is the book now."""
    kept: str
    """Where the book from before is; "" where there was none."""


class Finding(NamedTuple):
    """One thing that `doctor` looked at."""

    check: str
    state: str
    """ok, warn, bad, or mended."""
    message: str
    """A constant in English with {named} places."""
    values: Mapping[str, object]
    hint: str = ""


class SettingInForce(NamedTuple):
    """A setting, its value and where that comes from."""

    name: str
    value: str | int | bool
    origin: str
    """default, the file, the variable or the flag."""
    summary: str


class SyncState(NamedTuple):
    """A contact and a file outside the book as they were when both were the same last."""

    place: str
    """The folder."""
    name: str
    """The file in it."""
    contact_id: int
    file_hash: str
    """What the file's bytes hashed to."""
    card_hash: str
    """What the contact's card hashed to."""
