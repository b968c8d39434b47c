"""Calendar files: what a task becomes, byte for byte, and that no text can break out of its line."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS, TASK_STATUSES
from crmcli.formats import ical
from crmcli.formats.ical import NOTE_LENGTH, SUMMARY_LENGTH, Birthday, plain

PRODUCT = "-//crmcli//crmcli 1.0//EN"
BLANK = Task(uid="6f1c", title="Call", created_at="2026-11-01T08:00:00Z", updated_at="2026-11-02T08:00:00Z")


def written(*tasks: Task, birthdays: tuple[Birthday, ...] = (), zone: str = "Europe/Madrid") -> bytes:
    return ical.calendar(tasks, birthdays, zone=zone, product=PRODUCT)


def lines(data: bytes) -> list[str]:
    """The content lines, unfolded, by the letter of RFC 5545."""
    assert data.endswith(b"\r\n")
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def values(data: bytes, name: str) -> list[str]:
    """The values of a property, without its parameters, as written."""
    return [line.partition(":")[2] for line in lines(data) if re.match(rf"{name}[;:]", line)]


def text(value: str) -> str:
    r"""What an escaped text means: \n, \N, \;, \, and \\."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def prop(data: bytes, name: str) -> str:
    """The one line of a property outside of time zones, whole."""
    (line,) = [line for line in lines(data[data.rfind(b"END:VTIMEZONE") + 1 :]) if re.match(rf"{name}[;:]", line)]
    return line


def has(data: bytes, line: str) -> bool:
    return line in lines(data)


GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//crmcli//crmcli 1.0//EN
X-WR-CALNAME:CRM
BEGIN:VTIMEZONE
TZID:Europe/Madrid
BEGIN:DAYLIGHT
DTSTART:20250330T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Show the looms\\, again (Ada Lovelace)
DTSTART;TZID=Europe/Madrid:20261123T103000
DTEND;TZID=Europe/Madrid:20261123T113000
DTSTAMP:20261102T080000Z
UID:b2
SEQUENCE:2
RRULE:FREQ=WEEKLY;INTERVAL=2
CATEGORIES:meeting
CREATED:20261101T080000Z
LAST-MODIFIED:20261102T080000Z
PRIORITY:1
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Show the looms\\, again (Ada Lovelace)
TRIGGER:-PT1440M
END:VALARM
END:VEVENT
BEGIN:VTODO
CATEGORIES:call
CREATED:20261101T080000Z
DESCRIPTION:First line\\nsecond\\; with a semicolon
DTSTAMP:20261102T080000Z
DUE;VALUE=DATE:20261124
LAST-MODIFIED:20261102T080000Z
SEQUENCE:0
STATUS:NEEDS-ACTION
SUMMARY:Call Ada Lovelace
UID:a1
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Call Ada Lovelace
TRIGGER;RELATED=END:-PT30M
END:VALARM
END:VTODO
BEGIN:VEVENT
SUMMARY:Birthday: Ada Lovelace (1915)
DTSTART;VALUE=DATE:19151210
DTEND;VALUE=DATE:19151211
DTSTAMP:20261103T080000Z
UID:c3-birthday
SEQUENCE:4
RRULE:FREQ=YEARLY
CATEGORIES:birthday
LAST-MODIFIED:20261103T080000Z
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""

SMALL = (
    BLANK._replace(
        uid="a1",
        kind="call",
        title="Call Ada Lovelace",
        contact="Ada Lovelace",
        due="2026-11-24",
        remind=30,
        note="First line\r\nsecond; with a semicolon",
    ),
    BLANK._replace(
        uid="b2",
        kind="meeting",
        title="Show the looms, again",
        contact="Ada Lovelace",
        due="2026-11-23T09:30:00Z",
        end="2026-11-23T10:30:00Z",
        recurrence="FREQ=WEEKLY;INTERVAL=2",
        remind=1440,
        priority="high",
        sequence=2,
    ),
)
ADA = Birthday("c3", "Ada Lovelace", "1915-12-10", "2026-11-03T08:00:00Z", 4)


def test_a_small_agenda_byte_for_byte() -> None:
    assert written(*SMALL, birthdays=(ADA,)) == GOLDEN.replace("\n", "\r\n").encode()


