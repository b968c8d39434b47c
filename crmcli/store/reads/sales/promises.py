"""Questions about the days of money and goods: what is due, ends or was promised for when."""

import sqlite3

from crmcli.core.records.owed import Promise

_LEFT = """n.amount_minor - max(0, min(n.amount_minor, i.paid_minor - CASE WHEN n.position = 0 THEN 0 ELSE (
    SELECT sum(m.amount_minor) FROM instalment m WHERE m.invoice_id = n.invoice_id AND m.position < n.position) END))"""
"""What is left of an instalment; what is paid goes to the first due first."""
_OFFERED = "i.settled_on = '' AND i.total_minor - i.paid_minor > d.amount_minor"
"""Whether a discount still takes something off what is left to pay."""
_IS_LEFT = f"i.settled_on = '' AND {_LEFT} > 0"
_UNPAID = "i.settled_on = '' AND i.status = 'issued' AND i.trashed_at = ''"
_AHEAD = f"""
SELECT 'invoice', n.due, i.id, i.number, {_LEFT} AS amount, i.currency, i.contact_id
FROM instalment n CROSS JOIN invoice i ON i.id = n.invoice_id
WHERE n.due >= :start AND n.due < :end AND {_UNPAID} AND {_LEFT} > 0
UNION ALL
SELECT 'discount', d.until, i.id, i.number, i.total_minor - i.paid_minor - d.amount_minor, i.currency, i.contact_id
FROM invoice_discount d CROSS JOIN invoice i ON i.id = d.invoice_id
WHERE d.until >= :start AND d.until < :end AND {_UNPAID} AND {_OFFERED}
UNION ALL
SELECT 'delivery', d.promised_on, d.id, d.title, NULL, '', d.contact_id FROM delivery d
WHERE d.delivered_on = '' AND d.trashed_at = '' AND d.promised_on >= :start AND d.promised_on < :end
UNION ALL
SELECT 'promotion', p.ends, p.id, p.code, NULL, '', NULL FROM promotion p
WHERE p.ends >= :start AND p.ends < :end AND p.trashed_at = ''
UNION ALL
SELECT 'deal', d.expected_close, d.id, d.title, CASE d.currency WHEN '' THEN NULL ELSE d.amount_minor END, d.currency,
  coalesce(d.contact_id, d.organisation_id) FROM deal d INDEXED BY ix_deal_by_close
WHERE d.status = 'open' AND d.trashed_at = '' AND d.expected_close >= :start AND d.expected_close < :end
"""
_LATE = f"""
WITH late(kind, day, id, position) AS (
  SELECT 'invoice', n.due, i.id, n.position FROM invoice i CROSS JOIN instalment n ON n.invoice_id = i.id
  WHERE i.settled_on = '' AND i.trashed_at = '' AND n.due < :start AND (i.paid_minor = 0 OR {_LEFT} > 0)
  UNION ALL
  SELECT 'delivery', d.promised_on, d.id, 0 FROM delivery d
  WHERE d.delivered_on = '' AND d.trashed_at = '' AND d.promised_on > '' AND d.promised_on < :start),
first AS (SELECT *, count(*) OVER () AS total FROM late ORDER BY day, kind, id LIMIT :limit)
SELECT f.kind, f.day, f.id, coalesce(i.number, d.title), {_LEFT}, coalesce(i.currency, ''),
  coalesce(i.contact_id, d.contact_id), coalesce(c.name, ''), f.total
FROM first f LEFT JOIN invoice i ON f.kind = 'invoice' AND i.id = f.id
  LEFT JOIN instalment n ON f.kind = 'invoice' AND n.invoice_id = f.id AND n.position = f.position
  LEFT JOIN delivery d ON f.kind = 'delivery' AND d.id = f.id
  LEFT JOIN contact c ON c.id = coalesce(i.contact_id, d.contact_id)
ORDER BY f.day, f.kind, f.id
"""
"""What is late is found first, and told only of the first few. Invoices that are void count as settled."""


