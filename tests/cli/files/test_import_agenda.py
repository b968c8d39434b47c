"""Calendars into the book: idempotent, newer ones update, nobody made in silence, no pile of arrears."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.books import dump

Crm = Callable[..., Any]
HEAD, TAIL = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n", "END:VCALENDAR\r\n"


def entry(uid: str, *lines: str, kind: str = "VEVENT", stamp: str = "20261101T090000Z") -> str:
    return "\r\n".join((f"BEGIN:{kind}", f"UID:{uid}", f"DTSTAMP:{stamp}", *lines, f"END:{kind}", ""))


@pytest.fixture
def bring(crm: Crm, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def run(*entries: str, code: int = 0, **variables: str) -> dict[str, Any]:
        (tmp_path / "a.ics").write_text(HEAD + "".join(entries) + TAIL, encoding="utf-8")
        ran = crm("import", "agenda", tmp_path / "a.ics", "--json", **variables)
        assert ran.code == code, ran
        told: dict[str, Any] = json.loads(ran.out)
        return told

    return run


def tasks(crm: Crm, **variables: str) -> dict[str, dict[str, Any]]:
    return {one["uid"]: one for one in json.loads(crm("export", "tasks", "--format", "json", **variables).out)}


def test_events_and_todos_become_tasks_of_those_who_take_part(crm: Crm, bring: Any) -> None:
    crm("contact", "add", "Ana García", "-e", "ana@x.example")
    told = bring(
        entry(
            "e",
            "SUMMARY:Looms",
            "DTSTART;TZID=Europe/Madrid:20261124T093000",
            "DTEND;TZID=Europe/Madrid:20261124T103000",
            "ATTENDEE:mailto:stranger@x.example",
            "ATTENDEE:mailto:ANA@x.example",
            "LOCATION:Calle Mayor 1",
        ),
        entry("t", "SUMMARY:Call", "DUE;VALUE=DATE:20261125", kind="VTODO"),
    )
    assert (told["created"], told["rejected"], told["warned"]) == (2, 0, 0)
    found = tasks(crm)
    assert (found["e"]["contact"], found["e"]["kind"], found["e"]["note"]) == (
        "Ana García",
        "meeting",
        "@ Calle Mayor 1",
    )
    assert (found["e"]["due"], found["e"]["end"]) == ("2026-11-24T08:30:00Z", "2026-11-24T09:30:00Z")
    assert (found["t"]["due"], found["t"]["status"], found["t"]["contact"]) == ("2026-11-25", "open", None)
    assert crm("contact", "list", "--count").out == "1\n", "strangers are not made"
    assert "Looms" in crm("agenda", "week", CRM_NOW="2026-11-23T09:30").out


def test_twice_is_once_and_a_newer_calendar_updates(crm: Crm, bring: Any, home: Path) -> None:
    old = entry("e", "SUMMARY:Looms", "DTSTART:20261124T093000Z")
    bring(old)
    before = dump(home / "crm.db")
    told = bring(old)
    assert (told["unchanged"], told["change_set"], dump(home / "crm.db") == before) == (1, None, True)
    assert bring(entry("e", "SUMMARY:Other", "DTSTART:20261124T093000Z"))["unchanged"] == 1, "not changed since"
    told = bring(
        entry("e", "SUMMARY:Moved", "DTSTART:20261126T093000Z", stamp="20261123T090000Z"), CRM_NOW="2026-11-23T12:00"
    )
    assert told["updated"] == 1
    assert (tasks(crm)["e"]["title"], tasks(crm)["e"]["due"]) == ("Moved", "2026-11-26T09:30:00Z")
    crm("undo", CRM_NOW="2026-11-23T12:01")
    assert dump(home / "crm.db") == before
    crm("task", "delete", "1", CRM_NOW="2026-11-23T12:02")
    assert bring(entry("e", "SUMMARY:x", "DTSTART:20261126", stamp="20271123T090000Z"))["unchanged"] == 1


def test_what_is_over_is_done_and_a_series_goes_on(crm: Crm, bring: Any) -> None:
    told = bring(
        entry("past", "SUMMARY:Past", "DTSTART:20201124T093000Z", "DTEND:20201124T103000Z"),
        entry("past-day", "SUMMARY:Day", "DTSTART;VALUE=DATE:20201124"),
        entry(
            "series",
            "SUMMARY:Series",
            "DTSTART;TZID=Europe/Madrid:20250901T093000",
            "DTEND;TZID=Europe/Madrid:20250901T100000",
            "RRULE:FREQ=WEEKLY;COUNT=100",
        ),
        entry("ended", "SUMMARY:Ended", "DTSTART:20200101T090000Z", "RRULE:FREQ=DAILY;COUNT=3"),
        entry("late", "SUMMARY:Late", "DUE:20201124T093000Z", kind="VTODO"),
    )
    assert told["created"] == 5
    found = tasks(crm)
    assert {uid: one["status"] for uid, one in found.items()} == {
        "past": "done", "past-day": "done", "series": "open", "ended": "done", "late": "open",
    }  # fmt: skip
    series = found["series"]
    assert (series["due"], series["end"], series["zone"]) == (
        "2026-11-23T08:30:00Z",
        "2026-11-23T09:00:00Z",
        "Europe/Madrid",
    )
    assert series["recurrence"] == "FREQ=WEEKLY;COUNT=36"
    assert bring(entry("series", "SUMMARY:Series", "DTSTART:20250901T093000Z", "RRULE:FREQ=WEEKLY"))["unchanged"] == 1


def test_our_own_calendar_goes_round(crm: Crm, tmp_path: Path, home: Path) -> None:
    crm("demo", "--path", tmp_path / "demo.db")
    there = ("--db", tmp_path / "demo.db")
    crm(*there, "agenda", "export", tmp_path / "agenda.ics")
    before = dump(tmp_path / "demo.db")
    told = json.loads(crm(*there, "import", "agenda", tmp_path / "agenda.ics", "--json").out)
    assert (told["created"], told["updated"], told["rejected"], dump(tmp_path / "demo.db") == before) == (
        0,
        0,
        0,
        True,
    ), told
    crm(*there, "export", "contacts", "is:all", "-o", tmp_path / "people.csv")
    crm("import", tmp_path / "people.csv")
    told = json.loads(crm("import", "agenda", tmp_path / "agenda.ics", "--json").out)
    known = {one["uid"]: one for one in json.loads(crm(*there, "export", "tasks", "--format", "json").out)}
    found = tasks(crm)
    assert known.keys() <= found.keys(), "deliveries come in as what is to be done"
    for uid, one in known.items():
        for key in ("title", "note", "contact", "kind", "priority"):
            assert found[uid][key] == one[key], uid
        if one["status"] == "open":
            assert (found[uid]["due"], found[uid]["recurrence"], found[uid]["remind"]) == (
                one["due"], one["recurrence"], one["remind"],
            ), uid  # fmt: skip


def test_a_file_that_is_no_calendar_is_refused(crm: Crm, tmp_path: Path, home: Path) -> None:
    (tmp_path / "x.ics").write_text("hello")
    assert crm("import", "agenda", tmp_path / "x.ics").code == 5
    assert crm("import", "agenda", tmp_path).code == 5
    assert crm("import", "agenda", tmp_path / "none.ics").code == 3
    assert crm("import", "agenda", "-", stdin=HEAD + TAIL).code == 0
    assert not (home / "crm.db").exists()
