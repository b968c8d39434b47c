"""A book of sales of any size for the benchmarks: `python -m tests.benchmarks.trade_book FILE --sales 1000000`."""

import argparse
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from crmcli.store import connection
from tests.benchmarks import big_book

PRODUCTS = 60
YEARS = 5
STAMP = "2024-01-01T00:00:00Z"
_SALE = (
    "INSERT INTO sale (uid, number, contact_id, date, net_minor, tax_minor, currency, source, created_at, updated_at) "
    "VALUES (?, ?, ?, ?, ?, ?, 'EUR', ?, ?, ?)"
)


def fill(path: Path, customers: int, sales: int, seed: int = 1) -> None:
    """Make a book in which a few customers buy often and most seldom, and nobody before they first did."""
    big_book.fill(path, customers, 0, 0, seed)
    chance = random.Random(seed)
    db = connection.writer(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO product (uid, sku, name, folded, price_minor, cost_minor, currency, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, 'EUR', ?, ?)",
        (
            (
                _uid(chance),
                f"P{at:02}",
                f"Product {at:02}",
                f"product {at:02}",
                1000 + 350 * at,
                600 + 200 * at,
                STAMP,
                STAMP,
            )
            for at in range(1, PRODUCTS + 1)
        ),
    )
    db.executemany(_SALE, _sales(chance, customers, sales))
    db.executemany(
        "INSERT INTO sale_line (sale_id, position, product_id, unit_minor, cost_minor) VALUES (?, 0, ?, 1000, 600)",
        ((number, 1 + int(PRODUCTS * chance.random() ** 2)) for number in range(1, sales + 1)),
    )
    db.execute("COMMIT")
    db.close()


def _sales(chance: random.Random, customers: int, sales: int) -> Iterator[tuple[object, ...]]:
    today, span = big_book.NOW.date(), 365 * YEARS
    first = [chance.randrange(span) for _ in range(customers)]
    for number in range(1, sales + 1):
        # The first sales go round, so that everybody bought; the others prefer some by far.
        at = number - 1 if number <= customers else int(customers * chance.random() ** 2)
        ago = first[at] if number <= customers else chance.randrange(first[at] + 1)
        net = int(1500 + 40_000 * chance.random() ** 3)
        day = (today - timedelta(days=ago)).isoformat()
        source = ("web", "fair", "referral")[number % 3]
        yield (_uid(chance), f"S-{number:07}", at + 1, day, net, net // 5, source, STAMP, STAMP)


def _uid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", type=Path)
    words.add_argument("--customers", type=int, default=100_000)
    words.add_argument("--sales", type=int, default=1_000_000)
    given = words.parse_args()
    fill(given.file, given.customers, given.sales)
