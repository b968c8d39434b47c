"""Questions about deals."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.deals import Deal, Move

_COLUMNS = """
SELECT d.id, d.uid, d.title, d.title_folded, d.contact_id, d.organisation_id, d.pipeline_id, d.stage_id, d.status,
  d.amount_minor, d.currency, d.probability, d.expected_close, d.source, d.campaign, d.buyer_type, d.needs,
  d.competitor, d.reason, d.next_step, d.note, d.owner, d.opened_on, d.stage_since, d.closed_on, d.external_id,
  d.created_at, d.updated_at, d.trashed_at, d.version, coalesce(c.name, ''), coalesce(o.name, ''), s.slug, s.name,
  s.probability, s.rot_days, p.name
FROM deal d JOIN stage s ON s.id = d.stage_id JOIN pipeline p ON p.id = d.pipeline_id
  LEFT JOIN contact c ON c.id = d.contact_id LEFT JOIN contact o ON o.id = d.organisation_id
"""
_MOVES = """
SELECT deal_id, stage_id, status, at, actor, reason FROM deal_move
WHERE deal_id IN (SELECT value FROM json_each(:ids)) ORDER BY deal_id, position
"""
_TAGS = """
SELECT g.deal_id, t.name FROM deal_tag g JOIN tag t ON t.id = g.tag_id
WHERE g.deal_id IN (SELECT value FROM json_each(:ids)) ORDER BY g.deal_id, t.folded
"""
_OF_CONTACTS = """
SELECT d.id FROM deal d WHERE d.contact_id IN (SELECT value FROM json_each(:ids)) AND d.trashed_at = ''
UNION SELECT d.id FROM deal d WHERE d.organisation_id IN (SELECT value FROM json_each(:ids)) AND d.trashed_at = ''
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Deal]:
    """These deals, whole, in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    moves: dict[int, list[Move]] = {}
    for number, *move in db.execute(_MOVES, wanted):
        moves.setdefault(number, []).append(Move(*move))
    tags: dict[int, list[str]] = {}
    for number, tag in db.execute(_TAGS, wanted):
        tags.setdefault(number, []).append(tag)
    rows = db.execute(_COLUMNS + "WHERE d.id IN (SELECT value FROM json_each(:ids))", wanted)
    found = {row[0]: _deal(row, tuple(moves.get(row[0], ())), tuple(tags.get(row[0], ()))) for row in rows}
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, deal_id: int) -> Deal | None:
    """This deal, whole."""
    found = by_ids(db, [deal_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The numbers of deals whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM deal WHERE uid >= :low AND uid < :high LIMIT 20", {"low": prefix, "high": prefix + "\U0010ffff"}
    )
    return [row[0] for row in rows]


def by_title(db: sqlite3.Connection, folded: str) -> list[int]:
    """The numbers of deals of exactly this title, accents and case apart; the open ones first, then the newest."""
    rows = db.execute(
        "SELECT id FROM deal WHERE title_folded = :title AND trashed_at = '' "
        "ORDER BY status <> 'open', id DESC LIMIT 20",
        {"title": folded},
    )
    return [row[0] for row in rows]


def matching(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """The numbers of deals whose title or note has words that begin like these, the newest first."""
    match = " AND ".join(f'"{word}"*' for word in words)
    rows = db.execute(
        "SELECT d.id FROM deal d WHERE d.trashed_at = '' AND d.id IN "
        "(SELECT rowid FROM deal_search WHERE deal_search MATCH :match ORDER BY rowid DESC LIMIT 2000) "
        "ORDER BY d.id DESC LIMIT :limit",
        {"match": match, "limit": limit},
    )
    return [row[0] for row in rows]


def open_of(db: sqlite3.Connection, contact_ids: Sequence[int], limit: int) -> list[int]:
    """The numbers of open deals with these contacts or organisations, the first expected to close first."""
    rows = db.execute(
        f"SELECT d.id FROM deal d WHERE d.id IN ({_OF_CONTACTS}) AND d.status = 'open' "
        "ORDER BY d.expected_close = '', d.expected_close, d.id LIMIT :limit",
        {"ids": str(list(contact_ids)), "limit": limit},
    )
    return [row[0] for row in rows]


def of_contacts(db: sqlite3.Connection, contact_ids: Sequence[int], limit: int) -> list[int]:
    """The numbers of their deals: the open ones, the first expected to close first, then those closed last."""
    rows = db.execute(
        f"SELECT d.id FROM deal d WHERE d.id IN ({_OF_CONTACTS}) ORDER BY d.status <> 'open', d.closed_on DESC, "
        "d.expected_close = '', d.expected_close, d.id LIMIT :limit",
        {"ids": str(list(contact_ids)), "limit": limit},
    )
    return [row[0] for row in rows]


def titles(db: sqlite3.Connection, begun: str, folded: str, limit: int) -> list[tuple[int, str]]:
    """Number and title of open deals whose number begins so or whose title holds a folded text, the newest first."""
    rows = db.execute(
        "SELECT id, title FROM deal WHERE status = 'open' AND trashed_at = '' "
        "AND (substr(id, 1, length(:begun)) = :begun OR instr(crm_fold(title), :folded) > 0) "
        "ORDER BY id DESC LIMIT :limit",
        {"begun": begun, "folded": folded, "limit": limit},
    )
    return rows.fetchall()


def _deal(row: Sequence[object], moves: tuple[Move, ...], tags: tuple[str, ...]) -> Deal:
    return Deal._make((*row[:30], moves, tags, *row[30:]))
