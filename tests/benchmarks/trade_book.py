"""A book of trade of any size for the benchmarks: `python -m tests.benchmarks.trade_book FILE --sales 1000000`.

Contacts buy, few of them often and most seldom; beside their sales there may be deals with their history, and invoices
with what was paid of them. It has no journal.
"""

import argparse
import random
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from crmcli.core.values.text import fold
from crmcli.store import connection, derived
from tests.benchmarks import big_book

PRODUCTS = 60
YEARS = 5
DAYS = 3 * 365
"""How far back deals and invoices go."""
TODAY = big_book.NOW.date()
STAMP = "2024-01-01T00:00:00Z"
SOURCES = ("web", "fair", "recommendation", "press", "")
REASONS = ("price", "timing", "competitor", "no-budget", "no-need", "no-response", "other")
SELLERS = ("ana", "leo", "me")


def fill(path: Path, customers: int, sales: int, deals: int = 0, invoices: int = 0, seed: int = 1) -> None:
    """Make a book in which nobody bought before they first did, and everybody did once."""
    talks = customers // 10 if deals else 0
    big_book.fill(path, customers, talks, talks, seed)
    chance = random.Random(seed)
    db = connection.writer(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    _products(db, chance)
    db.executemany(
        "INSERT INTO sale (uid, number, contact_id, date, net_minor, tax_minor, currency, channel, seller, source, "
        "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 'EUR', ?, ?, ?, ?, ?)",
        _sales(chance, customers, sales),
    )
    db.executemany(
        "INSERT INTO sale_line (sale_id, position, product_id, unit_minor, cost_minor) VALUES (?, 0, ?, 1000, 600)",
        ((number, 1 + int(PRODUCTS * chance.random() ** 2)) for number in range(1, sales + 1)),
    )
    _deals(db, chance, customers, deals)
    _invoices(db, chance, customers, invoices)
    for rows in derived.bodies(db, "deal"):
        db.executemany("INSERT INTO deal_search (rowid, body) VALUES (?, ?)", [row for row in rows if row[1]])
    db.execute("COMMIT")
    db.close()


def _products(db: sqlite3.Connection, chance: random.Random) -> None:
    db.executemany(
        "INSERT INTO product (uid, sku, name, folded, price_minor, cost_minor, currency, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, 'EUR', ?, ?)",
        [
            (_uid(chance), f"P{at:02}", f"Product {at:02}", f"product {at:02}", 1000 + 350 * at, 600 + 200 * at,
             STAMP, STAMP)
            for at in range(1, PRODUCTS + 1)
        ],
    )  # fmt: skip


def _sales(chance: random.Random, customers: int, sales: int) -> Iterator[tuple[object, ...]]:
    span = 365 * YEARS
    first = [chance.randrange(span) for _ in range(customers)]
    for number in range(1, sales + 1):
        # The first sales go round, so that everybody bought; the others prefer some by far.
        at = number - 1 if number <= customers else int(customers * chance.random() ** 2)
        ago = first[at] if number <= customers else chance.randrange(first[at] + 1)
        net = int(1500 + 40_000 * chance.random() ** 3)
        day = (TODAY - timedelta(days=ago)).isoformat()
        yield (
            _uid(chance), f"S-{number:07}", at + 1, day, net, net // 5, ("web", "shop")[number % 2],
            SELLERS[number % 3], ("web", "fair", "referral")[number % 3], STAMP, STAMP,
        )  # fmt: skip


def _deals(db: sqlite3.Connection, chance: random.Random, contacts: int, deals: int) -> None:
    moves: list[tuple[object, ...]] = []
    rows = [_deal(chance, number, contacts, moves) for number in range(1, deals + 1)]
    db.executemany(
        "INSERT INTO deal (id, uid, title, title_folded, contact_id, stage_id, pipeline_id, status, amount_minor, "
        "currency, expected_close, source, competitor, reason, owner, opened_on, stage_since, closed_on, created_at, "
        "updated_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, 'EUR', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    db.executemany("INSERT INTO deal_move (deal_id, position, stage_id, status, at) VALUES (?, ?, ?, ?, ?)", moves)


def _deal(chance: random.Random, number: int, contacts: int, moves: list[tuple[object, ...]]) -> tuple[object, ...]:
    """A deal on its way for some weeks; nine in ten are closed, two of five of these won."""
    day = TODAY - timedelta(days=chance.randrange(DAYS))
    opened, stage, status, reason = day, 1, "open", ""
    moves.append((number, 0, 1, "open", day.isoformat()))
    for place in range(1, chance.choices(range(1, 7), (10, 15, 20, 20, 15, 20))[0]):
        day = min(day + timedelta(days=chance.randrange(1, 20)), TODAY)
        stage = place + 1
        status = "won" if stage == 6 else "open"
        moves.append((number, place, stage, status, day.isoformat()))
    if status == "open" and chance.random() < 0.85:
        day = min(day + timedelta(days=chance.randrange(1, 40)), TODAY)
        status, reason = chance.choices(("lost", "abandoned"), (9, 1))[0], chance.choice(REASONS)
        moves.append((number, stage, stage, status, day.isoformat()))
    title = f"{chance.choice(big_book.TOPICS)} {number}"
    expected = (TODAY + timedelta(days=chance.randrange(-20, 200))).isoformat() if status == "open" else ""
    return (
        number, _uid(chance), title, fold(title), chance.randrange(contacts) + 1, stage, status,
        chance.randrange(10_000, 2_000_000), expected, chance.choice(SOURCES),
        chance.choice(("", "", "Telar", "Raya")), reason, chance.choice(SELLERS), opened.isoformat(),
        day.isoformat(), "" if status == "open" else day.isoformat(), STAMP, STAMP,
    )  # fmt: skip


def _invoices(db: sqlite3.Connection, chance: random.Random, contacts: int, invoices: int) -> None:
    """Nineteen of twenty are paid; some of the others are paid in part."""
    claims, dues, paid, shares = [], [], [], []
    for number in range(1, invoices + 1):
        day = TODAY - timedelta(days=chance.randrange(DAYS))
        due, contact = day + timedelta(days=30), chance.randrange(contacts) + 1
        net = chance.randrange(500, 200_000)
        total = net + net * 21 // 100
        kept = chance.random()
        took = total if kept < 0.95 else total // 2 if kept < 0.97 else 0
        at = min(due + timedelta(days=chance.randrange(-20, 20)), TODAY).isoformat()
        claims.append(
            (_uid(chance), f"{day.year}-{number:06}", contact, day.isoformat(), net, total - net, total, took,
             at if took == total else "", STAMP, STAMP)
        )  # fmt: skip
        dues.append((number, due.isoformat(), total))
        if took:
            paid.append((_uid(chance), contact, at, took, STAMP, STAMP))
            shares.append((len(paid), number, took, at))
    db.executemany(
        "INSERT INTO invoice (uid, number, contact_id, date, terms, currency, net_minor, tax_minor, total_minor, "
        "paid_minor, settled_on, created_at, updated_at) VALUES (?, ?, ?, ?, 'net 30', 'EUR', ?, ?, ?, ?, ?, ?, ?)",
        claims,
    )
    db.executemany("INSERT INTO instalment (invoice_id, position, due, amount_minor) VALUES (?, 0, ?, ?)", dues)
    db.executemany(
        "INSERT INTO payment (uid, contact_id, date, amount_minor, currency, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, 'EUR', ?, ?)",
        paid,
    )
    db.executemany(
        "INSERT INTO allocation (payment_id, position, invoice_id, amount_minor, date) VALUES (?, 0, ?, ?, ?)", shares
    )


def _uid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", type=Path)
    words.add_argument("--customers", type=int, default=100_000)
    words.add_argument("--sales", type=int, default=1_000_000)
    given = words.parse_args()
    fill(given.file, given.customers, given.sales)
