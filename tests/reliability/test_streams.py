"""Streams that are closed, broken or full, signals, and environments without locale, home or a sensible terminal."""

import itertools
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.reliability.faults import (
    PROGRAM,
    ask,
    assert_whole,
    book_of,
    dangers,
    needs,
    number,
    on_terminal,
    python,
    run,
    start,
    to_full_device,
)

MANY = 3000
FILL = """
import os, sys
from crmcli.core.records.contact import Contact, Point
from crmcli.services.workspace import Workspace
with Workspace(os.environ).writing("import") as unit:
    for at in range(int(sys.argv[1])):
        mail = f"p{at}@x.example"
        unit.save(Contact(name=f"Somebody called {at}", kind="person", emails=(Point(mail, normal=mail),)))
"""
WRITE_SLOWLY = """
import os, sys, time
from crmcli.store import unit
save = unit.Unit.save
def slow(self, record):
    number = save(self, record)
    print("inside", flush=True, file=sys.stderr)
    time.sleep(30)
    return number
unit.Unit.save = slow
from crmcli.cli import main
sys.argv = ["crm", "contact", "add", "Half done"]
main.run()
"""
"""The program with a pause in the middle of its transaction."""


@pytest.fixture
def many(environ: dict[str, str]) -> None:
    process = python(environ, FILL, str(MANY))
    process.communicate()
    assert process.returncode == 0


def test_a_pipe_that_closes_is_no_error(environ: dict[str, str], many: None) -> None:
    for words in (["contact", "list"], ["contact", "list", "--json"], ["contact", "list", "--format", "csv"]):
        process = start(environ, *words)
        assert process.stdout
        assert process.stderr
        first = process.stdout.read(20)
        process.stdout.close()
        told = process.stderr.read()
        process.stderr.close()
        assert len(first) == 20
        assert told == b""
        assert process.wait() in (0, 141)
    assert len(run(environ, "contact", "list").text.splitlines()) == MANY, "unbroken, it is all there"


def test_head_in_a_shell(environ: dict[str, str], many: None) -> None:
    line = f"set -o pipefail; {' '.join(PROGRAM)} contact list | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], env=environ, capture_output=True, text=True, check=False)
    first, code = done.stdout.splitlines()
    assert first.split("\t")[1].startswith("Somebody")
    assert int(code) in (0, 141)
    assert done.stderr == ""


