"""Copies of the book made and put back while others write, programs are killed and disks are full."""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.reliability.faults import (
    Disk,
    assert_whole,
    book_of,
    mode,
    needs,
    number,
    python,
    run,
    small_disks,
    start,
)
from tests.thorough import HEAVY

COPIES = 200 if HEAVY else 12
KILLS = 100 if HEAVY else 16
WRITE = """
import os, sys
from crmcli.cli import front
at = 0
while not os.path.exists(sys.argv[1]):
    at += 1
    name = f"{sys.argv[2]} {at}"
    code = front.main(["contact", "add", name, "--company", "Co " + name, "--tag", name], os.environ)
    if code: sys.exit(code)
"""
"""A writer of three records at a time, until a file appears."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disks(tmp_path) as make:
        yield make


@pytest.fixture
def book(environ: dict[str, str]) -> Path:
    needs("backup create")
    for at in range(3):
        assert run(environ, "contact", "add", f"Person {at}").code == 0
    return book_of(environ)


def test_copies_made_while_others_write_are_whole(environ: dict[str, str], book: Path, tmp_path: Path) -> None:
    finished = tmp_path / "finished"
    writers = [python(environ, WRITE, str(finished), name) for name in ("Ana", "Bob")]
    counts = []
    for at in range(COPIES):
        copy = tmp_path / f"copy{at}.db"
        assert run(environ, "backup", "create", copy).code == 0
        assert_whole(copy)
        assert mode(copy) == 0o600
        assert not copy.with_name(copy.name + "-wal").exists(), "it is one file"
        counts.append(number(copy, "SELECT count(*) FROM contact"))
        with closing(connect(copy)) as db:
            people, organisations, tags = (
                db.execute(sql).fetchone()[0]
                for sql in (
                    "SELECT count(*) FROM contact WHERE kind = 'person' AND organisation_id IS NOT NULL",
                    "SELECT count(*) FROM contact WHERE kind = 'organisation'",
                    "SELECT count(*) FROM tag",
                )
            )
        assert people == organisations == tags, "no change is half in it"
    finished.touch()
    for writer in writers:
        _out, err = writer.communicate(timeout=60)
        assert writer.returncode == 0, err
    assert len(set(counts)) > COPIES // 3, "others wrote meanwhile"
    assert counts == sorted(counts)


def lasts(environ: dict[str, str], *words: str) -> float:
    """Seconds that a command takes here and now."""
    begun = time.monotonic()
    assert run(environ, *words).code == 0
    return time.monotonic() - begun


def struck(environ: dict[str, str], instant: float, *words: str) -> bool:
    """Whether a command was killed before it ended."""
    process = start(environ, *words)
    time.sleep(instant)
    process.kill()
    process.communicate()
    return process.returncode < 0


def test_a_copy_that_was_killed_has_no_name(environ: dict[str, str], book: Path) -> None:
    run(environ, "contact", "add", "Long", "--note", "-", stdin=b"x" * 900_000)
    chance, span = random.Random(7), lasts(environ, "backup", "create")
    killed = sum(struck(environ, chance.uniform(0.4, 1) * span, "backup", "create") for _ in range(KILLS))
    assert killed, "some were killed on the way"
    made = sorted((book.parent / "backups").glob("*.db"))
    for copy in made:
        assert run(environ, "backup", "verify", str(copy)).code == 0, "what has a name is whole"
        assert_whole(copy)
    assert run(environ, "backup", "create").code == 0
    assert len(run(environ, "backup", "list").text.splitlines()) == len(made) + 1
    assert list((book.parent / "backups").glob(".*")) == [], "nothing is left of the killed"
    assert_whole(book)


def test_a_killed_restore_leaves_the_old_book_or_the_new(environ: dict[str, str], book: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    assert run(environ, "backup", "create", old).code == 0
    run(environ, "contact", "add", "Zoe")
    assert run(environ, "backup", "create", new).code == 0
    chance, span = random.Random(11), lasts(environ, "backup", "restore", str(old), "--yes")
    killed, seen = 0, set()
    for at in range(KILLS):
        instant = chance.uniform(0.4, 1) * span
        killed += struck(environ, instant, "backup", "restore", str((old, new)[at % 2]), "--yes")
        assert run(environ, "contact", "list", "--count").code == 0, "the next program mends what is to be mended"
        assert_whole(book)
        seen.add(number(book, "SELECT count(*) FROM contact"))
    assert killed, "some were killed on the way"
    assert seen <= {3, 4}
    assert run(environ, "backup", "restore", str(old), "--yes").code == 0
    assert number(book, "SELECT count(*) FROM contact") == 3
    assert run(environ, "contact", "add", "Zoe").code == 0


def test_nothing_is_put_in_the_place_of_a_book_in_use(environ: dict[str, str], book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run(environ, "backup", "create", copy).code == 0
    with closing(connect(book)) as db:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM contact").fetchone()
        refused = run(environ, "backup", "restore", str(copy), "--yes")
        assert (refused.code, refused.out) == (1, b"")
        assert "open" in refused.told
    assert_whole(book)
    assert run(environ, "backup", "restore", str(copy), "--yes").code == 0


def test_a_damaged_copy_is_never_put_back(environ: dict[str, str], book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run(environ, "backup", "create", copy).code == 0
    damaged = bytearray(copy.read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 4096] = b"\xff" * 4096
    copy.write_bytes(damaged)
    before = number(book, "SELECT count(*) FROM contact")
    for words in (["backup", "verify", str(copy)], ["backup", "restore", str(copy), "--yes"]):
        refused = run(environ, *words)
        assert refused.code == 1
        assert "damaged" in refused.told
    assert number(book, "SELECT count(*) FROM contact") == before


@pytest.mark.parametrize("words", ["backup create", "export contacts --format csv --output", "agenda export"])
def test_a_file_that_finds_no_room_is_not_there(
    environ: dict[str, str], tmp_path: Path, words: str, disk: Disk
) -> None:
    needs(words)
    for at in range(3):
        assert run(environ, "contact", "add", f"Person {at}", "--note", "-", stdin=b"x" * 200_000).code == 0
    run(environ, "task", "add", "Call", "--due", "tomorrow", "--note", "-", stdin=b"y" * 300_000)
    room = disk(20)
    target = room / "file"
    refused = run(environ, *words.split(), str(target))
    assert (refused.code, refused.out) == (1, b""), refused
    assert "full" in refused.told or "No space left" in refused.told
    assert list(room.iterdir()) == []
    elsewhere = tmp_path / "written elsewhere"
    assert run(environ, *words.split(), str(elsewhere)).code == 0, "there is room elsewhere"
    assert elsewhere.stat().st_size > 20_480
    assert mode(elsewhere) == 0o600
    if "agenda" not in words:  # a calendar is written anew each day
        again = run(environ, *words.split(), str(elsewhere))
        assert (again.code, "--force" in again.told) == (5, True)
