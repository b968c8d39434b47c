"""Questions about people and organisations."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.text import fold
from crmcli.store.fields.picked import Where
from crmcli.store.reads import lists

MOST_CANDIDATES = 20

_ROWS = """
SELECT c.id, c.uid, c.kind, c.name, c.prefix, c.given, c.middle, c.family, c.suffix, c.nickname, c.phonetic,
  c.organisation_id, coalesce(o.name, ''), c.job_title, c.department, c.lifecycle, c.source, c.referred_by,
  c.birthday, c.language, c.owner, c.cadence, c.note, c.properties, c.external_id, c.created_at, c.updated_at,
  c.archived_at, c.trashed_at, c.version, c.last_at, c.touch_by
FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id
WHERE c.id IN (SELECT value FROM json_each(:ids))
"""
_POINTS = """
SELECT contact_id, kind, value, label, normal, preferred FROM contact_point
WHERE contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id, kind, position
"""
_ADDRESSES = """
SELECT contact_id, label, street, extended, po_box, city, region, postal_code, country, text FROM contact_address
WHERE contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id, position
"""
_TAGS = """
SELECT g.contact_id, t.name FROM contact_tag g JOIN tag t ON t.id = g.tag_id
WHERE g.contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY g.contact_id, t.folded
"""
_FIELDS = """
SELECT v.contact_id, f.name, v.value FROM contact_field v JOIN field f ON f.id = v.field_id
WHERE v.contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY v.contact_id, f.folded
"""
_POINT_FIELDS = {"email": "emails", "phone": "phones", "url": "urls", "handle": "handles"}
EVERYBODY = "c.archived_at = '' AND c.trashed_at = ''"
FEW = 3000
"""So many contacts are looked up one by one rather than tried in order."""


class Candidate(NamedTuple):
    """Somebody who may be meant."""

    id: int
    name: str
    kind: str
    detail: str


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Contact]:
    """These contacts, whole, in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    parts: dict[int, dict[str, list[object]]] = {number: {} for number in ids}
    for owner, kind, *point in db.execute(_POINTS, wanted):
        value, label, normal, preferred = point
        parts[owner].setdefault(_POINT_FIELDS[kind], []).append(Point(value, label, normal, bool(preferred)))
    for owner, *address in db.execute(_ADDRESSES, wanted):
        parts[owner].setdefault("addresses", []).append(Address(*address))
    for owner, tag in db.execute(_TAGS, wanted):
        parts[owner].setdefault("tags", []).append(tag)
    for owner, name, value in db.execute(_FIELDS, wanted):
        parts[owner].setdefault("fields", []).append((name, value))
    found = {row[0]: _contact(row, parts[row[0]]) for row in db.execute(_ROWS, wanted)}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, contact_id: int) -> Contact | None:
    """This contact, whole."""
    found = by_ids(db, [contact_id])
    return found[0] if found else None


def ids_where(db: sqlite3.Connection, picked: Where, order: str, limit: int | None, offset: int = 0) -> list[int]:
    """The ids that a condition of `store.where` picks, in order.

    A small set of ids is met with the others and the contacts left are looked up; where every set is large, contacts
    are tried in order until the page is full. Either way it costs some milliseconds at 100,000 contacts.
    """
    parameters = dict(picked.parameters)
    sql, table = picked.sql, "contact c"
    if picked.sets and limit is not None:
        small = next((at for at in _cheapest_first(picked.sets) if _is_small(db, picked.sets[at], parameters)), None)
        if small is None:
            sql = " AND ".join((*(f"+c.id IN ({select})" for select in picked.sets), picked.rest))
        elif len(picked.sets) == 1:
            table = "contact c NOT INDEXED"  # by number, then; SQLite might rather walk along the names
        else:
            parameters["_ids"] = str([row[0] for row in db.execute(picked.sets[small], parameters)])
            others = "".join(f" AND value IN ({select})" for at, select in enumerate(picked.sets) if at != small)
            sql = f"c.id IN (SELECT value FROM json_each(:_ids) WHERE 1{others}) AND {picked.rest}"
    asked = f"SELECT c.id FROM {table} WHERE {sql} ORDER BY {order}"
    if limit is not None or offset:  # without a limit SQLite sorts 50,000 in two thirds of the time
        asked += " LIMIT :_limit OFFSET :_offset"
        parameters |= {"_limit": -1 if limit is None else limit, "_offset": offset}
    return [row[0] for row in db.execute(asked, parameters).fetchall()]


def ids_of_all(db: sqlite3.Connection, order: str, limit: int | None, offset: int = 0) -> list[int]:
    """The ids of everybody who is neither archived nor in the trash, in order."""
    return ids_where(db, Where(EVERYBODY, {}), order, limit, offset)


def sort_name(db: sqlite3.Connection, contact_id: int) -> str:
    """The folded name by which a contact is sorted; "" where there is none."""
    found = db.execute("SELECT sort_name FROM contact WHERE id = ?", (contact_id,)).fetchone()
    return found[0] if found else ""