@pytest.mark.parametrize("closed", [c for n in range(1, 4) for c in itertools.combinations((0, 1, 2), n)], ids=str)
def test_streams_that_are_closed(environ: dict[str, str], closed: tuple[int, ...]) -> None:
    redirects = " ".join(f"{stream}{'<' if stream == 0 else '>'}&-" for stream in closed)
    for words, change in (("contact add Ana", True), ("contact list", False), ("contact add Zoe --note -", False)):
        done = subprocess.run(
            ["sh", "-c", f"exec {' '.join(PROGRAM)} {words} {redirects}"],
            env=environ, input=b"", capture_output=True, check=False,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        assert b"Something went wrong" not in done.stderr
        if 1 in closed:
            assert done.returncode in ((1, 2) if "-" in words.split() else (1,)), (words, done)
            assert done.stdout == b""
            if 2 not in closed:
                assert done.stderr.startswith(b"crm: "), words
                assert (b"was saved (change 1)" in done.stderr) == change
        elif 0 in closed and words.endswith("-"):
            assert done.returncode == 2
        else:
            assert (done.returncode, done.stderr) == (0, b"")
    book = book_of(environ)
    assert number(book, "SELECT count(*) FROM contact WHERE name = 'Ana'") == 1, "what was done is there"
    assert_whole(book)


def test_a_question_is_not_asked_where_nobody_can_answer(environ: dict[str, str]) -> None:
    run(environ, "contact", "add", "Ana")
    run(environ, "contact", "add", "Bob")
    for redirect in ("</dev/null", "<&-"):
        done = subprocess.run(
            ["sh", "-c", f"exec {' '.join(PROGRAM)} contact set 1 2 note=x {redirect}"],
            env=environ, capture_output=True, text=True, timeout=20, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert "needs a yes" in done.stderr
    assert ask(book_of(environ), "SELECT DISTINCT note FROM contact") == [("",)]
    asked = on_terminal(environ, "contact", "set", "1", "2", "note=x", typed=b"y\n")
    assert asked.code == 0, asked
    assert b"[y/N]" in asked.out
    assert ask(book_of(environ), "SELECT DISTINCT note FROM contact") == [("x",)]


@pytest.mark.parametrize(
    ("blow", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)]
)
def test_a_signal_in_the_middle_of_a_write(environ: dict[str, str], blow: signal.Signals, code: int) -> None:
    run(environ, "contact", "add", "Ana")
    process = python(environ, WRITE_SLOWLY)
    assert process.stderr
    assert process.stderr.readline() == b"inside\n", "it is in its transaction"
    process.send_signal(blow)
    out, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert out == b""
    assert err.decode().splitlines() == (["Interrupted; nothing was changed."] if code == 130 else [])
    book = book_of(environ)
    assert ask(book, "SELECT name FROM contact") == [("Ana",)]
    assert_whole(book)
    assert run(environ, "contact", "add", "Bob", "--lock-timeout", "0").code == 0


def test_ctrl_c_at_any_moment_leaves_no_traceback(environ: dict[str, str]) -> None:
    run(environ, "contact", "add", "Ana")
    landed = 0
    for at in range(16):
        process = subprocess.Popen(
            [Path(sys.executable).with_name("crm"), "contact", "add", f"Person {at}"],
            env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(0.03 + 0.006 * at)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        interpreter_was_starting = b"importlib" in err and b"crmcli" not in err.split(b"importlib")[0]
        landed += process.returncode == 130
        assert process.returncode in (0, 130, 1, -signal.SIGINT)
        if not interpreter_was_starting and process.returncode != -signal.SIGINT:
            assert b"Traceback" not in err, err.decode()
        saved = number(book_of(environ), "SELECT count(*) FROM contact WHERE name = ?", f"Person {at}")
        assert saved or not out, "what was told is there"
    assert landed, "some of them were interrupted"
    assert_whole(book_of(environ))


def test_ctrl_c_at_a_question(environ: dict[str, str]) -> None:
    run(environ, "contact", "add", "Ana")
    run(environ, "contact", "add", "Bob")
    ended = on_terminal(environ, "contact", "set", "1", "2", "note=x", typed=b"\x04")
    assert ended.code == 130, ended
    assert "Traceback" not in ended.text
    assert ask(book_of(environ), "SELECT DISTINCT note FROM contact") == [("",)]


ENVIRONMENTS = {
    "C": {"LC_ALL": "C"},
    "POSIX": {"LANG": "POSIX"},
    "no UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii pipes": {"PYTHONIOENCODING": "ascii"},
    "strict ascii pipes": {"PYTHONIOENCODING": "ascii:strict"},
    "latin pipes": {"PYTHONIOENCODING": "latin-1"},
    "unknown locale": {"LC_ALL": "xx_YY.UTF-8"},
    "no locale": {"LANG": ""},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_locales_that_cannot_write_every_letter(environ: dict[str, str], name: str) -> None:
    stored = "Łukasz Núñez 王"
    assert run(environ, "contact", "add", stored, "--tag", "señor").code == 0
    poor = environ | ENVIRONMENTS[name]
    for words in (
        ["contact", "list"],
        ["contact", "show", "1"],
        ["contact", "list", "--json"],
        ["contact", "show", "Ł"],
    ):
        done = run(poor, *words)
        assert done.code in (0, 2, 3, 4), done
        assert b"Traceback" not in done.err
        assert b"went wrong" not in done.err
    listed = run(poor, "contact", "list")
    assert (listed.code, listed.err) == (0, b"")
    letters = listed.out.decode("latin-1" if name == "latin pipes" else "utf-8").split("\t")[1]
    assert letters in (stored, "\\u0141ukasz N\\xfa\\xf1ez \\u738b", "\\u0141ukasz Núñez \\u738b")
    as_json = run(poor, "contact", "list", "--json").out.decode("latin-1" if name == "latin pipes" else "utf-8")
    if letters == stored:
        assert stored in as_json
    screen = on_terminal(poor, "contact", "list")
    assert (screen.code, dangers(screen.out.decode("latin-1").encode())) == (0, []) or b"\xc5\x81" in screen.out


@pytest.mark.parametrize("columns", ["0", "1", "20", "79", "", "-5", "wide", "100000"])
def test_columns_of_any_number(environ: dict[str, str], columns: str) -> None:
    run(environ, "contact", "add", "Somebody with quite a long name", "--email", "somebody@example.com", "--tag", "vip")
    run(environ, "contact", "set", "1", "note=" + "several words of a long note " * 20)
    for words in (["contact", "list"], ["contact", "show", "1"], ["tag", "list"], ["contact", "list", "--help"]):
        done = (
            run(environ | {"COLUMNS": columns}, *words, "--format", "table")
            if "--help" not in words
            else run(environ | {"COLUMNS": columns}, *words)
        )
        assert (done.code, done.err) == (0, b""), (words, done)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (5, 20), (24, 80), (100, 300)])
def test_terminals_of_any_size(environ: dict[str, str], rows: int, columns: int) -> None:
    run(environ, "contact", "add", "Somebody with quite a long name", "--email", "somebody@example.com", "--tag", "vip")
    for words in (["contact", "list"], ["contact", "show", "1"], ["contact", "--help"]):
        done = on_terminal(environ, *words, rows=rows, columns=columns)
        assert (done.code, dangers(done.out)) == (0, [])
        if words[-1] == "list":
            lines = re.sub(r"\x1b\[[0-9;]*m", "", done.text).split("\r\n")
            assert max(map(len, lines)) <= max(columns, 20)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}], ids=str)
