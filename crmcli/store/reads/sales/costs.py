"""Questions about money spent."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.costs import Cost
from crmcli.store.fields.picked import Where

_COLUMNS = """
SELECT k.id, k.uid, k.date, k.amount_minor, k.currency, k.rate, k.purpose, k.category, k.channel, k.source, k.campaign,
  k.contact_id, k.note, k.external_id, k.created_at, k.updated_at, k.trashed_at, k.version, coalesce(c.name, '')
FROM cost k LEFT JOIN contact c ON c.id = k.contact_id
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Cost]:
    """These costs in the order of their ids; the missing are left out."""
    rows = db.execute(_COLUMNS + "WHERE k.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    found = {row[0]: Cost._make(row) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, cost_id: int) -> Cost | None:
    """This cost."""
    found = by_ids(db, [cost_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of costs whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM cost WHERE uid >= :low AND uid < :high LIMIT 20", {"low": prefix, "high": prefix + "\U0010ffff"}
    )
    return [row[0] for row in rows]


def by_external_ids(db: sqlite3.Connection, external_ids: Sequence[str]) -> dict[str, int]:
    """The costs of these numbers of another program, the trash included, by that number."""
    found: dict[str, int] = {}
    for external_id in external_ids:
        row = db.execute(
            "SELECT id FROM cost WHERE external_id <> '' AND external_id = :text ORDER BY id LIMIT 1",
            {"text": external_id},
        ).fetchone()
        if row:
            found[external_id] = row[0]
    return found


def sums_where(db: sqlite3.Connection, picked: Where) -> list[tuple[str, int, int]]:
    """Currency, count and sum in minor units of the costs `k` that a condition picks."""
    rows = db.execute(
        "SELECT k.currency, count(*), sum(k.amount_minor) FROM cost k "
        f"WHERE {picked.sql} GROUP BY k.currency ORDER BY 1",
        picked.parameters,
    )
    return rows.fetchall()