def count_all(db: sqlite3.Connection) -> int:
    """How many are neither archived nor in the trash."""
    return lists.count_where(db, "contact", Where(EVERYBODY, {}))


def _cheapest_first(sets: Sequence[str]) -> list[int]:
    """The places of sets in the order in which they are counted: those of the index of words take longest."""
    return sorted(range(len(sets)), key=lambda at: " MATCH " in sets[at])


def _is_small(db: sqlite3.Connection, select: str, parameters: Mapping[str, object]) -> bool:
    """Whether a set has few ids; counting stops where it has more."""
    counted: int = db.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM ({select}) LIMIT {FEW + 1})", parameters
    ).fetchone()[0]
    return counted <= FEW


def by_point(db: sqlite3.Connection, kind: str, normal: str) -> list[Candidate]:
    """Who has this e-mail, phone, URL or handle, by its normal form."""
    return _candidates(
        db,
        "c.id IN (SELECT contact_id FROM contact_point WHERE kind = :kind AND normal = :normal) AND c.trashed_at = ''",
        {"kind": kind, "normal": normal},
    )


def by_name(db: sqlite3.Connection, folded: str, *, trashed: bool = False) -> list[Candidate]:
    """Who is called exactly this, accents and case apart; in the trash or outside it."""
    where = "c.sort_name = :name AND c.trashed_at " + ("<> ''" if trashed else "= ''")
    return _candidates(db, where, {"name": folded})


def named_in_parts(db: sqlite3.Connection, ids: Sequence[int], folded: str) -> set[int]:
    """Which of these contacts have exactly this as given and family name."""
    rows = db.execute(
        "SELECT id, given, family FROM contact WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))}
    )
    return {number for number, given, family in rows if fold(f"{given} {family}".strip()) == folded}


def by_uid(db: sqlite3.Connection, prefix: str) -> list[Candidate]:
    """Whose uid starts like this, or that of somebody who was merged into them."""
    return _candidates(
        db,
        "(c.uid >= :low AND c.uid < :high OR c.id IN "
        "(SELECT f.contact_id FROM former f WHERE f.uid >= :low AND f.uid < :high))",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )


def by_id(db: sqlite3.Connection, contact_id: int) -> list[Candidate]:
    """Whose number this is, or was before a merge; the trash included."""
    return _candidates(
        db, "(c.id = :id OR c.id IN (SELECT f.contact_id FROM former f WHERE f.number = :id))", {"id": contact_id}
    )


def by_external_id(db: sqlite3.Connection, external_id: str) -> list[Candidate]:
    """Who came from another program under this number."""
    return _candidates(
        db,
        "(c.external_id = :external OR c.id IN "
        "(SELECT f.contact_id FROM former f WHERE f.external_id = :external AND f.external_id <> '')) "
        "AND :external <> ''",
        {"external": external_id},
    )


def by_words(db: sqlite3.Connection, words: Sequence[str], limit: int = 20) -> list[Candidate]:
    """Whose name has words that begin like these; the shortest names first."""
    match = " AND ".join(f'name : "{word}"*' for word in words)
    return _candidates(
        db,
        "c.id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH :match LIMIT 2000) AND c.trashed_at = ''",
        {"match": match},
        limit,
    )


def members(db: sqlite3.Connection, organisation_id: int) -> list[Candidate]:
    """The people of an organisation."""
    return _candidates(db, "c.organisation_id = :id AND c.trashed_at = ''", {"id": organisation_id}, 1000)


def names_like(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[tuple[int, str, str]]:
    """Number, name and organisation of contacts for completing a name."""
    match = " AND ".join(f'name : "{word}"*' for word in words)
    condition = (
        "c.id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH :match LIMIT 200)" if words else "1"
    )
    rows = db.execute(
        "SELECT c.id, c.name, coalesce(o.name, '') FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id "
        f"WHERE c.trashed_at = '' AND {condition} ORDER BY +c.sort_name LIMIT :limit"
        if words
        else "SELECT id, name, '' FROM contact WHERE trashed_at = '' ORDER BY sort_name, id LIMIT :limit",
        {"match": match, "limit": limit},
    )
    return rows.fetchall()


def _candidates(
    db: sqlite3.Connection, condition: str, values: Mapping[str, object], limit: int = MOST_CANDIDATES
) -> list[Candidate]:
    rows = db.execute(
        "SELECT c.id, c.name, c.kind, coalesce(o.name, (SELECT p.value FROM contact_point p "
        "WHERE p.contact_id = c.id ORDER BY p.kind, p.position LIMIT 1), '') "
        f"FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id WHERE {condition} "
        "ORDER BY length(c.name), c.sort_name, c.id LIMIT :_limit",
        {**values, "_limit": limit},
    )
    return [Candidate(*row) for row in rows]


def _contact(row: Sequence[object], parts: Mapping[str, list[object]]) -> Contact:
    contact = Contact._make((*row[:23], (), (), (), (), (), (), (), *row[23:]))
    lists: dict[str, Any] = {name: tuple(values) for name, values in parts.items()}
    return contact._replace(**lists) if lists else contact
