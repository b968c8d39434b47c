"""Questions about what was sold."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.sales import Line, Refund, Sale

_COLUMNS = """
SELECT s.id, s.uid, s.number, s.contact_id, s.deal_id, s.quote_id, s.date, s.status, s.cancelled_on, s.net_minor,
  s.tax_minor, s.cost_minor, s.currency, s.rate, s.refunded_minor, s.channel, s.seller, s.source, s.campaign, s.reason,
  s.terms, s.promotion_id, s.note, s.external_id, s.created_at, s.updated_at, s.trashed_at, s.version,
  coalesce(c.name, '')
FROM sale s LEFT JOIN contact c ON c.id = s.contact_id
"""
_LINES = """
SELECT sale_id, product_id, text, quantity, unit_minor, cost_minor, discount, tax FROM sale_line
WHERE sale_id IN (SELECT value FROM json_each(:ids)) ORDER BY sale_id, position
"""
_REFUNDS = """
SELECT sale_id, date, amount_minor, reason FROM sale_refund
WHERE sale_id IN (SELECT value FROM json_each(:ids)) ORDER BY sale_id, position
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Sale]:
    """These sales, whole, in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    lines: dict[int, list[Line]] = {number: [] for number in ids}
    for owner, *line in db.execute(_LINES, wanted):
        lines[owner].append(Line._make(line))
    refunds: dict[int, list[Refund]] = {number: [] for number in ids}
    for owner, *refund in db.execute(_REFUNDS, wanted):
        refunds[owner].append(Refund._make(refund))
    rows = db.execute(_COLUMNS + "WHERE s.id IN (SELECT value FROM json_each(:ids))", wanted)
    found = {row[0]: Sale._make((*row[:-1], tuple(lines[row[0]]), tuple(refunds[row[0]]), row[-1])) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, sale_id: int) -> Sale | None:
    """This sale, whole."""
    found = by_ids(db, [sale_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of sales whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM sale WHERE uid >= :low AND uid < :high LIMIT 20", {"low": prefix, "high": prefix + "\U0010ffff"}
    )
    return [row[0] for row in rows]


def by_number(db: sqlite3.Connection, number: str) -> list[int]:
    """The id of the sale of this number, the trash included."""
    rows = db.execute("SELECT id FROM sale WHERE number <> '' AND number = :number", {"number": number})
    return [row[0] for row in rows]


def by_external_id(db: sqlite3.Connection, external_id: str) -> list[int]:
    """The ids of sales of another program's number."""
    rows = db.execute("SELECT id FROM sale WHERE external_id <> '' AND external_id = :text", {"text": external_id})
    return [row[0] for row in rows]


def of_deal(db: sqlite3.Connection, deal_id: int) -> list[int]:
    """The ids of the standing sales of a deal."""
    rows = db.execute(
        "SELECT id FROM sale WHERE deal_id = :deal_id AND trashed_at = '' AND cancelled_on = '' ORDER BY id",
        {"deal_id": deal_id},
    )
    return [row[0] for row in rows]


def has_limit(db: sqlite3.Connection, contact_id: int) -> bool:
    """Whether somebody's credit is limited."""
    found = db.execute(
        "SELECT 1 FROM billing WHERE contact_id = ? AND credit_limit_minor IS NOT NULL", (contact_id,)
    ).fetchone()
    return found is not None


def tax_of(db: sqlite3.Connection, contact_id: int) -> int | None:
    """The rate of tax in somebody's billing profile, in basis points; None where it says none."""
    found = db.execute("SELECT tax FROM billing WHERE contact_id = ?", (contact_id,)).fetchone()
    return found[0] if found else None


def of_contacts(db: sqlite3.Connection, contact_ids: Sequence[int], limit: int) -> list[int]:
    """The numbers of these contacts' sales, the newest first."""
    rows = db.execute(
        "SELECT id FROM sale WHERE contact_id IN (SELECT value FROM json_each(:ids)) AND trashed_at = '' "
        "ORDER BY date DESC, id DESC LIMIT :limit",
        {"ids": str(list(contact_ids)), "limit": limit},
    )
    return [row[0] for row in rows]
