"""Questions about what customers owe: ageing, balances, credit, billing profiles."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core.records.money import Billing
from crmcli.core.records.owed import Balance
from crmcli.store.fields.picked import Where


class Open(NamedTuple):
    """What somebody has open in a currency, by how long it is overdue."""

    contact_id: int
    contact: str
    currency: str
    current: int
    days_30: int
    days_60: int
    days_90: int
    older: int
    invoices: int


_HELD = """
WITH held AS MATERIALIZED (
  SELECT i.id, i.contact_id, i.currency, CASE WHEN i.paid_minor = 0 THEN 0 ELSE coalesce((
    SELECT sum(a.amount_minor + a.discount_minor) FROM allocation a WHERE a.invoice_id = i.id AND a.date <= :day), 0)
    END AS paid
  FROM invoice i
  WHERE i.trashed_at = '' AND (i.settled_on = '' OR i.settled_on > :day) AND i.date >= :first AND i.date <= :last
    AND (:contact IS NULL OR i.contact_id = :contact) AND {picked}),
part AS (
  SELECT h.id, h.contact_id, h.currency, n.due, CASE WHEN h.paid = 0 THEN n.amount_minor ELSE
    n.amount_minor - max(0, min(n.amount_minor, h.paid - (
      SELECT coalesce(sum(m.amount_minor), 0) FROM instalment m
      WHERE m.invoice_id = n.invoice_id AND m.position < n.position))) END AS open
  FROM held h JOIN instalment n ON n.invoice_id = h.id)
"""
"""The instalments with what is left of each at the end of a day; what is paid goes to the first due first."""


_AGEING = f"""{_HELD}
SELECT p.contact_id, c.name, p.currency,
  sum(CASE WHEN p.due >= :b0 THEN p.open ELSE 0 END),
  sum(CASE WHEN p.due < :b0 AND p.due >= :b1 THEN p.open ELSE 0 END),
  sum(CASE WHEN p.due < :b1 AND p.due >= :b2 THEN p.open ELSE 0 END),
  sum(CASE WHEN p.due < :b2 AND p.due >= :b3 THEN p.open ELSE 0 END),
  sum(CASE WHEN p.due < :b3 THEN p.open ELSE 0 END), count(DISTINCT p.id)
FROM part p JOIN contact c ON c.id = p.contact_id WHERE p.open > 0
GROUP BY p.contact_id, p.currency ORDER BY p.currency, sum(p.open) DESC, p.contact_id
"""


def ageing(
    db: sqlite3.Connection,
    day: str,
    first: str,
    last: str,
    bounds: Sequence[str],
    contact_id: int | None,
    picked: Where | None,
) -> list[Open]:
    """What was open at the end of a day of invoices from `first` to `last`, of one customer or of each.

    The bounds are four days: what is due on or after the first is current, before the last the oldest.
    """
    names = dict(zip(("b0", "b1", "b2", "b3"), bounds, strict=False))
    values = {"day": day, "first": first, "last": last, "contact": contact_id, "b0": "", "b1": "", "b2": "", "b3": ""}
    rows = db.execute(
        _AGEING.format(picked=_among(picked)), {**(picked.parameters if picked else {}), **values, **names}
    )
    return [Open(*row) for row in rows]


def _among(picked: Where | None) -> str:
    """That an invoice is among those that a query picks."""
    return f"i.id IN (SELECT v.id FROM invoice v WHERE {picked.sql})" if picked else "1"


def invoiced(
    db: sqlite3.Connection, after: str, day: str, contact_id: int | None, picked: Where | None
) -> dict[str, int]:
    """What was invoiced after one day up to another, by currency; what was void by then is not counted."""
    rows = db.execute(
        "SELECT i.currency, sum(i.total_minor) FROM invoice i WHERE i.date > :after AND i.date <= :day "
        "AND i.trashed_at = '' AND (i.voided_on = '' OR i.voided_on > :day) "
        f"AND (:contact IS NULL OR i.contact_id = :contact) AND {_among(picked)} GROUP BY i.currency",
        {**(picked.parameters if picked else {}), "after": after, "day": day, "contact": contact_id},
    )
    return dict(rows.fetchall())


_BALANCE = """
WITH owed AS (
  SELECT i.id, i.currency, i.total_minor - i.paid_minor AS open, max(0, (
    SELECT coalesce(sum(n.amount_minor), 0) FROM instalment n WHERE n.invoice_id = i.id AND n.due < :day) - i.paid_minor
    ) AS overdue
  FROM invoice i WHERE i.contact_id = :contact AND i.settled_on = '' AND i.trashed_at = '' AND i.status = 'issued'),
credit AS (
  SELECT p.currency, p.amount_minor - coalesce(
    (SELECT sum(a.amount_minor) FROM allocation a WHERE a.payment_id = p.id), 0) AS amount
  FROM payment p WHERE p.contact_id = :contact AND p.trashed_at = ''),
unbilled AS (
  SELECT s.currency, max(0, CASE WHEN s.refunded_minor = 0 THEN s.net_minor + s.tax_minor
    ELSE crm_share(s.net_minor + s.tax_minor, s.net_minor - s.refunded_minor, s.net_minor) END - coalesce(
    (SELECT sum(i.total_minor) FROM invoice i
      WHERE i.sale_id = s.id AND i.status = 'issued' AND i.trashed_at = ''), 0)) AS amount
  FROM sale s WHERE s.contact_id = :contact AND s.trashed_at = '' AND s.cancelled_on = '')
SELECT currency, sum(open), sum(overdue), sum(credit), sum(unbilled) FROM (
  SELECT currency, open, overdue, 0 AS credit, 0 AS unbilled FROM owed
  UNION ALL SELECT currency, 0, 0, amount, 0 FROM credit
  UNION ALL SELECT currency, 0, 0, 0, amount FROM unbilled)
GROUP BY currency ORDER BY currency
"""


def balances(db: sqlite3.Connection, contact_id: int, day: str) -> list[Balance]:
    """How somebody stands now in each currency, what was due before a day being overdue."""
    return [Balance(*row) for row in db.execute(_BALANCE, {"contact": contact_id, "day": day})]


def billing(db: sqlite3.Connection, contact_id: int) -> Billing | None:
    """Somebody's billing profile."""
    row = db.execute(
        "SELECT id, uid, contact_id, legal_name, tax_id, address, email, terms, currency, tax, method, "
        "credit_limit_minor, credit_score, credit_score_source, credit_score_on, created_at, updated_at, version "
        "FROM billing WHERE contact_id = ?",
        (contact_id,),
    ).fetchone()
    return Billing(*row) if row else None


def by_tax_id(db: sqlite3.Connection, tax_id: str, contact_id: int) -> str:
    """The name of somebody else who has this tax number; "" for nobody."""
    row = db.execute(
        "SELECT c.name FROM billing b JOIN contact c ON c.id = b.contact_id "
        "WHERE b.tax_id = :tax_id AND b.contact_id <> :contact LIMIT 1",
        {"tax_id": tax_id, "contact": contact_id},
    ).fetchone()
    return str(row[0]) if row else ""
