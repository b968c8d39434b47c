"""init, config, schema, trash, backup and doctor, as they are typed; what they do with damaged files."""

import hashlib
import json
import os
import pty
import re
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from crmcli.services.system.config import HEADING
from crmcli.services.system.insight_schema import INSIGHT
from crmcli.services.system.schema import NOUNS
from tests.conftest import Ran

Crm = Callable[..., Ran]
JSON_TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def filled(crm: Crm) -> None:
    """A little of everything, some of it in the trash."""
    about_ana = (
        "--email", "work=ana@x.example", "--phone", "600555111", "--tag", "vip", "--company", "Telares SL",
        "--field", "size=42", "--address", "home=Calle Mayor 1", "--birthday", "--12-10",
    )  # fmt: skip
    crm("contact", "add", "Ana García", *about_ana)
    crm("contact", "add", "Bo Núñez")
    crm("contact", "add", "Cid")
    crm("log", "call", "2", "Hello", "--at", "2026-11-20")
    crm("log", "note", "4", "Passing")
    crm("task", "add", "Send the offer", "--contact", "2", "--due", "2026-11-30 10:00", "--remind", "30min")
    crm("cadence", "set", "2", "3w")
    crm("deal", "add", "Web shop", "--contact", "2", "--amount", "1200", "--stage", "lead")
    crm("contact", "delete", "3", "4")


@pytest.mark.usefixtures("filled")
def test_the_trash_is_listed_brought_back_and_emptied(crm: Crm) -> None:
    assert crm("trash", "list", "--format", "table").lines == [
        "What     #  Title     Thrown away",
        "contact  3  Bo Núñez  Sun 22 Nov 2026 09:30",
        "contact  4  Cid       Sun 22 Nov 2026 09:30",
    ]
    emptied = crm("trash", "empty", "--yes", "--format", "table")
    assert emptied.code == 7
    assert emptied.out == "Removed 1 record. `crm undo` brings it back.\n"
    assert emptied.err == "1 stay, because others refer to them:\n  contact 4 Cid: interaction 2 refers to it\n"
    assert crm("undo").code == 0
    crm("log", "delete", "2")
    told = json.loads(crm("trash", "empty", "--yes", "--json").out)
    assert {(row["noun"], row["id"]) for row in told["removed"]} == {("contact", 3), ("contact", 4), ("interaction", 2)}
    assert crm("trash", "list", "--format", "table").out == "The trash is empty.\n"
    assert crm("undo").code == 0
    assert len(crm("trash", "list").lines) == 3
    assert crm("doctor").code == 0


@pytest.mark.usefixtures("filled")
def test_what_is_meant_in_the_trash(crm: Crm) -> None:
    crm("task", "delete", "1")
    crm("log", "delete", "1")
    crm("contact", "add", "Doe")
    crm("contact", "delete", "5", "2")
    crm("contact", "set", "1", "note=x")
    uid = json.loads(crm("trash", "list", "--json").out)[0]["uid"]
    for reference, noun in (
        ("task:1", "task"), ("interaction:1", "interaction"), ("bo nunez", "contact"), ("4", "contact"),
        (uid, "contact"),
    ):  # fmt: skip
        done = crm("trash", "restore", reference, "--json")
        assert (done.code, json.loads(done.out)[0]["noun"]) == (0, noun), reference
    assert crm("trash", "restore", "99").code == 3
    assert crm("contact", "list", "--count").out == "4\n"


