"""What selling costs on a large book: `python -m tests.benchmarks.sales [--quick]`.

100,000 contacts, 200,000 deals with their history, 1,000,000 sales with a line each, 300,000 invoices and what was paid
of them. Reports are told as CPU time over the start-up of a command that asks for one record.
"""

import argparse
import os
import shlex
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tests.benchmarks import trade_book
from tests.benchmarks.timing import BARE, CRM, Figure, compare, cpu

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
    trade_book.fill(book, 100_000 // scale, 1_000_000 // scale, 200_000 // scale, 300_000 // scale)
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
