"""Questions about goods and work promised for a day."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.money import Delivery
from crmcli.store.fields.picked import Where, of_people

_COLUMNS = """
SELECT d.id, d.uid, d.contact_id, d.sale_id, d.title, d.promised_on, d.shipped_on, d.delivered_on, d.carrier,
  d.tracking, d.note, d.created_at, d.updated_at, d.trashed_at, d.version, coalesce(c.name, '')
FROM delivery d LEFT JOIN contact c ON c.id = d.contact_id
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Delivery]:
    """These deliveries in the order of their ids; the missing are left out."""
    rows = db.execute(_COLUMNS + "WHERE d.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    found = {row[0]: Delivery._make(row) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, delivery_id: int) -> Delivery | None:
    """This delivery."""
    found = by_ids(db, [delivery_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of deliveries whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM delivery WHERE uid >= :low AND uid < :high LIMIT 20",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [row[0] for row in rows]


def waiting(
    db: sqlite3.Connection, before: str, contact_id: int | None, limit: int | None, people: Where | None
) -> list[Delivery]:
    """What is not delivered and was promised for a day before this one, the first promised first."""
    rows = db.execute(
        _COLUMNS + "WHERE d.delivered_on = '' AND d.trashed_at = '' AND d.promised_on < :before "
        f"AND (:contact IS NULL OR d.contact_id = :contact) AND {of_people('d.contact_id', people)} "
        "ORDER BY d.promised_on, d.id LIMIT :limit",
        {
            **(people.parameters if people else {}),
            "before": before,
            "contact": contact_id,
            "limit": -1 if limit is None else limit,
        },
    )
    return [Delivery._make(row) for row in rows]


def all_of_them(
    db: sqlite3.Connection, contact_id: int | None, limit: int | None, people: Where | None
) -> list[Delivery]:
    """Deliveries, done ones too, the last promised first."""
    rows = db.execute(
        _COLUMNS + "WHERE d.trashed_at = '' AND (:contact IS NULL OR d.contact_id = :contact) "
        f"AND {of_people('d.contact_id', people)} ORDER BY d.promised_on DESC, d.id DESC LIMIT :limit",
        {**(people.parameters if people else {}), "contact": contact_id, "limit": -1 if limit is None else limit},
    )
    return [Delivery._make(row) for row in rows]
