"""What selling costs on a large book: `python -m tests.benchmarks.sales [--quick]`.

100,000 contacts, 200,000 deals with their history, 1,000,000 sales with a line each, 300,000 invoices and what was paid
of them. Reports are told as CPU time over the start-up of a command that asks for one record.
"""

import argparse
import os
import random
import shlex
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from crmcli.core.values.text import fold
from crmcli.store import connection, derived
from tests.benchmarks import big_book
from tests.benchmarks.timing import BARE, CRM, Figure, compare, cpu

TODAY = date(2026, 11, 22)
STAMP = "2024-01-01T00:00:00Z"
DAYS = 3 * 365
"""How far back the business goes."""
SOURCES = ("web", "fair", "recommendation", "press", "")
REASONS = ("price", "timing", "competitor", "no-budget", "no-need", "no-response", "other")
SELLERS = ("ana", "leo", "me")
PRODUCTS = 50
COMMANDS = {
    "crm deal list --limit 50": 6.0,
    "crm deal list 'stage:proposal amount>1000' --limit 50": 6.0,
    "crm deal show 777": 6.0,
    "crm deal move {open} proposal": 6.0,
    "crm sale add 777 --total 1250": 6.0,
    "crm sale list --limit 50": 6.0,
}
"""What is measured piped, and how many times bare Python it may take; {open} is a deal that is not in that stage."""
REPORTS = (
    "crm report funnel", "crm report leaks", "crm report winloss", "crm report velocity", "crm forecast",
    "crm invoice ageing",
)  # fmt: skip
MOST_OVER = 1.0
"""Seconds of CPU that a report may take over start-up."""
MORE_REPORTS = ("crm report sales", "crm report funnel --as-of 2026-06-30", "crm forecast --as-of 2026-06-30")
"""What no limit was set for."""


def fill(path: Path, contacts: int, deals: int, sales: int, invoices: int, seed: int = 2) -> None:
    """Make a book with so many rows, without a journal."""
    big_book.fill(path, contacts, contacts // 10, contacts // 10)
    chance = random.Random(seed)
    db = connection.writer(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    _deals(db, chance, contacts, deals)
    _sales(db, chance, contacts, sales)
    _invoices(db, chance, contacts, invoices)
    for rows in derived.bodies(db, "deal"):
        db.executemany("INSERT INTO deal_search (rowid, body) VALUES (?, ?)", [row for row in rows if row[1]])
    db.execute("COMMIT")
    db.close()


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


def _sales(db: sqlite3.Connection, chance: random.Random, contacts: int, sales: int) -> None:
    db.executemany(
        "INSERT INTO product (uid, sku, name, folded, price_minor, currency, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, 'EUR', ?, ?)",
        [
            (_uid(chance), f"P-{at}", f"Product {at}", f"product {at}", 1000 * at + 500, STAMP, STAMP)
            for at in range(PRODUCTS)
        ],
    )
    db.executemany(
        "INSERT INTO sale (uid, contact_id, date, net_minor, tax_minor, currency, channel, seller, source, created_at, "
        "updated_at) VALUES (?, ?, ?, ?, ?, 'EUR', ?, ?, ?, ?, ?)",
        (
            (_uid(chance), chance.randrange(contacts) + 1, (TODAY - timedelta(days=chance.randrange(DAYS))).isoformat(),
             net, net * 21 // 100, chance.choice(("web", "shop")), chance.choice(SELLERS), chance.choice(SOURCES),
             STAMP, STAMP)
            for net in (chance.randrange(500, 200_000) for _at in range(sales))
        ),
    )  # fmt: skip
    db.executemany(
        "INSERT INTO sale_line (sale_id, position, product_id, unit_minor, tax) VALUES (?, 0, ?, ?, 2100)",
        ((number, number % PRODUCTS + 1, 1000) for number in range(1, sales + 1)),
    )


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


def starts(path: Path, environ: Mapping[str, str], rounds: int) -> Iterator[tuple[str, str, str]]:
    """Each command, how many times bare Python it took, and how many it may take."""
    for name, most in COMMANDS.items():
        command = [CRM, *shlex.split(name)[1:]]
        if "{open}" in name:
            figure = _each_on_its_own(command, _free(path, rounds), environ)
        else:
            figure = compare({name: command}, environ, rounds=rounds)[name]
        yield f"`{name.replace('{open}', 'N')}`, to bare Python", f"{figure.ratio:.2f}x", f"{most:g}x"


def _each_on_its_own(command: Sequence[str], deals: Sequence[int], environ: Mapping[str, str]) -> Figure:
    """A command that can be run once on each deal."""
    spent, ratios = [], []
    for number in deals:
        bare = cpu(BARE, environ)
        spent.append(cpu([word.replace("{open}", str(number)) for word in command], environ))
        ratios.append(spent[-1] / bare)
    return Figure(statistics.median(spent) * 1000, statistics.median(ratios))


def _free(path: Path, count: int) -> list[int]:
    """Open deals in conversation."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT id FROM deal WHERE status = 'open' AND stage_id = 3 LIMIT ?", (count,)).fetchall()
    return [row[0] for row in rows]


def reports(environ: Mapping[str, str], rounds: int) -> Iterator[tuple[str, str, str]]:
    """Each report, its CPU time over start-up, and how much it may be."""
    start = min(cpu([CRM, "deal", "show", "777"], environ) for _round in range(rounds))
    for name in (*REPORTS, *MORE_REPORTS):
        took = statistics.median(cpu([CRM, *shlex.split(name)[1:]], environ) for _round in range(rounds))
        wanted = f"at most {MOST_OVER:g} s" if name in REPORTS else ""
        yield f"`{name}`, CPU over start-up", f"{took - start:.2f} s", wanted


def figures(folder: Path, environ: Mapping[str, str], rounds: int, scale: int = 1) -> list[tuple[str, str, str]]:
    """All of it on a book of its own in a folder; `scale` divides its size."""
    book = folder / "sales" / "crm.db"
    fill(book, 100_000 // scale, 200_000 // scale, 1_000_000 // scale, 300_000 // scale)
    own = {**environ, "CRM_HOME": str(book.parent), "CRM_CURRENCY": "EUR"}
    return [*starts(book, own, rounds), *reports(own, max(rounds // 4, 3))]


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true")
    words.add_argument("--rounds", type=int, default=21)
    given = words.parse_args()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CRM_"))}
    environ = kept | {"CRM_NOW": "2026-11-22T09:30", "LANG": "C.UTF-8", "CRM_COUNTRY": "ES"}
    with tempfile.TemporaryDirectory(prefix="crm-bench-") as folder:
        scale, rounds = (10, 5) if given.quick else (1, given.rounds)
        for what, measured, wanted in figures(Path(folder), environ, rounds, scale):
            print(f"{what}: {measured}{f' (wanted: {wanted})' if wanted else ''}", file=sys.stdout)


if __name__ == "__main__":
    main()
