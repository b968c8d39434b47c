"""A book in which every text that people can write is hostile, made of the sample business."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path

from crmcli.store import derived
from tests.reliability.hostile import EVERYTHING, STORABLE

LOUD = "\x1b]0;PWNED\x07\x1b[6666h\x9b6666h"
"""What no terminal may ever be sent: the program itself sends nothing like it."""
TEXTS = (
    *STORABLE.values(),
    "[/red]", "[@click=app.quit]x[/]", "[bold]", "\\[x]", EVERYTHING, "x" * 10_000, "日本" * 5_000,
    "\u0e01" + "\u0e47" * 400, "\U0001f469\u200d\U0001f467\U0001f1ea\U0001f1f8", "e" + "\u0301" * 60, "\ufdfa" * 30,
)  # fmt: skip
WRITTEN_BY_US = {
    "uid", "folded", "title_folded", "city_folded", "text_folded", "sort_name", "kind", "type", "status",
    "currency", "noun", "query", "cadence", "birthday", "recurrence", "terms", "period", "metric", "slug",
    "before", "after", "properties", "normal", "fingerprint", "file_hash", "card_hash", "at", "date", "due",
    "start", "end", "starts", "ends", "until", "zone", "reminder", "expected_close", "birthday_md", "touch_by",
    "channel", "direction", "outcome", "priority", "purpose", "lifecycle", "external_id", "buyer_type",
    "stage_since", "valid_until", "reminded",
}  # fmt: skip
"""Columns that are no text of anybody's: what stands there was checked, or is the program's own."""
OURS = {"fact", "kept", "score", "sync_state", "alembic_version"}
ENDS = ("_at", "_on", "_id", "_by", "_folded")


def poison(path: Path, local: Callable[[str], datetime]) -> set[str]:
    """Put a hostile text into every column of words; which columns they are."""
    db = sqlite3.connect(path, isolation_level=None)
    texts = cycle(text + LOUD for text in TEXTS)
    poisoned = set()
    db.execute("BEGIN")
    for table, column in _columns(db):
        for number, key in enumerate(_keys(db, table)):
            try:
                where = " AND ".join(f'"{name}" = ?' for name in key)
                text = f"{next(texts)}{number}".replace("\0", "")
                db.execute(f'UPDATE {table} SET "{column}" = ? WHERE {where}', (text, *key.values()))
                poisoned.add(f"{table}.{column}")
            except sqlite3.IntegrityError:  # a word out of a few
                break
    words = {name.partition(".")[2] for name in poisoned}
    for number, seq, before, after in db.execute("SELECT change_set_id, seq, before, after FROM change").fetchall():
        db.execute(
            "UPDATE change SET before = ?, after = ? WHERE change_set_id = ? AND seq = ?",
            (_state(before, words, texts), _state(after, words, texts), number, seq),
        )
    derived.rebuild(db, local)
    db.execute("COMMIT")
    db.close()
    return poisoned


def _columns(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'").fetchall()
    for (table,) in tables:
        if table in OURS or table.startswith("sqlite_"):
            continue
        for _number, column, kind, *_rest in db.execute(f"PRAGMA table_info({table})").fetchall():
            if kind == "VARCHAR" and column not in WRITTEN_BY_US and not column.endswith(ENDS):
                yield table, column


def _keys(db: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    """The primary key of every row; values of fields that are no texts are left as they are."""
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[5]]
    text = "WHERE field_id IN (SELECT id FROM field WHERE type = 'text')" if table == "contact_field" else ""
    return [dict(zip(names, row, strict=True)) for row in db.execute(f"SELECT {', '.join(names)} FROM {table} {text}")]


def _state(text: str, words: set[str], texts: Iterator[str]) -> str:
    """A record of the journal, its words hostile too."""
    if not text:
        return text
    state = json.loads(text)
    return json.dumps(
        {
            name: next(texts)[:500] if name in words and isinstance(value, str) and value else value
            for name, value in state.items()
        }
    )
