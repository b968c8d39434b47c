"""Questions about what was said."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from crmcli.core.records.activity import Interaction

_ROWS = """
SELECT i.id, i.uid, i.at, i.channel, i.direction, i.subject, i.text, i.outcome, i.minutes, i.actor, i.external_id,
  i.deal_id, i.travel_minor, i.materials_minor, i.created_at, i.updated_at, i.trashed_at, i.version
FROM interaction i WHERE i.id IN (SELECT value FROM json_each(:ids))
"""
_PARTICIPANTS = """
SELECT p.interaction_id, p.contact_id, c.name FROM participant p JOIN contact c ON c.id = p.contact_id
WHERE p.interaction_id IN (SELECT value FROM json_each(:ids)) ORDER BY p.interaction_id, p.contact_id
"""
_TAGS = """
SELECT g.interaction_id, t.name FROM interaction_tag g JOIN tag t ON t.id = g.tag_id
WHERE g.interaction_id IN (SELECT value FROM json_each(:ids)) ORDER BY g.interaction_id, t.folded
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Interaction]:
    """These interactions, whole, in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    people: dict[int, list[tuple[int, str]]] = {number: [] for number in ids}
    for owner, number, name in db.execute(_PARTICIPANTS, wanted):
        people[owner].append((number, name))
    tags: dict[int, list[str]] = {number: [] for number in ids}
    for owner, name in db.execute(_TAGS, wanted):
        tags[owner].append(name)
    found = {row[0]: _interaction(row, people[row[0]], tags[row[0]]) for row in db.execute(_ROWS, wanted)}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, interaction_id: int) -> Interaction | None:
    """This interaction, whole."""
    found = by_ids(db, [interaction_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The numbers of interactions whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM interaction WHERE uid >= :low AND uid < :high LIMIT 20",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [row[0] for row in rows]


def by_external_id(db: sqlite3.Connection, external_id: str) -> int | None:
    """The number of the interaction that came from another program under this name, the trash included."""
    row = db.execute(
        "SELECT id FROM interaction WHERE external_id = :external AND external_id <> '' ORDER BY id LIMIT 1",
        {"external": external_id},
    ).fetchone()
    return row[0] if row else None


def in_trash(db: sqlite3.Connection, contact_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Number and name of those of these contacts that are in the trash."""
    rows = db.execute(
        "SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(:ids)) AND trashed_at <> ''",
        {"ids": str(list(contact_ids))},
    )
    return rows.fetchall()


def _interaction(row: Sequence[Any], people: Sequence[tuple[int, str]], tags: Sequence[str]) -> Interaction:
    numbers, names = tuple(number for number, _ in people), tuple(name for _, name in people)
    return Interaction._make((*row[:9], numbers, names, tuple(tags), *row[9:]))
