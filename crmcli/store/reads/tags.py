"""Questions about tags and custom fields."""

import sqlite3

from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType, Tag
from crmcli.store.reads import contacts


def tags(db: sqlite3.Connection) -> list[Tag]:
    """Every tag, by name, with how many contacts carry it."""
    rows = db.execute(
        "SELECT t.id, t.name, t.folded, t.cadence, t.version, "
        "(SELECT count(*) FROM contact_tag g JOIN contact c ON c.id = g.contact_id "
        "WHERE g.tag_id = t.id AND c.trashed_at = '') "
        "FROM tag t ORDER BY t.folded"
    )
    return [Tag(*row) for row in rows]


def tag_by_name(db: sqlite3.Connection, folded: str) -> Tag | None:
    """A tag by its folded name."""
    row = db.execute(
        "SELECT t.id, t.name, t.folded, t.cadence, t.version, "
        "(SELECT count(*) FROM contact_tag g WHERE g.tag_id = t.id) FROM tag t WHERE t.folded = ?",
        (folded,),
    ).fetchone()
    return Tag(*row) if row else None


def tag_names(db: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """Names of tags that begin like this folded text."""
    rows = db.execute(
        "SELECT name FROM tag WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
        (prefix, prefix + "\U0010ffff", limit),
    )
    return [row[0] for row in rows]


def contacts_with_tag(db: sqlite3.Connection, tag_id: int) -> list[Contact]:
    """Every contact that carries a tag, the trash included."""
    rows = db.execute("SELECT contact_id FROM contact_tag WHERE tag_id = ? ORDER BY contact_id", (tag_id,))
    return contacts.by_ids(db, [row[0] for row in rows])


def interactions_with_tag(db: sqlite3.Connection, tag_id: int) -> list[int]:
    """The numbers of the interactions that carry a tag."""
    rows = db.execute("SELECT interaction_id FROM interaction_tag WHERE tag_id = ? ORDER BY interaction_id", (tag_id,))
    return [row[0] for row in rows]


def fields(db: sqlite3.Connection) -> list[FieldType]:
    """Every custom field, by name, with how many contacts have a value."""
    rows = db.execute(
        "SELECT f.id, f.name, f.folded, f.type, f.choices, f.version, "
        "(SELECT count(*) FROM contact_field v WHERE v.field_id = f.id) FROM field f ORDER BY f.folded"
    )
    return [
        FieldType(number, name, folded, kind, tuple(choices.split("\n")) if choices else (), version, contacts)
        for number, name, folded, kind, choices, version, contacts in rows
    ]


def fields_by_name(db: sqlite3.Connection) -> dict[str, FieldType]:
    """Every custom field by its folded name."""
    return {field.folded: field for field in fields(db)}


def contacts_with_field(db: sqlite3.Connection, field_id: int) -> list[Contact]:
    """Every contact that has a value of a field, the trash included."""
    rows = db.execute("SELECT contact_id FROM contact_field WHERE field_id = ? ORDER BY contact_id", (field_id,))
    return contacts.by_ids(db, [row[0] for row in rows])
