"""Questions about offers in writing."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.money import Billing
from crmcli.core.records.offers import Quote
from crmcli.core.records.sales import Line
from crmcli.store.fields.picked import Where, of_people

_COLUMNS = """
SELECT q.id, q.uid, q.number, q.revision, q.deal_id, q.contact_id, q.date, q.valid_until, q.status, q.sent_on,
  q.decided_on, q.reason, q.currency, q.discount, q.terms, q.note, q.promotion_id, q.created_at, q.updated_at,
  q.trashed_at, q.version, coalesce(c.name, '')
FROM quote q LEFT JOIN contact c ON c.id = q.contact_id
"""
_LINES = """
SELECT quote_id, product_id, text, quantity, unit_minor, cost_minor, discount, tax FROM quote_line
WHERE quote_id IN (SELECT value FROM json_each(:ids)) ORDER BY quote_id, position
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Quote]:
    """These quotes, whole, in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    lines: dict[int, list[Line]] = {number: [] for number in ids}
    for owner, *line in db.execute(_LINES, wanted):
        lines[owner].append(Line._make(line))
    rows = db.execute(_COLUMNS + "WHERE q.id IN (SELECT value FROM json_each(:ids))", wanted)
    found = {row[0]: Quote._make((*row[:-1], tuple(lines[row[0]]), row[-1])) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, quote_id: int) -> Quote | None:
    """This quote, whole."""
    found = by_ids(db, [quote_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of quotes whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM quote WHERE uid >= :low AND uid < :high LIMIT 20",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [row[0] for row in rows]


def of_number(db: sqlite3.Connection, number: str) -> list[int]:
    """The ids of all versions of a number, the newest first, the trash left out."""
    rows = db.execute(
        "SELECT id FROM quote WHERE number = :number AND trashed_at = '' ORDER BY revision DESC", {"number": number}
    )
    return [row[0] for row in rows]


def of_deal(db: sqlite3.Connection, deal_id: int) -> list[int]:
    """The ids of all versions of all quotes of a deal, the trash left out."""
    rows = db.execute("SELECT id FROM quote WHERE deal_id = ? AND trashed_at = '' ORDER BY id", (deal_id,))
    return [row[0] for row in rows]


def last_revision(db: sqlite3.Connection, number: str) -> int:
    """The last version of a number, the trash included."""
    row = db.execute("SELECT coalesce(max(revision), 0) FROM quote WHERE number = :number", {"number": number})
    return int(row.fetchone()[0])


def last_number(db: sqlite3.Connection, prefix: str) -> int:
    """The highest number that a prefix such as `Q-2026-` was given."""
    row = db.execute(
        "SELECT coalesce(max(CAST(substr(number, length(:low) + 1) AS INTEGER)), 0) FROM quote "
        "WHERE number >= :low AND number < :high",
        {"low": prefix, "high": prefix + ":"},
    )
    return int(row.fetchone()[0])


def accepted(db: sqlite3.Connection, number: str, deal_id: int | None) -> list[int]:
    """The ids of accepted quotes of this number or for this deal."""
    rows = db.execute(
        "SELECT id FROM quote WHERE number = :number AND status = 'accepted' AND trashed_at = '' "
        "UNION SELECT id FROM quote WHERE deal_id = :deal_id AND status = 'accepted' AND trashed_at = '' ORDER BY 1",
        {"number": number, "deal_id": deal_id},
    )
    return [row[0] for row in rows]


def sale_of(db: sqlite3.Connection, number: str) -> int | None:
    """The id of a standing sale that was made from any version of a number."""
    row = db.execute(
        "SELECT s.id FROM quote q JOIN sale s ON s.quote_id = q.id "
        "WHERE q.number = :number AND s.trashed_at = '' AND s.cancelled_on = '' LIMIT 1",
        {"number": number},
    ).fetchone()
    return row[0] if row else None


def listed(
    db: sqlite3.Connection,
    contact_id: int | None,
    status: str,
    today: str,
    every: bool,  # noqa: FBT001 - as a place of the statement
    limit: int | None,
    people: Where | None,
) -> list[int]:
    """The ids of quotes, the newest first; the newest version of each unless `every`.

    Of a contact, and of a status as it stands on a day: a sent one whose validity has passed is `expired`.
    """
    rows = db.execute(
        "SELECT q.id FROM quote q WHERE q.trashed_at = '' AND (:contact_id IS NULL OR q.contact_id = :contact_id) "
        "AND (:status = '' OR :status = CASE WHEN q.status = 'sent' AND q.valid_until <> '' AND q.valid_until < :today "
        "THEN 'expired' ELSE q.status END) "
        "AND (:every OR q.revision = (SELECT max(o.revision) FROM quote o "
        f"WHERE o.number = q.number AND o.trashed_at = '')) AND {of_people('q.contact_id', people)} "
        "ORDER BY q.date DESC, q.id DESC LIMIT :limit",
        {
            **(people.parameters if people else {}),
            "contact_id": contact_id, "status": status, "today": today, "every": every,
            "limit": -1 if limit is None else limit,
        },
    )  # fmt: skip
    return [row[0] for row in rows]


def billing_of(db: sqlite3.Connection, contact_id: int) -> Billing | None:
    """The billing profile of the one who is offered something."""
    row = db.execute(
        "SELECT id, uid, contact_id, legal_name, tax_id, address, email, terms, currency, tax, method, "
        "credit_limit_minor, credit_score, credit_score_source, credit_score_on, created_at, updated_at, version "
        "FROM billing WHERE contact_id = :contact_id",
        {"contact_id": contact_id},
    ).fetchone()
    return Billing._make(row) if row else None
