"""Words that stand in fields of the book, the most used first, so that they can be offered again."""

import sqlite3

_PLACES = {
    ("contact", "city"): ("contact_address", "city"),
    ("contact", "region"): ("contact_address", "region"),
    ("contact", "country"): ("contact_address", "country"),
    ("contact", "source"): ("contact", "source"),
    ("contact", "owner"): ("contact", "owner"),
    ("contact", "job"): ("contact", "job_title"),
    ("contact", "language"): ("contact", "language"),
    ("contact", "segment"): ("segment", "name"),
    ("contact", "bought"): ("product", "name"),
    ("deal", "stage"): ("stage", "slug"),
    ("deal", "pipeline"): ("pipeline", "name"),
    ("deal", "source"): ("deal", "source"),
    ("deal", "campaign"): ("deal", "campaign"),
    ("deal", "competitor"): ("deal", "competitor"),
    ("deal", "owner"): ("deal", "owner"),
    ("sale", "bought"): ("product", "name"),
    ("sale", "channel"): ("sale", "channel"),
    ("sale", "seller"): ("sale", "seller"),
    ("sale", "source"): ("sale", "source"),
    ("sale", "campaign"): ("sale", "campaign"),
    ("change", "command"): ("change_set", "command"),
    ("change", "by"): ("change_set", "actor"),
    ("change", "of"): ("change", "noun"),
}
"""The table and the column of a noun's field; a few words each, that many records share."""
_BEGUN = "crm_fold(word) >= :low AND crm_fold(word) < :high"


def words(db: sqlite3.Connection, noun: str, field: str, begun: str, limit: int) -> list[str]:
    """Values of a field that begin like this folded text; none for a field whose values are each record's own."""
    place = _PLACES.get((noun, field))
    if place is None:
        return []
    table, column = place
    return _found(
        db,
        f"SELECT {column} AS word, count(*) AS times FROM {table} WHERE {column} <> '' GROUP BY {column}",
        {"low": begun, "high": begun + "\U0010ffff", "limit": limit},
    )


def of_custom(db: sqlite3.Connection, field_id: int, begun: str, limit: int) -> list[str]:
    """Values of a custom field that begin like this folded text."""
    return _found(
        db,
        "SELECT value AS word, count(*) AS times FROM contact_field WHERE field_id = :field GROUP BY value",
        {"field": field_id, "low": begun, "high": begun + "\U0010ffff", "limit": limit},
    )


def _found(db: sqlite3.Connection, words_and_times: str, values: dict[str, object]) -> list[str]:
    rows = db.execute(
        f"SELECT word FROM ({words_and_times}) WHERE {_BEGUN} ORDER BY times DESC, word LIMIT :limit", values
    )
    return [row[0] for row in rows]
