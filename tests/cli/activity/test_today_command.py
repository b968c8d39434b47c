"""`crm today`: calm on a terminal, whole for scripts, silent when there is nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest


class Ran(Protocol):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def book(crm: Run) -> Run:
    """Something in every section."""
    crm("contact", "add", "Ana García", "--birthday", "1985-11-30")
    crm("contact", "add", "Leap Day", "--birthday", "--02-29")
    for number in range(12):
        crm("contact", "add", f"Waiting {number:02}", "--cadence", "1w")
        crm("log", "call", f"Waiting {number:02}", "x", "--at", f"2026-10-{12 + number:02}")
    crm("task", "add", "Send the offer", "--due", "2026-11-20", "--contact", "1")
    crm("task", "add", "Return the call", "--due", "2026-11-22 08:00")
    crm("task", "add", "Show the looms", "--start", "today 12:00", "--for", "1h", "--contact", "1")
    crm("task", "add", "Deliver", "--due", "tuesday")
    crm("task", "add", "Far away", "--due", "2026-12-24")
    return crm


def test_sections_on_a_terminal(book: Run) -> None:
    shown = book("today", "--format", "table", COLUMNS="80")
    lines = shown.out.splitlines()
    assert shown.code == 0
    assert lines[:14] == [
        "Sun 22 Nov 2026",
        "",
        "Overdue",
        "  Fri 20 Nov  1  2 d          Send the offer       Ana García",
        "  today       2  08:00        Return the call",
        "",
        "Today",
        "              3  12:00–13:00  Show the looms       Ana García",
        "",
        "Coming days",
        "  Tue 24 Nov  4               Deliver",
        "",
        "Birthdays",
        "  Mon 30 Nov                  Ana García turns 41",
    ]
    assert lines[15] == "Waiting to hear from you"
    assert lines[16].split() == ["Mon", "19", "Oct", "5", "w", "Waiting", "00", "last:", "6", "w", "ago"]
    assert len(lines) == 16 + 10 + 1
    assert lines[-1] == "  and 2 more"


def test_one_object_for_scripts(book: Run) -> None:
    day = json.loads(book("today", "--json").out)
    assert list(day) == ["overdue", "today", "coming", "money", "birthdays", "neglected", "totals"]
    assert [item["id"] for item in day["overdue"]] == [1, 2]
    assert [item["id"] for item in day["today"]] == [3]
    assert [item["id"] for item in day["coming"]] == [4]
    assert [(item["title"], item["day"], item["turns"]) for item in day["birthdays"]] == [
        ("Ana García", "2026-11-30", 41)
    ]
    assert [item["title"] for item in day["neglected"]] == [f"Waiting {number:02}" for number in range(10)]
    assert day["totals"] == {"overdue": 2, "today": 1, "coming": 1, "birthdays": 1, "neglected": 12, "money": 0}
    assert day["neglected"][0]["last_at"] == "2026-10-12"


def test_a_line_each_with_its_section_first(book: Run) -> None:
    lines = book("today").out.splitlines()
    assert lines[0] == "overdue\t2026-11-20\ttask\t1\tSend the offer\tAna García"
    assert [line.split("\t")[0] for line in lines] == (
        ["overdue"] * 2 + ["today", "coming", "birthdays"] + ["neglected"] * 10
    )
    assert book("today", "--columns", "section,id").out.splitlines()[2] == "today\t3"
    assert book("today", "--format", "csv").out.splitlines()[0].startswith("section,day,at,")


def test_a_crowded_day_is_cut_and_says_so(crm: Run) -> None:
    for number in range(25):
        crm("task", "add", f"Task {number:02}", "--due", "2026-11-01")
    shown = crm("today", "--format", "table")
    assert shown.out.endswith("  and 5 more\n")
    assert len(json.loads(crm("today", "--json").out)["overdue"]) == 25
    cut = json.loads(crm("today", "--json", "--limit", "3").out)
    assert (len(cut["overdue"]), cut["totals"]["overdue"]) == (3, 25)
    assert crm("today", "--limit", "30", "--format", "table").out.count("Task") == 25


def test_how_far_it_looks_is_settled(book: Run) -> None:
    assert len(json.loads(book("today", "--json", CRM_COMING_DAYS="40").out)["coming"]) == 2
    assert json.loads(book("today", "--json", CRM_COMING_DAYS="0").out)["coming"] == []


@pytest.mark.parametrize(("now", "day"), [("2026-02-20T09:00", "2026-02-28"), ("2028-02-20T09:00", "2028-02-29")])
def test_a_leap_day_is_the_28th_in_common_years(book: Run, now: str, day: str) -> None:
    assert [item["day"] for item in json.loads(book("today", "--json", CRM_NOW=now).out)["birthdays"]] == [day]


def test_a_quiet_day(crm: Run, home: Path) -> None:
    done = crm("today", "--format", "table")
    hint = "There is no book yet: `crm init` begins one, `crm demo` shows a sample.\n"
    assert (done.code, done.out, done.err) == (0, "Sun 22 Nov 2026\n\nNothing due today.\n", hint)
    assert crm("today").out == ""
    assert json.loads(crm("today", "--json").out)["overdue"] == []
    assert not (home / "crm.db").exists()
