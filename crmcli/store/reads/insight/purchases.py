"""What customers bought, as it stood at the end of a day, after refunds and in the base currency.

A cancelled sale is out from the day it was cancelled, a refund counts from its own, and a sale of which nothing is left
is none. Sales and contacts in the trash are left out.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from crmcli.store.fields.conversion import in_base

_LATER = " + coalesce((SELECT sum(r.amount_minor) FROM sale_refund r WHERE r.sale_id = s.id AND r.date > :as_of), 0)"
_THERE = (
    "s.trashed_at = '' AND {{plus}}s.date <= :until AND {{plus}}s.date >= :since "
    "AND (s.cancelled_on = '' OR s.cancelled_on > :as_of) AND {left}"
)
"""The plus keeps SQLite from the index by date: grouping reads the one by contact from end to end."""
_SHORT = 100
"""Days of which the orders are sooner found by their date."""
_HERE = "s.contact_id NOT IN (SELECT id FROM contact WHERE trashed_at <> '')"
_CUSTOMERS = (
    "SELECT s.contact_id, {dates}, {count}, sum({net}) FROM {sales} WHERE {there} GROUP BY s.contact_id HAVING {here}"
)
_DAYS = (
    "SELECT s.contact_id AS contact_id, s.date AS day, sum({net}) AS net FROM sale s WHERE {there} "
    "GROUP BY s.contact_id, s.date HAVING {here}"
)


class Customers(NamedTuple):
    """What each customer bought, a list a measure, all in the order of the customers' numbers."""

    ids: tuple[int, ...] = ()
    firsts: tuple[str, ...] = ()
    """Day of the first order."""
    lasts: tuple[str, ...] = ()
    orders: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    """In minor units."""


class Unpriced(NamedTuple):
    """A sale in another currency of which nobody said what it is worth in the base one."""

    id: int
    number: str
    date: str
    minor: int
    currency: str
    contact: str


class Habit(NamedTuple):
    """The purchase days of a customer, in short."""

    id: int
    days: int
    first: str
    last: str
    total: int
    first_day: int
    """What the first day brought."""


class Left(NamedTuple):
    """Why there may be no customers."""

    sales: int
    later: int
    """Dated after the day that is asked for."""
    undone: int
    """Cancelled, or refunded whole."""


def customers(
    db: sqlite3.Connection, base: str, as_of: str, since: str = "", until: str = "", *, per_day: bool = False,
    wanted: str = "first last",
) -> Customers:  # fmt: skip
    """Everybody who bought from `since` to `until`, both included, the day itself unless given.

    `per_day` takes the orders of a day as one. Of the first and the last day only those are looked for that are
    `wanted`, the others are empty: each takes a tenth of a second of a million sales.
    """
    count = "count(DISTINCT s.date)" if per_day else "count(*)"
    dates = ("min(s.date)" if "first" in wanted else "''") + (", max(s.date)" if "last" in wanted else ", ''")
    rows = _asked(db, _CUSTOMERS.replace("{dates}", dates), base, as_of, since, until, count=count).fetchall()
    return Customers(*zip(*rows, strict=True)) if rows else Customers()


def ahead(db: sqlite3.Connection, as_of: str) -> str:
    """The first day after this one on which a sale, a refund or a cancellation is dated; empty without one."""
    row = db.execute(
        "SELECT coalesce(min(day), '') FROM (SELECT min(date) AS day FROM sale WHERE trashed_at = '' AND date > :as_of "
        "UNION ALL SELECT min(date) FROM sale_refund WHERE date > :as_of "
        "UNION ALL SELECT min(cancelled_on) FROM sale INDEXED BY ix_sale_by_contact "
        "WHERE trashed_at = '' AND cancelled_on > :as_of)",
        {"as_of": as_of},
    ).fetchone()
    return str(row[0])


def anybody(db: sqlite3.Connection, base: str, as_of: str) -> bool:
    """Whether there is a customer at all."""
    return _asked(db, "SELECT 1 FROM sale s WHERE {there} AND {here} LIMIT 1", base, as_of).fetchone() is not None


