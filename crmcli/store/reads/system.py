"""Questions about what the program keeps itself: the journal, the trash, how much there is."""

import json
import sqlite3
from collections.abc import Iterable

from crmcli.core.records.system import Change, ChangeSet, Trashed
from crmcli.core.references import LARGEST_ID
from crmcli.store.fields.picked import Where
from crmcli.store.reads import facts
from crmcli.store.shapes import references
from crmcli.store.shapes.shapes import SHAPES

_SETS = """
SELECT j.id, j.at, j.actor, j.command, j.kind, j.inverts, j.undone_by,
  coalesce((SELECT max(x.seq) FROM change x WHERE x.change_set_id = j.id), 0)
FROM change_set j
"""
_NAMES = {
    "contact": "SELECT id, name FROM contact",
    "tag": "SELECT id, name FROM tag",
    "field": "SELECT id, name FROM field",
    "interaction": "SELECT id, coalesce(nullif(subject, ''), text) FROM interaction",
    "task": "SELECT id, title FROM task",
    "pipeline": "SELECT id, coalesce(nullif(name, ''), 'default') FROM pipeline",
    "stage": "SELECT id, coalesce(nullif(name, ''), slug) FROM stage",
    "deal": "SELECT id, title FROM deal",
    "product": "SELECT id, name FROM product",
    "quote": "SELECT id, number FROM quote",
    "sale": "SELECT id, number FROM sale",
    "promotion": "SELECT id, code FROM promotion",
    "invoice": "SELECT id, number FROM invoice",
    "payment": "SELECT p.id, c.name || ' ' || p.date FROM payment p JOIN contact c ON c.id = p.contact_id",
    "delivery": "SELECT id, title FROM delivery",
    "answer": "SELECT a.id, c.name || ' ' || a.date FROM answer a JOIN contact c ON c.id = a.contact_id",
    "billing": "SELECT b.id, c.name FROM billing b JOIN contact c ON c.id = b.contact_id",
}
_TRASH = """
SELECT 'contact', id, uid, name, trashed_at FROM contact WHERE trashed_at <> ''
UNION ALL SELECT 'interaction', id, uid, coalesce(nullif(subject, ''), text), trashed_at FROM interaction
  WHERE trashed_at <> ''
UNION ALL SELECT 'task', id, uid, title, trashed_at FROM task WHERE trashed_at <> ''
UNION ALL SELECT 'deal', id, uid, title, trashed_at FROM deal WHERE trashed_at <> ''
UNION ALL SELECT 'product', id, uid, name, trashed_at FROM product WHERE trashed_at <> ''
UNION ALL SELECT 'promotion', id, uid, code, trashed_at FROM promotion WHERE trashed_at <> ''
UNION ALL SELECT 'quote', id, uid, number || iif(revision > 1, '.' || revision, ''), trashed_at FROM quote
  WHERE trashed_at <> ''
UNION ALL SELECT 'sale', s.id, s.uid, trim(s.number || ' ' || c.name || ' ' || s.date), s.trashed_at
  FROM sale s JOIN contact c ON c.id = s.contact_id WHERE s.trashed_at <> ''
UNION ALL SELECT 'cost', id, uid, trim(date || ' ' || note), trashed_at FROM cost WHERE trashed_at <> ''
UNION ALL SELECT 'payment', p.id, p.uid, c.name || ' ' || p.date, p.trashed_at
  FROM payment p JOIN contact c ON c.id = p.contact_id WHERE p.trashed_at <> ''
UNION ALL SELECT 'delivery', id, uid, title, trashed_at FROM delivery WHERE trashed_at <> ''
UNION ALL SELECT 'answer', a.id, a.uid, c.name || ' ' || a.date || ' ' || a.kind || ' ' || a.score, a.trashed_at
  FROM answer a JOIN contact c ON c.id = a.contact_id WHERE a.trashed_at <> ''
ORDER BY 5 DESC, 1, 2
"""


def change_set(db: sqlite3.Connection, number: int) -> ChangeSet | None:
    """A change set by its number; there is none beyond what a number of SQLite can be."""
    return _one(db, "WHERE j.id = :id", {"id": number}) if abs(number) <= LARGEST_ID else None


def change_sets(
    db: sqlite3.Connection, *, contact: int | None = None, picked: Where | None = None, limit: int | None = None
) -> list[ChangeSet]:
    """Change sets, the newest first; those that touched a contact or what refers to them, and that a query picks."""
    condition = "WHERE 1 " if contact is None else _of_contact(db)
    rows = db.execute(
        _SETS + condition + (f"AND {picked.sql} " if picked else "") + "ORDER BY j.id DESC LIMIT :limit",
        {**(picked.parameters if picked else {}), "contact": contact, "limit": -1 if limit is None else limit},
    )
    return [ChangeSet(*row) for row in rows]


