"""Who has a key: what an import asks of every row, and an export of those whom it refers to."""

import json
import sqlite3
from collections.abc import Iterable

from crmcli.core.rules.people.matching import Known

_WHO = """
SELECT c.id, c.uid, c.kind, c.name, coalesce(o.name, ''), c.external_id,
  EXISTS (SELECT 1 FROM contact_point e WHERE e.contact_id = c.id AND e.kind = 'email'),
  c.external_id <> ''
    OR EXISTS (SELECT 1 FROM contact_point r WHERE r.contact_id = c.id AND r.kind IN ('email', 'phone'))
FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id
"""
_MOST = 20
_POINT = "JOIN contact_point p ON p.contact_id = c.id WHERE p.kind = '{kind}' AND p.normal = :key AND c.trashed_at = ''"
_CONDITIONS = {
    "uid": "WHERE c.uid = :key AND c.trashed_at = ''",
    "external_id": "WHERE c.external_id = :key AND c.external_id <> '' AND c.trashed_at = ''",
    "former_uid": "JOIN former f ON f.contact_id = c.id WHERE f.uid = :key AND c.trashed_at = ''",
    "former_external_id": "JOIN former f ON f.contact_id = c.id "
    "WHERE f.external_id = :key AND f.external_id <> '' AND c.trashed_at = ''",
    "email": _POINT.format(kind="email"),
    "phone": _POINT.format(kind="phone"),
    "name": "WHERE c.sort_name = :key AND c.trashed_at = ''",
    "id": "WHERE c.id = :key AND c.trashed_at = ''",
}
_SQL = {kind: f"{_WHO}{condition} LIMIT {_MOST}" for kind, condition in _CONDITIONS.items()}


def who(db: sqlite3.Connection, kind: str, key: str | int) -> list[Known]:
    """Whoever has this uid, external_id, email, phone, name (folded) or id, the trash apart; the oldest first."""
    rows = db.execute(_SQL[kind], {"key": key}).fetchall()
    found = [Known._make((*row[:6], bool(row[6]), bool(row[7]), 0, False, False)) for row in sorted(rows)]
    if not found and kind in ("uid", "external_id"):
        # as if the one who was merged were still there, so that a file with both rows finds the same one twice
        was = who(db, f"former_{kind}", key)
        if kind == "uid":
            return [known._replace(is_former=True, uid=str(key)) for known in was]
        return [known._replace(is_former=True, external_id=str(key)) for known in was]
    return found


def uid_is_taken(db: sqlite3.Connection, uid: str) -> bool:
    """Whether anybody has this uid, or had it before a merge; the trash included."""
    found = db.execute(
        "SELECT 1 FROM contact WHERE uid = :uid UNION ALL SELECT 1 FROM former WHERE uid = :uid", {"uid": uid}
    )
    return found.fetchone() is not None


def uids(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """The uid of each of these contacts."""
    rows = db.execute(
        "SELECT id, uid FROM contact WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return dict(rows.fetchall())
