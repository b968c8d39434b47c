"""What follows from the records and is never journalled: sort names, last contact, next touch, the search indexes."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.values.moments import LocalMoment, instant
from crmcli.core.values.text import fold
from crmcli.store.shapes.snapshots import Snapshot
from crmcli.store.tables import search

FOLD_VERSION = "1"
"""Changes when `fold` answers otherwise; the search indexes are then built anew."""
ROWS_AT_ONCE = 1000
BY_THE_CLOCK = ("remind_at", "touch_by")
"""What depends on the time zone: reminders of whole days, and next touches after talks at a time of day."""
_SAMPLES = tuple(f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 15))
"""Days whose offsets tell time zones apart; those that differ in a few days between them are taken for the same."""
INDEXES = tuple(statement.split(" ", 4)[3] for statement in search.STATEMENTS)
BODIES = {"interaction": "subject || ' ' || text", "task": "title || ' ' || note", "deal": "title || ' ' || note"}
"""The nouns with an index of their own, and what is in it; `body` says the same of a snapshot."""

_TEXTS = """
SELECT c.id, c.name, c.nickname, c.given, c.family, c.phonetic, c.job_title, c.department, c.note, o.name,
  (SELECT group_concat(p.value || ' ' || p.normal, ' ') FROM contact_point p WHERE p.contact_id = c.id),
  (SELECT group_concat(t.name, ' ') FROM contact_tag g JOIN tag t ON t.id = g.tag_id WHERE g.contact_id = c.id),
  (SELECT group_concat(a.city || ' ' || a.street || ' ' || a.text, ' ')
    FROM contact_address a WHERE a.contact_id = c.id),
  (SELECT group_concat(f.value, ' ') FROM contact_field f WHERE f.contact_id = c.id), c.birthday
FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id
WHERE c.id IN (SELECT value FROM json_each(:ids))
"""
# An organisation follows from its people, not from organisations in it: two could hold each other up for ever.
_DATES = """
SELECT c.id, c.kind, c.cadence, c.created_at, c.organisation_id,
  max(coalesce((SELECT p.at FROM participant p
        WHERE p.contact_id = c.id AND p.counts = 1 ORDER BY p.at DESC LIMIT 1), ''),
      CASE WHEN c.kind = 'organisation'
        THEN coalesce((SELECT m.last_at FROM contact m WHERE m.organisation_id = c.id AND m.kind = 'person'
          ORDER BY m.last_at DESC LIMIT 1), '') ELSE '' END),
  (SELECT group_concat(t.cadence, ' ') FROM contact_tag g JOIN tag t ON t.id = g.tag_id
    WHERE g.contact_id = c.id AND t.cadence <> ''), c.last_at
FROM contact c WHERE c.id IN (SELECT value FROM json_each(:ids)) ORDER BY c.kind = 'organisation'
"""
_REMINDERS = "SELECT id, title, due, remind, status, trashed_at FROM task WHERE id > ? ORDER BY id LIMIT ?"


class Texts(NamedTuple):
    """How a contact is sorted and found."""

    id: int
    sort_name: str
    birthday_md: str
    name: str
    points: str
    words: str


class Dates(NamedTuple):
    """When a contact was last spoken to and is to be again; `above` is the organisation that this changes too."""

    id: int
    last_at: str
    touch_by: str
    above: int | None


def texts(db: sqlite3.Connection, ids: Iterable[int]) -> list[Texts]:
    """What sort names and search texts of these contacts must be."""
    rows = db.execute(_TEXTS, {"ids": json.dumps(list(ids))})
    return [
        Texts(
            id=row[0],
            sort_name=fold(row[1]),
            birthday_md=row[14][-5:],
            name=_folded(row[1:6]),
            points=fold(row[10] or ""),
            words=_folded((*row[6:10], *row[11:14])),
        )
        for row in rows
    ]


def dates(db: sqlite3.Connection, ids: Iterable[int], local: LocalMoment) -> list[Dates]:
    """What last contact and next touch of these contacts must be, people first."""
    found = []
    rows = db.execute(_DATES, {"ids": json.dumps(list(ids))})
    for number, kind, own, created, organisation, last, tagged, stored in rows:
        base = last or created
        touch = _touch_by(local(base).date(), own, tagged) if (own or tagged) and base else ""
        found.append(Dates(number, last, touch, organisation if kind == "person" and last != stored else None))
    return found


def _touch_by(base: date, own: str, tagged: str | None) -> str:
    from crmcli.core.rules.activity import cadence  # noqa: PLC0415 - door: 1 ms, only where an interval is agreed

    interval = own or cadence.shortest(tagged.split(" ") if tagged else ())
    return cadence.touch_by(base, interval).isoformat() if interval else ""


def contact_texts(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Set sort name, birthday and search text of these contacts."""
    for some in portions(ids):
        found = texts(db, some)
        db.executemany(
            "UPDATE contact SET sort_name = ?2, birthday_md = ?3 "
            "WHERE id = ?1 AND (sort_name, birthday_md) <> (?2, ?3)",
            [row[:3] for row in found],
        )
        forget_contacts(db, some)
        db.executemany(
            "INSERT INTO contact_search (rowid, name, points, words) VALUES (?, ?, ?, ?)",
            [(row.id, row.name, row.points, row.words) for row in found],
        )


