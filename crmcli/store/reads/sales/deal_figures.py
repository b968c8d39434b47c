"""Questions that reports ask of deals: what had become of them at the end of a day, by their moves up to then."""

import sqlite3
from collections.abc import Iterator

from crmcli.core.records.sales import Stage
from crmcli.store.fields.picked import Where

_LAST = (
    "WITH last AS (SELECT deal_id, stage_id, status, at, reason, max(position) FROM deal_move "
    "WHERE at <= :_as_of GROUP BY deal_id) "
)
"""Of each deal its newest move by then; beside max() SQLite gives the columns of the very row that holds it."""
_REASON = "CASE WHEN l.reason <> '' THEN l.reason ELSE d.reason END"


def pipelines(db: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Number, name and folded name of every pipeline, the default one first."""
    return db.execute("SELECT id, name, folded FROM pipeline ORDER BY position, id").fetchall()


def stages(db: sqlite3.Connection, pipeline: int) -> list[Stage]:
    """The stages of a pipeline in order, the winning one last."""
    rows = db.execute(
        "SELECT id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version FROM stage "
        "WHERE pipeline_id = ? ORDER BY is_won, position, id",
        (pipeline,),
    )
    return [Stage._make(row) for row in rows]


def moves(
    db: sqlite3.Connection, picked: Where, pipeline: int, first: str, last: str, as_of: str
) -> Iterator[tuple[int, int, str, str]]:
    """Deal, stage, status and day of every move up to `as_of`, of deals first met from `first` to `last`, in order."""
    return db.execute(
        "SELECT m.deal_id, m.stage_id, m.status, m.at FROM deal d JOIN deal_move m ON m.deal_id = d.id "
        "WHERE d.pipeline_id = :_pipeline AND d.opened_on >= :_first AND d.opened_on <= :_last "
        f"AND m.at <= :_as_of AND {picked.sql} ORDER BY m.deal_id, m.position",
        {**picked.parameters, "_pipeline": pipeline, "_first": first, "_last": last, "_as_of": as_of},
    )


def ways(db: sqlite3.Connection, as_of: str) -> list[tuple[int, str, int]]:
    """Pipeline, way and how many deals went it: `1o 2o 2l` are stages, each with the first letter of a status."""
    return db.execute(
        "SELECT pipeline_id, way, count(*) FROM (SELECT d.pipeline_id, "
        "group_concat(m.stage_id || substr(m.status, 1, 1), ' ') AS way FROM deal_move m CROSS JOIN deal d "
        "ON d.id = m.deal_id WHERE m.at <= :_as_of AND d.trashed_at = '' GROUP BY m.deal_id) "
        "GROUP BY pipeline_id, way",
        {"_as_of": as_of},
    ).fetchall()


def standing(db: sqlite3.Connection, picked: Where, pipeline: int, as_of: str) -> list[tuple[int, str, int]]:
    """Stage, the day of the newest move, and how many deals were open there since then."""
    return db.execute(
        _LAST + "SELECT l.stage_id, l.at, count(*) FROM last l CROSS JOIN deal d ON d.id = l.deal_id "
        f"WHERE l.status = 'open' AND d.pipeline_id = :_pipeline AND {picked.sql} GROUP BY l.stage_id, l.at",
        {**picked.parameters, "_pipeline": pipeline, "_as_of": as_of},
    ).fetchall()


def lost(
    db: sqlite3.Connection, picked: Where, pipeline: int, first: str, last: str, as_of: str
) -> list[tuple[int, str, int]]:
    """Stage, reason and how many were lost or abandoned there by `as_of`, of deals first met in the period."""
    return db.execute(
        _LAST + f"SELECT l.stage_id, {_REASON}, count(*) FROM last l CROSS JOIN deal d ON d.id = l.deal_id "
        "WHERE l.status IN ('lost', 'abandoned') AND d.pipeline_id = :_pipeline AND d.opened_on >= :_first "
        f"AND d.opened_on <= :_last AND {picked.sql} GROUP BY 1, 2",
        {**picked.parameters, "_pipeline": pipeline, "_first": first, "_last": last, "_as_of": as_of},
    ).fetchall()


def closed(
    db: sqlite3.Connection, picked: Where, first: str, last: str, as_of: str
) -> list[tuple[str, str, str, str, str, str, str, int, float]]:
    """Deals closed from `first` to `last`: status, reason, competitor, source, buyer type, owner, currency; how many
    there are of each, and their amounts."""
    return db.execute(
        _LAST + f"SELECT l.status, {_REASON}, d.competitor, d.source, d.buyer_type, d.owner, d.currency, count(*), "
        "total(d.amount_minor) FROM last l CROSS JOIN deal d ON d.id = l.deal_id WHERE l.status <> 'open' "
        f"AND l.at >= :_first AND l.at <= :_last AND {picked.sql} GROUP BY 1, 2, 3, 4, 5, 6, 7",
        {**picked.parameters, "_first": first, "_last": last, "_as_of": as_of},
    ).fetchall()


def cycles(
    db: sqlite3.Connection, picked: Where, first: str, last: str, as_of: str
) -> list[tuple[str, str, int, int, float]]:
    """Deals won or lost from `first` to `last`: currency, status, days from the first step; how many, and amounts."""
    return db.execute(
        _LAST + "SELECT d.currency, l.status, CAST(julianday(l.at) - julianday(d.opened_on) AS INTEGER), count(*), "
        "total(d.amount_minor) FROM last l CROSS JOIN deal d ON d.id = l.deal_id WHERE l.status IN ('won', 'lost') "
        f"AND l.at >= :_first AND l.at <= :_last AND {picked.sql} GROUP BY 1, 2, 3",
        {**picked.parameters, "_first": first, "_last": last, "_as_of": as_of},
    ).fetchall()


def open_by_currency(db: sqlite3.Connection, picked: Where, as_of: str) -> list[tuple[str, int]]:
    """How many deals were open, by currency."""
    return db.execute(
        _LAST + "SELECT d.currency, count(*) FROM last l CROSS JOIN deal d ON d.id = l.deal_id "
        f"WHERE l.status = 'open' AND {picked.sql} GROUP BY 1",
        {**picked.parameters, "_as_of": as_of},
    ).fetchall()


def expected(
    db: sqlite3.Connection, picked: Where, first: str, last: str, as_of: str
) -> list[tuple[int, int, int | None, str, str, int, float, float]]:
    """Open deals expected from `first` to `last`, in groups: pipeline, stage, own probability, month (`overdue` before
    `as_of`, empty without a day), currency; how many, their amounts and the squares of them."""
    return db.execute(
        _LAST + "SELECT d.pipeline_id, l.stage_id, d.probability, CASE WHEN d.expected_close = '' THEN '' "
        "WHEN d.expected_close < :_as_of THEN 'overdue' ELSE substr(d.expected_close, 1, 7) END, d.currency, "
        "count(*), total(d.amount_minor), total(1.0 * d.amount_minor * d.amount_minor) "
        "FROM last l CROSS JOIN deal d ON d.id = l.deal_id WHERE l.status = 'open' "
        f"AND d.expected_close >= :_first AND d.expected_close <= :_last AND {picked.sql} GROUP BY 1, 2, 3, 4, 5",
        {**picked.parameters, "_first": first, "_last": last, "_as_of": as_of},
    ).fetchall()


def booked(
    db: sqlite3.Connection, picked: Where, first: str, last: str, as_of: str
) -> list[tuple[str, str, int, float]]:
    """Deals won from `first` to `last`, by month and currency: how many, and their amounts."""
    return db.execute(
        _LAST + "SELECT substr(l.at, 1, 7), d.currency, count(*), total(d.amount_minor) "
        "FROM last l CROSS JOIN deal d ON d.id = l.deal_id WHERE l.status = 'won' AND l.at >= :_first "
        f"AND l.at <= :_last AND {picked.sql} GROUP BY 1, 2",
        {**picked.parameters, "_first": first, "_last": last, "_as_of": as_of},
    ).fetchall()


def open_deals(
    db: sqlite3.Connection, picked: Where, first: str, last: str, as_of: str
) -> list[tuple[int, str, str, int, int, str, int, str, int | None]]:
    """Open deals expected from `first` to `last`: number, title, contact or organisation, pipeline, stage, expected
    close, amount, currency and own probability."""
    return db.execute(
        _LAST + "SELECT d.id, d.title, coalesce(c.name, o.name, ''), d.pipeline_id, l.stage_id, d.expected_close, "
        "d.amount_minor, d.currency, d.probability FROM last l CROSS JOIN deal d ON d.id = l.deal_id "
        "LEFT JOIN contact c ON c.id = d.contact_id LEFT JOIN contact o ON o.id = d.organisation_id "
        "WHERE l.status = 'open' AND d.expected_close >= :_first AND d.expected_close <= :_last "
        f"AND {picked.sql} ORDER BY d.expected_close = '', d.expected_close, d.id",
        {**picked.parameters, "_first": first, "_last": last, "_as_of": as_of},
    ).fetchall()
