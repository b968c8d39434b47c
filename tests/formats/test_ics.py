"""Calendars of other programs become drafts of tasks, broken ones in part, and our own ones what they were."""

import re
from datetime import tzinfo
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import example, given, settings

from crmcli.core.errors import CrmError, Invalid
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity.tasks import settled
from crmcli.core.values.text import one_line, tidy
from crmcli.formats import ical
from crmcli.formats.ics import entries, tasks
from crmcli.formats.ics.tasks import Draft
from tests.formats.test_ical import TASKS
from tests.thorough import examples

MADRID = "Europe/Madrid"


def zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid("There is no time zone {name}.", name=name, hint="Take another.") from error


def read(data: bytes | str) -> list[Draft]:
    stream = BytesIO(data if isinstance(data, bytes) else data.encode())
    return [tasks.draft(entry, zone=zone, here=MADRID) for entry in entries.entries(stream)]


def event(*lines: str, kind: str = "VEVENT") -> Draft:
    body = "\r\n".join(lines)
    (found,) = read(f"BEGIN:VCALENDAR\r\nBEGIN:{kind}\r\nUID:u\r\n{body}\r\nEND:{kind}\r\nEND:VCALENDAR\r\n")
    return found


def test_a_good_calendar(corpora: Path) -> None:
    meeting, birthday, call = (draft.task for draft in read((corpora / "ical/handmade/good.ics").read_bytes()))
    assert (meeting.kind, meeting.title) == ("meeting", "Reunión con Íñigo Núñez, S.L. – oferta №3 🚀")
    assert (meeting.due, meeting.end, meeting.zone) == ("2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z", MADRID)
    assert (meeting.recurrence, meeting.remind) == ("FREQ=WEEKLY;COUNT=3;BYDAY=TU", 15)
    assert meeting.note.startswith("Línea 1\nLínea 2; con punto y coma")
    assert (birthday.kind, birthday.title, birthday.due, birthday.end) == (
        "other",
        "🎂 田中太郎",
        "2026-11-30",
        "2026-11-30",
    )
    assert (birthday.recurrence, call.recurrence, call.remind) == ("FREQ=YEARLY", "", None)
    assert (call.kind, call.title, call.due) == ("follow-up", "Llamar a Zoë Müller", "2026-11-25")


DAMAGES: dict[str, dict[str, object]] = {
    "dtend_before_dtstart": {"end": ""}, "rrule": {"recurrence": "", "zone": ""}, "valarm_no_trigger": {"remind": None},
    "no_dtstamp_uid": {"uid": ""}, "latin1": {}, "lf_only": {}, "tzid_without_vtimezone": {},
    "unescaped_newline": {}, "missing_end": {},
}  # fmt: skip
"""What is otherwise in the first entry, the meeting, of each damaged calendar."""


def test_damage_costs_what_is_damaged_alone(corpora: Path) -> None:
    folder = corpora / "ical/handmade"
    good = read((folder / "good.ics").read_bytes())
    assert {path.stem[4:] for path in folder.glob("bad_*.ics")} == DAMAGES.keys()
    folded = read((folder / "tricky_fold_inside_utf8.ics").read_bytes())
    assert [draft.task.title for draft in folded] == [draft.task.title for draft in good]
    for name, changes in DAMAGES.items():
        found = read((folder / f"bad_{name}.ics").read_bytes())
        assert len(found) == 3, name
        assert sum(draft.error is not None for draft in found) == (name == "missing_end"), name
        if name in ("latin1", "unescaped_newline"):
            assert found[0].task.title.startswith("Reunión con Íñigo Núñez, S.L."), name
            continue
        assert found[0].task == good[0].task._replace(**changes), name  # type: ignore[arg-type]


def test_every_calendar_of_khal(corpora: Path) -> None:
    seen = 0
    for path in sorted((corpora / "ical/khal").glob("*.ics")):
        data = path.read_bytes()
        found = read(data)
        assert len(found) == len(re.findall(rb"(?m)^BEGIN:V(?:EVENT|TODO)\s*$", data)), path.name
        assert [draft.error for draft in found if draft.error] == [], path.name
        for draft in found:
            seen += 1
            assert draft.task.due or not draft.task.end
    assert seen > 50


@pytest.mark.parametrize(
    ("name", "due", "end", "where"),
    [
        ("event_dt_simple", "2014-04-09T07:30:00Z", "2014-04-09T08:30:00Z", "Europe/Berlin"),
        ("event_dt_simple_zulu", "2014-04-09T09:30:00Z", "2014-04-09T10:30:00Z", "UTC"),
        ("event_dt_two_tz", "2014-04-09T07:30:00Z", "2014-04-09T14:30:00Z", "Europe/Berlin"),
        ("event_d", "2014-04-09", "2014-04-09", ""),
        ("event_d_long", "2014-04-09", "2014-04-11", ""),
        ("tz_windows_format", "2019-11-20T00:00:00Z", "2019-11-20T01:30:00Z", ""),
    ],
)
def test_times_of_khal_s_events(name: str, due: str, end: str, where: str, corpora: Path) -> None:
    (draft, *_more) = read((corpora / f"ical/khal/{name}.ics").read_bytes())
    assert (draft.task.due, draft.task.end) == (due, end)
    if draft.task.recurrence:
        assert draft.task.zone == where


