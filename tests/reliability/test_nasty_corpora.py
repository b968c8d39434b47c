"""Every file of the nasty battery that a command can be given meets the battery's contract, piped and on a terminal.

The contract (C1 to C11) and what is expected of each file are in NASTY.md beside the files.
"""

import json
import re
import shlex
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.battery import MOST_SECONDS, corpus, count, files, lines, measure, meets_contract
from tests.reliability.faults import (
    ask,
    assert_whole,
    book_of,
    dangers,
    exists,
    fingerprint,
    needs,
    on_terminal,
)

Crm = Callable[..., Any]
PEOPLE = {
    **dict.fromkeys(["01", "03", "05", "07", "09", "10", "11", "15", "17"], 1),
    "12": 2,
    "13": 3,
    **dict.fromkeys(["19", "20", "21"], 0),
}
"""Contacts that a file of csv/ gives, by its number."""
CONTROLS = {"csv/01_ok.csv", "toml/13_empty.toml"}


@pytest.fixture
def cwd(tmp_path: Path) -> Path:
    folder = tmp_path / "cwd"
    folder.mkdir()
    return folder


def test_the_battery_is_there(corpora: Path) -> None:
    assert {*files("csv", "toml")} >= CONTROLS
    assert len(lines("filter/filters.txt")) > 10


@pytest.mark.parametrize("name", files("csv"))
def test_tables(environ: dict[str, str], cwd: Path, name: str) -> None:
    needs("import")
    expected = PEOPLE.get(Path(name).name[:2])
    refused = name.endswith(".png") or "binary" in name
    ran = measure(environ, "import", corpus() / name, cwd=cwd)
    meets_contract(ran, environ, cwd, codes=(5,) if refused else (0, 7) if expected is None else (0,))
    if expected is not None:
        assert count(environ) == expected, "C10"
    if refused:
        assert count(environ) == 0
        assert not book_of(environ).exists(), "nothing was written"
    before = count(environ)
    again = measure(environ, "import", corpus() / name, cwd=cwd)
    meets_contract(again, environ, cwd, codes=(ran.code,))
    assert count(environ) == before, "C11"
    dry = measure(environ, "import", "--dry-run", corpus() / name, cwd=cwd)
    meets_contract(dry, environ, cwd, codes=(0, 5, 7))
    for words in (["import", corpus() / name], ["contact", "list"]):
        screen = on_terminal(environ, *words)
        assert dangers(screen.out) == [], "C4 on a terminal"
        assert b"Traceback" not in screen.out
    if "07" in name:
        assert b"More than one column is called email" in ran.out + ran.err


@pytest.mark.parametrize("name", files("vcf", "ics", "eml", "mbox", "zip", "dav", "tpl", "db"))
def test_files_that_are_no_tables(environ: dict[str, str], crm: Crm, cwd: Path, name: str) -> None:
    needs("import")
    ran = measure(environ, "import", corpus() / name, cwd=cwd)
    meets_contract(ran, environ, cwd, codes=(0, 5, 7))
    for kind in ("csv", "jsonl"):
        taken = crm("import", "--format", kind, corpus() / name)
        assert taken.code in (0, 5, 7)
        assert "went wrong" not in taken.err
        assert dangers((taken.out + taken.err).encode()) == []
    if any(word in name for word in ("esc", "controls", "bidi", "nul")):
        assert dangers(on_terminal(environ, "import", corpus() / name).out) == []


@pytest.mark.parametrize("name", files("toml"))
def test_settings(environ: dict[str, str], cwd: Path, name: str) -> None:
    settings = Path(environ["CRM_HOME"]) / "config.toml"
    settings.write_bytes((corpus() / name).read_bytes())
    settings.chmod(0o600)
    good = name in CONTROLS or "11_hook" in name
    for words in (
        ["contact", "list"],
        ["contact", "add", "Ana"],
        ["--debug", "contact", "list"],
        ["config", "list"],
        ["config", "path"],
        ["doctor"],
    ):
        if not exists([word for word in words if word != "--debug"]):
            continue
        ran = measure(environ, *words, cwd=cwd)
        if "--debug" in words:
            assert b"CANARY-" not in ran.out + ran.err
            continue
        meets_contract(ran, environ, cwd, codes=(0,) if good else (0, 1, 2))
        if words[:2] == ["contact", "list"] and not good:
            assert ran.code == 2
            assert str(settings).encode() in ran.err, "the file is named"
        screen = on_terminal(environ, *words)
        assert dangers(screen.out) == []
        assert b"CANARY-" not in screen.out
    if "11_hook" in name and exists("config list"):
        told = measure(environ, "config", "list", cwd=cwd)
        assert b"hooks" in told.out + told.err, "an unknown key is told"


