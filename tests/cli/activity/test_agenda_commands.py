"""`crm agenda`, `crm cadence` and `crm remind` as a user and a script meet them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import icalendar
import pytest


class Ran(Protocol):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def book(crm: Run) -> Run:
    """A small book: two contacts, a few promises."""
    crm("contact", "add", "Ana García", "--birthday", "1985-11-24", "--tag", "vip")
    crm("contact", "add", "Bruno Díaz", "--cadence", "1w")
    crm("log", "call", "Bruno Díaz", "hello", "--at", "2026-11-02")
    crm("task", "add", "Send the offer", "--due", "2026-11-20", "--contact", "1", "--priority", "high")
    crm("task", "add", "Show the looms", "--start", "tomorrow 10:30", "--for", "1h", "--repeat", "every 2 weeks")
    crm("task", "add", "Deliver", "--kind", "delivery", "--due", "tomorrow")
    return crm


def test_a_week_at_a_glance(book: Run) -> None:
    wanted = """\
Sun 22 Nov – Sat 28 Nov 2026

Overdue
  Fri 20 Nov  1  2 d          ! Send the offer     Ana García

  Sun 22 Nov  ·
  Mon 23 Nov  3               Deliver
              2  10:30–11:30  Show the looms
  Tue 24 Nov                  Ana García turns 41
  Wed 25 Nov  ·
  Thu 26 Nov  ·
  Fri 27 Nov  ·
  Sat 28 Nov  ·

Waiting to hear from you
  Mon 9 Nov      13 d         Bruno Díaz           last: 3 w ago
