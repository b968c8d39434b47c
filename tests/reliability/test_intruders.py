"""Books that somebody tampered with, programs short of memory, and our own hands on the file behind SQLite's back."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.reliability.faults import ask, assert_whole, book_of, exists, fingerprint, number, python, run

WATCHED = """
import os, sys
from crmcli.cli import front
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        name = os.fsdecode(arguments[0])
        if name.removeprefix(os.environ["CRM_HOME"] + "/") in ("crm.db", "crm.db-wal", "crm.db-shm"):
            opened.append(name)
    if event == "sqlite3.connect": connected.append(os.fsdecode(arguments[0]))
connected = []
sys.addaudithook(watch)
for line in sys.argv[1:]:
    before = len(opened)
    code = front.main(line.split(), os.environ)
    if code or len(opened) > before: print("BAD", line, code, opened)
print("CONNECTED", len(connected))
"""
"""What of the book is opened other than by SQLite: closing such a file would drop SQLite's locks."""
LINES = (
    "contact add Ana --tag vip", "contact list", "contact show 1", "contact set 1 note=x", "tag add a 1", "doctor",
    "undo", "redo", "history", "backup create", "backup list", "export contacts --format json",
    "task add Call --due tomorrow", "agenda", "today", "find ana", "remind", "contact delete 1", "trash list",
    "trash empty --yes",
)  # fmt: skip
TAMPERINGS = {
    "trigger that calls us": "CREATE TRIGGER t AFTER INSERT ON contact BEGIN SELECT crm_fold(NEW.name); END",
    "trigger that loads": "CREATE TRIGGER t AFTER INSERT ON contact BEGIN SELECT load_extension('/tmp/pwned.so'); END",
    "trigger that writes": "CREATE TRIGGER t AFTER INSERT ON contact BEGIN UPDATE contact SET note = 'pwned'; END",
    "view for a table": "ALTER TABLE tag RENAME TO t; CREATE VIEW tag AS SELECT *, load_extension('x') AS y FROM t",
    "table that is gone": "DROP TABLE contact_point",
    "column that is gone": "ALTER TABLE contact_address RENAME COLUMN city TO town",
    "index that is gone": "DROP TABLE contact_search",
}


@pytest.fixture
def book(environ: dict[str, str]) -> Path:
    assert run(environ, "contact", "add", "Ana", "--tag", "vip").code == 0
    return book_of(environ)


def test_nobody_opens_the_book_behind_sqlite(environ: dict[str, str]) -> None:
    lines = [line for line in LINES if exists(line)]
    watched = python(environ, WATCHED, *lines)
    out, err = watched.communicate(timeout=60)
    told = out.decode().splitlines()
    assert [line for line in told if line.startswith("BAD")] == [], err.decode()
    connected = next(line for line in told if line.startswith("CONNECTED"))
    assert int(connected.split()[1]) >= len(lines) // 2, "the hook saw what SQLite opened"


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_book_that_was_tampered_with(environ: dict[str, str], book: Path, name: str) -> None:
    with closing(sqlite3.connect(book)) as db:
        db.executescript(TAMPERINGS[name])
    for words in (
        ["contact", "list"],
        ["contact", "show", "1"],
        ["contact", "add", "Bob"],
        ["contact", "list", "ana"],
        ["tag", "list"],
        ["undo"],
    ):
        ran = run(environ, *words)
        assert ran.code in (0, 1, 3, 5), (words, ran)
        assert b"Traceback" not in ran.err
        assert b"went wrong" not in ran.err, (words, ran.told)
        assert ran.code == 0 or ran.told.startswith("crm: ")
    if exists("doctor"):
        told = run(environ, "doctor")
        assert told.code == 1, told.text
        assert b"went wrong" not in told.err
    assert not Path("/tmp/pwned.so").exists()
    assert ask(book, "PRAGMA integrity_check") == [("ok",)]


def test_a_newer_book_and_an_older_program(environ: dict[str, str], book: Path) -> None:
    with closing(sqlite3.connect(book)) as db:
        db.execute("PRAGMA user_version = 999")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = fingerprint(book)
    for words in (["contact", "list"], ["contact", "add", "Bob"]):
        refused = run(environ, *words)
        assert (refused.code, refused.out) == (1, b"")
        assert "999" in refused.told
        assert "newer" in refused.told
    assert fingerprint(book) == before


def test_pages_that_are_damaged_are_told_in_a_line(environ: dict[str, str], book: Path) -> None:
    for at in range(40):
        run(environ, "contact", "add", f"Person {at}", "--note", "x" * 5000) if at % 10 == 0 else None
    size = book.stat().st_size
    whole = book.read_bytes()
    told = 0
    for part in range(1, 10):
        damaged = bytearray(whole)
        start = size * part // 10 // 4096 * 4096
        damaged[start : start + 4096] = bytes(4096)
        book.write_bytes(damaged)
        for words in (
            ["contact", "list", "--json"],
            ["contact", "list", "person"],
            ["contact", "add", "Zoe"],
            ["doctor"],
            ["history"],
        ):
            if exists(words):
                ran = run(environ, *words)
                assert ran.code in (0, 1, 5), (words, ran)
                assert b"Traceback" not in ran.err
                assert b"went wrong" not in ran.err, (words, ran.told)
                told += ran.code == 1
    assert told, "some damage was met"
    book.write_bytes(whole)
    assert run(environ, "contact", "list").code == 0


@pytest.mark.parametrize("megabytes", [5, 20, 80])
def test_short_of_memory(environ: dict[str, str], book: Path, tmp_path: Path, megabytes: int) -> None:
    rows = "\n".join(f"Guest {at},g{at}@x.example,{'note ' * 20}" for at in range(5000))
    (tmp_path / "guests.csv").write_text(f"Name,E-mail,Notes\n{rows}\n", encoding="utf-8")
    code = (
        "import os, sys, resource; from crmcli.cli import front\n"
        "front.main(['contact', 'list'], os.environ)\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "limit = used + int(sys.argv[1]) * 1024 * 1024\n"
        "resource.setrlimit(resource.RLIMIT_AS, (limit, limit))\n"
        "sys.exit(front.main(sys.argv[2:], os.environ))"
    )
    words = ["import", str(tmp_path / "guests.csv")] if exists("import") else ["contact", "add", "Bob"]
    if not Path("/proc/self/statm").exists():
        pytest.skip("no /proc here")
    ran = subprocess.run(
        [sys.executable, "-c", code, str(megabytes), *words], env=environ, capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, 1), ran
    assert "Traceback" not in ran.stderr
    assert (number(book, "SELECT count(*) FROM contact") > 1) == (ran.returncode == 0), "all of it or nothing"
    assert_whole(book)
    assert run(environ, "contact", "add", "Zoe").code == 0