def habits(db: sqlite3.Connection, base: str, as_of: str) -> Iterator[Habit]:
    """Of everybody who bought: how many days, which was the first and the last, and what they brought.

    An order that was free from the start is a purchase here: the customer came back.
    """
    sql = (
        f"SELECT contact_id, count(*), min(day), max(day), sum(net), CAST(substr(min(day || net), 11) AS INTEGER) "
        f"FROM ({_DAYS}) GROUP BY contact_id"
    )
    return map(Habit._make, _asked(db, sql, base, as_of, free=True))


def orders(db: sqlite3.Connection, base: str, as_of: str, since: str = "") -> Iterator[tuple[int, str, int]]:
    """Customer, day and net of each order, customer by customer."""
    sql = "SELECT s.contact_id, s.date, {net} FROM sale s WHERE {there} AND {here} ORDER BY s.contact_id, s.date"
    return iter(_asked(db, sql, base, as_of, since))


def lasts(db: sqlite3.Connection, base: str, as_of: str, days: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Of each customer the day of the first order, and of the last one up to each of these days, empty without."""
    columns = "".join(f", max(CASE WHEN s.date <= :day{at} THEN s.date ELSE '' END)" for at in range(len(days)))
    sql = f"SELECT min(s.date){columns} FROM sale s WHERE {{there}} GROUP BY s.contact_id HAVING {{here}}"
    return iter(_asked(db, sql, base, as_of, values={f"day{at}": day for at, day in enumerate(days)}))


def beginnings(db: sqlite3.Connection, base: str, as_of: str, since: str) -> list[tuple[int, str, str, str]]:
    """Customers whose first order lies in the period, with its channel, source and campaign."""
    sql = (
        "SELECT s.contact_id, s.channel, s.source, s.campaign, min(s.id) FROM (SELECT s.contact_id AS customer, "
        "min(s.date) AS first FROM sale s WHERE {there} GROUP BY s.contact_id HAVING {here} AND min(s.date) >= :first) "
        "CROSS JOIN sale s ON s.contact_id = customer AND s.date = first WHERE {there} GROUP BY customer"
    )
    return [row[:4] for row in _asked(db, sql, base, as_of, values={"first": since})]


def days(db: sqlite3.Connection, base: str, as_of: str, since: str = "") -> Iterator[tuple[int, str, int]]:
    """Each customer's purchase days with what they brought, customer by customer, day by day."""
    return iter(_asked(db, _DAYS + " ORDER BY s.contact_id, s.date", base, as_of, since))


def months(db: sqlite3.Connection, base: str, as_of: str) -> Iterator[tuple[str]]:
    """For each customer the months with an order, separated by commas."""
    sql = (
        "SELECT group_concat(DISTINCT substr(s.date, 1, 7)) FROM sale s WHERE {there} "
        "GROUP BY s.contact_id HAVING {here}"
    )
    return iter(_asked(db, sql, base, as_of))


def revenue_by_month(db: sqlite3.Connection, base: str, as_of: str, since: str = "") -> list[tuple[str, int, int, int]]:
    """Month, net, orders, customers; the earliest first."""
    sql = (
        "SELECT substr(s.date, 1, 7), sum({net}), count(*), count(DISTINCT s.contact_id) "
        "FROM sale AS s INDEXED BY ix_sale_by_contact WHERE {there} AND {here} GROUP BY 1 ORDER BY 1"
    )
    return _asked(db, sql, base, as_of, since).fetchall()


def sales(db: sqlite3.Connection, base: str, as_of: str) -> Iterator[tuple[int, int]]:
    """Each order and its customer."""
    sql = "SELECT s.id, s.contact_id FROM sale AS s INDEXED BY ix_sale_by_contact WHERE {there} AND {here}"
    return iter(_asked(db, sql, base, as_of))


def products(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Product and sale of every line, product by product: joining them to their sales would take as long again."""
    return iter(
        db.execute(
            "SELECT product_id, sale_id FROM sale_line INDEXED BY ix_sale_line_by_product "
            "WHERE product_id IS NOT NULL ORDER BY product_id"
        )
    )


def margins(db: sqlite3.Connection, base: str, as_of: str, rate: int | None) -> dict[int, int | None]:
    """What is left of each customer's orders after their cost; else at a rate in basis points, or None."""
    at_rate = "NULL" if rate is None else f"(({{net}}) * {int(rate)} + 5000) / 10000"
    left_over = f"CASE WHEN s.cost_minor IS NULL THEN {at_rate} ELSE {{profit}} END"
    whole = "1" if rate is not None else "count(*) = count(s.cost_minor)"
    sql = (
        f"SELECT s.contact_id, CASE WHEN {whole} THEN sum({left_over}) END FROM sale s WHERE {{there}} "
        "GROUP BY s.contact_id HAVING {here}"
    )
    return dict(_asked(db, sql, base, as_of))


def known_cost(db: sqlite3.Connection, base: str, as_of: str) -> tuple[int, int]:
    """Of the orders whose cost is known: what they cost, and what they brought."""
    sql = (
        "SELECT coalesce(sum({net} - ({profit})), 0), coalesce(sum({net}), 0) FROM sale AS s "
        "INDEXED BY ix_sale_by_contact WHERE s.cost_minor IS NOT NULL AND {there} AND {here}"
    )
    cost, net = _asked(db, sql, base, as_of).fetchone()
    return cost, net


def unpriced(db: sqlite3.Connection, base: str, as_of: str, limit: int) -> list[Unpriced]:
    """Sales in another currency without a rate, the latest first."""
    any_at_all = db.execute(
        "SELECT 1 FROM sale INDEXED BY ix_sale_by_contact WHERE trashed_at = '' AND currency <> :base AND rate <= 0 "
        "LIMIT 1",
        {"base": base},
    ).fetchone()
    if not any_at_all:
        return []
    sql = (
        "SELECT s.id, s.number, s.date, s.net_minor, s.currency, coalesce(c.name, '') FROM sale s "
        "LEFT JOIN contact c ON c.id = s.contact_id "
        "WHERE s.rate <= 0 AND s.currency <> :base AND {there} AND {here} ORDER BY +s.date DESC, s.id DESC LIMIT :limit"
    )
    return [Unpriced(*row) for row in _asked(db, sql, base, as_of, values={"limit": limit})]


def left(db: sqlite3.Connection, as_of: str) -> Left:
    """How many sales there are at all, and why some do not count."""
    row = db.execute(
        "SELECT count(*), coalesce(sum(date > :as_of), 0), coalesce(sum(date <= :as_of "
        "AND (net_minor <= refunded_minor OR (cancelled_on <> '' AND cancelled_on <= :as_of))), 0) "
        "FROM sale WHERE trashed_at = ''",
        {"as_of": as_of},
    ).fetchone()
    return Left(*row)


def names(db: sqlite3.Connection, ids: list[int]) -> dict[int, str]:
    """What these contacts are called."""
    found = db.execute(
        "SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": str(ids)}
    )
    return dict(found)


def _asked(
    db: sqlite3.Connection,
    sql: str,
    base: str,
    as_of: str,
    since: str = "",
    until: str = "",
    *,
    count: str = "",
    free: bool = False,
    values: Mapping[str, object] = MappingProxyType({}),
) -> sqlite3.Cursor:
    refunded_later = db.execute("SELECT 1 FROM sale_refund WHERE date > :as_of LIMIT 1", {"as_of": as_of}).fetchone()
    amount = "s.net_minor - s.refunded_minor" + (_LATER if refunded_later else "")
    there = _THERE.format(left=f"({amount} > 0 OR s.net_minor = 0)" if free else f"{amount} > 0")
    profit = in_base(f"({amount} - s.cost_minor)", base, "s")
    until = min(until or as_of, as_of)
    places = {"base": base, "as_of": as_of, "since": since, "until": until, **values}
    short = "{sales}" in sql and _is_short(db, since, until)
    sales, plus = ("sale AS s INDEXED BY ix_sale_by_date", "") if short else ("sale AS s", "+")
    statement = sql.format(
        net=in_base(amount, base, "s"), profit=profit, there=there.format(plus=plus), here=_here(db), count=count,
        sales=sales,
    )  # fmt: skip
    return db.execute(statement, places)


def _here(db: sqlite3.Connection) -> str:
    """The test that a customer is not in the trash; where nobody is, a million sales are not asked."""
    return _HERE if db.execute("SELECT 1 FROM contact WHERE trashed_at <> '' LIMIT 1").fetchone() else "1"


def _is_short(db: sqlite3.Connection, since: str, until: str) -> bool:
    days = db.execute("SELECT julianday(:until) - julianday(:since)", {"since": since, "until": until}).fetchone()[0]
    return days is not None and days <= _SHORT
