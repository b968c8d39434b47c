"""Many programs at once on one book: nobody's change is lost, nobody waits in vain, nobody is told a half truth."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reliability.faults import (
    Ended,
    ask,
    assert_whole,
    book_of,
    needs,
    number,
    python,
    run,
    start,
    together,
)
from tests.thorough import HEAVY

ADDS = 200
AT_ONCE = 20
HOLD = """
import os, sys
from crmcli.core.records.contact import Contact
from crmcli.services.workspace import Workspace
crm = Workspace(os.environ)
with crm.writing("import") as unit:
    unit.save(Contact(name="Not finished", kind="person"))
    print(os.getpid(), flush=True)
    sys.stdin.readline()
print("saved", flush=True)
"""
"""A writer that stays inside its transaction until it hears from us."""
READ = """
import os, sys
from crmcli.cli import front
while not os.path.exists(sys.argv[1]):
    code = front.main(["contact", "list", "--count"], os.environ)
    code = code or front.main(["contact", "list", "--limit", "1", "--columns", "id"], os.environ)
    if code: sys.exit(code)
"""
"""A reader that opens the book again and again until a file appears; each second number is the first contact's."""
TAG = """
import os, sys
from crmcli.cli import front
for number in range(int(sys.argv[2])):
    code = front.main(["tag", "add", f"t{sys.argv[1]}-{number}", "1"], os.environ)
    if code: sys.exit(code)
"""


@pytest.fixture
def holder(environ: dict[str, str]) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """A process that holds the writer's lock inside a transaction."""
    started: list[subprocess.Popen[bytes]] = []

    def hold() -> "subprocess.Popen[bytes]":
        process = python(environ, HOLD)
        started.append(process)
        assert process.stdout
        assert int(process.stdout.readline()) == process.pid
        return process

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def complaints(end: Ended) -> list[str]:
    """What a run told on stderr, other than that it waited for its turn."""
    return [line for line in end.told.splitlines() if not line.startswith("Waiting for another crm")]


def test_two_hundred_adds_while_another_program_reads(environ: dict[str, str], tmp_path: Path) -> None:
    book = book_of(environ)
    run(environ, "contact", "add", "The first person")
    finished = tmp_path / "finished"
    reader = python(environ, READ, str(finished))
    lines = [("contact", "add", f"Person {at}", "--email", f"p{at}@x.example", "--tag", "all") for at in range(ADDS)]
    done = together(environ, lines, at_once=AT_ONCE)
    finished.touch()
    out, err = reader.communicate(timeout=60)

    assert [end for end in done if end.code or complaints(end)] == []
    assert len({end.text for end in done}) == ADDS, "every process told a number of its own"
    assert number(book, "SELECT count(*) FROM contact WHERE name LIKE 'Person %'") == ADDS
    assert number(book, "SELECT count(*) FROM contact_tag") == ADDS
    assert number(book, "SELECT count(*) FROM change_set WHERE command = 'contact add'") == ADDS + 1
    assert_whole(book)
    seen = [int(word) for word in out.split()[::2]]
    assert (reader.returncode, err) == (0, b"")
    assert len(set(seen)) > 10, "the reader read while others wrote"
    assert seen == sorted(seen), "nothing that was seen went away again"


def test_the_first_run_by_many_at_once_makes_one_book(environ: dict[str, str]) -> None:
    for _ in range(10 if HEAVY else 2):
        book = book_of(environ)
        for file in book.parent.iterdir():
            file.unlink()
        assert not book.exists()
        done = together(environ, [("contact", "add", f"Person {at}") for at in range(AT_ONCE)], at_once=AT_ONCE)
        assert [end for end in done if end.code or complaints(end)] == []
        assert number(book, "SELECT count(*) FROM contact") == AT_ONCE
        assert_whole(book)
        assert {path.name for path in book.parent.iterdir()} <= {
            book.name + suffix for suffix in ("", ".lock", "-wal", "-shm")
        }


