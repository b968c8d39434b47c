"""Questions about birthdays and about who should hear from us."""

import sqlite3
from typing import NamedTuple

_HERE = "archived_at = '' AND trashed_at = ''"


class Born(NamedTuple):
    """Somebody's birthday, and what a calendar must know of them."""

    id: int
    uid: str
    name: str
    birthday: str
    updated_at: str
    version: int


class Neglected(NamedTuple):
    """Somebody who should have heard from us by a day."""

    id: int
    name: str
    touch_by: str
    last_at: str


def birthdays(db: sqlite3.Connection, first: str = "01-01", last: str = "12-31", limit: int = -1) -> list[Born]:
    """Who has a birthday from one day of the year (11-28) to another, both included, the first first."""
    rows = db.execute(
        "SELECT id, uid, name, birthday, updated_at, version FROM contact "
        f"WHERE birthday_md <> '' AND birthday_md BETWEEN :first AND :last AND {_HERE} "
        "ORDER BY birthday_md, sort_name, id LIMIT :limit",
        {"first": first, "last": last, "limit": limit},
    )
    return [Born(*row) for row in rows]


def count_birthdays(db: sqlite3.Connection, first: str, last: str) -> int:
    """How many have a birthday from one day of the year to another, both included."""
    found: int = db.execute(
        f"SELECT count(*) FROM contact WHERE birthday_md <> '' AND birthday_md BETWEEN :first AND :last AND {_HERE}",
        {"first": first, "last": last},
    ).fetchone()[0]
    return found


def to_touch(db: sqlite3.Connection, first: str, before: str, limit: int = -1) -> list[Neglected]:
    """Who should hear from us from one day ("" for ever) on and before another, the longest overdue first."""
    rows = db.execute(
        "SELECT id, name, touch_by, last_at FROM contact "
        f"WHERE touch_by <> '' AND touch_by >= :first AND touch_by < :before AND {_HERE} "
        "ORDER BY touch_by LIMIT :limit",
        {"first": first, "before": before, "limit": limit},
    )
    return [Neglected(*row) for row in rows]


def count_to_touch(db: sqlite3.Connection, before: str) -> int:
    """How many should have heard from us before a day."""
    found: int = db.execute(
        f"SELECT count(*) FROM contact WHERE touch_by <> '' AND touch_by < :before AND {_HERE}",
        {"before": before},
    ).fetchone()[0]
    return found