def test_a_number_that_several_nouns_have_needs_its_noun(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    crm("task", "add", "Call")
    crm("contact", "delete", "1")
    crm("task", "delete", "1")
    refused = crm("trash", "restore", "1")
    assert refused.code == 4
    assert "contact:1  Ana" in refused.err
    assert "task:1  Call" in refused.err
    assert crm("trash", "restore", "contact:1", "task:1").code == 0


@pytest.mark.usefixtures("filled")
def test_the_trash_is_not_emptied_unasked(crm: Crm) -> None:
    assert crm("trash", "empty").code == 2
    told = crm("trash", "empty", "--dry-run", "--format", "table")
    assert (told.code, told.out) == (0, "1 record would be removed; nothing was changed.\n")
    assert len(crm("trash", "list").lines) == 2


@pytest.mark.usefixtures("filled")
def test_a_copy_is_made_listed_checked_and_put_back(crm: Crm, home: Path) -> None:
    made = crm("backup", "create", "--format", "table")
    path = home / "backups" / "crm-2026-11-22T083000Z-manual.db"
    assert made.out.startswith(f"Copied 4 contacts to {path} (")
    assert crm("backup", "create", home / "mine.db").out == f"{home / 'mine.db'}\n"
    assert crm("backup", "create", home / "mine.db").code == 5
    assert crm("backup", "create", home / "crm.db", "--force").code == 5
    assert json.loads(crm("backup", "list", "--json").out)[0]["path"] == str(path)
    told = crm("backup", "verify", path.name, "--format", "table")
    assert (told.lines[0], told.lines[-1]) == (str(path), "It is whole.")
    crm("contact", "add", "Later")
    assert crm("backup", "restore", path.name).code == 2
    restored = json.loads(crm("backup", "restore", path.name, "--yes", "--json").out)
    assert restored == {"path": str(path), "kept": f"{home / 'crm.db'}.before-restore-2026-11-22T083000Z"}
    assert crm("contact", "list", "--count").out == "2\n"
    assert crm("backup", "restore", Path(restored["kept"]).name, "--yes").code == 0
    assert crm("contact", "list", "--count").out == "3\n"
    assert crm("doctor").code == 0
    assert {p.stat().st_mode & 0o777 for p in home.rglob("*") if p.is_file() and p.suffix != ".toml"} == {0o600}


def test_a_copy_is_made_before_many_records_are_removed_for_good(crm: Crm) -> None:
    rows = "".join(f"Person {at},p{at}@x.example\n" for at in range(101))
    crm("import", "-", stdin=f"Name,E-mail\n{rows}")
    made = len(crm("backup", "list").lines)
    for number in range(1, 102):
        assert crm("contact", "delete", str(number)).code == 0
    assert crm("trash", "empty", "--yes").code == 0
    copies = json.loads(crm("backup", "list", "--json").out)
    assert [copy["reason"] for copy in copies if copy["reason"] == "bulk"] == ["bulk"]
    assert json.loads(crm("backup", "verify", copies[0]["path"], "--json").out)["counts"]["contact"] == 101
    assert crm("history", "prune", "--before", "2027-01-01", "--yes", CRM_NOW="2027-02-01T10:00").code == 0
    assert len(crm("backup", "list").lines) == made + 2


def test_copies_without_a_book(crm: Crm, home: Path) -> None:
    assert crm("backup", "create").code == 3
    assert crm("backup", "list", "--format", "table").out.startswith("There are no copies yet")
    assert crm("backup", "verify", "nowhere").code == 3
    assert crm("backup", "restore", "nowhere", "--yes").code == 3
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("filled")
def test_a_read_only_session_restores_nothing(crm: Crm, home: Path) -> None:
    crm("backup", "create", home / "copy.db")
    before = digest(home / "crm.db")
    assert crm("backup", "restore", home / "copy.db", "--yes", "--readonly").code == 5
    assert digest(home / "crm.db") == before


@pytest.mark.usefixtures("filled")
def test_no_restore_while_another_program_reads(crm: Crm, home: Path, environ: dict[str, str]) -> None:
    crm("backup", "create", home / "copy.db")
    reading = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT * FROM contact').fetchall();"
    other = subprocess.Popen(
        [sys.executable, "-c", reading + "print('open', flush=True); input()", home / "crm.db"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        refused = crm("backup", "restore", home / "copy.db", "--yes")
        assert refused.code == 1
        assert "open: nothing was changed" in refused.err
        other.communicate("\n")
    assert crm("backup", "restore", home / "copy.db", "--yes").code == 0


@pytest.mark.usefixtures("filled")
def test_doctor_for_people_and_machines(crm: Crm, home: Path) -> None:
    told = crm("doctor", "--format", "table")
    assert told.code == 0
    assert re.match(r"ok      crmcli \d+\.\d+\.\d+, Python \d.*, SQLite \d.*\.\n", told.out)
    assert f"ok      {home / 'crm.db'}: schema 2, contacts: 4, talks: 2, tasks: 1, changes: 9." in told.lines
    assert "ok      currency = EUR (CRM_CURRENCY)" in told.lines
    found = json.loads(crm("doctor", "--json").out)
    assert {row["state"] for row in found} <= {"ok", "warn"}
    assert {"program", "book", "integrity", "references", "schema", "search", "derived", "permissions", "setting"} <= {
        row["check"] for row in found
    }


@pytest.mark.usefixtures("filled")
def test_doctor_finds_and_mends(crm: Crm, home: Path) -> None:
    with closing(sqlite3.connect(home / "crm.db")) as db:
        db.execute("DELETE FROM contact_search")
        db.execute("UPDATE contact SET last_at = ''")
        db.commit()
    (home / "crm.db").chmod(0o644)
    home.chmod(0o755)
    assert crm("find", "ana").out == "" or crm("find", "nunez").out == ""
    told = crm("doctor", "--format", "table")
    assert told.code == 1
    assert len([line for line in told.lines if line.startswith("bad")]) == 4
    assert f"bad     {home / 'crm.db'} is 0644: others may open it." in told.lines
    mended = crm("doctor", "--fix", "--format", "table")
    assert mended.code == 0
    assert len([line for line in mended.lines if line.startswith("mended")]) == 3
    assert crm("find", "nunez").code == 0
    assert crm("doctor").code == 0


def test_doctor_before_the_first_change(crm: Crm, home: Path) -> None:
    assert crm("doctor").code == 0
    assert list(home.iterdir()) == []


def test_settings_are_listed_with_where_they_come_from(crm: Crm, home: Path) -> None:
    crm("config", "set", "coming_days", "3")
    rows = {row["name"]: (row["value"], row["origin"]) for row in json.loads(crm("config", "list", "--json").out)}
    assert rows["coming_days"] == (3, str(home / "config.toml"))
    assert rows["currency"] == ("EUR", "CRM_CURRENCY")
    assert rows["links"] == (True, "default")
    assert json.loads(crm("config", "list", "--json", "--lang", "es").out)[4]["origin"] == "--language"
    assert crm("config", "get", "coming_days").out == "3\n"
    assert crm("config", "get", "nope").code == 2
    assert crm("config", "path").lines == [str(home / "config.toml"), str(home / "crm.db")]


FILES = {
    "": "coming_days = 3\n",
    "# only a comment": "# only a comment\ncoming_days = 3\n",
    "coming_days = 7 # why\nlinks = true\n": "coming_days = 3 # why\nlinks = true\n",
    '  "coming_days"=7\r\nlinks = true\r\n': '  "coming_days"=3\r\nlinks = true\r\n',
    "links = true\n\n[other]\ncoming_days = 9\n": "links = true\ncoming_days = 3\n\n[other]\ncoming_days = 9\n",
    "[other]\nx = 1\n": "coming_days = 3\n\n[other]\nx = 1\n",
    "# coming_days = 1\nactor = 'a # b'": "# coming_days = 1\nactor = 'a # b'\ncoming_days = 3\n",
}


@pytest.mark.parametrize("before", FILES)
def test_one_line_is_written_and_everything_else_kept(before: str, crm: Crm, home: Path) -> None:
    file = home / "config.toml"
    file.write_bytes(before.encode())
    assert crm("config", "set", "coming_days", "3").code == 0
    assert file.read_bytes().decode() == HEADING * (not before) + FILES[before]
    assert crm("config", "get", "coming_days").out == "3\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_is_refused_before(crm: Crm, home: Path) -> None:
    file = home / "config.toml"
    for name, value in (
        ("currency", "euros"), ("country", "Spain"), ("zone", "Mars/Olympus"), ("language", "fr"),
        ("lock_timeout", "soon"), ("readonly", "perhaps"), ("curency", "EUR"),
        ("db", "postgresql://u:CANARY@x/y"), ("date_order", "ydm"),
    ):  # fmt: skip
        refused = crm("config", "set", name, value)
        assert refused.code == 2, name
        assert "CANARY" not in refused.err
        assert not file.exists()
    file.write_text('actor = """a\nb"""\n')
    refused = crm("config", "set", "actor", "c")
    assert refused.code == 2
    assert file.read_text() == 'actor = """a\nb"""\n'


def test_a_text_comes_back_as_it_was_set(crm: Crm) -> None:
    for text in ('O\'Hara "Bo" \\ # x', "Ñandú 漢字", "a=b[c]"):
        assert crm("config", "set", "actor", text).code == 0
        assert crm("config", "get", "actor", CRM_ACTOR="").out == f"{text}\n"


def test_a_link_to_the_settings_stays_a_link(crm: Crm, home: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("links = true\n")
    (home / "config.toml").symlink_to(real)
    assert crm("config", "set", "links", "no").code == 0
    assert (home / "config.toml").is_symlink()
    assert real.read_text() == "links = false\n"


def test_what_a_variable_beats_is_said(crm: Crm) -> None:
    done = crm("config", "set", "currency", "usd")
    assert done.out.startswith("currency is USD now")
    assert done.err == "CRM_CURRENCY is set and beats it.\n"


def test_the_settings_are_edited_and_checked(crm: Crm, home: Path, tmp_path: Path) -> None:
    file = home / "config.toml"
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ncat "$SCRIPT" > "$1"\n')
    editor.chmod(0o700)
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text('currency = "USD"\n')
    bad.write_text('currency = "dollars"\n')
    assert crm("config", "edit", EDITOR="true").err == "Nothing was changed.\n"
    assert not file.exists()
    assert crm("config", "edit", EDITOR=str(editor), SCRIPT=str(good)).code == 0
    assert (file.read_text(), file.stat().st_mode & 0o777) == ('currency = "USD"\n', 0o600)
    refused = crm("config", "edit", EDITOR=str(editor), SCRIPT=str(bad))
    assert (refused.code, file.read_text()) == (2, 'currency = "USD"\n')
    file.write_text("[broken")
    assert crm("contact", "list").code == 2
    assert crm("config", "path").lines == [str(file)]
    assert crm("config", "edit", EDITOR=str(editor), SCRIPT=str(good)).code == 0
    assert crm("contact", "list").code == 0


def test_the_first_day_by_flags(crm: Crm, home: Path) -> None:
    bare = {"CRM_CURRENCY": "", "CRM_COUNTRY": "", "CRM_ZONE": "", "CRM_DATE_ORDER": ""}
    words = [
        "--currency",
        "mxn",
        "--country",
        "mx",
        "--date-order",
        "dmy",
        "--zone",
        "America/Mexico_City",
        "--lang",
        "es",
    ]
    begun = json.loads(crm("init", *words, "--json", **bare).out)
    assert begun == {
        "book": str(home / "crm.db"), "settings": str(home / "config.toml"), "currency": "MXN", "country": "MX",
        "zone": "America/Mexico_City", "language": "es", "date_order": "dmy",
    }  # fmt: skip
    rows = {row["name"]: row["value"] for row in json.loads(crm("config", "list", "--json", **bare).out)}
    assert (rows["currency"], rows["country"], rows["zone"], rows["language"]) == (
        "MXN",
        "MX",
        "America/Mexico_City",
        "es",
    )
    assert crm("doctor").code == 0
    again = crm("init", CRM_LANG="en")
    assert again.code == 5
    assert f"There is a book at {home / 'crm.db'} already (contacts: 0)." in again.err


def test_the_first_day_makes_another_book_where_it_is_told(crm: Crm, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "new" / "other.db"
    assert crm("--db", other, "contact", "list").code == 3
    assert crm("--db", other, "init").code == 0
    assert crm("--db", other, "contact", "list").code == 0
    assert other.parent.stat().st_mode & 0o777 == 0o700
    empty = tmp_path / "empty.db"
    empty.write_bytes(b"")
    assert crm("--db", empty, "contact", "list").code == 1
    assert crm("--db", empty, "contact", "add", "Ana").code == 1
    assert empty.read_bytes() == b""
    assert crm("--db", empty, "init").code == 0
    assert crm("--db", empty, "contact", "add", "Ana").code == 0


def test_the_first_day_refuses_nonsense_and_writes_nothing(crm: Crm, home: Path) -> None:
    for words in (
        ["--currency", "euros"],
        ["--currency", "EUO"],
        ["--country", "ESP"],
        ["--country", "ZZ"],
        ["--date-order", "x"],
        ["--zone", "Nowhere/X"],
        ["--readonly"],
    ):
        assert crm("init", *words).code in (2, 5), words
    assert list(home.iterdir()) == []


def test_the_first_day_is_asked_on_a_terminal(environ: dict[str, str], home: Path) -> None:
    bare = {name: value for name, value in environ.items() if name not in ("CRM_CURRENCY", "CRM_COUNTRY", "CRM_ZONE")}
    child, terminal = pty.fork()
    if child == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-m", "crmcli", "init"],
            {**bare, "TERM": "xterm", "PYTHONPATH": str(Path.cwd())},
        )
    told = answered(terminal, [
        ("language of this", "fr"), ("Languages: en, es.", None), ("language of this", "es"),
        ("moneda de tus precios", "dolares"), ("Tres letras", None), ("moneda de tus precios", "usq"),
        ("USQ no es una moneda.", None), ("moneda de tus precios", "usd"), ("teléfonos sin prefijo", "zz"),
        ("No hay ningún país ZZ.", None), ("teléfonos sin prefijo", ""), ("zona horaria", "Europe/Madrid"),
        ("escribes las fechas", ""),
    ])  # fmt: skip
    assert os.waitpid(child, 0)[1] == 0, told
    assert 'currency = "USD"' in (home / "config.toml").read_text()
    assert 'zone = "Europe/Madrid"' in (home / "config.toml").read_text()
    assert (home / "crm.db").exists()


def test_nothing_is_asked_that_was_said(environ: dict[str, str], home: Path) -> None:
    bare = {name: value for name, value in environ.items() if name not in ("CRM_CURRENCY", "CRM_COUNTRY", "CRM_ZONE")}
    said = ["--currency", "EUR", "--country", "ES", "--zone", "Europe/Madrid", "--language", "en"]
    child, terminal = pty.fork()
    if child == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-m", "crmcli", "init", *said],
            {**bare, "TERM": "xterm", "PYTHONPATH": str(Path.cwd())},
        )
    told = answered(terminal, [])
    assert os.waitpid(child, 0)[1] == 0, told
    assert "EUR, ES, Europe/Madrid, en: settled" in told
    assert 'date_order = "dmy"' in (home / "config.toml").read_text()


def answered(terminal: int, dialogue: list[tuple[str, str | None]]) -> str:
    """Wait for each question and give its answer, where it has one; everything that was shown."""
    shown, since, end = "", 0, time.monotonic() + 30
    waiting = list(dialogue)
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            chunk = os.read(terminal, 4096).decode(errors="replace")
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
        while waiting and waiting[0][0] in shown[since:]:
            question, answer = waiting.pop(0)
            since += shown[since:].index(question) + len(question)
            if answer is not None:
                os.write(terminal, f"{answer}\n".encode())
    assert not waiting, shown
    return shown


EXAMPLES = {
    "contact": ["contact", "show", "2"], "company": ["company", "list"], "interaction": ["log", "list"],
    "log": ["log", "show", "1"], "task": ["task", "list"], "tag": ["tag", "list"], "field": ["field", "list"],
    "find": ["find", "ana"], "timeline": ["timeline", "2"], "agenda": ["agenda", "month"], "today": ["today"],
    "deal": ["deal", "list"], "board": ["deal", "board"], "pipeline": ["pipeline", "list"],
    "remind": ["remind"], "cadence": ["cadence", "list"], "history": ["history"], "change": ["history", "show", "1"],
    "undo": ["undo", "--dry-run"], "trash": ["trash", "list"], "backup": ["backup", "list"], "doctor": ["doctor"],
    "config": ["config", "list"], "product": ["product", "list"], "promotion": ["promo", "list"],
    "quote": ["quote", "list"], "sale": ["sale", "show", "1"], "cost": ["cost", "list"],
    "consent": ["consent", "history", "2"], "consent-status": ["consent", "status", "2"],
}  # fmt: skip
SOLD = (
    ("product", "add", "Logo", "--price", "450", "--tax", "21%"), ("promo", "add", "NOW", "--discount", "10%"),
    ("quote", "new", "2", "--line", "Logo x2 -5%", "--promo", "now"), ("cost", "add", "12", "Cards"),
    ("sale", "add", "2", "--line", "Logo", "--line", "Chair @ 5 cost 2"), ("sale", "refund", "1", "5"),
)  # fmt: skip


ELSEWHERE = {
    "deal", "board", "pipeline", "stage", "product", "promotion", "quote", "sale", "cost",
    "invoice", "ageing", "payment", "delivery", "billing", "answer", "survey",
}  # fmt: skip
"""Nouns whose own tests hold what is shown against the schema."""


def test_every_noun_has_an_example_here() -> None:
    elsewhere = {noun for noun in NOUNS if noun.startswith(("report-", "forecast"))}
    """Held against their schema in test_report_commands.py."""
    assert EXAMPLES.keys() | (ELSEWHERE & NOUNS.keys()) | elsewhere | INSIGHT.keys() == NOUNS.keys()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("noun", EXAMPLES)
def test_what_is_shown_is_as_its_schema_says(noun: str, crm: Crm) -> None:
    crm("backup", "create")
    if noun in {"product", "promotion", "quote", "sale", "cost"}:
        for words in SOLD:
            crm(*words)
    if noun.startswith("consent"):
        crm("consent", "grant", "2", "--purpose", "newsletter", "--source", "form")
    schema = json.loads(crm("schema", noun).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    shown = crm(*EXAMPLES[noun], "--json", CRM_NOW="2026-11-30T09:45" if noun == "remind" else "2026-11-22T09:30")
    assert shown.code == 0
    records = json.loads(shown.out)
    assert records
    for record in records if isinstance(records, list) else [records]:
        assert problems(record, schema) == []


def test_a_noun_without_a_schema(crm: Crm) -> None:
    refused = crm("schema", "contcat")
    assert refused.code == 2
    assert "Did you mean contact?" in refused.err


def problems(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """What a value has that its schema does not allow."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    found = []
    if kinds and not any(JSON_TYPES[kind](value) for kind in kinds):
        return [f"{at}: {value!r} is no {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if isinstance(value, str) and "format" in schema:
        found += [] if fits(value, schema["format"]) else [f"{at}: {value!r} is no {schema['format']}"]
    if "anyOf" in schema:
        found += [] if any(not problems(value, one, at) for one in schema["anyOf"]) else [f"{at}: {value!r}"]
    if isinstance(value, list):
        found += [p for n, item in enumerate(value) for p in problems(item, schema.get("items", {}), f"{at}[{n}]")]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
        extra = schema.get("additionalProperties", True)
        for name, item in value.items():
            if name in known:
                found += problems(item, known[name], f"{at}.{name}")
            elif extra is False:
                found.append(f"{at}: {name} is not known")
            elif isinstance(extra, dict):
                found += problems(item, extra, f"{at}.{name}")
    return found


def fits(text: str, form: str) -> bool:
    try:
        date.fromisoformat(text) if form == "date" else datetime.fromisoformat(text)
    except ValueError:
        return False
    return form == "date" or text.endswith("Z")


def test_the_checker_of_schemas_finds_faults() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert problems({"a": 1}, schema) == []
    faults: list[Any] = [{}, {"a": "1"}, {"a": True}, {"a": 1, "b": 2}, []]
    assert all(problems(fault, schema) for fault in faults)
    assert problems("2026-13-01", {"type": "string", "format": "date"})


COMMANDS = (
    ["contact", "list"], ["contact", "add", "Ana"], ["find", "ana"], ["today"], ["history"], ["undo"], ["doctor"],
    ["backup", "create"], ["trash", "list"], ["config", "list"], ["log", "list"],
)  # fmt: skip
DAMAGED = ("db/01_garbage.db", "db/03_header_only.db", "db/05_foreign_app.db", "db/07_truncated.db")


@pytest.mark.parametrize("name", DAMAGED)
def test_nasty_books_are_told_and_left_alone(name: str, crm: Crm, corpora: Path, tmp_path: Path) -> None:
    book = tmp_path / "nasty.db"
    shutil.copyfile(corpora / "nasty" / name, book)
    book.chmod(0o600)
    before = digest(book)
    for words in COMMANDS:
        ran = crm("--db", book, *words)
        assert "Traceback" not in ran.out + ran.err
        if words[0] == "config":
            continue
        assert ran.code == 1, (words, ran)
        if words != ["doctor"]:
            assert re.search("not a crmcli book|damaged|another program|not whole", ran.err), ran.err
        assert digest(book) == before, words
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith("nasty.db-")]
    assert crm("--db", book, "doctor", "--fix").code == 1
    assert crm("--db", book, "init").code in (1, 5)
    assert digest(book) == before
    copy = crm("backup", "verify", book)
    assert copy.code == 1


def test_nasty_book_of_another_program_names_it(crm: Crm, corpora: Path, tmp_path: Path) -> None:
    book = tmp_path / "foreign.db"
    shutil.copyfile(corpora / "nasty" / "db" / "05_foreign_app.db", book)
    assert "belongs to another program (application id" in crm("--db", book, "contact", "list").err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("01_syntax_error", "is not TOML: .*line 1"),
        ("03_wrong_types", "db in .* must be a text"),
        ("05_deep_arrays", "too large|nested too deep|is not TOML"),
        ("07_invalid_utf8", "is not UTF-8"),
        ("09_db_url_password", "db in .* must be a text"),
    ],
)
def test_nasty_settings_are_refused_by_name(name: str, words: str, crm: Crm, home: Path, corpora: Path) -> None:
    file = home / "config.toml"
    shutil.copyfile(corpora / "nasty" / "toml" / f"{name}.toml", file)
    before = digest(file)
    for command in (*COMMANDS, ["config", "get", "db"], ["config", "set", "links", "no"], ["init"]):
        ran = crm(*command)
        assert ran.code == 2, (command, ran)
        assert re.search(words, ran.err), ran.err
        assert str(file) in ran.err
        assert "CANARY" not in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert digest(file) == before
    assert crm("config", "path").lines[0] == str(file)


def test_nasty_hooks_are_not_run_and_an_empty_file_is_fine(crm: Crm, home: Path, corpora: Path) -> None:
    file = home / "config.toml"
    shutil.copyfile(corpora / "nasty" / "toml" / "11_hook_command.toml", file)
    assert crm("contact", "add", "Ana").code == 0
    assert not Path("/tmp/pwned").exists()
    assert "hooks" in crm("config", "list").err
    assert "hooks" in crm("doctor").out
    shutil.copyfile(corpora / "nasty" / "toml" / "13_empty.toml", file)
    assert crm("contact", "add", "Bo").code == 0
    assert crm("config", "list").err == ""


def test_settings_of_the_working_directory_are_nobodys(
    crm: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text("[broken")
    assert crm("contact", "list").code == 0
