"""Questions about pipelines and their stages."""

import sqlite3

from crmcli.core.records.deals import Pipeline, Stage

_PIPELINES = "SELECT id, name, folded, position, version FROM pipeline ORDER BY position, id"
_STAGES = """
SELECT id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, version
FROM stage ORDER BY pipeline_id, position, id
"""
_USED = """
SELECT d.stage_id, count(*), sum(d.status = 'open' AND d.trashed_at = '') FROM deal d GROUP BY d.stage_id
"""


def pipelines(db: sqlite3.Connection) -> list[Pipeline]:
    """Every pipeline, in order; the first is the default."""
    return [Pipeline._make(row) for row in db.execute(_PIPELINES)]


def stages(db: sqlite3.Connection) -> list[Stage]:
    """Every stage, in the order of each pipeline."""
    return [Stage._make(row) for row in db.execute(_STAGES)]


def stage_words(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The word and the name of every stage, in order."""
    return db.execute("SELECT slug, name FROM stage ORDER BY pipeline_id, position, id").fetchall()


def words_by_id(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """The number of every stage, and its name or else its word."""
    return db.execute("SELECT id, coalesce(nullif(name, ''), slug) FROM stage").fetchall()


def use(db: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """How many deals each stage holds, whatever became of them, and how many of them are open."""
    return {row[0]: (row[1], row[2]) for row in db.execute(_USED)}


def deals_in(db: sqlite3.Connection, stage_id: int) -> list[int]:
    """The numbers of all deals that are in a stage or were in it once, the trash included."""
    rows = db.execute(
        "SELECT id FROM deal WHERE stage_id = :stage UNION SELECT deal_id FROM deal_move WHERE stage_id = :stage",
        {"stage": stage_id},
    )
    return [row[0] for row in rows]
