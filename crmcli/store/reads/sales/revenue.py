"""Questions on what was sold, in groups: as it stood at the end of a day, with refunds and cancellations up to it."""

import sqlite3
from typing import NamedTuple

from crmcli.store.fields.picked import Where


class Group(NamedTuple):
    """Sales that are alike, in one currency and of one of two periods."""

    value: str
    """Month, product, seller, ...; empty where there is none."""
    id: int | None
    """The product's number."""
    is_later: int
    """1 in the period that is asked for, 0 in the one before."""
    currency: str
    sales: int
    unrated: int
    """Sales whose rate is unknown."""
    sold: float
    """Minor units, less refunds."""
    converted: float
    """The same at the rate of each sale, in units of the base currency as large as these."""


_NET = (
    "(s.net_minor - CASE WHEN s.refunded_minor = 0 THEN 0 ELSE coalesce((SELECT sum(f.amount_minor) "
    "FROM sale_refund f WHERE f.sale_id = s.id AND f.date <= :_as_of), 0) END)"
)
_SEEN = (
    "s.date <= :_as_of AND (s.cancelled_on = '' OR s.cancelled_on > :_as_of) "
    "AND (s.date BETWEEN :_first AND :_last OR s.date BETWEEN :_first_before AND :_last_before)"
)
_VALUE = "1.0 * {0}.quantity * {0}.unit_minor * (10000 - {0}.discount)"
"""A line's, in a unit of its own: only its share in the whole sale matters."""
_SHARE = (
    "CASE WHEN NOT EXISTS "
    "(SELECT 1 FROM sale_line k WHERE k.sale_id = l.sale_id AND k.position <> l.position) THEN 1.0 "
    f"ELSE coalesce({_VALUE.format('l')} / nullif((SELECT sum({_VALUE.format('k')}) FROM sale_line k "
    "WHERE k.sale_id = l.sale_id), 0), 0) END"
)
"""Most sales have one line: to look for a second takes less than to add all of them up first."""
_SALES = "FROM sale s NOT INDEXED "
"""Most of the book is looked at: one pass over the table takes a third of what its index by date would."""
_TAGS = "LEFT JOIN contact_tag x ON x.contact_id = s.contact_id LEFT JOIN tag g ON g.id = x.tag_id "
_LINES = "LEFT JOIN sale_line l ON l.sale_id = s.id "
_UNNAMED = "CASE WHEN l.product_id IS NULL THEN coalesce(l.text, '') ELSE '' END"


class Days(NamedTuple):
    """First and last day of the period that is asked for and of the one before, and the day as of which it is told."""

    as_of: str
    first: str
    last: str
    first_before: str
    last_before: str


def whole(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold, undivided."""
    return _grouped(db, "''", _SALES, picked, days)


def by_month(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold by month, as 2026-11."""
    return _grouped(db, "substr(s.date, 1, 7)", _SALES, picked, days)


def by_seller(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold by seller."""
    return _grouped(db, "s.seller", _SALES, picked, days)


def by_channel(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold by channel."""
    return _grouped(db, "s.channel", _SALES, picked, days)


def by_source(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold by source."""
    return _grouped(db, "s.source", _SALES, picked, days)


def by_tag(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold by the customer's tags, under each of them."""
    return _grouped(db, "coalesce(g.name, '')", _SALES + _TAGS, picked, days)


def by_product(db: sqlite3.Connection, picked: Where, days: Days) -> list[Group]:
    """What was sold by product, told by number alone; lines without one by their text."""
    return _grouped(db, _UNNAMED, _SALES + _LINES, picked, days, number="l.product_id", amount=f"({_NET} * {_SHARE})")


def _grouped(
    db: sqlite3.Connection, word: str, place: str, picked: Where, days: Days, number: str = "NULL", amount: str = _NET
) -> list[Group]:
    rows = db.execute(
        "SELECT word, number, later, currency, count(*), sum(rate = 0), sum(amount), "
        "total(CASE WHEN rate = 1000000 THEN amount ELSE amount * rate / 1000000.0 END) FROM ("
        f"SELECT {word} AS word, {number} AS number, s.date >= :_first AS later, s.currency AS currency, "
        f"s.rate AS rate, {amount} AS amount {place}WHERE {_SEEN} AND {picked.sql} LIMIT -1) GROUP BY 1, 2, 3, 4",
        {**picked.parameters, **{f"_{name}": day for name, day in days._asdict().items()}},
    )  # LIMIT keeps SQLite from asking for the amount twice
    return [Group._make(row) for row in rows]
