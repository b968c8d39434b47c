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