def change_set_count(db: sqlite3.Connection) -> int:
    """How many change sets there are."""
    number: int = db.execute("SELECT count(*) FROM change_set").fetchone()[0]
    return number


def newest_ordinary(db: sqlite3.Connection, actor: str, since: int) -> ChangeSet | None:
    """The newest change set after a number that an actor made and that stands."""
    return _one(
        db,
        "WHERE j.actor = :actor AND j.kind = 'ordinary' AND j.undone_by IS NULL AND j.id > :since "
        "ORDER BY j.id DESC LIMIT 1",
        {"actor": actor, "since": since},
    )


def first_ordinary(db: sqlite3.Connection, actor: str, since: int) -> ChangeSet | None:
    """The oldest change set after a number that an actor made."""
    return _one(
        db,
        "WHERE j.actor = :actor AND j.kind = 'ordinary' AND j.id > :since ORDER BY j.id LIMIT 1",
        {"actor": actor, "since": since},
    )


def newest_undone(db: sqlite3.Connection, actor: str, since: int) -> ChangeSet | None:
    """The change set of an actor that was taken back last, if that was after a number."""
    return _one(
        db,
        "WHERE j.actor = :actor AND j.kind = 'ordinary' AND j.undone_by > :since ORDER BY j.undone_by DESC LIMIT 1",
        {"actor": actor, "since": since},
    )


def standing(db: sqlite3.Connection, number: int) -> int:
    """The change set by which a change stands: its own, or the redo that brought it back last."""
    row = db.execute(
        "SELECT max(id) FROM change_set WHERE id >= :id AND inverts = :id AND kind = 'redo'", {"id": number}
    ).fetchone()
    return int(row[0] or number)


def barrier(db: sqlite3.Connection) -> int:
    """The change set of the last upgrade, which no undo reaches across; 0 for none."""
    return int(facts.value(db, "barrier") or 0)


def changes(db: sqlite3.Connection, number: int, *, limit: int | None = None) -> list[Change]:
    """What a change set did, in the order in which it did it."""
    rows = db.execute(
        "SELECT change_set_id, noun, record_id, before, after FROM change WHERE change_set_id = :id "
        "ORDER BY seq LIMIT :limit",
        {"id": number, "limit": -1 if limit is None else limit},
    )
    return [Change(*row[:3], *(json.loads(state) if state else None for state in row[3:])) for row in rows]


def first_since(db: sqlite3.Connection, instant: str) -> int:
    """The number from which on every change set, by its number, is not older than an instant."""
    row = db.execute(
        "SELECT coalesce(min(id), (SELECT max(id) + 1 FROM change_set), 1) FROM change_set WHERE at >= ?", (instant,)
    )
    return int(row.fetchone()[0])


def before(db: sqlite3.Connection, instant: str) -> tuple[int, int]:
    """How many change sets come before that number, and how many changes are in them."""
    row = db.execute(
        "SELECT count(*), coalesce(sum((SELECT max(x.seq) FROM change x WHERE x.change_set_id = s.id)), 0) "
        "FROM change_set s WHERE s.id < ?",
        (first_since(db, instant),),
    ).fetchone()
    return int(row[0]), int(row[1])


def names(db: sqlite3.Connection, noun: str, ids: Iterable[int]) -> dict[int, str]:
    """What records of a noun are called; the missing are left out."""
    rows = db.execute(
        f"{_NAMES[noun]} WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(sorted(set(ids)))}
    )
    return dict(rows.fetchall())


def trash(db: sqlite3.Connection) -> list[Trashed]:
    """Everything in the trash, what was thrown away last first."""
    return [Trashed(*row) for row in db.execute(_TRASH)]


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many records of each noun there are, and how many change sets; an old book may not know all of them."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    tables = {**{noun: shape.table for noun, shape in SHAPES.items()}, "change_set": "change_set"}
    return {
        noun: int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for noun, table in tables.items()
        if table in there
    }


def _of_contact(db: sqlite3.Connection) -> str:
    """The condition that picks the change sets of a contact and of all records that refer to them, but for contacts."""
    touched = "".join(
        f"UNION SELECT x.change_set_id FROM \"{place.table}\" r JOIN change x ON x.noun = '{place.noun}' "
        f'AND x.record_id = r."{place.owner}" WHERE r."{place.column}" = :contact '
        for place in references.places(db, "contact")
        if place.noun != "contact"
    )
    return (
        f"WHERE j.id IN (SELECT change_set_id FROM change WHERE noun = 'contact' AND record_id = :contact {touched}) "
    )


def _one(db: sqlite3.Connection, condition: str, values: dict[str, object]) -> ChangeSet | None:
    row = db.execute(_SETS + condition, values).fetchone()
    return ChangeSet(*row) if row else None


def data_version(db: sqlite3.Connection) -> int:
    """A number that changes when another connection has changed the book."""
    found: int = db.execute("PRAGMA data_version").fetchone()[0]
    return found
