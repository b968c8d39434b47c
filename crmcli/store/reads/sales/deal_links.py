"""Questions about what hangs on a deal, and on what deals hang."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A move of a deal in somebody's history."""

    at: str
    deal_id: int
    position: int


def contact_of(db: sqlite3.Connection, deal_id: int) -> int | None:
    """The number of the contact, or else of the organisation, that a deal is about."""
    row = db.execute("SELECT coalesce(contact_id, organisation_id) FROM deal WHERE id = ?", (deal_id,)).fetchone()
    return row[0] if row else None


def open_tasks(db: sqlite3.Connection, deal_id: int, limit: int) -> list[int]:
    """The numbers of the open tasks of a deal, the first due first."""
    rows = db.execute(
        "SELECT id FROM task WHERE deal_id = :deal AND status = 'open' AND trashed_at = '' "
        "ORDER BY due = '', due, id LIMIT :limit",
        {"deal": deal_id, "limit": limit},
    )
    return [row[0] for row in rows]


def interactions(db: sqlite3.Connection, deal_id: int, limit: int) -> list[int]:
    """The numbers of the interactions about a deal, the newest first."""
    rows = db.execute(
        "SELECT id FROM interaction WHERE deal_id = :deal AND trashed_at = '' ORDER BY at DESC, id DESC LIMIT :limit",
        {"deal": deal_id, "limit": limit},
    )
    return [row[0] for row in rows]


def steps_of(db: sqlite3.Connection, contact_ids: Sequence[int], since: str, limit: int | None) -> list[Step]:
    """The moves of all deals with these contacts or organisations from a day on, the newest first."""
    rows = db.execute(
        "SELECT m.at, m.deal_id, m.position FROM deal_move m WHERE m.at >= :since AND m.deal_id IN ("
        "SELECT d.id FROM deal d WHERE d.contact_id IN (SELECT value FROM json_each(:ids)) AND d.trashed_at = '' "
        "UNION SELECT d.id FROM deal d WHERE d.organisation_id IN (SELECT value FROM json_each(:ids)) "
        "AND d.trashed_at = '') ORDER BY m.at DESC, m.deal_id DESC, m.position DESC LIMIT :limit",
        {"ids": str(list(contact_ids)), "since": since, "limit": -1 if limit is None else limit},
    )
    return [Step(*row) for row in rows]