def contact_dates(db: sqlite3.Connection, ids: Iterable[int], local: LocalMoment) -> None:
    """Set last contact and next touch of these contacts, and then of the organisations that people belong to."""
    for some in portions(ids):
        found = dates(db, some, local)
        db.executemany(
            "UPDATE contact SET last_at = ?2, touch_by = ?3 WHERE id = ?1 AND (last_at, touch_by) <> (?2, ?3)",
            [row[:3] for row in found],
        )
        if above := {row.above for row in found if row.above}:
            contact_dates(db, above, local)


def forget_contacts(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Take contacts out of the search index."""
    db.execute("DELETE FROM contact_search WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def index(db: sqlite3.Connection, noun: str, changes: Mapping[int, tuple[Snapshot | None, Snapshot | None]]) -> None:
    """Move the words of interactions, tasks or deals in the index from one state to another."""
    moved = [(number, body(before), body(after)) for number, (before, after) in changes.items()]
    table = f"{noun}_search"
    gone = [(number, before) for number, before, after in moved if before and before != after]
    come = [(number, after) for number, before, after in moved if after and before != after]
    if gone:  # the index is opened only where a word has changed
        db.executemany(f"INSERT INTO {table} ({table}, rowid, body) VALUES ('delete', ?, ?)", gone)
    if come:
        db.executemany(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)", come)


def task_dates(db: sqlite3.Connection, tasks: Mapping[int, Snapshot], local: LocalMoment) -> None:
    """Set when tasks are to be reminded of, as a UTC instant ("" for never), and the titles they are sorted by."""
    db.executemany(
        "UPDATE task SET remind_at = ?, title_folded = ? WHERE id = ?",
        [(reminder(task, local), fold(str(task.get("title", ""))), number) for number, task in tasks.items()],
    )


def reminder(task: Snapshot, local: LocalMoment) -> str:
    """When a task is to be reminded of; "" for never."""
    due, before = str(task.get("due", "")), task.get("remind")
    if not due or not isinstance(before, int) or task.get("status") != "open" or task.get("trashed_at"):
        return ""
    try:
        return instant(local(due) - timedelta(minutes=before))
    except OverflowError:
        return ""


def clock(local: LocalMoment) -> str:
    """What tells the local time from that of other zones: the offsets of a year in minutes."""
    offsets = (local(day).utcoffset() for day in _SAMPLES)
    return " ".join(str(offset // timedelta(minutes=1)) for offset in offsets if offset is not None)


def follows(db: sqlite3.Connection, local: LocalMoment) -> bool:
    """Whether what depends on the time zone was reckoned in this one."""
    row = db.execute("SELECT value FROM fact WHERE name = 'clock'").fetchone()
    return row is not None and row[0] == clock(local)


def change_clock(db: sqlite3.Connection, local: LocalMoment) -> None:
    """Reckon anew what depends on the time zone, which is another one now. A reminder that was told stays told."""
    rows = db.execute(
        "SELECT id, due, remind, status, trashed_at FROM task WHERE remind_at <> '' AND length(due) = 10"
    ).fetchall()
    tasks: list[tuple[int, Snapshot]] = [
        (number, dict(zip(("due", "remind", "status", "trashed_at"), state, strict=True))) for number, *state in rows
    ]
    db.executemany(
        "UPDATE task SET remind_at = ?2, reminded = CASE WHEN reminded >= remind_at THEN max(reminded, ?2) "
        "ELSE reminded END WHERE id = ?1 AND remind_at <> ?2",
        [(number, reminder(task, local)) for number, task in tasks],
    )
    for some in numbers(db, "contact", "touch_by <> ''"):
        contact_dates(db, some, local)
    _remember(db, "clock", clock(local))


def reminders(db: sqlite3.Connection, local: LocalMoment) -> Iterator[tuple[int, str, str]]:
    """Number, reminder and sort title that every task must have."""
    after = 0
    while rows := db.execute(_REMINDERS, (after, ROWS_AT_ONCE)).fetchall():
        for number, title, *state in rows:
            task: Snapshot = dict(zip(("due", "remind", "status", "trashed_at"), state, strict=True))
            yield number, reminder(task, local), fold(title)
        after = rows[-1][0]


def body(snapshot: Snapshot | None) -> str:
    """The folded text by which an interaction, a task or a deal is found."""
    if snapshot is None:
        return ""
    return _folded(snapshot.get(name) for name in ("subject", "title", "text", "note"))


def rebuild(db: sqlite3.Connection, local: LocalMoment) -> None:
    """Derive everything anew from the records, inside the caller's transaction; the indexes are made again."""
    for name, statement in zip(INDEXES, search.STATEMENTS, strict=True):
        db.execute(f"DROP TABLE IF EXISTS {name}")
        db.execute(statement)
    for some in numbers(db, "contact"):
        contact_texts(db, some)
    for kind in ("person", "organisation"):
        for some in numbers(db, "contact", f"kind = '{kind}'"):
            contact_dates(db, some, local)
    for noun in BODIES:
        for rows in bodies(db, noun):
            db.executemany(f"INSERT INTO {noun}_search (rowid, body) VALUES (?, ?)", [row for row in rows if row[1]])
    db.executemany(
        "UPDATE task SET remind_at = ?2, title_folded = ?3 WHERE id = ?1 AND (remind_at, title_folded) <> (?2, ?3)",
        list(reminders(db, local)),
    )
    _remember(db, "fold", FOLD_VERSION)
    _remember(db, "clock", clock(local))


def _remember(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT INTO fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))


def numbers(db: sqlite3.Connection, table: str, condition: str = "1") -> Iterator[list[int]]:
    """The ids of a table in ascending portions."""
    after = 0
    sql = f"SELECT id FROM {table} WHERE id > ? AND {condition} ORDER BY id LIMIT ?"
    while some := [row[0] for row in db.execute(sql, (after, ROWS_AT_ONCE))]:
        yield some
        after = some[-1]


def bodies(db: sqlite3.Connection, noun: str) -> Iterator[list[tuple[int, str]]]:
    """Number and indexed text of every interaction, task or deal, in ascending portions."""
    after = 0
    sql = f"SELECT id, {BODIES[noun]} FROM {noun} WHERE id > ? ORDER BY id LIMIT ?"
    while rows := db.execute(sql, (after, ROWS_AT_ONCE)).fetchall():
        yield [(number, fold(text.strip(" "))) for number, text in rows]
        after = rows[-1][0]


def portions(ids: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in lists of a bounded length."""
    whole = list(ids)
    return (whole[start : start + ROWS_AT_ONCE] for start in range(0, len(whole), ROWS_AT_ONCE))


def _folded(texts: Iterable[object]) -> str:
    return fold(" ".join(str(text) for text in texts if text))
