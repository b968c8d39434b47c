"""Questions of `find`: which records have these words, from indexes alone, however common the words are."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.core.records.found import Found
from crmcli.store.reads.contacts import Candidate

CANDIDATES = 1000
"""So many of the newest records that fit are ranked. A row costs 3 microseconds to look at."""
LONGEST_TITLE = 300
"""Characters of an interaction's text that stand for it in a list."""
_LAST_LETTER = "\U0010ffff"
_INDEXED_PREFIX = 3
"""The longest beginning of a word that has its own list in the index; a longer one is gathered from all its words."""
_SAMPLE = 128
_COMMON = 4
"""So many hits in the sample of 128 make a word common: gathering its records could cost 100 ms of a million."""


class _Index(NamedTuple):
    """A full-text index: its table, the columns asked, the row that it is about, that row's text and order."""

    table: str
    columns: str
    rows: str
    text: str
    alive: str
    newest: str


_LIVING = "r.trashed_at = '' AND r.archived_at = ''"
_SEARCHED = "coalesce((SELECT {} FROM contact_search x WHERE x.rowid = r.id), '')"
_NAMES = _Index(
    "contact_search", "name : ", "contact r", _SEARCHED.format("x.name"), _LIVING, "r.last_at DESC, r.id DESC"
)
_CONTACTS = _NAMES._replace(columns="", text=_SEARCHED.format("x.name || ' ' || x.points || ' ' || x.words"))
_INTERACTIONS = _Index(
    "interaction_search", "", "interaction r", "r.subject || ' ' || r.text", "r.trashed_at = ''", "r.at DESC, r.id DESC"
)
_TASKS = _Index("task_search", "", "task r", "r.title || ' ' || r.note", "r.trashed_at = ''", "r.due DESC, r.id DESC")

_DEALS = _Index(
    "deal_search", "", "deal r", "r.title || ' ' || r.note", "r.trashed_at = ''", "r.status = 'open' DESC, r.id DESC"
)


def exactly_named(db: sqlite3.Connection, folded: str, limit: int) -> list[int]:
    """Contacts of exactly this name, the one that was met last first."""
    return _named(db, "r.sort_name = :name", {"name": folded}, limit)


def named_like(db: sqlite3.Connection, folded: str, limit: int) -> list[int]:
    """Contacts whose name begins so, the one that was met last first."""
    return _named(
        db, "r.sort_name >= :name AND r.sort_name < :end", {"name": folded, "end": folded + _LAST_LETTER}, limit
    )


