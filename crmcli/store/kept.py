"""Results that took long to work out, with the fingerprint of what they were worked out from; never journalled."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

SCORES = "rfm"
"""The name under which the scores of recency, frequency and money are kept; those of each customer are in `score`."""


class Result(NamedTuple):
    """A stored result."""

    fingerprint: str
    """Empty from when something changed that it was worked out from, and somebody noticed."""
    at: str
    value: str
    """JSON."""


class Score(NamedTuple):
    """A customer's measures and scores as they were kept."""

    contact_id: int
    recency_days: int
    orders: int
    monetary_minor: int
    r: int
    f: int
    m: int
    segment: str


_SCORE = "SELECT contact_id, recency_days, orders, monetary_minor, r, f, m, segment FROM score "


def read(db: sqlite3.Connection, name: str) -> Result | None:
    """What is kept under this name."""
    row = db.execute("SELECT fingerprint, at, value FROM kept WHERE name = :name", {"name": name}).fetchone()
    return Result(*row) if row else None


def counted(db: sqlite3.Connection) -> tuple[str, str, str, str, str, str, str] | None:
    """What is kept beside the scores of each customer, unless it is outdated.

    When it was kept, as of which day, until when, in which currency, and the edges of each measure as JSON.
    """
    row: tuple[str, str, str, str, str, str, str] | None = db.execute(
        "SELECT at, json_extract(value, '$.as_of'), json_extract(value, '$.until'), json_extract(value, '$.currency'), "
        "json_extract(value, '$.recency'), json_extract(value, '$.frequency'), json_extract(value, '$.monetary') "
        "FROM kept WHERE name = :name AND fingerprint <> ''",
        {"name": SCORES},
    ).fetchone()
    return row


def last_change(db: sqlite3.Connection) -> int:
    """The number of the newest change set, 0 without one."""
    found: int = db.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()[0]
    return found


def keep(db: sqlite3.Connection, name: str, result: Result) -> None:
    """Keep a result in place of the one before."""
    db.execute(
        "INSERT INTO kept (name, fingerprint, at, value) VALUES (:name, :fingerprint, :at, :value) "
        "ON CONFLICT (name) DO UPDATE SET fingerprint = :fingerprint, at = :at, value = :value",
        {"name": name, **result._asdict()},
    )


def outdate(db: sqlite3.Connection, name: str) -> None:
    """Note that what was kept under this name is not so any more."""
    db.execute("UPDATE kept SET fingerprint = '' WHERE name = :name", {"name": name})


def keep_scores(db: sqlite3.Connection, scores: Iterable[Score]) -> None:
    """Keep everybody's scores in place of those before."""
    db.execute("DELETE FROM score")
    db.executemany(
        "INSERT INTO score (contact_id, recency_days, orders, monetary_minor, r, f, m, segment) "
        "VALUES (:contact_id, :recency_days, :orders, :monetary_minor, :r, :f, :m, :segment)",
        (one._asdict() for one in scores),
    )


def scores(db: sqlite3.Connection, days: int = 0) -> list[tuple[int, int, int, int, int, int, int, str]]:
    """Everybody's scores in the order of `Score`, by the customers' numbers, so many days after they were kept."""
    sql = _SCORE.replace("recency_days", "recency_days + :days") + "ORDER BY contact_id"
    return db.execute(sql, {"days": days}).fetchall()


def score(db: sqlite3.Connection, contact_id: int) -> Score | None:
    """One customer's scores."""
    row = db.execute(_SCORE + "WHERE contact_id = :id", {"id": contact_id}).fetchone()
    return Score(*row) if row else None
