"""Questions on what was sold, in groups: as it stood at the end of a day, with refunds and cancellations up to it."""

import sqlite3
from typing import NamedTuple

from crmcli.store.picked import Where

BYS = ("month", "product", "seller", "tag", "channel", "source")


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
_WHOLE = f"(SELECT k.sale_id, sum({_VALUE.format('k')}) AS value FROM sale_line k GROUP BY k.sale_id)"
_SHARE = f"CASE WHEN w.value > 0 THEN {_VALUE.format('l')} / w.value ELSE 1.0 END"
_SALES = "FROM sale s NOT INDEXED "
"""Most of the book is looked at: one pass over the table takes a third of what its index by date would."""
_PLACES = {
    "": ("''", "NULL", _SALES, _NET),
    "month": ("substr(s.date, 1, 7)", "NULL", _SALES, _NET),
    "seller": ("s.seller", "NULL", _SALES, _NET),
    "channel": ("s.channel", "NULL", _SALES, _NET),
    "source": ("s.source", "NULL", _SALES, _NET),
    "tag": (
        "coalesce(g.name, '')", "NULL",
        _SALES + "LEFT JOIN contact_tag x ON x.contact_id = s.contact_id LEFT JOIN tag g ON g.id = x.tag_id ", _NET,
    ),
    "product": (
        "CASE WHEN l.product_id IS NULL THEN coalesce(l.text, '') ELSE '' END", "l.product_id",
        _SALES + f"LEFT JOIN {_WHOLE} w ON w.sale_id = s.id LEFT JOIN sale_line l ON l.sale_id = s.id ",
        f"({_NET} * {_SHARE})",
    ),
}  # fmt: skip
"""Of each way to divide: the group's word, its number, where it is found, and what is added up."""


def grouped(
    db: sqlite3.Connection, by: str, picked: Where, as_of: str, periods: tuple[str, str, str, str]
) -> list[Group]:
    """What was sold in two periods, the later one's first and last day told first, divided by one of `BYS` or by none.

    Products have their number alone, not yet their name.
    """
    word, number, place, amount = _PLACES[by]
    first, last, first_before, last_before = periods
    rows = db.execute(
        f"SELECT {word}, {number}, s.date >= :_first, s.currency, count(*), sum(s.rate = 0), total({amount}), "
        f"total(CASE WHEN s.rate = 1000000 THEN {amount} ELSE {amount} * s.rate / 1000000.0 END) "
        f"{place}WHERE {_SEEN} AND {picked.sql} GROUP BY 1, 2, 3, 4",
        {
            **picked.parameters, "_as_of": as_of, "_first": first, "_last": last, "_first_before": first_before,
            "_last_before": last_before,
        },
    )  # fmt: skip
    return [Group._make(row) for row in rows]


def product_names(db: sqlite3.Connection) -> dict[int, str]:
    """What every product is called, by number."""
    return dict(db.execute("SELECT id, name FROM product"))