@pytest.mark.parametrize("name", files("db"))
def test_books(environ: dict[str, str], cwd: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir(mode=0o700)
    book = folder / "given.db"
    shutil.copyfile(corpus() / name, book)
    book.chmod(0o600)
    before = fingerprint(book)
    for words in (
        ["contact", "list"],
        ["contact", "add", "Ana"],
        ["contact", "show", "1"],
        ["doctor"],
        ["backup", "create"],
        ["init"],
    ):
        if exists(words):
            ran = measure(environ, "--db", book, *words, "--no-input", cwd=cwd)
            meets_contract(ran, environ, cwd, codes=(1,) if words[0] == "contact" else (1, 2, 5))
            assert str(book).encode() in ran.out + ran.err, "the file is named"
            assert fingerprint(book) == before, "and not touched"
            assert dangers(on_terminal(environ, "--db", book, *words, "--no-input").out) == []
    told = measure(environ, "--db", book, "contact", "list", cwd=cwd).err
    assert re.search(rb"not a crmcli book|belongs to another program|damaged|newer crmcli", told), told
    assert ("foreign" in name) <= (b"belongs to another program" in told)


@pytest.fixture
def people(crm: Crm, environ: dict[str, str]) -> Path:
    for name in ("Ana García", "x", "Bob"):
        assert crm("contact", "add", name, "--tag", "vip").code == 0
    if exists("log call") and exists("task add"):
        assert crm("log", "call", "1", "asked for an offer").code == 0
        assert crm("task", "add", "Send it", "--due", "2026-11-30", "--contact", "1").code == 0
    return book_of(environ)


QUERIED = [words.split() for words in (
    "contact list", "contact list --count", "company list", "task list", "log list", "find", "agenda week",
    "export contacts", "tag add hit --yes --dry-run --query",
)]  # fmt: skip
"""Commands that take a query."""


def test_queries(crm: Crm, people: Path, environ: dict[str, str]) -> None:
    before = ask(people, "SELECT name, sql FROM sqlite_schema ORDER BY name"), fingerprint(people)
    refused = 0
    queries = lines("filter/filters.txt")
    if not queries:
        pytest.skip("no filters")
    for line in queries:
        for words in QUERIED:
            if not exists(words) or "\0" in line:
                continue
            begun = time.process_time()
            ran = crm(*words, line if words[-1] == "--query" else "--", *([] if words[-1] == "--query" else [line]))
            assert ran.code in (0, 2, 3, 5), (words, line, ran)
            assert "Traceback" not in ran.err
            assert "went wrong" not in ran.err, (words, line, ran.err)
            assert dangers((ran.out + ran.err).encode()) == []
            assert time.process_time() - begun < MOST_SECONDS
            if ran.code == 2 and words == ["contact", "list"]:
                refused += 1
                assert "^" in ran.err, "it points at the place"
    assert refused > 3, "some of them were refused"
    assert (ask(people, "SELECT name, sql FROM sqlite_schema ORDER BY name"), fingerprint(people)) == before
    assert not Path("/tmp/pwned.db").exists()


def test_queries_on_a_terminal(people: Path, environ: dict[str, str]) -> None:
    for line in lines("filter/filters.txt"):
        if "\0" not in line and len(line) < 100_000:
            screen = on_terminal(environ, "contact", "list", "--", line)
            assert screen.code in (0, 2, 5), screen
            assert dangers(screen.out) == []
            assert b"went wrong" not in screen.out


def test_names(crm: Crm, environ: dict[str, str], cwd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(cwd)
    names = [line for line in lines("names/names.txt") if line]
    if not names:
        pytest.skip("no names")
    for name in names:
        added = crm("contact", "add", "--force", "--", name)
        assert added.code in (0, 5), (name, added)
        assert dangers((added.out + added.err).encode()) == []
    assert count(environ) >= len(names) - 2
    for words in (["contact", "list"], ["company", "list"], ["contact", "show", "1"]):
        assert dangers(crm(*words, "--format", "table").out.encode()) == []
        assert dangers(on_terminal(environ, *words).out) == []
    for number_ in range(1, count(environ) + 1):
        assert crm("contact", "show", f"id:{number_}").code == 0
    if exists("export contacts"):
        exported = crm("export", "contacts", "--format", "json")
        assert exported.code == 0
        stored = {row[0] for row in ask(book_of(environ), "SELECT name FROM contact")}
        assert {one["name"] for one in json.loads(exported.out)} == stored
    assert list(cwd.iterdir()) == []
    assert_whole(book_of(environ))


def test_argument_lines(crm: Crm, environ: dict[str, str]) -> None:
    """The lines of argv/, where the battery has them: each a command line after `crm`."""
    crm("contact", "add", "Ana")
    found = [line for path in sorted((corpus() / "argv").glob("*")) for line in path.read_bytes().split(b"\n") if line]
    if not found:
        pytest.skip("this battery has no lines of arguments")
    for line in found:
        try:
            words = shlex.split(line.decode("utf-8", "surrogateescape"))
        except ValueError:
            continue
        ran = crm(*words)
        assert ran.code in range(8), (line, ran)
        assert "Traceback" not in ran.err
        assert "went wrong" not in ran.err, (line, ran.err)
        assert dangers((ran.out + ran.err).encode("utf-8", "replace")) == []
    assert_whole(book_of(environ))