def test_an_unchanged_agenda_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    assert written(*SMALL, birthdays=(ADA,)) == written(*reversed(SMALL), birthdays=(ADA,))


def test_an_empty_agenda_is_a_file_without_items() -> None:
    assert values(written(), "BEGIN") == ["VCALENDAR"]
    assert values(written(), "METHOD") == []


# Events and to-dos


@pytest.mark.parametrize("kind", TASK_KINDS)
def test_meetings_and_visits_are_events_and_all_else_is_to_do(kind: str) -> None:
    component = "VEVENT" if kind in ("meeting", "visit") else "VTODO"
    assert values(written(BLANK._replace(kind=kind, due="2026-11-24")), "BEGIN")[1] == component
    assert values(written(BLANK._replace(kind=kind, due="2026-11-24", end="2026-11-25")), "BEGIN")[1] == "VEVENT"


def test_what_has_no_date_is_to_do() -> None:
    undated = written(BLANK._replace(kind="meeting", remind=30, recurrence="FREQ=DAILY"))
    assert values(undated, "BEGIN") == ["VCALENDAR", "VTODO"]
    assert not values(undated, "DUE|DTSTART|RRULE")


@pytest.mark.parametrize(
    ("due", "end", "expected"),
    [
        ("2026-11-24", "", "DTEND;VALUE=DATE:20261125"),
        ("2026-11-24", "2026-11-24", "DTEND;VALUE=DATE:20261125"),
        ("2026-11-24", "2026-11-26", "DTEND;VALUE=DATE:20261127"),
        ("2026-11-24", "2026-11-23", "DTEND;VALUE=DATE:20261125"),
        ("2026-11-24", "2026-11-25T23:30:00Z", "DTEND;VALUE=DATE:20261127"),  # the 26th in Madrid
        ("2026-11-24T09:30:00Z", "2026-11-24T10:00:00Z", "DTEND:20261124T100000Z"),
        ("2026-11-24T09:30:00Z", "2026-11-25", "DTEND:20261125T230000Z"),  # to the end of that day in Madrid
        ("9999-12-30", "", "DTEND;VALUE=DATE:99991231"),
    ],
)
def test_an_end_is_exclusive_and_of_its_start_s_type(due: str, end: str, expected: str) -> None:
    assert has(written(BLANK._replace(kind="visit", due=due, end=end)), expected)


@pytest.mark.parametrize(
    ("due", "end"),
    [
        ("2026-11-24T09:30:00Z", ""),
        ("2026-11-24T09:30:00Z", "2026-11-24T09:30:00Z"),
        ("9999-12-31", ""),
        ("9999-12-31T23:30:00Z", "9999-12-31"),
    ],
)
def test_an_end_that_says_nothing_is_left_out(due: str, end: str) -> None:
    assert values(written(BLANK._replace(kind="visit", due=due, end=end)), "DTEND") == []


@pytest.mark.parametrize(
    ("status", "todo", "event"),
    [
        ("open", "NEEDS-ACTION", "CONFIRMED"),
        ("done", "COMPLETED", "CONFIRMED"),
        ("cancelled", "CANCELLED", "CANCELLED"),
    ],
)
def test_done_and_cancelled_items_stay_with_their_status(status: str, todo: str, event: str) -> None:
    task = BLANK._replace(due="2026-11-24", status=status, done_at="2026-11-24T10:00:00Z", remind=30)
    assert values(written(task), "STATUS") == [todo]
    assert values(written(task._replace(kind="meeting")), "STATUS") == [event]
    assert values(written(task), "COMPLETED|PERCENT-COMPLETE") == (
        ["20261124T100000Z", "100"] if status == "done" else []
    )
    assert ("VALARM" in values(written(task), "BEGIN")) == (status == "open")


@pytest.mark.parametrize(("priority", "expected"), [("high", ["1"]), ("normal", []), ("low", ["9"])])
def test_priorities(priority: str, expected: list[str]) -> None:
    assert values(written(BLANK._replace(priority=priority)), "PRIORITY") == expected


@pytest.mark.parametrize(
    ("title", "contact", "summary"),
    [
        ("Call", "", "Call"),
        ("Call", "Ada Lovelace", "Call (Ada Lovelace)"),
        ("Call ADA lovelace back", "Ada Lovelace", "Call ADA lovelace back"),
        ("", "Ada Lovelace", "follow-up (Ada Lovelace)"),
    ],
)
def test_a_summary_says_whom_it_is_about(title: str, contact: str, summary: str) -> None:
    assert values(written(BLANK._replace(title=title, contact=contact)), "SUMMARY") == [summary]