def ahead(db: sqlite3.Connection, start: str, end: str) -> list[Promise]:
    """What is open and due, ends or is promised from one day up to but not including another."""
    rows = db.execute(
        "SELECT w.*, coalesce(c.name, '') FROM (" + _AHEAD + ") w LEFT JOIN contact c ON c.id = w.contact_id",
        {"start": start, "end": end},
    )
    return [Promise._make((*row, "", "open", "", 1)) for row in rows]


def late(db: sqlite3.Connection, start: str, limit: int = -1) -> tuple[list[Promise], int]:
    """What was due or promised before a day and is still open, the oldest first, at most so many; how many in all."""
    rows = db.execute(_LATE, {"start": start, "limit": limit}).fetchall()
    return [Promise._make((*row[:8], "", "open", "", 1)) for row in rows], rows[0][8] if rows else 0


_CALENDAR = f"""
SELECT 'invoice', n.due, i.id, i.number, CASE WHEN {_IS_LEFT} THEN {_LEFT} ELSE n.amount_minor END, i.currency,
  i.contact_id, c.name, i.uid || '-due-' || n.position,
  CASE WHEN i.status = 'void' THEN 'cancelled' WHEN {_IS_LEFT} THEN 'open' ELSE 'done' END, i.updated_at, i.version
FROM invoice i JOIN instalment n ON n.invoice_id = i.id JOIN contact c ON c.id = i.contact_id
WHERE i.trashed_at = '' AND (i.settled_on = '' OR i.settled_on >= :since)
UNION ALL
SELECT 'discount', d.until, i.id, i.number,
  i.total_minor - d.amount_minor - CASE WHEN {_OFFERED} THEN i.paid_minor ELSE 0 END, i.currency,
  i.contact_id, c.name, i.uid || '-discount-' || d.position,
  CASE WHEN {_OFFERED} THEN 'open' ELSE 'cancelled' END, i.updated_at, i.version
FROM invoice i JOIN invoice_discount d ON d.invoice_id = i.id JOIN contact c ON c.id = i.contact_id
WHERE i.trashed_at = '' AND (i.settled_on = '' OR i.settled_on >= :since)
UNION ALL
SELECT 'delivery', d.promised_on, d.id, d.title, NULL, '', d.contact_id, c.name, d.uid,
  CASE d.delivered_on WHEN '' THEN 'open' ELSE 'done' END, d.updated_at, d.version
FROM delivery d JOIN contact c ON c.id = d.contact_id
WHERE d.trashed_at = '' AND (d.delivered_on = '' OR d.delivered_on >= :since)
UNION ALL
SELECT 'promotion', p.ends, p.id, p.code, NULL, '', NULL, '', p.uid || '-ends', 'open', p.updated_at, p.version
FROM promotion p WHERE p.ends >= :since AND p.trashed_at = ''
UNION ALL
SELECT 'deal', d.expected_close, d.id, d.title, CASE d.currency WHEN '' THEN NULL ELSE d.amount_minor END, d.currency,
  coalesce(d.contact_id, d.organisation_id), coalesce(c.name, ''), d.uid || '-close',
  CASE d.status WHEN 'open' THEN 'open' ELSE 'cancelled' END, d.updated_at, d.version
FROM deal d LEFT JOIN contact c ON c.id = coalesce(d.contact_id, d.organisation_id)
WHERE d.trashed_at = '' AND d.expected_close > '' AND (d.closed_on = '' OR d.closed_on >= :since)
ORDER BY 2, 9
"""
"""A deal that is closed is not expected any more: calendars that had it strike it out, whether it was won or lost."""


def calendar(db: sqlite3.Connection, since: str) -> list[Promise]:
    """Every such day of what is open, or was done or called off since a day, by day and uid."""
    return [Promise._make(row) for row in db.execute(_CALENDAR, {"since": since})]
