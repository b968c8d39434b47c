"""Questions about the agenda."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.activity import Task

_COLUMNS = """
SELECT t.id, t.uid, t.kind, t.title, t.note, t.due, t.end, t.zone, t.remind, t.recurrence, t.from_done, t.status,
  t.done_at, t.priority, t.contact_id, coalesce(c.name, ''), t.origin_id, t.deal_id, t.sequence, t.created_at,
  t.updated_at, t.trashed_at, t.version
FROM task t LEFT JOIN contact c ON c.id = t.contact_id
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Task]:
    """These tasks in the order of their ids; the missing are left out."""
    rows = db.execute(_COLUMNS + "WHERE t.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    found = {row[0]: _task(row) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, task_id: int) -> Task | None:
    """This task."""
    found = by_ids(db, [task_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The numbers of tasks whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM task WHERE uid >= :low AND uid < :high LIMIT 20", {"low": prefix, "high": prefix + "\U0010ffff"}
    )
    return [row[0] for row in rows]


def by_exact_uid(db: sqlite3.Connection, uid: str) -> int | None:
    """The number of the task that has this uid, the trash included."""
    row = db.execute("SELECT id FROM task WHERE uid = :uid", {"uid": uid}).fetchone()
    return row[0] if row else None


def by_title(db: sqlite3.Connection, folded: str) -> list[Task]:
    """Tasks of exactly this title, accents and case apart; those that are still open first, then the newest."""
    rows = db.execute(
        _COLUMNS
        + "WHERE t.title_folded = :title AND t.trashed_at = '' ORDER BY t.status <> 'open', t.id DESC LIMIT 20",
        {"title": folded},
    )
    return [_task(row) for row in rows]


def is_followed(db: sqlite3.Connection, task_id: int) -> bool:
    """Whether the next of a repeated task has been made."""
    found = db.execute("SELECT 1 FROM task WHERE origin_id = ? AND trashed_at = '' LIMIT 1", (task_id,)).fetchone()
    return found is not None


def titles(db: sqlite3.Connection, begun: str, folded: str, limit: int) -> list[tuple[int, str]]:
    """Number and title of open tasks whose number begins so or whose folded title holds a text, the first due first."""
    rows = db.execute(
        "SELECT id, title FROM task WHERE status = 'open' AND trashed_at = '' "
        "AND (substr(id, 1, length(:begun)) = :begun OR instr(title_folded, :folded) > 0) "
        "ORDER BY due = '', due, id LIMIT :limit",
        {"begun": begun, "folded": folded, "limit": limit},
    )
    return rows.fetchall()


def due_before(db: sqlite3.Connection, end: str) -> list[tuple[int, str, str]]:
    """Number, due and end of the open tasks that are due before a stored day or instant, the first due first."""
    rows = db.execute(
        "SELECT id, due, \"end\" FROM task WHERE status = 'open' AND trashed_at = '' AND due > '' AND due < ? "
        "ORDER BY due, id",
        (end,),
    )
    return rows.fetchall()


def of_contact(db: sqlite3.Connection, contact_ids: Sequence[int], limit: int) -> list[Task]:
    """Open tasks with these contacts, the first due first."""
    rows = db.execute(
        _COLUMNS
        + "WHERE t.contact_id IN (SELECT value FROM json_each(:ids)) AND t.status = 'open' AND t.trashed_at = '' "
        "ORDER BY t.due = '', t.due, t.id LIMIT :limit",
        {"ids": str(list(contact_ids)), "limit": limit},
    )
    return [_task(row) for row in rows]


def matching(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[Task]:
    """Tasks whose title or note has words that begin like these, the newest first."""
    match = " AND ".join(f'"{word}"*' for word in words)
    rows = db.execute(
        _COLUMNS
        + "WHERE t.id IN (SELECT rowid FROM task_search WHERE task_search MATCH :match ORDER BY rowid DESC LIMIT 2000) "
        "AND t.trashed_at = '' ORDER BY t.id DESC LIMIT :limit",
        {"match": match, "limit": limit},
    )
    return [_task(row) for row in rows]


def reminders(db: sqlite3.Connection, until: str) -> list[tuple[Task, str]]:
    """Open tasks whose reminder has come by a stored instant and is later than the last one told, with it."""
    rows = db.execute(
        _COLUMNS.replace("\nFROM", ", t.remind_at\nFROM") + "WHERE t.remind_at <> '' AND t.remind_at <= :until "
        "AND t.remind_at > t.reminded AND t.status = 'open' AND t.trashed_at = '' ORDER BY t.remind_at, t.id",
        {"until": until},
    )
    return [(_task(row), row[-1]) for row in rows]


def _task(row: Sequence[object]) -> Task:
    return Task._make((*row[:10], bool(row[10]), *row[11:23]))
