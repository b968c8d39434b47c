"""A disk without room: nothing is half written, it is said in a line, and with room again all goes on."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.faults import (
    Disk,
    aside,
    assert_whole,
    everything,
    exists,
    fingerprint,
    number,
    run,
    small_disks,
    to_full_device,
)

FULL = "crm: The disk is full: nothing was saved.\n"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disks(tmp_path) as make:
        yield make


def fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    stream.write(b"x" * size)
            except OSError:
                continue
    assert os.statvfs(folder).f_bavail == 0
    return ballast


def test_a_full_disk_refuses_every_change_and_answers_every_question(environ: dict[str, str], disk: Disk) -> None:
    home = disk(1200)
    environ["CRM_HOME"] = str(home)
    book = home / "crm.db"
    for name in ("Ana", "Bob"):
        assert run(environ, "contact", "add", name, "--tag", "friend").code == 0
    before = everything(book)
    ballast = fill(home)

    writes = [
        ["contact", "add", "Zoe"],
        ["contact", "set", "Ana", "note=x"],
        ["tag", "add", "vip", "Ana"],
        ["contact", "delete", "Ana"],
    ]
    writes += [["log", "note", "Ana", "hello there"]] if exists("log note") else []
    writes += [["task", "add", "Call", "--due", "tomorrow"]] if exists("task add") else []
    writes += [["undo"]] if exists("undo") else []
    for words in writes:
        refused = run(environ, *words)
        assert (refused.code, refused.out) == (1, b""), words
        assert refused.told.startswith(FULL), (words, refused.told)
    listed = run(environ, "contact", "list")
    assert (listed.code, listed.err) == (0, b"")
    assert [line.split("\t")[1] for line in listed.text.splitlines()] == ["Ana", "Bob"]
    assert run(environ, "contact", "show", "1").code == 0

    ballast.unlink()
    assert everything(book) == before
    assert run(environ, "contact", "add", "Zoe").code == 0
    assert number(book, "SELECT count(*) FROM contact") == 3
    assert_whole(book)
    assert run(environ, "contact", "list", "--count").text == "3\n"
    assert {path.name for path in home.iterdir()} == {"crm.db", "crm.db.lock"}


def test_a_book_is_made_whole_or_not_at_all(environ: dict[str, str], disk: Disk, tmp_path: Path) -> None:
    refused, made = [], []
    for kilobytes in range(16, 1616, 100):
        home = disk(kilobytes)
        environ["CRM_HOME"] = str(home)
        done = run(environ, "contact", "add", "Ana")
        left = {path.name for path in home.iterdir()}
        if done.code == 0:
            made.append(kilobytes)
            assert number(home / "crm.db", "SELECT count(*) FROM contact") == 1
            assert_whole(home / "crm.db")
        else:
            refused.append(kilobytes)
            assert done.code == 1
            assert done.told.startswith(FULL)
            if "crm.db" in left:  # the file was made, and then there was no room for the change
                copy = aside(home / "crm.db", tmp_path / "aside")
                assert number(copy, "SELECT count(*) FROM contact") == 0
                assert_whole(copy)
            assert left <= {"crm.db", "crm.db.lock", "crm.db-wal", "crm.db-shm"}
    assert refused, "the disk was too small"
    assert made, "the disk was large enough"


def test_a_change_that_fits_by_half_is_not_made(environ: dict[str, str], disk: Disk) -> None:
    home = disk(1024)
    environ["CRM_HOME"] = str(home)
    run(environ, "contact", "add", "Ana")
    book, before = home / "crm.db", everything(home / "crm.db")
    long = "x" * 100_000
    refused = run(environ, "contact", "set", "1", *[f"field{n}={long}" for n in range(8)])
    assert refused.code == 1, refused
    assert refused.told.startswith(FULL)
    assert everything(book) == before
    assert run(environ, "contact", "set", "1", "note=short").code == 0
    assert_whole(book)


def test_a_file_that_may_not_grow_is_told_too(environ: dict[str, str]) -> None:
    """The kernel's limit on a file's size needs no root; SQLite calls it an error of the disk."""
    run(environ, "contact", "add", "Ana")
    book = Path(environ["CRM_HOME"]) / "crm.db"
    before = fingerprint(book)
    size = book.stat().st_size // 2
    note = "x" * 100_000
    code = (
        "import os, resource, sys; from crmcli.cli import front;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        f"sys.exit(front.main(['contact', 'set', '1', *[f'f{{n}}={note}' for n in range(4)]], os.environ))"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    refused = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr.startswith("crm: ")
    assert "Nothing was" in refused.stderr or "nothing was" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert fingerprint(book) == before
    assert run(environ, "contact", "add", "Bob").code == 0
    assert_whole(book)


def test_output_that_does_not_fit_says_whether_the_change_was_saved(environ: dict[str, str]) -> None:
    added = to_full_device(environ, "contact", "add", "Ana")
    listed = to_full_device(environ, "contact", "list")
    refused = to_full_device(environ, "contact", "show", "77")
    assert added.code == 1
    assert added.told == (
        "crm: The change was saved (change 1), but the answer could not be written: No space left on device.\n"
        "  `crm history show 1` tells what it changed.\n"
    )
    assert listed.code == 1
    assert listed.told == (
        "crm: The answer could not be written: No space left on device. Nothing was changed.\n"
        "  Send it where there is room, and run it again.\n"
    )
    assert refused.code == 3
    assert number(Path(environ["CRM_HOME"]) / "crm.db", "SELECT count(*) FROM contact") == 1
    assert run(environ, "contact", "list").text.startswith("1\tAna\t")
