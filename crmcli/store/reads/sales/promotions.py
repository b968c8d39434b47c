"""Questions about reductions with a code."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.money import Promotion

_COLUMNS = """
SELECT p.id, p.uid, p.code, p.folded, p.name, p.discount, p.amount_minor, p.currency, p.starts, p.ends, p.note,
  p.created_at, p.updated_at, p.trashed_at, p.version
FROM promotion p
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Promotion]:
    """These promotions, the trash included, in the order of their ids; the missing are left out."""
    rows = db.execute(_COLUMNS + "WHERE p.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    found = {row[0]: Promotion._make(row) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, promotion_id: int) -> Promotion | None:
    """This promotion."""
    found = by_ids(db, [promotion_id])
    return found[0] if found else None


def by_code(db: sqlite3.Connection, folded: str) -> Promotion | None:
    """The promotion of this code, the trash included."""
    row = db.execute(_COLUMNS + "WHERE p.folded = :code", {"code": folded}).fetchone()
    return Promotion._make(row) if row else None


def listed(db: sqlite3.Connection) -> list[Promotion]:
    """All promotions, what ends last first."""
    rows = db.execute(_COLUMNS + "WHERE p.trashed_at = '' ORDER BY p.ends <> '', p.ends DESC, p.folded")
    return [Promotion._make(row) for row in rows]


def is_used(db: sqlite3.Connection, promotion_id: int) -> bool:
    """Whether a sale, or a quote that has left the house, was reckoned with it."""
    row = db.execute(
        "SELECT 1 FROM sale WHERE promotion_id = :id AND trashed_at = '' "
        "UNION ALL SELECT 1 FROM quote WHERE promotion_id = :id AND status <> 'draft' AND trashed_at = '' LIMIT 1",
        {"id": promotion_id},
    ).fetchone()
    return row is not None
