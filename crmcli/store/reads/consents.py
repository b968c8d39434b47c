"""Questions about the ledger of permissions."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.consents import Consent

_ENTRY = (
    "SELECT id, uid, contact_id, date, channel, purpose, action, basis, source, evidence, expires, actor, created_at, "
    "updated_at, version FROM consent "
)


def one(db: sqlite3.Connection, number: int) -> Consent | None:
    """An entry by its number."""
    row = db.execute(_ENTRY + "WHERE id = :id", {"id": number}).fetchone()
    return Consent(*row) if row else None


def of_contacts(db: sqlite3.Connection, contact_ids: Sequence[int], since: str = "", limit: int = -1) -> list[Consent]:
    """What these contacts said from a day on, the newest first."""
    rows = db.execute(
        _ENTRY + "WHERE contact_id IN (SELECT value FROM json_each(:ids)) AND date >= :since "
        "ORDER BY date DESC, id DESC LIMIT :limit",
        {"ids": str(list(contact_ids)), "since": since, "limit": limit},
    )
    return [Consent(*row) for row in rows]
