"""Every command about money that writes is undone exactly and done again exactly."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crmcli.store.shapes.shapes import SHAPES, UNTOLD
from crmcli.store.shapes.snapshots import Snapshot, load
from tests.conftest import Ran

Run = Callable[..., Ran]
NOUNS = ("contact", "billing", "invoice", "payment", "delivery", "sale")
WRITING = (
    ("billing", "set", "1", "--terms", "net 5", "--credit-limit", "100"),
    ("billing", "set", "2", "--tax", "21"),
    ("invoice", "new", "1", "--amount", "55", "--terms", "2/10 net 30"),
    ("invoice", "new", "--sale", "1"),
    ("invoice", "void", "2026-0002"),
    ("invoice", "void", "2026-0001", "--credit", "--reason", "twice"),
    ("payment", "add", "1", "--amount", "20"),
    ("payment", "add", "1", "--amount", "500", "--credit"),
    ("payment", "allocate", "2"),
    ("payment", "delete", "1"),
    ("delivery", "plan", "1", "Looms", "--for", "friday"),
    ("delivery", "ship", "1", "--carrier", "Correos"),
    ("delivery", "done", "1"),
    ("delivery", "move", "1", "monday"),
    ("delivery", "delete", "1"),
)


@pytest.fixture
def book(crm: Run) -> Run:
    """A customer with everything, so that each command has something to do."""
    for words in (
        ("contact", "add", "Ana García"),
        ("contact", "add", "Bo Núñez"),
        ("billing", "set", "1", "--terms", "net 30", "--tax", "21%"),
        ("sale", "add", "1", "--total", "100"),
        ("invoice", "new", "1", "--amount", "100"),
        ("payment", "add", "1", "--amount", "50"),
        ("invoice", "new", "1", "--amount", "10", "--terms", "2/10 net 30"),
        ("payment", "add", "2", "--amount", "30", "--credit"),
        ("delivery", "plan", "1", "Looms", "--for", "thursday"),
    ):
        ran = crm(*words)
        assert ran.code == 0, ran
    return crm


def state(home: Path) -> dict[str, dict[int, Snapshot]]:
    """Every record as the user knows it."""
    with closing(sqlite3.connect(next(home.rglob("*.db")))) as db:
        found = {}
        for noun in NOUNS:
            ids = [row[0] for row in db.execute(f'SELECT id FROM "{SHAPES[noun].table}"')]
            found[noun] = {
                number: {name: value for name, value in snapshot.items() if name not in UNTOLD}
                for number, snapshot in load(db, noun, ids).items()
            }
    return found


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_undo_restores_exactly_and_redo_does_it_again(book: Run, home: Path, words: tuple[str, ...]) -> None:
    if words[:2] == ("payment", "allocate"):
        assert book("invoice", "new", "2", "--amount", "12").code == 0
    before = state(home)
    ran = book(*words)
    assert ran.code == 0, ran
    after = state(home)
    assert after != before
    assert book("undo").code == 0
    assert state(home) == before
    assert book("redo").code == 0
    assert state(home) == after


def test_an_invoice_that_was_paid_is_not_undone_alone(book: Run) -> None:
    number = next(line.split("\t")[0] for line in reversed(book("history").lines) if "invoice new" in line)
    ran = book("undo", number)
    assert ran.code == 5
    assert "2026-0001: changed since" in ran.err
