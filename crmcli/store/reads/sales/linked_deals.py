"""Questions about the deals that quotes and sales belong to: their own row, without history and tags."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.deals import Deal

_COLUMNS = """
SELECT d.id, d.uid, d.title, d.title_folded, d.contact_id, d.organisation_id, d.pipeline_id, d.stage_id, d.status,
  d.amount_minor, d.currency, d.probability, d.expected_close, d.source, d.campaign, d.buyer_type, d.needs,
  d.competitor, d.reason, d.next_step, d.note, d.owner, d.opened_on, d.stage_since, d.closed_on, d.external_id,
  d.created_at, d.updated_at, d.trashed_at, d.version
FROM deal d
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Deal]:
    """These deals in no particular order, the trash included."""
    rows = db.execute(_COLUMNS + "WHERE d.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    return [Deal(*row) for row in rows]


def by_name(db: sqlite3.Connection, folded: str, prefix: str) -> list[Deal]:
    """Deals of exactly this title, or else those whose uid starts like this; the open ones first."""
    rows = db.execute(
        _COLUMNS + "WHERE d.trashed_at = '' AND (d.title_folded = :title OR (:low <> '' AND d.uid >= :low "
        "AND d.uid < :high)) ORDER BY d.status <> 'open', d.id DESC LIMIT 20",
        {"title": folded, "low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [Deal(*row) for row in rows]