# Reminders


@pytest.mark.parametrize(
    ("kind", "due", "rings"),
    [
        ("meeting", "2026-11-24T09:30:00Z", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("meeting", "2026-03-29T09:30:00Z", datetime(2026, 3, 28, 9, 30, tzinfo=UTC)),  # 1440 minutes, not a short day
        ("visit", "2026-11-24", datetime(2026, 11, 23, 0, 0)),
    ],
)
def test_an_event_s_alarm_rings_where_icalendar_says(kind: str, due: str, rings: datetime) -> None:
    (event,) = icalendar.Calendar.from_ical(written(BLANK._replace(kind=kind, due=due, remind=1440))).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    (alarm,) = event.alarms.times
    assert alarm.trigger == rings if isinstance(alarm.trigger, datetime) else alarm.trigger == rings.date()


def test_a_to_do_s_alarm_counts_from_its_due_time() -> None:
    assert prop(written(BLANK._replace(due="2026-11-24", remind=0)), "TRIGGER") == "TRIGGER;RELATED=END:-PT0M"
    data = written(BLANK._replace(due="2026-11-24T09:30:00Z", remind=90))
    assert prop(data, "TRIGGER") == "TRIGGER;RELATED=END:-PT90M"
    assert prop(data, "ACTION") == "ACTION:DISPLAY"
    assert values(data, "DTSTART") == []


# Repetition

WEEKLY = BLANK._replace(due="2026-11-24T08:30:00Z", recurrence="FREQ=WEEKLY;BYDAY=TU")


def test_a_repeated_time_keeps_the_wall_clock_of_its_zone() -> None:
    data = written(WEEKLY._replace(kind="meeting", zone="America/New_York"))
    assert prop(data, "DTSTART") == "DTSTART;TZID=America/New_York:20261124T033000"
    assert prop(data, "RRULE") == "RRULE:FREQ=WEEKLY;BYDAY=TU"
    assert values(data, "TZID") == ["America/New_York"]


def test_a_repeated_to_do_starts_before_it_is_due_on_the_same_day() -> None:
    data = written(WEEKLY)
    assert prop(data, "DTSTART") == "DTSTART;TZID=Europe/Madrid:20261124T000000"
    assert prop(data, "DUE") == "DUE;TZID=Europe/Madrid:20261124T093000"
    data = written(WEEKLY._replace(recurrence="FREQ=DAILY;BYHOUR=9"))
    assert prop(data, "DTSTART") == "DTSTART;TZID=Europe/Madrid:20261124T093000"


def test_a_repeated_day_needs_no_zone() -> None:
    data = written(WEEKLY._replace(due="2026-11-24"))
    assert prop(data, "DTSTART") == "DTSTART;VALUE=DATE:20261124"
    assert prop(data, "DUE") == "DUE;VALUE=DATE:20261124"
    assert values(data, "TZID") == []


def test_utc_needs_no_table() -> None:
    data = written(WEEKLY._replace(zone="UTC"))
    assert prop(data, "DUE") == "DUE:20261124T083000Z"
    assert values(data, "TZID") == []


@pytest.mark.parametrize(
    "change",
    [{"status": "done"}, {"status": "cancelled"}, {"from_done": True}, {"due": "9999-12-31T23:30:00Z"}],
)
def test_what_has_no_dates_ahead_is_written_once_in_utc(change: dict[str, object]) -> None:
    data = written(Task(**{**WEEKLY._asdict(), **change}))
    assert values(data, "RRULE") == []
    assert prop(data, "DUE").endswith("Z")


@pytest.mark.parametrize(
    ("due", "until", "expected"),
    [
        ("2026-11-24", "20271231", "20271231"),
        ("2026-11-24", "20271231T233000Z", "20280101"),
        ("2026-11-24", "20271231T233000", "20271231"),
        ("2026-11-24T08:30:00Z", "20271231", "20271231T225959Z"),
        ("2026-11-24T08:30:00Z", "20271231T093000", "20271231T083000Z"),
        ("2026-11-24T08:30:00Z", "20271231T083000Z", "20271231T083000Z"),
    ],
)
def test_until_is_a_day_for_days_and_utc_for_times(due: str, until: str, expected: str) -> None:
    data = written(WEEKLY._replace(due=due, recurrence=f"FREQ=DAILY;UNTIL={until}"))
    assert prop(data, "RRULE") == f"RRULE:FREQ=DAILY;UNTIL={expected}"


def test_until_the_end_of_time_is_no_end() -> None:
    data = written(WEEKLY._replace(zone="America/Bogota", recurrence="FREQ=DAILY;UNTIL=99991231"))
    assert prop(data, "RRULE") == "RRULE:FREQ=DAILY"


@pytest.mark.parametrize(
    "rule",
    [
        "weekly",
        "FREQ=OFTEN",
        "INTERVAL=2",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=P1D",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;COUNT=x",
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        written(WEEKLY._replace(recurrence=rule))


def test_a_rule_cannot_break_out() -> None:
    data = written(WEEKLY._replace(recurrence="FREQ=DAILY;X=a\r\nEND:VCALENDAR"))
    assert values(data, "END").count("VCALENDAR") == 1


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../etc/passwd", "Europe", "a\nb", "/etc/passwd"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(Invalid, match="is not a time zone"):
        written(WEEKLY._replace(zone=zone))


# Time zones

ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Bogota",
    "America/New_York",
    "America/Santiago",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Atlantic/Canary",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Madrid",
    "Pacific/Auckland",
]


@pytest.mark.parametrize("key", ZONES)
@pytest.mark.parametrize("year", [2005, 2026])
def test_a_zone_s_table_agrees_with_the_zone_for_ten_years(key: str, year: int) -> None:
    data = written(WEEKLY._replace(due=f"{year}-06-02T12:00:00Z", zone=key))
    (table,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert isinstance(table, icalendar.Timezone)
    assert len(table.to_ical()) < 2_000
    read, zone = table.to_tz(lookup_tzid=False), ZoneInfo(key)
    noons = [datetime(year, 6, 1, 12) + timedelta(days=days) for days in range(3650)]
    assert [noon.replace(tzinfo=read).utcoffset() for noon in noons] == [
        noon.replace(tzinfo=zone).utcoffset() for noon in noons
    ]


def test_zones_are_written_once_in_order_and_only_those_in_use() -> None:
    unused = BLANK._replace(due="2026-11-24T08:30:00Z", zone="Asia/Tokyo")
    data = written(unused, WEEKLY, WEEKLY._replace(zone="America/Bogota"), WEEKLY._replace(uid="z"))
    assert values(data, "TZID") == ["America/Bogota", "Europe/Madrid"]


# Birthdays


def birthday(day: str, **changes: str) -> bytes:
    return written(birthdays=(Birthday("c3", "Zoë; Müller", day, "2026-11-03T08:00:00Z", **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "start", "rule", "summary"),
    [
        ("1985-04-15", "19850415", "FREQ=YEARLY", "Birthday: Zoë; Müller (1985)"),
        ("--04-15", "19720415", "FREQ=YEARLY", "Birthday: Zoë; Müller"),
        ("1815-12-10", "19721210", "FREQ=YEARLY", "Birthday: Zoë; Müller (1815)"),
        ("1996-02-29", "19960229", "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2", "Birthday: Zoë; Müller (1996)"),
        ("--02-29", "19720229", "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2", "Birthday: Zoë; Müller"),
    ],
)
def test_a_birthday_comes_every_year(day: str, start: str, rule: str, summary: str) -> None:
    data = birthday(day)
    assert prop(data, "DTSTART") == f"DTSTART;VALUE=DATE:{start}"
    assert values(data, "RRULE") == [rule]
    assert [text(value) for value in values(data, "SUMMARY")] == [summary]
    assert values(data, "UID|TRANSP|STATUS") == ["c3-birthday", "CONFIRMED", "TRANSPARENT"]


def test_a_birthday_taken_back_is_cancelled() -> None:
    assert values(birthday("--04-15", status="cancelled"), "STATUS") == ["CANCELLED"]


def test_the_words_of_a_birthday_and_of_the_file_are_the_caller_s() -> None:
    data = ical.calendar((), (ADA,), zone="UTC", product=PRODUCT, name="Agenda, 2026", birthday="Cumpleaños de {name}")
    assert values(data, "SUMMARY") == ["Cumpleaños de Ada Lovelace (1915)"]
    assert values(data, "X-WR-CALNAME") == [r"Agenda\, 2026"]


# Text

FRAGMENTS = (
    *(
        "\nEND:VCALENDAR",
        "\nBEGIN:VALARM\n",
        "\r\n ",
        "\r",
        "\\n",
        "\\N",
        "\\",
        "^n",
        "%2C",
        "{name}",
        ";",
        ",",
        ":",
        '"',
    ),
    *(" ", "\t", "\x00", "\x7f", "\x85", "\u2028", "\ufeff", "\ud800", "ñ" * 80, "🚀" * 30, "x" * 74),
)
HOSTILE = st.lists(st.text(st.characters(exclude_categories=())) | st.sampled_from(FRAGMENTS), max_size=8).map("".join)
MOMENTS = st.one_of(
    st.dates().map(date.isoformat),
    st.datetimes(timezones=st.just(UTC)).map(lambda at: at.isoformat(timespec="seconds").replace("+00:00", "Z")),
)
TASKS = st.builds(
    BLANK._replace,
    kind=st.sampled_from(TASK_KINDS),
    title=HOSTILE,
    note=HOSTILE,
    due=st.just("") | MOMENTS,
    end=st.just("") | MOMENTS,
    zone=st.sampled_from(["", *ZONES]),
    remind=st.none() | st.integers(0, 500_000),
    recurrence=st.sampled_from(["", "FREQ=DAILY", "FREQ=WEEKLY;UNTIL=20301231", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=9"]),
    from_done=st.booleans(),
    status=st.sampled_from(TASK_STATUSES),
    done_at=st.just("2026-11-24T10:00:00Z"),
    priority=st.sampled_from(PRIORITIES),
)


@given(task=TASKS)
@settings(deadline=None)
def test_whatever_the_text_two_readers_give_it_back(task: Task) -> None:
    data = written(task)
    title, note = plain(task.title, SUMMARY_LENGTH) or task.kind, plain(task.note, NOTE_LENGTH)

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"".join(line.decode().encode() for line in data.split(b"\r\n"))  # no letter is cut in two
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f]", data.decode().replace("\r\n", ""))

    alarmed = task.remind is not None and task.status == "open" and task.due != ""
    assert [text(value) for value in values(data, "SUMMARY")] == [title]
    assert [text(value) for value in values(data, "DESCRIPTION")] == [note] * bool(note) + [title] * alarmed

    calendar = icalendar.Calendar.from_ical(data)
    assert not [error for component in calendar.walk() for error in component.errors]
    assert not [component for component in calendar.walk() if not set(component.required) <= set(component)]
    (item,) = [component for component in calendar.walk() if component.name in ("VEVENT", "VTODO")]
    assert {"UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED"} <= set(item)
    assert str(item["SUMMARY"]) == title
    assert str(item.get("DESCRIPTION", "")) == note
    assert written(task) == data


@given(name=HOSTILE)
@settings(deadline=None)
def test_whatever_the_name_a_birthday_is_one_event(name: str) -> None:
    data = written(birthdays=(Birthday("c3", name, "--04-15", "2026-11-03T08:00:00Z"),))
    assert [text(value) for value in values(data, "SUMMARY")] == [plain(f"Birthday: {name}", SUMMARY_LENGTH)]
    assert values(data, "BEGIN") == ["VCALENDAR", "VEVENT"]


def test_control_characters_are_shown_and_line_ends_are_one() -> None:
    assert (
        plain("a\r\nb\rc\u2028d\x85e\tf\ufeff\x00\x1b[31m\x9b\ud800", 100)
        == "a\nb\nc\nd\ne\tf\ufffd\ufffd[31m\ufffd\ufffd"
    )


def test_a_text_without_end_is_cut() -> None:
    data = written(BLANK._replace(title="x" * 1_000_000, note="ñ\n" * 500_000))
    assert len(data) < 200_000
    (summary,), (note,) = values(data, "SUMMARY"), values(data, "DESCRIPTION")
    assert (len(summary), summary[-1]) == (SUMMARY_LENGTH, "…")
    assert (len(text(note)), note[-1]) == (NOTE_LENGTH, "…")