def test_what_is_not_kept_is_told(corpora: Path) -> None:
    (dates,) = read((corpora / "ical/khal/event_d_rdate.ics").read_bytes())
    assert [(one.column, one.values) for one in dates.warnings] == [("RDATE", {"count": 4})]
    master, moved = read((corpora / "ical/khal/event_rrule_recuid.ics").read_bytes())
    assert (master.task.uid, moved.task.uid) == (
        "event_rrule_recurrence_id",
        "event_rrule_recurrence_id/20140707T050000Z",
    )
    assert moved.task.recurrence == ""
    assert [str(one) for one in moved.warnings] == ["One date of a series that was changed: it stands by itself."]


@pytest.mark.parametrize(
    ("lines", "kind", "wanted"),
    [
        (["DTSTART:20261124T093000Z", "DURATION:PT1H30M"], "VEVENT", {"end": "2026-11-24T11:00:00Z"}),
        (["DTSTART:20261124T093000"], "VEVENT", {"due": "2026-11-24T08:30:00Z", "kind": "meeting"}),
        (["DTSTART;VALUE=DATE:20261124"], "VEVENT", {"due": "2026-11-24", "end": "2026-11-24", "kind": "other"}),
        (["DTSTART;TZID=/x/y/Europe/Lisbon:20261124T093000"], "VEVENT", {"due": "2026-11-24T09:30:00Z"}),
        (["DTSTART:20261124T093000Z", "STATUS:CANCELLED", "PRIORITY:1"], "VEVENT", {
            "status": "cancelled", "priority": "high",
        }),
        (["DTSTART:20261124T093000Z", "LOCATION:Cádiz\\, 2", "DESCRIPTION:Tea"], "VEVENT", {"note": "Tea\n@ Cádiz, 2"}),
        (["DTSTART:20261124T093000Z", "BEGIN:VALARM", "TRIGGER:-P1D", "END:VALARM"], "VEVENT", {"remind": 1440}),
        (["DTSTART:20261124T093000Z", "CATEGORIES:Work,Visit"], "VEVENT", {"kind": "visit"}),
        (["DUE;VALUE=DATE:20261124", "STATUS:COMPLETED", "COMPLETED:20261123T090000Z"], "VTODO", {
            "status": "done", "done_at": "2026-11-23T09:00:00Z", "kind": "follow-up",
        }),
        (["SUMMARY:Some day", "PRIORITY:9"], "VTODO", {"due": "", "title": "Some day", "priority": "low"}),
        (["DTSTART:20261124T090000Z", "DURATION:PT1H"], "VTODO", {"due": "2026-11-24T10:00:00Z", "end": ""}),
    ],
)  # fmt: skip
def test_an_entry_becomes_a_task(lines: list[str], kind: str, wanted: dict[str, object]) -> None:
    draft = event(*lines, kind=kind)
    assert (draft.error, draft.warnings) == (None, ())
    assert {name: getattr(draft.task, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "lines",
    [
        ["SUMMARY:x"], ["DTSTART:20261301T250000Z"], ["DTSTART:00000000"], ["DTSTART:today"], ["DTSTART:２０２６1124"],
        ["DTSTART:99991231T235959"[:-1]], ["DTSTART:20261124", "DURATION:P999999999W"],
    ],
)  # fmt: skip
def test_what_cannot_be_is_rejected_with_a_way_out(lines: list[str]) -> None:
    draft = event(*lines)
    assert draft.error is not None
    assert draft.error.hint


def test_who_takes_part_is_told() -> None:
    draft = event(
        "DTSTART:20261124", 'ATTENDEE;CN="Ana, G":MAILTO:ana@x.example', "ORGANIZER:mailto:bo@x.example", "ATTENDEE:x"
    )
    assert draft.people == ("ana@x.example", "bo@x.example")


@given(task=TASKS)
@example(task=Task(title="\ufeff", uid="6f1c", created_at="2026-11-01T08:00:00Z", updated_at="2026-11-01T08:00:00Z"))
@settings(deadline=None, max_examples=examples(1000))
def test_our_own_calendar_gives_the_same_task_again(task: Task) -> None:
    """But for what a calendar cannot say: a task without a date has no reminder, an open event no state of its own."""
    try:
        known = settled(task._replace(title=one_line(task.title) or "x", note=tidy(task.note)))
    except CrmError:
        return
    data = ical.calendar([known], zone=MADRID, product="-//crmcli//crmcli 1.0//EN")
    (draft,) = read(data)
    assert draft.error is None
    found = draft.task
    takes_place = bool(known.due) and (known.end or known.kind in ("meeting", "visit"))
    assert (found.uid, found.kind, found.priority) == (known.uid, known.kind, known.priority)
    assert found.title == (one_line(ical.plain(known.title, 1000)) or known.kind), (
        "a title of signs nobody sees is none"
    )
    assert found.note == tidy(ical.plain(known.note, 32_000))
    assert found.due == known.due
    if known.end > known.due:
        assert found.end == known.end
    if not takes_place:
        assert found.status == known.status
    if known.status == "open" and known.due:
        assert found.remind == known.remind or (known.remind or 0) > 366 * 24 * 60
    if known.recurrence and known.status == "open" and not known.from_done and "1902" <= known.due < "9900":
        parts = {part for part in known.recurrence.split(";") if not part.startswith("UNTIL")}
        assert parts <= set(found.recurrence.split(";"))
    dated = settled(found._replace(updated_at=known.updated_at, created_at=known.created_at))
    again = ical.calendar([dated], zone=MADRID, product="-//crmcli//crmcli 1.0//EN")
    (twice,) = read(again)
    assert twice.task == found, "from then on it is the same for ever"
