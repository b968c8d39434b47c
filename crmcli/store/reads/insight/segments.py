"""Questions about segments and their snapshots."""

import sqlite3

from crmcli.core.records.insight import Goal, Segment, Snapshot

_SEGMENT = (
    "SELECT id, uid, name, folded, kind, noun, query, note, taken_on, created_at, updated_at, trashed_at, version "
    "FROM segment "
)
_SNAPSHOT = "SELECT id, uid, segment_id, taken_on, query, created_at, updated_at, version FROM snapshot "
_GOAL = "SELECT id, uid, metric, period, target, currency, note, created_at, updated_at, version FROM goal "


def every(db: sqlite3.Connection, noun: str = "contact") -> list[Segment]:
    """Segments of a noun by name, without their members; those of other nouns are views."""
    rows = db.execute(_SEGMENT + "WHERE trashed_at = '' AND noun = :noun ORDER BY folded", {"noun": noun})
    return [Segment(*row) for row in rows]


def one(db: sqlite3.Connection, segment_id: int) -> Segment | None:
    """A segment with its members."""
    row = db.execute(_SEGMENT + "WHERE id = :id", {"id": segment_id}).fetchone()
    return Segment(*row)._replace(members=_ids(db, "segment", segment_id)) if row else None


def by_name(db: sqlite3.Connection, folded: str) -> Segment | None:
    """The segment or view of exactly this name, accents and case apart."""
    row = db.execute(_SEGMENT + "WHERE folded = :folded AND trashed_at = ''", {"folded": folded}).fetchone()
    return Segment(*row)._replace(members=_ids(db, "segment", row[0])) if row else None


def snapshots(db: sqlite3.Connection, segment_id: int) -> list[Snapshot]:
    """What was taken of a segment, the latest first, with members."""
    rows = db.execute(_SNAPSHOT + "WHERE segment_id = :id ORDER BY taken_on DESC, id DESC", {"id": segment_id})
    return [Snapshot(*row)._replace(members=_ids(db, "snapshot", row[0])) for row in rows.fetchall()]


def goals(db: sqlite3.Connection) -> list[Goal]:
    """Goals, the latest period first."""
    return [Goal(*row) for row in db.execute(_GOAL + "ORDER BY period DESC, metric")]


def _ids(db: sqlite3.Connection, noun: str, number: int) -> tuple[int, ...]:
    rows = db.execute(f"SELECT contact_id FROM {noun}_member WHERE {noun}_id = :id ORDER BY contact_id", {"id": number})
    return tuple(row[0] for row in rows)