def with_name_words(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """Contacts in whose names words begin like these, the one that was met last first."""
    return _matching(db, _NAMES, words, limit)


def contacts(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """Contacts that have words that begin like these anywhere, the one that was met last first."""
    return _matching(db, _CONTACTS, words, limit)


def interactions(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """Interactions that have words that begin like these, the newest first."""
    return _matching(db, _INTERACTIONS, words, limit)


def tasks(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """Tasks that have words that begin like these, the last due first."""
    return _matching(db, _TASKS, words, limit)


def deals(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """Deals that have words that begin like these, the open ones and then the newest first."""
    return _matching(db, _DEALS, words, limit)


def whole_words(db: sqlite3.Connection, words: Sequence[str], limit: int = 20) -> list[Candidate]:
    """Contacts whose names have exactly these words, the shortest names first."""
    rows = db.execute(
        "SELECT c.id, c.name, c.kind, coalesce(o.name, '') "
        "FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id "
        "WHERE c.id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH :match LIMIT :candidates) "
        "AND c.trashed_at = '' AND c.archived_at = '' ORDER BY length(c.name), c.sort_name, c.id LIMIT :limit",
        {"match": " AND ".join(f"name : {_quoted(word)}" for word in words), "limit": limit, "candidates": CANDIDATES},
    )
    return [Candidate(*row) for row in rows]


def found_contacts(db: sqlite3.Connection, ids: Sequence[int]) -> list[Found]:
    """These contacts as hits, in order; the detail is the job and organisation, or else a way to reach them."""
    return _found(
        db,
        ids,
        "SELECT c.id, 'contact', c.kind, c.name, "
        "coalesce(nullif(trim(c.job_title || ', ' || coalesce(o.name, ''), ', '), ''), (SELECT p.value "
        "FROM contact_point p WHERE p.contact_id = c.id ORDER BY p.kind, p.position LIMIT 1), ''), c.last_at "
        "FROM contact c LEFT JOIN contact o ON o.id = c.organisation_id WHERE c.id",
    )


def found_interactions(db: sqlite3.Connection, ids: Sequence[int]) -> list[Found]:
    """These interactions as hits, in order; the detail is who took part."""
    return _found(
        db,
        ids,
        "SELECT i.id, 'interaction', i.channel, "
        "substr(CASE i.subject WHEN '' THEN i.text ELSE i.subject END, 1, :most), "
        "coalesce((SELECT group_concat(c.name, ', ') FROM participant p JOIN contact c ON c.id = p.contact_id "
        "WHERE p.interaction_id = i.id), ''), i.at FROM interaction i WHERE i.id",
    )


def found_tasks(db: sqlite3.Connection, ids: Sequence[int]) -> list[Found]:
    """These tasks as hits, in order; the detail is the contact, the date when they are due."""
    return _found(
        db,
        ids,
        "SELECT t.id, 'task', t.kind, t.title, coalesce(c.name, ''), t.due "
        "FROM task t LEFT JOIN contact c ON c.id = t.contact_id WHERE t.id",
    )


def found_deals(db: sqlite3.Connection, ids: Sequence[int]) -> list[Found]:
    """These deals as hits, in order; the kind is how they stand, the detail whom they are about."""
    return _found(
        db,
        ids,
        "SELECT d.id, 'deal', d.status, d.title, coalesce(c.name, o.name, ''), "
        "coalesce(nullif(d.closed_on, ''), d.stage_since) FROM deal d LEFT JOIN contact c ON c.id = d.contact_id "
        "LEFT JOIN contact o ON o.id = d.organisation_id WHERE d.id",
    )


def _found(db: sqlite3.Connection, ids: Sequence[int], question: str) -> list[Found]:
    rows = db.execute(
        f"{question} IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids)), "most": LONGEST_TITLE}
    )
    hits = {row[0]: Found(row[1], row[0], *row[2:]) for row in rows}
    return [hits[number] for number in ids if number in hits]


def _named(db: sqlite3.Connection, condition: str, values: Mapping[str, object], limit: int) -> list[int]:
    rows = db.execute(
        f"WITH r AS MATERIALIZED (SELECT * FROM (SELECT id, last_at FROM contact r WHERE {condition} AND {_LIVING} "
        "ORDER BY r.sort_name LIMIT :candidates)) SELECT r.id FROM r ORDER BY r.last_at DESC, r.id DESC LIMIT :limit",
        {**values, "candidates": CANDIDATES, "limit": limit},
    )
    return [row[0] for row in rows]


def _matching(db: sqlite3.Connection, index: _Index, words: Sequence[str], limit: int) -> list[int]:
    asked, common = [], []
    for word in words:
        if len(word) > _INDEXED_PREFIX and _is_common(db, index, word):
            asked.append(_begun(word[:_INDEXED_PREFIX]))
            common.append(word)
        else:
            asked.append(_begun(word) if len(word) > 1 else _quoted(word))
    match = " AND ".join(index.columns + term for term in dict.fromkeys(asked))
    if common:
        return _checked(db, index, match, common, limit)
    rows = db.execute(
        f"{_HITS.format(table=index.table)} SELECT r.id FROM hit CROSS JOIN {index.rows} ON r.id = hit.id "
        f"WHERE {index.alive} ORDER BY {index.newest} LIMIT :limit",
        {"match": match, "candidates": CANDIDATES, "limit": limit},
    )
    return [row[0] for row in rows]


_HITS = (
    "WITH hit AS MATERIALIZED (SELECT rowid AS id FROM {table} WHERE {table} MATCH :match "
    "ORDER BY rowid DESC LIMIT :candidates)"
)


def _checked(db: sqlite3.Connection, index: _Index, match: str, common: Sequence[str], limit: int) -> list[int]:
    """The newest that fit, found by looking at the texts of those that nearly do."""
    checks = " AND ".join(f"crm_has({index.text}, :word{at})" for at in range(len(common)))
    hit = f"{index.table} CROSS JOIN {index.rows} ON r.id = {index.table}.rowid"
    rows = db.execute(
        f"WITH hit AS MATERIALIZED (SELECT r.id FROM {hit} WHERE {index.table} MATCH :match AND {index.alive} "
        f"AND {checks} ORDER BY {index.table}.rowid DESC LIMIT :wanted) "
        f"SELECT r.id FROM hit CROSS JOIN {index.rows} ON r.id = hit.id ORDER BY {index.newest} LIMIT :limit",
        {"match": match, "wanted": 2 * limit, "limit": limit, **_starts(common)},
    )
    return [row[0] for row in rows]


def _is_common(db: sqlite3.Connection, index: _Index, word: str) -> bool:
    """Whether many of the newest records whose words begin with the same three letters have this word."""
    seen, hits = db.execute(
        f"{_HITS.format(table=index.table)} SELECT count(*), coalesce(sum(crm_has({index.text}, :word)), 0) "
        f"FROM hit CROSS JOIN {index.rows} ON r.id = hit.id",
        {"match": index.columns + _begun(word[:_INDEXED_PREFIX]), "candidates": _SAMPLE, "word": f" {word}"},
    ).fetchone()
    return bool(seen == _SAMPLE and hits >= _COMMON)


def _starts(words: Sequence[str]) -> dict[str, str]:
    """The places of words, each with the space that stands before the beginning of a word."""
    return {f"word{at}": f" {word}" for at, word in enumerate(words)}


def _quoted(word: str) -> str:
    return f'"{word}"'


def _begun(word: str) -> str:
    return f"{_quoted(word)} *"
