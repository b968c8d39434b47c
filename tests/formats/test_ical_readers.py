"""Calendar files as other programs read them: khal, todoman, ical.js and libical see the same items."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from crmcli.core.records.activity import Task
from crmcli.formats import ical
from crmcli.formats.ical import Birthday

READERS = Path(__file__).parent / "readers"
REPOSITORY = Path(__file__).parent.parent.parent
STAMPED = Task(created_at="2026-10-01T08:00:00Z", updated_at="2026-10-02T08:00:00Z")
NOTE = "Con Íñigo Núñez, S.L.; oferta №3 🚀\nand a second line that is long enough to be folded: 田中太郎 ñandú\n\\o/"

TASKS = (
    STAMPED._replace(uid="call-1", kind="call", title="Call about looms", due="2026-10-20", note=NOTE, remind=30),
    STAMPED._replace(uid="pay-1", kind="payment", title="Rent", due="2026-10-21T10:00:00Z", status="done"),
    STAMPED._replace(uid="idea-1", kind="other", title="Some day", priority="low"),
    STAMPED._replace(
        uid="mail-1",
        kind="email",
        title="Weekly report",
        due="2026-10-20T07:30:00Z",
        recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        remind=15,
    ),
    STAMPED._replace(
        uid="meet-1",
        kind="meeting",
        title="Show the looms",
        due="2026-10-20T07:30:00Z",
        end="2026-10-20T08:15:00Z",
        recurrence="FREQ=WEEKLY;UNTIL=20261103",
        note=NOTE,
        remind=1440,
    ),
    STAMPED._replace(
        uid="meet-2",
        kind="meeting",
        title="Santiago, Chile",
        due="2026-10-22T12:00:00Z",
        end="2026-10-22T13:00:00Z",
        zone="America/Santiago",
        recurrence="FREQ=DAILY;COUNT=2",
    ),
    STAMPED._replace(uid="visit-1", kind="visit", title="Fair", due="2026-10-23", end="2026-10-24", status="cancelled"),
    STAMPED._replace(
        uid="meet-3",
        kind="meeting",
        title="x\nEND:VCALENDAR",
        due="2026-10-25T09:00:00Z",
        end="2026-10-25T10:00:00Z",
    ),
)
BIRTHDAYS = (
    Birthday("ada", "Ada Lovelace", "1815-10-26", "2026-10-02T08:00:00Z"),
    Birthday("leap", "Zoë Müller", "--02-29", "2026-10-02T08:00:00Z"),
)


class Item(NamedTuple):
    """What every reader should see: days as they are, times in UTC, an end as it is written."""

    start: str
    end: str
    summary: str
    note: str
    status: str
    rings: int | None
    """Seconds from the start or the due time."""
    comes: tuple[str, ...]
    """The starts of the first occurrences."""


EVENTS = {
    "meet-1": Item(
        "2026-10-20T07:30:00Z",
        "2026-10-20T08:15:00Z",
        "Show the looms",
        NOTE,
        "CONFIRMED",
        -86_400,
        ("2026-10-20T07:30:00Z", "2026-10-27T08:30:00Z", "2026-11-03T08:30:00Z"),  # summer time ends on the 25th
    ),
    "meet-2": Item(
        "2026-10-22T12:00:00Z",
        "2026-10-22T13:00:00Z",
        "Santiago, Chile",
        "",
        "CONFIRMED",
        None,
        ("2026-10-22T12:00:00Z", "2026-10-23T12:00:00Z"),
    ),
    "visit-1": Item("2026-10-23", "2026-10-25", "Fair", "", "CANCELLED", None, ()),
    "meet-3": Item("2026-10-25T09:00:00Z", "2026-10-25T10:00:00Z", "x\nEND:VCALENDAR", "", "CONFIRMED", None, ()),
    "ada-birthday": Item(
        "1972-10-26",
        "1972-10-27",
        "Birthday: Ada Lovelace (1815)",
        "",
        "CONFIRMED",
        None,
        ("1972-10-26", "1973-10-26", "1974-10-26"),
    ),
    "leap-birthday": Item(
        "1972-02-29",
        "1972-03-01",
        "Birthday: Zoë Müller",
        "",
        "CONFIRMED",
        None,
        ("1972-02-29", "1973-02-28", "1974-02-28"),
    ),
}
TODOS = {
    "call-1": Item("", "2026-10-20", "Call about looms", NOTE, "NEEDS-ACTION", -1_800, ()),
    "pay-1": Item("", "2026-10-21T10:00:00Z", "Rent", "", "COMPLETED", None, ()),
    "idea-1": Item("", "", "Some day", "", "NEEDS-ACTION", None, ()),
    "mail-1": Item(
        "2026-10-19T22:00:00Z",
        "2026-10-20T07:30:00Z",
        "Weekly report",
        "",
        "NEEDS-ACTION",
        -900,
        ("2026-10-19T22:00:00Z", "2026-10-26T23:00:00Z", "2026-11-02T23:00:00Z"),
    ),
}


@pytest.fixture(scope="module")
def agenda() -> bytes:
    return ical.calendar(TASKS, BIRTHDAYS, zone="Europe/Madrid", product="-//crmcli//crmcli 1.0//EN")


@pytest.fixture
def file(agenda: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "agenda.ics"
    path.write_bytes(agenda)
    return path


def program(name: str) -> str:
    """The path of a program, beside the running Python or on the PATH; the test is skipped where it is absent."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def output(*command: str | Path, home: Path, **environment: str) -> str:
    """What a program prints in a home of its own, where it is Madrid."""
    base = {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "Europe/Madrid", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(command, capture_output=True, env=base | environment, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stderr == b""
    return ran.stdout.decode()


def instant(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(day: str, time: str) -> str:
    """A wall time of Madrid in UTC; a day without a time as it is."""
    if not time:
        return day
    return instant(datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo("Europe/Madrid")).timestamp())


# ical.js: npm install ical.js


@pytest.fixture(scope="module")
def node_modules() -> Path:
    folder = Path(os.environ.get("CRM_NODE_MODULES", REPOSITORY / "node_modules"))
    if not (folder / "ical.js").is_dir():
        pytest.skip(f"ical.js is not in {folder}: npm install ical.js, or set CRM_NODE_MODULES")
    return folder


def test_ical_js_reads_all_of_it(file: Path, node_modules: Path) -> None:
    printed = output(program("node"), READERS / "icaljs_reader.js", file, home=file.parent, NODE_PATH=str(node_modules))
    seen = [json.loads(line) for line in printed.splitlines()]
    for kind, expected in (("vevent", EVENTS), ("vtodo", TODOS)):
        assert {item["uid"]: from_javascript(item) for item in seen if item["kind"] == kind} == expected
    assert len(seen) == len(EVENTS) + len(TODOS)


def from_javascript(item: Mapping[str, Any]) -> Item:
    start, end, summary, note, status = (item[key] for key in ("start", "end", "summary", "description", "status"))
    rings = item["alarms"][0] if item["alarms"] else None
    return Item(start, end, summary, note, status, rings, tuple(item["occurrences"][:3]))


# libical: apt-get install gcc pkg-config libical-dev


@pytest.fixture(scope="module")
def libical_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    flags = subprocess.run(
        (program("pkg-config"), "--cflags", "--libs", "libical"), capture_output=True, text=True, check=False
    )
    if flags.returncode:
        pytest.skip("libical-dev is not installed")
    reader = tmp_path_factory.mktemp("libical") / "reader"
    subprocess.run((program("gcc"), "-o", reader, READERS / "libical_reader.c", *flags.stdout.split()), check=True)
    return reader


def test_libical_reads_all_of_it_without_complaint(file: Path, libical_reader: Path) -> None:
    seen = [line.split("\t") for line in output(libical_reader, file, home=file.parent).splitlines()]
    for kind, expected in (("vevent", EVENTS), ("vtodo", TODOS)):
        assert {item[1]: from_libical(item) for item in seen if item[0] == kind} == expected
    assert len(seen) == len(EVENTS) + len(TODOS)  # no line of errors


def from_libical(fields: list[str]) -> Item:
    _, _, start, end, summary, note, status, rings, comes = fields
    starts = [instant(float(seconds)) for seconds in comes.split()[:3]]
    return Item(
        start,
        end,
        unescaped(summary),
        unescaped(note),
        status,
        int(rings) if rings else None,
        tuple(at if "T" in start else at[:10] for at in starts),
    )


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


# khal: comes with the environment of the tests; the one of Debian 12 has no --json

KHAL = """\
[calendars]
[[agenda]]
path = {folder}/khal
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Madrid
default_timezone = Europe/Madrid
[default]
default_calendar = agenda
[sqlite]
path = {folder}/khal.db
"""


def khal_of_today() -> str:
    """A khal that lists as JSON."""
    found = program("khal")
    if b"--json" not in subprocess.run((found, "list", "--help"), capture_output=True, check=True).stdout:
        pytest.skip(f"{found} has no --json: pip install khal")
    return found


def khal_days(file: Path, first: str, last: str) -> set[tuple[str, ...]]:
    """Every occurrence that khal lists: uid, start, end (a day is included), title, description, status."""
    fields = ("uid", "start-date", "start-time", "end-date", "end-time", "title", "description", "status")
    asked = [word for field in fields for word in ("--json", field)]
    khal, settings = khal_of_today(), file.parent / "khal.conf"
    listed = output(khal, "-c", settings, "list", *asked, first, last, home=file.parent)
    found = [[str(item[field]) for field in fields] for day in listed.splitlines() for item in json.loads(day)]
    return {
        (uid, local(start, start_time), local(end, end_time), title, note.strip(), status.strip())
        for uid, start, start_time, end, end_time, title, note, status in found
    }


def test_khal_shows_every_event_when_it_happens(file: Path) -> None:
    khal = khal_of_today()
    (file.parent / "khal").mkdir()
    (file.parent / "khal.conf").write_text(KHAL.format(folder=file.parent))
    output(khal, "-c", file.parent / "khal.conf", "import", "--batch", file, home=file.parent)

    assert len([*(file.parent / "khal").iterdir()]) == len(EVENTS)
    looms = ("Show the looms", NOTE, "CONFIRMED")
    assert khal_days(file, "2026-10-01", "2026-11-30") == {
        ("meet-1", "2026-10-20T07:30:00Z", "2026-10-20T08:15:00Z", *looms),
        ("meet-1", "2026-10-27T08:30:00Z", "2026-10-27T09:15:00Z", *looms),
        ("meet-1", "2026-11-03T08:30:00Z", "2026-11-03T09:15:00Z", *looms),
        ("meet-2", "2026-10-22T12:00:00Z", "2026-10-22T13:00:00Z", "Santiago, Chile", "", "CONFIRMED"),
        ("meet-2", "2026-10-23T12:00:00Z", "2026-10-23T13:00:00Z", "Santiago, Chile", "", "CONFIRMED"),
        ("visit-1", "2026-10-23", "2026-10-24", "Fair", "", "CANCELLED"),
        ("meet-3", "2026-10-25T09:00:00Z", "2026-10-25T10:00:00Z", "x\nEND:VCALENDAR", "", "CONFIRMED"),
        ("ada-birthday", "2026-10-26", "2026-10-26", "Birthday: Ada Lovelace (1815)", "", "CONFIRMED"),
    }
    assert {one[1] for one in khal_days(file, "2027-02-20", "2027-03-10")} == {"2027-02-28"}
    assert {one[1] for one in khal_days(file, "2028-02-20", "2028-03-10")} == {"2028-02-29"}


# todoman: comes with the environment of the tests

TODOMAN = """\
path = "{folder}/todo/*"
cache_path = "{folder}/todo.sqlite"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "agenda"
"""


def test_todoman_lists_every_to_do_when_it_is_due(file: Path) -> None:
    todo = program("todo")
    folder = file.parent / "todo" / "agenda"
    folder.mkdir(parents=True)
    (file.parent / "todo.py").write_text(TODOMAN.format(folder=file.parent))
    for position, alone in enumerate(one_by_one(file.read_bytes().decode())):
        (folder / f"{position}.ics").write_bytes(alone.encode())

    printed = output(todo, "-c", file.parent / "todo.py", "--porcelain", "list", "--status", "ANY", home=file.parent)
    seen = {
        (
            item["summary"],
            instant(item["due"]) if item["due"] else "",
            item["description"],
            item["completed"],
            item["recurring"],
            item["priority"],
        )
        for item in json.loads(printed)
    }
    assert seen == {
        ("Call about looms", "2026-10-19T22:00:00Z", NOTE, False, False, 0),  # midnight in Madrid
        ("Rent", "2026-10-21T10:00:00Z", "", True, False, 0),
        ("Some day", "", "", False, False, 9),
        ("Weekly report", "2026-10-20T07:30:00Z", "", False, True, 0),
    }


def one_by_one(text: str) -> list[str]:
    """A file for each to-do, with the zones of all, as todoman wants them."""
    items = re.findall(r"BEGIN:VTODO\r\n.*?END:VTODO\r\n", text, re.DOTALL)
    zones = re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", text, re.DOTALL)
    head = text[: text.index("BEGIN:V", 1)]
    return ["".join([head, *zones, item, "END:VCALENDAR\r\n"]) for item in items]
