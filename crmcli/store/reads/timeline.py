"""Questions about the whole history with somebody; an organisation's holds that of its people."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core.records.history import Member


class Place(NamedTuple):
    """Where a line of a history is kept."""

    at: str
    noun: str
    id: int


_CLOSED_AT = "CASE t.done_at WHEN '' THEN t.updated_at ELSE t.done_at END"
_DELIVERED_AT = "coalesce(nullif(max(d.shipped_on, d.delivered_on), ''), d.promised_on)"
_SAID = "i.trashed_at = '' AND i.channel IN (SELECT value FROM json_each(:channels))"
_PLACES = f"""
WITH them(id) AS MATERIALIZED (
  SELECT :id UNION ALL SELECT m.id FROM contact m WHERE m.organisation_id = :id AND m.trashed_at = '')
SELECT DISTINCT p.at AS at, 'interaction' AS noun, p.interaction_id AS id
FROM them CROSS JOIN participant p ON p.contact_id = them.id JOIN interaction i ON i.id = p.interaction_id
WHERE {_SAID} AND (p.at >= :since OR p.at = :day) AND p.at >= coalesce(
  (SELECT p.at FROM participant p JOIN interaction i ON i.id = p.interaction_id
    WHERE p.contact_id = them.id AND {_SAID} AND :last >= 0 ORDER BY p.at DESC LIMIT 1 OFFSET :last), '')
UNION ALL
SELECT {_CLOSED_AT}, 'task', t.id
FROM task t
WHERE t.contact_id IN (SELECT id FROM them) AND t.status <> 'open' AND t.trashed_at = '' AND :tasks
  AND {_CLOSED_AT} >= :since
UNION ALL SELECT q.sent_on, 'quote', q.id FROM quote q
WHERE q.contact_id IN (SELECT id FROM them) AND q.trashed_at = '' AND :quotes AND q.sent_on > '' AND q.sent_on >= :day
UNION ALL SELECT q.decided_on, 'decision', q.id FROM quote q
WHERE q.contact_id IN (SELECT id FROM them) AND q.trashed_at = '' AND :quotes
  AND q.decided_on > '' AND q.decided_on >= :day
UNION ALL SELECT i.date, 'invoice', i.id FROM invoice i
WHERE i.contact_id IN (SELECT id FROM them) AND i.trashed_at = '' AND :invoices AND i.date >= :day
UNION ALL SELECT p.date, 'payment', p.id FROM payment p
WHERE p.contact_id IN (SELECT id FROM them) AND p.trashed_at = '' AND :payments AND p.date >= :day
UNION ALL SELECT {_DELIVERED_AT}, 'delivery', d.id FROM delivery d
WHERE d.contact_id IN (SELECT id FROM them) AND d.trashed_at = '' AND :deliveries AND {_DELIVERED_AT} >= :day
UNION ALL SELECT s.date, 'sale', s.id FROM sale s
WHERE s.contact_id IN (SELECT id FROM them) AND s.trashed_at = '' AND :sales AND s.date >= :day
UNION ALL SELECT DISTINCT r.date, 'refund', s.id FROM sale s JOIN sale_refund r ON r.sale_id = s.id
WHERE s.contact_id IN (SELECT id FROM them) AND s.trashed_at = '' AND :sales AND r.date >= :day
UNION ALL SELECT a.date, 'answer', a.id FROM answer a
WHERE a.contact_id IN (SELECT id FROM them) AND a.trashed_at = '' AND :answers AND a.date >= :day
ORDER BY at DESC, id DESC LIMIT :limit
"""
"""Of each one only those are looked at that may be among the last so many."""


def places(
    db: sqlite3.Connection,
    contact_id: int,
    *,
    channels: Sequence[str],
    tasks: bool,
    others: Sequence[str] = (),
    since: str = "",
    day: str = "",
    limit: int | None = None,
) -> list[Place]:
    """Where the interactions and closed tasks of somebody's history are, the newest first.

    `others` names what else is wanted: quote, sale, invoice, payment, delivery, answer; a quote is at its sending, and
    as `decision` where it was accepted or rejected; what was given back of a sale is a `refund` of it, and a delivery
    that waits is at its day. `since` is the instant, and `day` the day, from which on they are
    wanted.
    """
    listed = ", ".join(f'"{channel}"' for channel in channels)
    values = {"id": contact_id, "channels": f"[{listed}]", "tasks": tasks, "since": since, "day": day}
    values |= {"sales": "sale" in others, "invoices": "invoice" in others, "payments": "payment" in others}
    values |= {"deliveries": "delivery" in others, "answers": "answer" in others, "quotes": "quote" in others}
    last, most = (-1, -1) if limit is None else (limit - 1, limit)
    return [Place(*row) for row in db.execute(_PLACES, {**values, "last": last, "limit": most})]


def people_of(db: sqlite3.Connection, organisation_id: int) -> list[Member]:
    """The people of an organisation, by name."""
    rows = db.execute(
        "SELECT id, name, job_title FROM contact WHERE organisation_id = ? AND trashed_at = '' AND archived_at = '' "
        "ORDER BY sort_name, id",
        (organisation_id,),
    )
    return [Member(*row) for row in rows]
