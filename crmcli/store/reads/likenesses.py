"""Questions about contacts that may be the same: what is compared of each, and who was told apart."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Row(NamedTuple):
    """What is compared of a contact."""

    id: int
    kind: str
    name: str
    """Folded."""
    organisation: str
    birthday: str


def people(db: sqlite3.Connection) -> Iterator[Row]:
    """Everybody but the trash, by number."""
    rows = db.execute(
        "SELECT c.id, c.kind, c.sort_name, coalesce(o.sort_name, ''), c.birthday "
        "FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id WHERE c.trashed_at = '' ORDER BY c.id"
    )
    return map(Row._make, rows)


def points(db: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """Number, kind and normal form of every e-mail, phone and URL, by number."""
    return iter(
        db.execute(
            "SELECT contact_id, kind, normal FROM contact_point "
            "WHERE kind IN ('email', 'phone', 'url') AND normal <> '' ORDER BY contact_id"
        )
    )


def places(db: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """Number, street (or the whole address) and folded city of each first address, by number."""
    return iter(
        db.execute(
            "SELECT contact_id, CASE WHEN street <> '' THEN street ELSE text END, city_folded FROM contact_address "
            "WHERE position = 0 ORDER BY contact_id"
        )
    )


def fields(db: sqlite3.Connection, most: int) -> list[tuple[int, str]]:
    """Numbers and names of the custom fields that most contacts have."""
    rows = db.execute(
        "SELECT f.id, f.name FROM field f JOIN contact_field v ON v.field_id = f.id "
        "GROUP BY f.id ORDER BY count(*) DESC, f.id LIMIT :most",
        {"most": most},
    )
    return rows.fetchall()


def values(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Number, field and folded value of these custom fields, by number."""
    return iter(
        db.execute(
            "SELECT contact_id, field_id, folded FROM contact_field "
            "WHERE field_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id",
            {"ids": json.dumps(list(ids))},
        )
    )


def names(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of these contacts."""
    rows = db.execute(
        "SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(ids))}
    )
    return dict(rows.fetchall())


def told_apart(db: sqlite3.Connection) -> set[tuple[int, int]]:
    """Pairs that somebody said are not the same, the lower number first."""
    return set(db.execute("SELECT min(contact_id, other_id), max(contact_id, other_id) FROM distinction").fetchall())


def talks(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, int]:
    """With how many conversations each of these contacts has to do."""
    rows = db.execute(
        "SELECT contact_id, count(*) FROM participant WHERE contact_id IN (SELECT value FROM json_each(:ids)) "
        "GROUP BY contact_id",
        {"ids": json.dumps(list(ids))},
    )
    return dict(rows.fetchall())