"""
    for words in (("agenda",), ("agenda", "week")):
        assert book(*words, "--format", "table", COLUMNS="80").out == wanted


def test_a_day_and_a_range_and_a_month(book: Run) -> None:
    assert "Deliver" in book("agenda", "day", "tomorrow", "--format", "table").out
    assert "Deliver" not in book("agenda", "day", "--format", "table").out
    assert book("agenda", "2026-12-01..2026-12-10", "--format", "plain", "--columns", "day,id,again").out == (
        "2026-12-07\t2\ttrue\n"
    )
    month = book("agenda", "month", "--format", "table", COLUMNS="80").out
    assert month.startswith("Nov 2026\n\nMon        Tue")
    assert "Deliver    * Ana Gar…" in month


def test_items_for_scripts(book: Run) -> None:
    items = json.loads(book("agenda", "week", "--json").out)
    assert [(item["day"], item["kind"], item["title"], item["overdue"]) for item in items] == [
        ("2026-11-20", "task", "Send the offer", True),
        ("2026-11-09", "touch", "Bruno Díaz", True),
        ("2026-11-23", "task", "Deliver", False),
        ("2026-11-23", "task", "Show the looms", False),
        ("2026-11-24", "birthday", "Ana García", False),
    ]
    assert items[3] == {
        "day": "2026-11-23", "at": "2026-11-23T09:30:00Z", "end": "2026-11-23T10:30:00Z", "kind": "task", "id": 2,
        "title": "Show the looms", "contact": None, "contact_id": None, "overdue": False, "status": "open",
        "task_kind": "meeting", "priority": "normal", "again": False, "turns": None, "last_at": None,
        "amount": None,
    }  # fmt: skip
    assert items[4]["turns"] == 41
    assert (
        book("agenda", "week", "--format", "plain").out.splitlines()[0]
        == "2026-11-20\ttask\t1\tSend the offer\tAna García"
    )
    for machine in ("jsonl", "csv", "tsv"):
        assert book("agenda", "month", "--format", machine).code == 0


def test_a_query_picks_tasks(book: Run) -> None:
    assert [item["id"] for item in json.loads(book("agenda", "week", "tag:vip", "--json").out)] == [1]
    assert json.loads(book("agenda", "kind:visit", "--json").out) == []
    assert book("agenda", "week", "kind:nothing").code == 2
    assert book("agenda", "foo..bar").code == 5


def test_an_empty_book_has_an_empty_agenda(crm: Run, home: Path) -> None:
    assert crm("agenda", "day", "--format", "table").out == "Sun 22 Nov 2026\n\n  Sun 22 Nov  ·\n"
    assert crm("agenda").out == ""
    assert crm("agenda", "--json").out == "[]\n"
    assert not (home / "crm.db").exists()


def test_export_is_read_by_a_calendar_and_never_doubles(book: Run, tmp_path: Path) -> None:
    book("task", "done", "3")
    file = tmp_path / "agenda.ics"
    done = book("agenda", "export", file)
    assert (done.code, done.out) == (0, f"Wrote {file}. Tasks: 3; birthdays: 1.\n")
    first = file.read_bytes()
    assert book("agenda", "export", file, CRM_NOW="2026-12-24T10:00").code == 0
    assert file.read_bytes() == first
    assert book("agenda", "export", "-").out.encode() == first
    calendar = icalendar.Calendar.from_ical(first)
    summaries = {str(item["SUMMARY"]): item for item in calendar.walk() if "SUMMARY" in item}
    assert set(summaries) == {"Send the offer (Ana García)", "Show the looms", "Deliver", "Birthday: Ana García (1985)"}
    assert str(summaries["Deliver"]["STATUS"]) == "COMPLETED"
    assert summaries["Deliver"]["SEQUENCE"] == 1
    assert len({str(item["UID"]) for item in summaries.values()}) == 4
    assert file.stat().st_mode & 0o777 == 0o600


def test_export_of_a_query_has_no_birthdays_unless_asked(book: Run, tmp_path: Path) -> None:
    file = tmp_path / "agenda.ics"
    assert "Tasks: 1; birthdays: 0." in book("agenda", "export", file, "kind:meeting").out
    assert "Tasks: 1; birthdays: 1." in book("agenda", "export", file, "kind:meeting", "--birthdays").out
    assert "Tasks: 3; birthdays: 0." in book("agenda", "export", file, "--no-birthdays").out


def test_export_spares_files_of_others(book: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    assert book("agenda", "export", file).code == 5
    assert file.read_text() == "mine"
    link = tmp_path / "link.ics"
    link.symlink_to(file)
    assert book("agenda", "export", link, "--force").code == 5
    assert file.read_text() == "mine"
    assert book("agenda", "export", file, "--force").code == 0
    assert book("agenda", "export", tmp_path / "no" / "such.ics").code == 1


def test_cadence(book: Run) -> None:
    agreed = book("cadence", "set", "Ana García", "3", "weeks", "--format", "table")
    assert agreed.out == ("Ana García: every 3w. `crm undo` takes it back.\n  Next by Mon 14 Dec 2026 (in 3 weeks).\n")
    assert (
        book("cadence", "set", "tag:vip", "2m", "--format", "table").out
        == "#vip: every 2m. `crm undo` takes it back.\n"
    )
    agreed_all = json.loads(book("cadence", "list", "--json").out)
    assert [(one["kind"], one["name"], one["cadence"]) for one in agreed_all] == [
        ("tag", "vip", "2m"), ("contact", "Ana García", "3w"), ("contact", "Bruno Díaz", "1w"),
    ]  # fmt: skip
    assert [one["name"] for one in json.loads(book("cadence", "due", "--json").out)] == ["Bruno Díaz"]
    assert len(json.loads(book("cadence", "due", "--days", "30", "--json").out)) == 2
    assert book("cadence", "set", "Bruno Díaz", "none").code == 0
    assert book("cadence", "due", "--format", "table").out == "Nobody waits to hear from you.\n"
    assert book("undo").code == 0
    assert len(json.loads(book("cadence", "due", "--json").out)) == 1


@pytest.mark.parametrize(
    ("words", "code"), [(("Ana", "3w"), 4), (("Zoe", "3w"), 3), (("tag:no", "3w"), 3), (("1", "often"), 5)]
)
def test_what_cannot_be_agreed(book: Run, words: tuple[str, ...], code: int) -> None:
    assert book("cadence", "set", *words).code == code


def test_remind_tells_once(book: Run) -> None:
    book("task", "add", "Call Ana", "--due", "2026-11-24 10:00", "--remind", "1h", "--contact", "1")
    assert book("remind").out == ""
    dry = book("remind", "--dry-run", "--json", CRM_NOW="2026-11-24T09:30")
    assert [(one["id"], one["at"], one["late"]) for one in json.loads(dry.out)] == [(4, "2026-11-24T08:00:00Z", True)]
    told = book("remind", CRM_NOW="2026-11-24T09:05")
    assert (told.code, told.out, told.err) == (0, "4\t2026-11-24T09:00:00Z\tCall Ana\tAna García\tfalse\n", "")
    again = book("remind", CRM_NOW="2026-11-24T09:10")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert book("undo").out
    assert json.loads(book("task", "list", "status:any", "--json").out)[-1]["id"] != 4


def test_a_reminder_of_a_whole_day_comes_by_the_clock_of_the_place_and_once(book: Run) -> None:
    book("task", "add", "Send", "--due", "2026-11-27", "--remind", "1d")
    book("task", "add", "Call", "--due", "2026-11-24", "--remind", "1d")
    told = book("remind", CRM_NOW="2026-11-23T00:30")
    assert "Call" in told.out
    assert "Send" not in told.out
    ship = {"CRM_ZONE": "America/New_York"}
    for words in (("remind", "--dry-run"), ("remind",)):
        assert book(*words, CRM_NOW="2026-11-25T23:30", **ship).out == ""
    assert "Send" in book("remind", "--dry-run", CRM_NOW="2026-11-26T00:30", **ship).out
    told = book("remind", CRM_NOW="2026-11-26T00:30", **ship)
    assert "Send" in told.out
    assert "Call" not in told.out
    assert book("remind", CRM_NOW="2026-11-26T09:30").out == ""
    assert book("doctor", CRM_NOW="2026-11-26T09:30").code == 0


def test_remind_makes_no_book(crm: Run, tmp_path: Path) -> None:
    assert crm("remind", "--db", str(tmp_path / "none.db")).code == 3
    assert crm("remind").out == ""
    assert crm("doctor", "--json").out.count("There is no book") == 1


def test_remind_through_the_desktop(book: Run, tmp_path: Path) -> None:
    book("task", "add", "Call Ana", "--due", "2026-11-22 10:00", "--remind", "1h")
    assert book("remind", "--notify", PATH="/nowhere").code == 5
    notifier = tmp_path / "notify-send"
    notifier.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$(dirname "$0")/said"\n')
    notifier.chmod(0o700)
    done = book("remind", "--notify", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "said").read_text().splitlines()[2:] == ["Call Ana", "Sun 22 Nov 2026 10:00 · late"]
    assert book("remind", "--notify", PATH=f"{tmp_path}:/usr/bin:/bin").code == 0


def test_a_notifier_that_fails_loses_no_reminder(book: Run, tmp_path: Path) -> None:
    book("task", "add", "Call Ana", "--due", "2026-11-22 10:00", "--remind", "30min")
    notifier = tmp_path / "notify-send"
    notifier.write_text("#!/bin/sh\nexit 1\n")
    notifier.chmod(0o700)
    done = book("remind", "--notify", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert (done.code, done.out) == (7, "4\t2026-11-22T09:00:00Z\tCall Ana\t\tfalse\n")
    assert "did not show it" in done.err


def test_words_that_pick_nothing_are_told(book: Run) -> None:
    for form in ("table", "plain"):
        told = book("agenda", "nonsense", "--format", form)
        assert (told.code, told.err) == (0, "No task of these days matches nonsense.\n")
    assert book("agenda", "month", "tag:press", "--format", "table").err.endswith("matches tag:press.\n")
    assert book("agenda", "nonsense", "--json").err == ""
    assert book("agenda", "offer", "--format", "table").err == ""
    assert book("agenda", "2027-02-01", "--format", "table").err == ""


@pytest.mark.parametrize(("word", "period"), [("mes", "month"), ("semana", "week"), ("día", "day"), ("dia", "day")])
def test_the_periods_have_spanish_words(book: Run, word: str, period: str) -> None:
    for form in ("table", "json"):
        wanted = book("agenda", period, "friday", "--format", form, CRM_LANG="es")
        assert wanted.out
        assert book("agenda", word, "friday", "--format", form, CRM_LANG="es") == wanted
    assert book("agenda", word, "friday", "offer") == book("agenda", period, "friday", "offer")
