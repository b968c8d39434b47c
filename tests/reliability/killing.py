"""A writer that runs real commands one after the other, and a parent that kills it at random instants.

Run as a program: `python -m tests.reliability.killing ROUNDS SEED FOLDER`. It prints its report as JSON. Each command
writes under an actor of its own, so that its change set is known again; it is announced at its start and acknowledged
at its end.
"""

import json
import mmap
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from crmcli.cli import front
from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import load, same
from tests.reliability.faults import ask, assert_whole, exists

PEOPLE = 100
"""Contacts that are there from the start, for edits of many."""
ROWS = 90
"""Of an imported file; from a hundred on the book is copied before, which takes longer than the import."""
LONGER = 3
"""A kill falls within so many times the length of an import: some commands end, most are met inside."""
MOST_TIMES = 6
"""So many times the kills asked for, until enough of them fall inside."""
IDLE, INSIDE, COMMITTING = 0, 1, 2
EVERY = 50
"""Kills after which everything is looked at, not only the newest change."""
_state = mmap.mmap(-1, 1)
_connect = sqlite3.connect


def watched(*arguments: object, **options: object) -> sqlite3.Connection:
    """A connection that says in shared memory where its transaction is."""
    db: sqlite3.Connection = _connect(*arguments, **options)  # type: ignore[call-overload]
    db.set_trace_callback(_watch)
    return db


def _watch(statement: str) -> None:
    if statement.startswith("COMMIT"):
        _state[0] = COMMITTING
    elif statement.startswith(("INSERT", "UPDATE", "DELETE")):
        _state[0] = INSIDE  # BEGIN is done: this statement stands after it


Plan = tuple[list[str], int]
"""A command, and how many records it changes."""


def add(at: int, _folder: Path) -> Plan:
    return [
        "contact",
        "add",
        f"Person {at}",
        "--email",
        f"p{at}@x.example",
        "--tag",
        f"t{at}",
        "--company",
        f"Co {at}",
    ], 3


def tag_many(at: int, _folder: Path) -> Plan:
    return ["tag", "add", f"many{at}", *map(str, range(1, PEOPLE + 1))], PEOPLE + 1


def set_many(at: int, _folder: Path) -> Plan:
    return ["contact", "set", "--yes", *map(str, range(1, PEOPLE + 1)), f"note=written by {at}"], PEOPLE


def log(at: int, _folder: Path) -> Plan:
    return ["log", "call", "1", "2", "3", f"talked about {at}", "--tag", f"talk{at}"], 2


def promise(at: int, _folder: Path) -> Plan:
    return ["task", "add", f"Promise {at}", "--due", "2026-12-01", "--contact", "1"], 1


def bring_in(at: int, folder: Path) -> Plan:
    file = folder / f"people-{at}.csv"
    lines = [f"Guest {at} number {row},guest{at}.{row}@x.example,note {row}" for row in range(ROWS)]
    file.write_text("\n".join(["Name,E-mail 1 - Value,Notes", *lines]), encoding="utf-8")
    return ["import", str(file)], ROWS


PLANS: Mapping[str, Callable[[int, Path], Plan]] = {
    "contact": add, "tag": tag_many, "set": set_many, "log": log, "task": promise, "import": bring_in,
}  # fmt: skip
WEIGHTS = {"import": 4, "set": 4, "tag": 4}
"""How often a command is chosen; those whose transactions are long come up more often."""
COMMANDS = {"contact": "contact add", "tag": "tag add", "set": "contact set", "log": "log call", "task": "task add"}


def work(first: int, seed: int, folder: Path, pipe: int) -> None:
    """Change the book until somebody ends it."""
    chance = random.Random(seed)
    kinds = [kind for kind in PLANS if exists(COMMANDS.get(kind, kind))]
    sqlite3.connect = watched  # type: ignore[assignment]
    for at in range(first, first + 1000):
        kind = chance.choices(kinds, [WEIGHTS.get(kind, 1) for kind in kinds])[0]
        words, records = PLANS[kind](at, folder)
        os.write(pipe, f"begun {at} {kind} {records}\n".encode())
        code = front.main([*words, "--actor", f"op{at}"], os.environ)
        _state[0] = IDLE
        os.write(pipe, f"done {at} {code}\n".encode())


class Log:
    """What the writers told before they died."""

    def __init__(self) -> None:
        self.begun: dict[int, tuple[str, int]] = {}
        self.done: dict[int, int] = {}

    def hear(self, text: str) -> None:
        for line in text.splitlines():
            word, at, *rest = line.split()
            if word == "begun":
                self.begun[int(at)] = (rest[0], int(rest[1]))
            else:
                self.done[int(at)] = int(rest[0])


