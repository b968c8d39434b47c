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