def test_no_colours_where_nobody_wants_them(environ: dict[str, str], variables: dict[str, str]) -> None:
    run(environ, "contact", "add", "Ana")
    coloured = on_terminal(environ, "contact", "list")
    assert b"\x1b[" in coloured.out, "it has colours otherwise"
    line = f"import os, sys; os.environ.update({variables!r}); sys.argv[1:] = ['contact', 'list']\n"
    line += "from crmcli.cli.main import run; run()"
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", line], env={n: v for n, v in environ.items() if n != "NO_COLOR"},
        stdin=theirs, stdout=theirs, stderr=theirs, check=False,
    )  # fmt: skip
    os.close(theirs)
    screen = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 0
    assert b"Ana" in screen
    assert b"\x1b" not in screen


def test_colours_as_one_says(environ: dict[str, str]) -> None:
    plain = {**environ, "NO_COLOR": ""}
    run(plain, "contact", "add", "Ana", "--tag", "vip")
    command = ("contact", "list", "--format", "table")
    for given, options, has_colours in (
        (plain, (), False),
        (plain, ("--color", "always"), True),
        ({**plain, "CRM_COLOR": "always"}, (), True),
        ({**plain, "CLICOLOR_FORCE": "1"}, (), True),
        ({**plain, "FORCE_COLOR": "1"}, ("--color=never",), False),
        ({**plain, "NO_COLOR": "1"}, ("--color=always",), True),
    ):
        assert (b"\x1b[" in run(given, *command, *options).out) is has_colours, (given, options)
    refused = run(plain, *command, "--color", "purple")
    assert refused.code == 2
    assert b"auto, always, never" in refused.err
    assert b"\x1b[" not in on_terminal(environ, "contact", "list", "--color", "never").out


def test_no_home(environ: dict[str, str], tmp_path: Path) -> None:
    bare = {"PATH": environ["PATH"], "LANG": "C.UTF-8"}
    done = run(bare, "contact", "list", cwd=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert done.told.startswith("crm: There is no home folder")
    assert run(bare | {"HOME": ""}, "contact", "add", "Ana", cwd=tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("~")] == []
    assert run(bare | {"CRM_HOME": environ["CRM_HOME"]}, "contact", "add", "Ana", cwd=tmp_path).code == 0
    assert run(bare, "--db", "~nobody-of-this-name/crm.db", "contact", "list").code == 2


def test_a_zone_that_is_none_is_never_silently_utc(environ: dict[str, str]) -> None:
    del environ["CRM_ZONE"]
    run(environ, "contact", "add", "Ana")
    assert run(environ | {"TZ": "Europe/Madrid"}, "contact", "list").err == b""
    for name in ("Bogus/Zone", "Europa/Madrid"):
        told = run(environ | {"TZ": name}, "contact", "list")
        assert name in told.told
        assert told.code in (0, 2)
    refused = run(environ | {"CRM_ZONE": "Bogus/Zone"}, "task", "add", "Call", "--due", "tomorrow 10:00")
    assert refused.code == 2
    assert "Bogus/Zone" in refused.told


def test_a_note_that_is_no_text_is_refused(environ: dict[str, str]) -> None:
    for locale in ("C", "C.UTF-8", "POSIX"):
        refused = run(environ | {"LC_ALL": locale}, "contact", "add", "Ana", "--note", "-", stdin=b"good \xff\xfe bad")
        assert (refused.code, refused.out) == (2, b"")
        assert "not UTF-8" in refused.told
    taken = run(environ, "contact", "add", "Ana", "--note", "-", stdin="\ufeffa note with a mark\nñ\n".encode())
    assert taken.code == 0
    assert ask(book_of(environ), "SELECT note FROM contact") == [("a note with a mark\nñ",)]


def test_the_version_to_a_stream_that_takes_nothing(environ: dict[str, str]) -> None:
    assert run(environ, "--version").text.startswith("crm ")
    done = to_full_device(environ, "--version")
    assert done.code == 1
    assert done.told == "crm: The answer could not be written: No space left on device.\n"


def test_undo_after_a_broken_pipe_knows_what_was_saved(environ: dict[str, str]) -> None:
    needs("undo")
    to_full_device(environ, "contact", "add", "Ana")
    assert run(environ, "undo", "1").code == 0
    assert number(book_of(environ), "SELECT count(*) FROM contact") == 0
