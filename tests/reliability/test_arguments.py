"""Arguments that nobody would type by intention: dashes, huge numbers, devices, folders, broken letters, a megabyte."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.faults import PROGRAM, ask, assert_whole, book_of, exists, number, run

Crm = Callable[..., Any]
KERNEL_LIMIT = 131_071
"""Bytes of one argument that Linux lets pass."""
HUGE = (
    "9" * 20,
    "9" * 400,
    "-1",
    "-9223372036854775809",
    "9223372036854775808",
    "1e999",
    "nan",
    "٣",
    "0x10",
    "1_000",
    "+1",
    "",
)
NUMBERED = """
contact list --limit @
contact show @
contact show id:@
contact set @ note=x
contact archive @
contact delete @
contact list id:@
contact list id>@
contact list birthday:@
company show @
tag add x @
tag remove vip @
task show @
task done @
task snooze @ tomorrow
task snooze 1 @
task list --limit @
task add x --due @
task add x --due tomorrow --remind @
task add x --due 10:00 --for @
task list priority:@
log show @
log edit @ --text x
log delete @
log list --limit @
log call 1 hello --minutes @
undo @
history show @
history --limit @
history prune --before @
trash restore @
agenda @
agenda day @
cadence set 1 @
contact list last<@
contact list due:@
contact list last:@..@
contact list created>@
find @
show @
timeline @
timeline 1 --limit @
import --max-size @ people.csv
config set lock_timeout @
config set coming_days @
--lock-timeout @ contact list
contact add N --birthday @
contact add N --cadence @
contact add N --phone @
"""


def harmless(ran: Any, words: object) -> None:
    """An ending in the program's own words."""
    assert "Traceback" not in ran.err, words
    assert "went wrong" not in ran.err, (words, ran.err)
    assert ran.code in (0, 1, 2, 3, 4, 5, 7), (words, ran)
    assert (ran.code != 0) <= bool(ran.err), words


@pytest.fixture
def book(crm: Crm, environ: dict[str, str]) -> Path:
    for words in (["contact", "add", "Ana", "--tag", "vip"], ["contact", "add", "--", "-rf"]):
        assert crm(*words).code == 0
    if exists("task add"):
        assert crm("task", "add", "Call Ana", "--due", "2026-11-30").code == 0
    return book_of(environ)


@pytest.mark.parametrize("line", NUMBERED.strip().splitlines())
def test_numbers_out_of_range(crm: Crm, book: Path, line: str) -> None:
    if not exists([word for word in line.split() if not word.startswith("--lock")]):
        pytest.skip("not written yet")
    for value in HUGE:
        words = [word.replace("@", value) for word in line.split()]
        harmless(crm(*words), words)
    assert_whole(book)


def test_words_that_begin_with_a_dash(crm: Crm, book: Path) -> None:
    assert ask(book, "SELECT name FROM contact ORDER BY id") == [("Ana",), ("-rf",)]
    assert crm("contact", "show", "--", "-rf").out.splitlines()[0].split("\t")[1] == "-rf"
    refused = crm("contact", "show", "-rf")
    assert (refused.code, refused.out) == (2, "")
    assert crm("contact", "add", "--", "--help").code == 0
    assert crm("contact", "add", "--", "--db").code == 0
    assert crm("tag", "add", "--", "-x", "1").code == 0
    assert crm("contact", "list", "--", "tag:-x").lines[0].split("\t")[1] == "Ana"
    assert crm("contact", "set", "1", "note=--yes").code == 0
    assert [row[0] for row in ask(book, "SELECT name FROM contact ORDER BY id")] == ["Ana", "-rf", "--help", "--db"]
    for words in (
        ["--"],
        ["-"],
        ["---"],
        ["--="],
        ["-="],
        ["contact", "--"],
        ["contact", "list", "--limit"],
        ["--db"],
        ["--db="],
    ):
        harmless(crm(*words), words)


NO_FILES = (
    "/dev/zero",
    "/",
    "/proc",
    "/proc/self/mem",
    "/dev/null",
    "/etc/passwd/x",
    "nowhere",
    "",
    ".",
    "..",
    "~nobody-here/x",
)
WITH_FILES = """
--db @ contact list
--db @ contact add x
import @
import --format jsonl @
import people.csv --rejects @
backup create @
backup verify @
backup restore @
batch @
agenda export @
export contacts @
export contacts --output @
contact add x --note @
config set db @
"""


