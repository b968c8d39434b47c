"""What follows from the records and is never journalled: sort names, last contact, next touch, the search indexes."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from crmcli.core.rules import cadence
from crmcli.core.values.text import fold
from crmcli.store.snapshots import Snapshot

FOLD_VERSION = "1"
"""Changes when `fold` answers otherwise; the search indexes are then built anew."""
ROWS_AT_ONCE = 1000
LocalMoment = Callable[[str], datetime]
"""A stored day or instant as a local moment; a day is its midnight."""

_TEXTS = """
SELECT c.id, c.name, c.nickname, c.given, c.family, c.phonetic, c.job_title, c.department, c.note, o.name,
  (SELECT group_concat(p.value || ' ' || p.normal, ' ') FROM contact_point p WHERE p.contact_id = c.id),
  (SELECT group_concat(t.name, ' ') FROM contact_tag g JOIN tag t ON t.id = g.tag_id WHERE g.contact_id = c.id),
  (SELECT group_concat(a.city || ' ' || a.street || ' ' || a.text, ' ') FROM contact_address a WHERE a.contact_id = c.id),
  (SELECT group_concat(f.value, ' ') FROM contact_field f WHERE f.contact_id = c.id)
FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id
WHERE c.id IN (SELECT value FROM json_each(:ids))
"""
_DATES = """
SELECT c.id, c.kind, c.cadence, c.created_at, c.organisation_id,
  max(coalesce((SELECT p.at FROM participant p WHERE p.contact_id = c.id AND p.counts = 1 ORDER BY p.at DESC LIMIT 1), ''),
      CASE WHEN c.kind = 'organisation'
        THEN coalesce((SELECT max(m.last_at) FROM contact m WHERE m.organisation_id = c.id), '') ELSE '' END),
  (SELECT group_concat(t.cadence, ' ') FROM contact_tag g JOIN tag t ON t.id = g.tag_id
    WHERE g.contact_id = c.id AND t.cadence <> '')
FROM contact c WHERE c.id IN (SELECT value FROM json_each(:ids)) ORDER BY c.kind = 'organisation'
"""


def contact_texts(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Set sort name, birthday and search text of these contacts."""
    for some in _portions(ids):
        rows = db.execute(_TEXTS, {"ids": json.dumps(some)}).fetchall()
        db.executemany("UPDATE contact SET sort_name = ? WHERE id = ?", [(fold(row[1]), row[0]) for row in rows])
        db.execute(
            "UPDATE contact SET birthday_md = CASE WHEN birthday = '' THEN '' ELSE substr(birthday, -5) END "
            "WHERE id IN (SELECT value FROM json_each(:ids))",
            {"ids": json.dumps(some)},
        )
        db.execute(
            "DELETE FROM contact_search WHERE rowid IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(some)}
        )
        db.executemany(
            "INSERT INTO contact_search (rowid, name, points, words) VALUES (?, ?, ?, ?)",
            [(row[0], _folded(row[1:6]), fold(row[10] or ""), _folded((*row[6:10], *row[11:14]))) for row in rows],
        )


def contact_dates(db: sqlite3.Connection, ids: Iterable[int], local: LocalMoment) -> None:
    """Set last contact and next touch of these contacts, and then of the organisations that people belong to."""
    for some in _portions(ids):
        above: set[int] = set()
        settings = []
        for number, kind, own, created, organisation, last, tagged in db.execute(
            _DATES, {"ids": json.dumps(some)}
        ).fetchall():
            interval = own or cadence.shortest(tagged.split(" ") if tagged else ())
            base = last or created
            touch = cadence.touch_by(local(base).date(), interval).isoformat() if interval and base else ""
            settings.append((last, touch, number, last, touch))
            if kind == "person" and organisation:
                above.add(organisation)
        db.executemany(
            "UPDATE contact SET last_at = ?, touch_by = ? WHERE id = ? AND (last_at, touch_by) <> (?, ?)", settings
        )
        if above:
            contact_dates(db, above, local)


def interaction_text(db: sqlite3.Connection, record_id: int, before: Snapshot | None, after: Snapshot | None) -> None:
    """Move an interaction's words in the index from one state to another."""
    _contentless(db, "interaction_search", record_id, body(before), body(after))


def task_text(db: sqlite3.Connection, record_id: int, before: Snapshot | None, after: Snapshot | None) -> None:
    """Move a task's words in the index from one state to another."""
    _contentless(db, "task_search", record_id, body(before), body(after))


def task_dates(db: sqlite3.Connection, record_id: int, task: Snapshot, local: LocalMoment) -> None:
    """Set when a task is to be reminded of, as a UTC instant; "" for never."""
    due, remind = str(task.get("due", "")), task.get("remind")
    wanted = due and isinstance(remind, int) and task.get("status") == "open" and not task.get("trashed_at")
    at = ""
    if wanted and isinstance(remind, int):
        at = instant(local(due) - timedelta(minutes=remind))
    db.execute(
        "UPDATE task SET remind_at = ?, title_folded = ? WHERE id = ?",
        (at, fold(str(task.get("title", ""))), record_id),
    )


def body(snapshot: Snapshot | None) -> str:
    """The folded text by which an interaction or a task is found."""
    if snapshot is None:
        return ""
    return _folded(snapshot.get(name) for name in ("subject", "title", "text", "note"))


def instant(moment: datetime) -> str:
    """A moment as it is stored."""
    whole = moment.replace(microsecond=0)
    offset = whole.utcoffset() or timedelta()
    return (whole.replace(tzinfo=None) - offset).isoformat() + "Z"


def rebuild(db: sqlite3.Connection, local: LocalMoment) -> None:
    """Derive everything anew from the records, inside the caller's transaction."""
    db.execute("DELETE FROM contact_search")
    ids = [row[0] for row in db.execute("SELECT id FROM contact ORDER BY id")]
    contact_texts(db, ids)
    people = [row[0] for row in db.execute("SELECT id FROM contact ORDER BY kind = 'organisation', id")]
    contact_dates(db, people, local)
    for table, fields in (("interaction", "subject, text"), ("task", "title, note")):
        first, second = fields.split(", ")
        db.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('delete-all')")  # noqa: S608 - names are ours
        db.executemany(
            f"INSERT INTO {table}_search (rowid, body) VALUES (?, ?)",  # noqa: S608 - names are ours
            ((row[0], _folded(row[1:])) for row in db.execute(f"SELECT id, {first}, {second} FROM {table}").fetchall()),  # noqa: S608
        )
    for row in db.execute("SELECT id, due, remind, status, trashed_at, title FROM task").fetchall():
        task = dict(zip(("due", "remind", "status", "trashed_at", "title"), row[1:], strict=True))
        task_dates(db, row[0], task, local)
    db.execute(
        "INSERT INTO fact VALUES ('fold', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (FOLD_VERSION,)
    )


def _contentless(db: sqlite3.Connection, table: str, record_id: int, before: str, after: str) -> None:
    if before == after:
        return
    if before:
        db.execute(f"INSERT INTO {table} ({table}, rowid, body) VALUES ('delete', ?, ?)", (record_id, before))  # noqa: S608
    if after:
        db.execute(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)", (record_id, after))  # noqa: S608 - names are ours


def _folded(texts: Iterable[object]) -> str:
    return fold(" ".join(str(text) for text in texts if text))


def _portions(ids: Iterable[int]) -> Iterable[list[int]]:
    whole = list(ids)
    return (whole[start : start + ROWS_AT_ONCE] for start in range(0, len(whole), ROWS_AT_ONCE))
