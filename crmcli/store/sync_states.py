"""Keeping what was synchronised with files outside: no change of the user's, so the journal does not have it."""

import sqlite3
from collections.abc import Iterable

from crmcli.core.records.system import SyncState


def keep(db: sqlite3.Connection, states: Iterable[SyncState]) -> None:
    """Remember pairs as they are now."""
    db.executemany(
        "INSERT INTO sync_state (place, name, contact_id, file_hash, card_hash) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (place, name) DO UPDATE SET contact_id = excluded.contact_id, "
        "file_hash = excluded.file_hash, card_hash = excluded.card_hash",
        states,
    )


def forget(db: sqlite3.Connection, place: str, names: Iterable[str]) -> None:
    """Forget pairs that are no more."""
    db.executemany("DELETE FROM sync_state WHERE place = ? AND name = ?", [(place, name) for name in names])


def forget_all(db: sqlite3.Connection, place: str) -> None:
    """Forget a folder."""
    db.execute("DELETE FROM sync_state WHERE place = ?", (place,))
