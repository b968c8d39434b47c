"""`crm export` and `crm config edit` from end to end."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