def killed(first: int, chance: random.Random, folder: Path, spread: float) -> tuple[str, int]:
    """What one writer told, and where its transaction was when it was killed within so many seconds."""
    ours, theirs = os.pipe()
    _state[0] = IDLE
    seed, delay = chance.randrange(2**32), chance.uniform(0, spread)
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            work(first, seed, folder, theirs)
        finally:
            os._exit(3)
    os.close(theirs)
    told = os.read(ours, 65536)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError(f"the writer ended by itself: {told!r}")
    where = _state[0]
    while part := os.read(ours, 65536):
        told += part
    os.close(ours)
    return told.decode(), where


def wrong(book: Path, heard: Log, since: int) -> list[str]:
    """Commands that were acknowledged and are not there, or that are half there."""
    found = dict(
        ask(
            book,
            "SELECT actor, count(*) FROM change_set s JOIN change c ON c.change_set_id = s.id "
            "WHERE actor LIKE 'op%' GROUP BY s.id",
        )
    )
    problems = []
    for at, (kind, records) in heard.begun.items():
        if at < since:
            continue
        code, there = heard.done.get(at), found.get(f"op{at}", 0)
        if code not in (None, 0):
            problems.append(f"{kind} {at} ended with {code}")
        elif there not in ((records,) if code == 0 else (0, records)):
            problems.append(f"{kind} {at}: {there} of {records} records, acknowledged: {code == 0}")
    return problems


def examined(book: Path) -> list[str]:
    """What is wrong with the whole book."""
    assert_whole(book)
    complaint = [] if front.main(["doctor"], os.environ) == 0 else ["the doctor complains"]
    return complaint + unlike_journal(book)


def unlike_journal(book: Path) -> list[str]:
    """Records that are not as the journal says they were left."""
    problems = []
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as db:
        for noun in SHAPES:
            newest = "SELECT record_id, after FROM change WHERE noun = ? ORDER BY change_set_id, seq"
            left = {record_id: json.loads(after) for record_id, after in db.execute(newest, (noun,)) if after}
            stored = load(db, noun, left)
            problems += [f"{noun} {number}" for number, after in left.items() if not same(stored.get(number), after)]
    return problems


def _spread(folder: Path) -> float:
    """Seconds within which kills fall on this machine now."""
    words, _records = bring_in(2_000_000, folder)
    started = time.perf_counter()
    assert front.main([*words, "--actor", "warm"], os.environ) == 0
    return (time.perf_counter() - started) * LONGER


def main(rounds: int, seed: int, folder: Path) -> dict[str, object]:
    """Kill so many writers; what became of the book."""
    chance, heard, book = random.Random(seed), Log(), Path(os.environ["CRM_HOME"]) / "crm.db"
    kept, quiet = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    for at in range(PEOPLE):
        front.main(["contact", "add", f"Somebody {at}"], os.environ)
    for at, kind in enumerate(PLANS):  # every module is imported before the first fork
        words, _records = PLANS[kind](1_000_000 + at, folder)
        if exists(COMMANDS.get(kind, kind)):
            assert front.main([*words, "--actor", "warm"], os.environ) == 0, kind
    spread = _spread(folder)
    first, where, problems = 1, Counter[int](), list[str]()
    number = 0
    while number < rounds or (where[INSIDE] < rounds // 2 and number < MOST_TIMES * rounds):
        number += 1
        told, state = killed(first, chance, folder, spread)
        heard.hear(told)
        where[state] += 1
        if ask(book, "PRAGMA quick_check") != [("ok",)]:
            problems.append(f"damaged after kill {number}")
            break
        problems += wrong(book, heard, first)
        if number % EVERY == 0:
            problems += examined(book)
        first = max(heard.begun, default=first) + 1
    problems += [*examined(book), *wrong(book, heard, 0)]
    os.dup2(kept, 1)
    saved = {str(row[0]) for row in ask(book, "SELECT actor FROM change_set")}
    return {
        "seed": seed, "kills": number, "inside": where[INSIDE], "committing": where[COMMITTING], "idle": where[IDLE],
        "begun": len(heard.begun), "acknowledged": len(heard.done),
        "saved_unacknowledged": sum(f"op{at}" in saved for at in heard.begun if at not in heard.done),
        "kinds": dict(Counter(kind for kind, _ in heard.begun.values())), "problems": problems,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
