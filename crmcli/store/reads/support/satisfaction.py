"""Questions about all answers of a time: how many there were of each score."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.store.fields.picked import Where, of_people
from crmcli.store.reads.insight.service import SPEAKS_FOR


class Counted(NamedTuple):
    """So many answers of a kind with a score."""

    kind: str
    group: str
    """By what they are divided; empty where that is not known."""
    score: int
    times: int


_TAGS = "LEFT JOIN contact_tag x ON x.contact_id = a.contact_id LEFT JOIN tag g ON g.id = x.tag_id "
_SALES = "LEFT JOIN sale s ON s.id = a.sale_id "
_COUNTS = (
    "(a.kind <> 'nps' OR "
    "row_number() OVER (PARTITION BY a.contact_id, a.kind, {group} ORDER BY a.date DESC, a.id DESC) = 1)"
)
"""Of somebody who said several times whether they would recommend us, the latest answer in a group counts."""
_WHOLE = "''"
"""Of no group."""
_SEEN = (
    "a.trashed_at = '' AND a.contact_id NOT IN (SELECT id FROM contact WHERE trashed_at <> '') "
    "AND a.date >= :_first AND a.date <= :_last"
)


def whole(db: sqlite3.Connection, first: str, last: str, people: Where | None) -> list[Counted]:
    """How many answers of each score there are from one day to another, of contacts that a query picks."""
    return _counted(db, _WHOLE, "", first, last, people)


def by_channel(db: sqlite3.Connection, first: str, last: str, people: Where | None) -> list[Counted]:
    """The same by channel."""
    return _counted(db, "a.channel", "", first, last, people)


def by_phase(db: sqlite3.Connection, first: str, last: str, people: Where | None) -> list[Counted]:
    """The same before and after a purchase."""
    return _counted(db, "a.phase", "", first, last, people)


def by_seller(db: sqlite3.Connection, first: str, last: str, people: Where | None) -> list[Counted]:
    """The same by who made the sale that was asked about."""
    return _counted(db, "coalesce(s.seller, '')", _SALES, first, last, people)


def by_tag(db: sqlite3.Connection, first: str, last: str, people: Where | None) -> list[Counted]:
    """The same by the contact's tags, under each of them."""
    return _counted(db, "coalesce(g.name, '')", _TAGS, first, last, people)


def by_customer(db: sqlite3.Connection, first: str, last: str) -> Iterator[tuple[int, str, int, int]]:
    """Customer, kind, score and how often, of whoever speaks for the customer."""
    return db.execute(
        "SELECT customer, kind, score, count(*) FROM ("
        f"SELECT {SPEAKS_FOR} AS customer, a.kind AS kind, a.score AS score, {_COUNTS.format(group=_WHOLE)} AS counts "
        f"FROM answer a JOIN contact c ON c.id = a.contact_id WHERE {_SEEN}) WHERE counts GROUP BY 1, 2, 3",
        {"_first": first, "_last": last, "as_of": last},
    )


def latest(db: sqlite3.Connection, kind: str, last: str) -> dict[int, int]:
    """What each customer, or somebody of theirs, answered last to a kind of question."""
    rows = db.execute(
        f"SELECT {SPEAKS_FOR} AS customer, a.score FROM answer a JOIN contact c ON c.id = a.contact_id "
        f"WHERE a.kind = :kind AND {_SEEN} ORDER BY a.date, a.id",
        {"kind": kind, "_first": "", "_last": last, "as_of": last},
    )
    return dict(rows)


def _counted(
    db: sqlite3.Connection, group: str, joined: str, first: str, last: str, people: Where | None
) -> list[Counted]:
    rows = db.execute(
        "SELECT kind, part, score, count(*) FROM ("
        f"SELECT a.kind, {group} AS part, a.score, {_COUNTS.format(group=group)} AS counts FROM answer a {joined}"
        f"WHERE {_SEEN} AND {of_people('a.contact_id', people)}) WHERE counts GROUP BY 1, 2, 3",
        {**(people.parameters if people else {}), "_first": first, "_last": last},
    )
    return [Counted(*row) for row in rows]
