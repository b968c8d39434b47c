"""What makes a book a sample: its mark, and that it can be emptied to be made anew."""

import sqlite3

from crmcli.store.reads import facts
from crmcli.store.tables import seeds
from crmcli.store.unit import Unit

MARK = "demo"


def mark(unit: Unit, text: str) -> None:
    """Note in the book that it is a sample, and of what."""
    unit.db.execute(
        "INSERT INTO fact (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": MARK, "value": text},
    )


def is_untouched(db: sqlite3.Connection) -> bool:
    """Whether nobody has ever written into the book."""
    return db.execute("SELECT 1 FROM change_set LIMIT 1").fetchone() is None


def clear(unit: Unit) -> None:
    """Take everything out of a sample, its journal too, so that numbers begin at 1 again; never out of another book."""
    if not facts.value(unit.db, MARK):
        raise ValueError("only a sample may be emptied")
    db = unit.db
    db.execute("PRAGMA defer_foreign_keys = ON")
    for name, kind, declared in db.execute(
        "SELECT t.name, t.type, coalesce(m.sql, '') FROM pragma_table_list AS t "
        "LEFT JOIN sqlite_master AS m ON m.name = t.name "
        "WHERE t.schema = 'main' AND t.name NOT IN ('fact', 'alembic_version', 'sqlite_schema')"
    ).fetchall():
        if kind == "virtual" and "content=''" in declared.replace(" ", ""):
            db.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'delete-all\')')
        elif kind != "shadow":
            db.execute(f'DELETE FROM "{name}"')
    for statement in seeds.STATEMENTS:
        db.execute(statement)