@pytest.mark.parametrize("line", WITH_FILES.strip().splitlines())
def test_paths_that_are_no_files(
    crm: Crm, environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    if not exists(line.removeprefix("--db @ ")):
        pytest.skip("not written yet")
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    for path in NO_FILES:
        harmless(crm(*(word.replace("@", path) for word in line.split())), (line, path))
        (Path(environ["CRM_HOME"]) / "config.toml").unlink(missing_ok=True)
    assert {file for file in set(tmp_path.rglob("*")) - before if file.name.startswith(("~", "-"))} == set()
    if book_of(environ).exists():
        assert_whole(book_of(environ))


@pytest.mark.parametrize("path", ["/dev/stdin", "/dev/zero", "/dev/tty"])
def test_devices_are_not_read(environ: dict[str, str], path: str) -> None:
    for line in ("import @", "--db @ contact list", "backup verify @"):
        if exists(line.removeprefix("--db @ ")):
            ended = run(environ, *(word.replace("@", path) for word in line.split()), timeout=10)
            assert ended.code in (1, 2, 3, 5), (line, ended)
            assert b"went wrong" not in ended.err, ended


def test_an_argument_that_is_no_text_is_refused(environ: dict[str, str]) -> None:
    run(environ, "contact", "add", "Ana")
    for words in (
        (b"contact", b"add", b"caf\xe9"),
        (b"contact", b"add", b"X", b"--note", b"\xff"),
        (b"contact", b"list", b"\xc3"),
        (b"tag", b"add", b"\xff", b"1"),
        (b"\xff",),
    ):
        refused = run(environ, *words)
        assert (refused.code, refused.out) == (2, b""), words
        assert "not valid UTF-8" in refused.told
    assert number(book_of(environ), "SELECT count(*) FROM contact") == 1
    named = os.fsencode(environ["CRM_HOME"]) + b"/b\xfcch.db"
    if exists("init"):
        assert run(environ, b"--db", named, "init").code == 0
        assert run(environ, b"--db", named, "contact", "add", "Zoe").code == 0
        assert run(environ, b"--db", named, "contact", "list").text.startswith("1\tZoe")
    missing = run(environ, b"--db", named + b"x", "contact", "list")
    assert missing.code == 3
    missing.told  # noqa: B018 - it is UTF-8 although the name is not


@pytest.mark.parametrize("size", [1000, 1001, KERNEL_LIMIT])
def test_long_arguments(environ: dict[str, str], size: int) -> None:
    name = "n" * (size - len("--given="))
    long, mail = "n" * size, "n" * (size - 10) + "@x.example"
    lines = [["contact", "add", long], ["contact", "add", "x", f"--given={name}"], ["contact", "show", long]]
    lines += [["contact", "list", long], ["contact", "add", "x", "--tag", long], ["tag", "add", long, "1"], [long]]
    lines += [["contact", "add", "x", "--email", mail], ["contact", "--" + long[2:]]]
    for words in lines:
        ended = run(environ, *words)
        assert b"Traceback" not in ended.err
        assert b"went wrong" not in ended.err, ended.err
        assert ended.code in (0, 2, 3, 5)
        assert len(ended.err) < 5000, "a complaint repeats no book"
    book = book_of(environ)
    assert number(book, "SELECT count(*) FROM contact WHERE length(name) > 1000") == 0
    assert number(book, "SELECT count(*) FROM contact WHERE name = ?", "n" * 1000) == (1 if size == 1000 else 0)
    assert run(environ, "contact", "add", "x", f"--note={name}").code == 0, "a note may be long"


def test_a_name_and_a_note_of_a_megabyte(environ: dict[str, str]) -> None:
    megabyte = "n" * 1_000_000
    run(environ, "contact", "add", "Ana")
    noted = run(environ, "contact", "add", "Bob", "--note", "-", stdin=megabyte.encode())
    assert noted.code == 0
    refused = run(environ, "contact", "add", "Zoe", "--note", "-", stdin=megabyte.encode() + b"n")
    assert refused.code == 5
    assert "1000001 characters" in refused.told
    shown = run(environ, "contact", "list", "--format", "table", "--columns", "id,name,note")
    assert max(map(len, shown.text.splitlines())) <= 100
    if exists("batch"):
        long = megabyte[:KERNEL_LIMIT]
        done = run(
            environ, "batch", "-", stdin=f"contact add {megabyte}\ncontact add {long}\ncontact add Zoe\n".encode()
        )
        assert done.code == 7
        assert "more than 262144 bytes" in done.told
        assert "131071 characters" in done.told
        assert len(done.err) < 5000
    if exists("import"):
        done = run(environ, "import", "-", stdin=f"Name,Email\n{megabyte},a@x.example\nZoe,z@x.example\n".encode())
        assert done.code in (0, 7), done
        assert b"Traceback" not in done.err
    assert number(book_of(environ), "SELECT count(*) FROM contact WHERE length(name) > 1000") == 0
    assert_whole(book_of(environ))


def test_nothing_of_a_letter(crm: Crm, environ: dict[str, str]) -> None:
    assert crm("contact", "add", "be\0fore").code == 0
    assert crm("contact", "add", "x", "--note", "-", stdin=b"one\0two").code == 0
    assert crm("tag", "add", "a\0b", "1").code == 0
    book = book_of(environ)
    assert ask(book, "SELECT name, length(name) FROM contact WHERE id = 1") == [("be\ufffdfore", 7)]
    assert ask(book, "SELECT note FROM contact WHERE id = 2") == [("one\ufffdtwo",)]
    assert ask(book, "SELECT name FROM tag") == [("a\ufffdb",)]
    assert crm("contact", "list", "be\0fore").code == 0
    for empty in ("\0", " ", "\t\n", "\u200b", "\u3164", "\u2800"):
        crm("contact", "add", empty)
    names = [row[0] for row in ask(book, "SELECT name FROM contact")]
    listed = [line.split("\t")[1] for line in crm("contact", "list").lines]
    assert len(listed) == len(names)
    assert all(name.strip() for name in listed), "no row is without a visible name"


def test_names_of_columns_and_orders_are_not_sql(crm: Crm, book: Path) -> None:
    before = ask(book, "SELECT name, sql FROM sqlite_schema ORDER BY name")
    for text in (
        "x; DROP TABLE contact",
        "name--",
        "name) --",
        "1",
        "random()",
        "(SELECT 1)",
        "name,(SELECT uid)",
        "rowid",
        "id;id",
    ):
        for option in ("--sort", "--columns"):
            refused = crm("contact", "list", option, text)
            assert refused.code == 2, (option, text, refused)
            assert "name" in refused.err, "it lists what is allowed"
    assert ask(book, "SELECT name, sql FROM sqlite_schema ORDER BY name") == before
    assert crm("contact", "list", "--sort", "-name").code == 0


def test_the_debug_flag_alone_shows_a_traceback(environ: dict[str, str]) -> None:
    quiet = run(environ, "contact", "show", "nobody")
    loud = run(environ, "--debug", "contact", "show", "nobody")
    assert (quiet.code, loud.code) == (3, 3)
    assert (b"Traceback" in quiet.err, b"Traceback" in loud.err) == (False, True)
    code = (
        "import os, sys; from crmcli.cli import front; from crmcli.services.people import listing\n"
        "def broken(*a, **k): raise ValueError('secret CANARY-7')\n"
        "for name in dir(listing):\n"
        "    if callable(getattr(listing, name)) and not name.startswith('_'): setattr(listing, name, broken)\n"
        "sys.exit(front.main(sys.argv[1:], os.environ))"
    )
    for arguments, traced in (
        (["contact", "list", "--count"], False),
        (["--debug", "contact", "list", "--count"], True),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert ("Traceback" in done.stderr) == traced
        assert ("CANARY" in done.stderr) == traced
        if not traced:
            assert re.match(r"crm: Something went wrong inside crm \(ValueError in .*\)", done.stderr)


def test_the_program_can_be_called_at_all(environ: dict[str, str]) -> None:
    done = subprocess.run([*PROGRAM, "--version"], env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
