"""Questions about what was synchronised with files outside the book."""

import sqlite3

from crmcli.core.records.system import SyncState


def of(db: sqlite3.Connection, place: str) -> list[SyncState]:
    """Every pair of a folder, by the names of its files."""
    rows = db.execute(
        "SELECT place, name, contact_id, file_hash, card_hash FROM sync_state WHERE place = ? ORDER BY name", (place,)
    )
    return [SyncState(*row) for row in rows]


def was_undone(db: sqlite3.Connection, contact_id: int) -> bool:
    """Whether the last that happened to a contact was an undo: then it is gone by mistake, not on purpose."""
    row = db.execute(
        "SELECT s.kind FROM change x JOIN change_set s ON s.id = x.change_set_id "
        "WHERE x.noun = 'contact' AND x.record_id = ? ORDER BY x.change_set_id DESC LIMIT 1",
        (contact_id,),
    ).fetchone()
    return row is not None and row[0] == "undo"


def versions(db: sqlite3.Connection) -> dict[int, int]:
    """The version of every contact that is not in the trash."""
    return dict(db.execute("SELECT id, version FROM contact WHERE trashed_at = ''"))


def trashed(db: sqlite3.Connection, uid: str) -> int:
    """The number of the contact in the trash that has this uid, 0 for none."""
    row = db.execute("SELECT id FROM contact WHERE uid = ? AND trashed_at <> ''", (uid,)).fetchone()
    return row[0] if row else 0
