"""Questions about pipelines and their stages."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.deals import Pipeline, Stage

_PIPELINES = """
SELECT id, name, folded, position, retired_on, version FROM pipeline WHERE retired_on = '' ORDER BY position, id
"""
_STAGES = """
SELECT id, pipeline_id, slug, name, position, probability, rot_days, is_won, criteria, retired_on, successor_id, version
FROM stage ORDER BY pipeline_id, position, id
"""
_USED = """
SELECT d.stage_id, count(*), sum(d.status = 'open' AND d.trashed_at = '') FROM deal d GROUP BY d.stage_id
"""


def pipelines(db: sqlite3.Connection) -> list[Pipeline]:
    """Every pipeline in use, in order; the first is the default."""
    return [Pipeline._make(row) for row in db.execute(_PIPELINES)]


def stages(db: sqlite3.Connection) -> list[Stage]:
    """Every stage, in the order of each pipeline, the retired ones too."""
    return [Stage._make(row) for row in db.execute(_STAGES)]


def stage_words(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The word and the name of every stage in use, in order."""
    rows = db.execute("SELECT slug, name FROM stage WHERE retired_on = '' ORDER BY pipeline_id, position, id")
    return rows.fetchall()


def retired_words(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The same of the retired ones, in which closed deals still stand."""
    return db.execute("SELECT slug, name FROM stage WHERE retired_on <> '' ORDER BY id").fetchall()


def won_words(db: sqlite3.Connection) -> list[str]:
    """The words of the stages in which deals are won."""
    return [row[0] for row in db.execute("SELECT slug FROM stage WHERE is_won = 1")]


def words_by_id(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """The number of every stage, the retired ones too, and its name or else its word."""
    return db.execute("SELECT id, coalesce(nullif(name, ''), slug) FROM stage").fetchall()


def use(db: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """How many deals each stage holds, whatever became of them, and how many of them are open."""
    return {row[0]: (row[1], row[2]) for row in db.execute(_USED)}


def open_in(db: sqlite3.Connection, stage_id: int) -> list[int]:
    """The numbers of the deals that are open in a stage, the trash included."""
    rows = db.execute("SELECT id FROM deal WHERE stage_id = ? AND status = 'open' ORDER BY id", (stage_id,))
    return [row[0] for row in rows]


def told_of(db: sqlite3.Connection, stage_ids: Sequence[int]) -> int:
    """How many deals are in these stages or were in them once, the trash included."""
    rows = db.execute(
        "SELECT count(DISTINCT deal_id) FROM deal_move WHERE stage_id IN (SELECT value FROM json_each(:ids))",
        {"ids": str(list(stage_ids))},
    )
    return int(rows.fetchone()[0])