def test_reading_and_then_writing_loses_nothing(environ: dict[str, str]) -> None:
    run(environ, "contact", "add", "Everybody's friend")
    times = 50 if HEAVY else 5
    taggers = [python(environ, TAG, str(at), str(times)) for at in range(AT_ONCE)]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in taggers]
    assert [end for end in ended if end[2]] == []
    book = book_of(environ)
    assert number(book, "SELECT count(*) FROM contact_tag WHERE contact_id = 1") == AT_ONCE * times
    assert number(book, "SELECT version FROM contact WHERE id = 1") == 1 + AT_ONCE * times
    assert_whole(book)


def test_a_lock_that_is_held_too_long_is_told_with_its_holder(
    environ: dict[str, str], holder: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    run(environ, "contact", "add", "Ana")
    process = holder()
    started = time.monotonic()
    refused = run(environ, "contact", "add", "Bob", "--lock-timeout", "1")
    assert time.monotonic() - started >= 1, "it waited"
    assert (refused.code, refused.out) == (1, b"")
    assert f"process {process.pid}" in refused.told
    assert "import" in refused.told
    assert ask(book_of(environ), "SELECT name FROM contact") == [("Ana",)]

    process.communicate(b"\n", timeout=30)
    assert run(environ, "contact", "add", "Bob", "--lock-timeout", "1").code == 0
    assert number(book_of(environ), "SELECT count(*) FROM contact") == 3


def test_waiting_is_told_and_then_goes_on(
    environ: dict[str, str], holder: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    process = holder()
    waiting = start(environ, "contact", "add", "Bob")
    assert waiting.stderr
    assert str(process.pid) in waiting.stderr.readline().decode(), "who holds it is said while it waits"
    process.communicate(b"\n", timeout=30)
    out, _err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out) == (0, b"2\tBob\n")


def test_the_lock_of_a_killed_writer_is_free_at_once(
    environ: dict[str, str], holder: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    run(environ, "contact", "add", "Ana")
    process = holder()
    assert run(environ, "contact", "add", "Bob", "--lock-timeout", "0").code == 1, "the lock was held"
    process.kill()
    process.wait()
    done = run(environ, "contact", "add", "Bob", "--lock-timeout", "0")
    assert (done.code, done.err) == (0, b"")
    assert ask(book_of(environ), "SELECT name FROM contact ORDER BY id") == [("Ana",), ("Bob",)]
    assert_whole(book_of(environ))


def test_a_stopped_writer_stops_no_reader(
    environ: dict[str, str], holder: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    run(environ, "contact", "add", "Ana")
    process = holder()
    process.send_signal(signal.SIGSTOP)
    assert os.waitpid(process.pid, os.WUNTRACED)[1] & 0xFF == 0x7F, "it stands still"
    read = run(environ, "contact", "list")
    assert (read.code, read.err) == (0, b"")
    assert [line.split("\t")[1] for line in read.text.splitlines()] == ["Ana"]
    refused = run(environ, "contact", "add", "Bob", "--lock-timeout", "1")
    assert refused.code == 1
    assert str(process.pid) in refused.told
    process.send_signal(signal.SIGCONT)
    process.communicate(b"\n", timeout=30)
    assert run(environ, "contact", "add", "Bob").code == 0


def test_undos_at_once_never_undo_the_same(environ: dict[str, str]) -> None:
    needs("undo")
    for at in range(12):
        assert run(environ, "contact", "add", f"Person {at}").code == 0
    done: list[Ended] = together(environ, [("undo",)] * 8, at_once=8)
    assert [end for end in done if end.code] == []
    book = book_of(environ)
    assert number(book, "SELECT count(*) FROM contact") == 4
    undone = ask(book, "SELECT inverts FROM change_set WHERE kind = 'undo'")
    assert len(undone) == len(set(undone)) == 8
    assert sorted(row[0] for row in undone) == list(range(5, 13)), "the newest eight"
    assert_whole(book)


def test_one_change_is_undone_once(environ: dict[str, str]) -> None:
    needs("undo")
    run(environ, "contact", "add", "Ana")
    run(environ, "tag", "add", "vip", "1")
    done = together(environ, [("undo", "2")] * 4, at_once=4)
    assert sorted(end.code for end in done) == [0, 5, 5, 5]
    assert all(re.search("already taken back", end.told) for end in done if end.code)
    assert number(book_of(environ), "SELECT count(*) FROM change_set WHERE kind = 'undo'") == 1
