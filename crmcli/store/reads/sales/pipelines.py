"""Questions about pipelines and their stages."""

import sqlite3


def stage_words(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The word and the name of every stage, in order."""
    return db.execute("SELECT slug, name FROM stage ORDER BY pipeline_id, position, id").fetchall()
