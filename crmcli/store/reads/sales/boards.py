"""Questions about the funnel as a board."""

import sqlite3
from typing import NamedTuple

from crmcli.store.fields.picked import Where

_OPEN = "d.pipeline_id = :_pipeline AND d.status = 'open' AND d.trashed_at = ''"
_WON = "d.pipeline_id = :_pipeline AND d.status = 'won' AND d.closed_on >= :_since AND d.trashed_at = ''"


class Part(NamedTuple):
    """What the deals of a stage in one currency come to."""

    stage_id: int
    currency: str
    deals: int
    rotting: int
    amount_minor: int
    weighted: int
    """In hundredths of a minor unit."""


def parts(db: sqlite3.Connection, pipeline_id: int, picked: Where, today: str, since: str) -> list[Part]:
    """Open deals by stage and currency, and those won since a day."""
    rows = db.execute(
        "SELECT d.stage_id, d.currency, count(*), "
        "sum(s.rot_days > 0 AND date(d.stage_since, s.rot_days || ' days') < :_today), sum(d.amount_minor), "
        "sum(d.amount_minor * coalesce(d.probability, s.probability)) "
        f"FROM deal d JOIN stage s ON s.id = d.stage_id WHERE {_OPEN} AND {picked.sql} GROUP BY 1, 2 "
        "UNION ALL SELECT d.stage_id, d.currency, count(*), 0, sum(d.amount_minor), sum(d.amount_minor) * 100 "
        f"FROM deal d WHERE {_WON} AND {picked.sql} GROUP BY 1, 2",
        {**picked.parameters, "_pipeline": pipeline_id, "_today": today, "_since": since},
    )
    return [Part(*row) for row in rows]


def longest_there(db: sqlite3.Connection, stage_id: int, picked: Where, limit: int) -> list[int]:
    """The numbers of the open deals of a stage, those first that have been there longest."""
    rows = db.execute(
        "SELECT d.id FROM deal d WHERE d.stage_id = :_stage AND d.status = 'open' AND d.trashed_at = '' "
        f"AND {picked.sql} ORDER BY d.stage_since, d.id LIMIT :_limit",
        {**picked.parameters, "_stage": stage_id, "_limit": limit},
    )
    return [row[0] for row in rows]


def last_won(db: sqlite3.Connection, pipeline_id: int, picked: Where, since: str, limit: int) -> list[int]:
    """The numbers of the deals won since a day, the newest first."""
    rows = db.execute(
        f"SELECT d.id FROM deal d WHERE {_WON} AND {picked.sql} ORDER BY d.closed_on DESC, d.id DESC LIMIT :_limit",
        {**picked.parameters, "_pipeline": pipeline_id, "_since": since, "_limit": limit},
    )
    return [row[0] for row in rows]
