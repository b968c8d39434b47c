"""`crm export` and `crm config edit` from end to end."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

Crm = Callable[..., Any]


def test_tasks_and_interactions_go_out_as_they_are_listed(crm: Crm) -> None:
    crm("contact", "add", "Ana García")
    crm("task", "add", "Send the offer", "--due", "2026-11-25", "--contact", "1")
    crm("log", "call", "1", "asked for the offer")
    tasks = json.loads(crm("export", "tasks", "--format", "json").out)
    assert [(task["title"], task["due"]) for task in tasks] == [("Send the offer", "2026-11-25")]
    talks = list(csv.DictReader(io.StringIO(crm("export", "interactions", "--format", "csv").out)))
    assert [(talk["channel"], talk["text"]) for talk in talks] == [("call", "asked for the offer")]


def test_contacts_come_back_byte_for_byte(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "=Ana García", "-e", "ana@x.example", "-t", "client", "--field", "size=42")
    out = tmp_path / "out.csv"
    assert crm("export", "contacts", "-o", out).code == 0
    other = {"CRM_HOME": str(tmp_path / "other")}
    assert crm("import", out, **other).code == 0
    assert crm("export", "contacts", "-o", tmp_path / "again.csv", **other).code == 0
    assert (tmp_path / "again.csv").read_bytes() == out.read_bytes()


def test_config_edit_keeps_what_is_good(crm: Crm, home: Path) -> None:
    crm("config", "set", "currency", "USD")
    assert crm("config", "edit", EDITOR="sed -i s/USD/GBP/").code == 0
    assert "GBP" in (home / "config.toml").read_text(encoding="utf-8")


def test_a_workbook_holds_text_numbers_and_days_and_runs_nothing(crm: Crm, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbooks")
    for name in ("=1+1", "@SUM(A1)", "https://x.example", "Ana\u200dGarc\u00eda \ufffe", "_x0041_", "  007"):
        assert crm("contact", "add", name, "-e", f"a{hash(name)}@x.example").code == 0
    crm("task", "add", "+34 pay", "--due", "2026-11-25", "--contact", "1")
    crm("log", "call", "1", "-", stdin="=cmd()\nsecond line")
    for noun in ("contacts", "tasks", "interactions"):
        ran = crm("export", noun, "-o", tmp_path / f"{noun}.xlsx")
        assert (ran.code, ran.err) == (0, "")
        assert (tmp_path / f"{noun}.xlsx").stat().st_mode & 0o777 == 0o600
        with zipfile.ZipFile(tmp_path / f"{noun}.xlsx") as packed:
            sheet = packed.read("xl/worksheets/sheet1.xml").decode()
            assert ("<f>" in sheet, "<hyperlink" in sheet) == (False, False)
    book = openpyxl.load_workbook(tmp_path / "contacts.xlsx")
    header, *rows = list(book.active.values)
    read = {row[header.index("name")] for row in rows}
    assert {
        "=1+1",
        "@SUM(A1)",
        "https://x.example",
        "_x005F_x0041_",
        "007",
    } <= read  # inline text is not unescaped there
    assert {cell.data_type for column in book.active.columns for cell in column} <= {"s", "n"}
    header, task = openpyxl.load_workbook(tmp_path / "tasks.xlsx").active.values
    told = dict(zip(header, task, strict=True))
    assert (told["title"], told["due"], told["contact_id"]) == ("+34 pay", datetime(2026, 11, 25), 1)
    header, talk = openpyxl.load_workbook(tmp_path / "interactions.xlsx").active.values
    assert dict(zip(header, talk, strict=True))["text"] == "=cmd()\nsecond line"


def test_a_workbook_is_the_same_for_the_same_book_and_goes_through_a_pipe(
    crm: Crm, program: Crm, tmp_path: Path
) -> None:
    crm("contact", "add", "Ana", "-n", "x" * 40_000)
    crm("export", "contacts", "-o", tmp_path / "a.xlsx")
    crm("export", "contacts", "--format", "xlsx", "-o", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert program("export", "contacts", "--format", "xlsx", "nobody").out.startswith("PK")
    assert crm("export", "contacts", "-o", tmp_path / "a.xlsx").code == 5
    assert crm("export", "contacts", "out.xlsx").code == 2


def test_markdown_is_a_table_in_which_nothing_acts(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "[x](javascript:a) | <b>*_`\\", "-e", "ana@x.example", "-t", "client")
    crm("contact", "add", "Bob")
    out = crm("export", "contacts", "tag:client", "--format", "markdown").out
    header, rule, row = out.splitlines()
    assert header.startswith("| # | Name | Organisation | E-mail |")
    assert rule.startswith("| ---: | --- |")
    assert row.startswith(r"| 1 | \[x\](javascript:a) \| &lt;b&gt;\*\_\`\\ |")
    assert crm("export", "contacts", "-o", tmp_path / "out.md", "tag:client").code == 0
    assert (tmp_path / "out.md").read_text() == out
    crm("task", "add", "Send", "--due", "2026-11-25", "--contact", "2")
    crm("log", "call", "2", "-", stdin="one\ntwo\x1b[2J")
    assert "| 1 | 2026-11-25 | follow-up | Send | Bob |" in crm("export", "tasks", "--format", "md").out
    talks = crm("export", "interactions", "--format", "markdown").out
    assert len(talks.splitlines()) == 3
    assert "\x1b" not in talks


EXPORTS = (
    "export contacts", "export tasks", "export interactions", "export deals", "export sales", "export invoices",
)  # fmt: skip


@pytest.fixture
def sample(crm: Crm, tmp_path: Path) -> tuple[str, Path]:
    """The words that name the sample business."""
    crm("demo", "--path", tmp_path / "demo.db")
    return "--db", tmp_path / "demo.db"


@pytest.mark.parametrize("command", EXPORTS)
def test_a_query_goes_out_in_every_format(command: str, crm: Crm, sample: tuple[str, Path], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbooks")
    noun = command.partition(" ")[2]
    query = {"contacts": "birthday:any", "tasks": "kind:meeting", "interactions": "channel:call"}.get(noun, "id>3")
    told = json.loads(crm(*sample, "export", noun, query, "--format", "json").out)
    assert len(told) > 3
    assert [json.loads(line) for line in crm(*sample, "export", noun, query, "--format", "jsonl").lines] == told
    rows = list(csv.DictReader(io.StringIO(crm(*sample, "export", noun, query, "--raw").out)))
    assert [row["uid"] for row in rows] == [one["uid"] for one in told]
    assert len(crm(*sample, "export", noun, query, "--format", "md").lines) == len(told) + 2
    assert crm(*sample, "export", noun, query, "-o", tmp_path / "out.xlsx").code == 0
    header, *cells = openpyxl.load_workbook(tmp_path / "out.xlsx").active.values
    assert [row[header.index("uid")] for row in cells] == [one["uid"] for one in told]
    if noun == "sales":
        at = header.index("net")
        amounts = [{"minor": round(row[at] * 100), "currency": row[at + 1]} for row in cells]
        assert amounts == [one["net"] for one in told]
    ran = crm(*sample, "export", noun, query, "--format", "ics")
    if noun in ("interactions", "sales"):
        assert (ran.code, "There is no format ics." in ran.err) == (2, True)
        return
    entries = Calendar.from_ical(ran.out).walk("VEVENT") + Calendar.from_ical(ran.out).walk("VTODO")
    uids = {str(entry["UID"]) for entry in entries}
    if noun != "invoices":  # an instalment each
        assert len(entries) <= len(told)
    assert uids
    assert {uid[:36] for uid in uids} <= {one["uid"] for one in told}
    if noun in ("contacts", "tasks"):
        agenda = Calendar.from_ical(crm(*sample, "agenda", "export", "-").out)
        assert uids <= {str(entry["UID"]) for entry in agenda.walk() if "UID" in entry}


@pytest.mark.parametrize("noun", ["contacts", "tasks", "interactions", "deals", "sales"])
def test_the_trash_stays_in_the_book(noun: str, crm: Crm, sample: tuple[str, Path]) -> None:
    (first, *_others) = json.loads(crm(*sample, "export", noun, "id>20", "--format", "json").out)
    verb = "log" if noun == "interactions" else noun.removesuffix("s")
    assert crm(*sample, verb, "delete", first["id"]).code == 0
    left = json.loads(crm(*sample, "export", noun, "id>20", "--format", "json").out)
    assert first["uid"] not in {one["uid"] for one in left}


def test_the_name_of_the_file_must_say_its_format_or_an_option(crm: Crm, tmp_path: Path) -> None:
    refused = crm("export", "contacts", "-o", str(tmp_path / "c.foo"))
    assert (refused.code, "--format" in refused.err, (tmp_path / "c.foo").exists()) == (2, True, False)
    assert crm("export", "contacts", "-o", str(tmp_path / "c.foo"), "--format", "csv").code == 0
    assert crm("export", "contacts", "-o", str(tmp_path / "bare")).code == 0
