"""Questions about what contacts answered."""

import json
import sqlite3
from collections.abc import Sequence

from crmcli.core.records.support import Answer

_ANSWER = """
SELECT a.id, a.uid, a.contact_id, a.date, a.kind, a.score, a.phase, a.channel, a.note, a.sale_id, a.external_id,
  a.created_at, a.updated_at, a.trashed_at, a.version, coalesce(c.name, '')
FROM answer a LEFT JOIN contact c ON c.id = a.contact_id
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Answer]:
    """These answers in the order of their ids; the missing are left out."""
    rows = db.execute(_ANSWER + "WHERE a.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(ids))})
    found = {row[0]: Answer._make(row) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, answer_id: int) -> Answer | None:
    """This answer."""
    found = by_ids(db, [answer_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of answers whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM answer WHERE uid >= :low AND uid < :high LIMIT 20",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [row[0] for row in rows]


def by_external_ids(db: sqlite3.Connection, external_ids: Sequence[str]) -> dict[str, int]:
    """The answers of these numbers of another program, the trash included, by that number."""
    rows = db.execute(
        "SELECT external_id, min(id) FROM answer "
        "WHERE external_id <> '' AND external_id IN (SELECT value FROM json_each(:texts)) GROUP BY external_id",
        {"texts": json.dumps(list(external_ids))},
    )
    return dict(rows.fetchall())


def last_of(db: sqlite3.Connection, contact_ids: Sequence[int]) -> list[Answer]:
    """What these contacts answered last to each kind of question."""
    rows = db.execute(
        "SELECT id, max(date || printf('%020d', id)) FROM answer "
        "WHERE contact_id IN (SELECT value FROM json_each(:ids)) AND trashed_at = '' GROUP BY kind ORDER BY kind DESC",
        {"ids": json.dumps(list(contact_ids))},
    )
    return by_ids(db, [row[0] for row in rows])
