"""Questions about what is sold."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.offers import Product

_COLUMNS = """
SELECT p.id, p.uid, p.sku, p.name, p.folded, p.category, p.unit, p.price_minor, p.cost_minor, p.currency, p.tax, p.note,
  p.external_id, p.created_at, p.updated_at, p.archived_at, p.trashed_at, p.version
FROM product p
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Product]:
    """These products in the order of their ids; the missing are left out."""
    rows = db.execute(_COLUMNS + "WHERE p.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    found = {row[0]: Product._make(row) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, product_id: int) -> Product | None:
    """This product."""
    found = by_ids(db, [product_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[Product]:
    """Products whose uid starts like this."""
    rows = db.execute(
        _COLUMNS + "WHERE p.uid >= :low AND p.uid < :high LIMIT 20", {"low": prefix, "high": prefix + "\U0010ffff"}
    )
    return [Product._make(row) for row in rows]


def by_sku(db: sqlite3.Connection, sku: str) -> list[Product]:
    """The product of this code, in whatever case, the trash included."""
    rows = db.execute(_COLUMNS + "WHERE p.sku <> '' AND p.sku = :sku COLLATE NOCASE", {"sku": sku})
    return [Product._make(row) for row in rows]


def by_name(db: sqlite3.Connection, folded: str) -> list[Product]:
    """Products of exactly this name, accents and case apart; those that are sold first."""
    rows = db.execute(
        _COLUMNS + "WHERE p.folded = :name AND p.trashed_at = '' ORDER BY p.archived_at <> '', p.id LIMIT 20",
        {"name": folded},
    )
    return [Product._make(row) for row in rows]


def alike(db: sqlite3.Connection, folded: str, limit: int) -> list[Product]:
    """Products that have this in their name or code, the archived and thrown away left out."""
    rows = db.execute(
        _COLUMNS + "WHERE (instr(p.folded, :text) OR instr(lower(p.sku), :text)) AND p.trashed_at = '' "
        "AND p.archived_at = '' ORDER BY p.folded, p.id LIMIT :limit",
        {"text": folded, "limit": limit},
    )
    return [Product._make(row) for row in rows]


def listed(db: sqlite3.Connection, text: str, category: str, archived: bool, limit: int | None) -> list[Product]:  # noqa: FBT001 - the reads take plain values
    """Products by name: those with a folded text in name, code or note, of a folded category, put away or not."""
    rows = db.execute(
        _COLUMNS + "WHERE p.trashed_at = '' AND (p.archived_at <> '') = :archived "
        "AND (:text = '' OR instr(p.folded, :text) OR instr(lower(p.sku), :text) OR instr(crm_fold(p.note), :text)) "
        "AND (:category = '' OR crm_fold(p.category) = :category) ORDER BY p.folded, p.id LIMIT :limit",
        {"text": text, "category": category, "archived": archived, "limit": -1 if limit is None else limit},
    )
    return [Product._make(row) for row in rows]


def names(db: sqlite3.Connection) -> dict[int, str]:
    """What every product is called, by number."""
    return dict(db.execute("SELECT id, name FROM product"))
