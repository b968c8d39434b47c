"""How days look as lines: aligned, never wider than the screen, whatever the titles hold."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.records.agenda import AGENDA_KINDS, AgendaItem, Today, Totals
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS, TASK_STATUSES
from crmcli.view.activity import agenda
from crmcli.view.cells import width
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Spans

MADRID = ZoneInfo("Europe/Madrid")


def local(stored: str) -> datetime:
    if len(stored) == len("2026-11-24"):
        return datetime.fromisoformat(stored).replace(tzinfo=MADRID)
    return datetime.fromisoformat(stored).astimezone(MADRID)


FRAME = Frame(date(2026, 11, 22), local)


def task(number: int, title: str, at: str, **values: object) -> AgendaItem:
    item = AgendaItem(local(at).date().isoformat(), at, id=number, title=title, task_kind="call", status="open")
    return item._replace(**values)  # type: ignore[arg-type]


LATE = task(7, "Send the offer", "2026-11-20", contact="Ana García", overdue=True, priority="high")
MISSED = task(8, "Call the bank", "2026-11-22T07:30:00Z", overdue=True)
NOON = task(12, "Show the looms", "2026-11-22T11:00:00Z", end="2026-11-22T12:00:00Z", contact="Grace Hopper")
FAIR = task(13, "Fair in Milan", "2026-11-23", end="2026-11-25")
ADA = AgendaItem("2026-11-24", "2026-11-24", kind="birthday", title="Ada Lovelace", turns=41)
BRUNO = AgendaItem("2026-11-10", "2026-11-10", kind="touch", title="Bruno Díaz", overdue=True, last_at="2026-10-20")


def text(lines: list[Spans]) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in lines]


@pytest.mark.parametrize("told", [agenda.days, lambda items, start, _end, *frame: agenda.month(items, start, *frame)])
def test_of_many_that_are_overdue_the_first_are_told(told: Callable[..., list[Spans]]) -> None:
    late = [LATE._replace(id=number, title=f"Offer {number}") for number in range(1, 1001)]
    lines = text(told(late, date(2026, 11, 22), date(2026, 11, 29), FRAME, 80))
    assert sum("Offer" in line for line in lines[: lines.index("  and 900 more")]) == agenda.MOST_OVERDUE
    assert not any(
        "and 0 more" in line for line in text(told(late[:100], date(2026, 11, 22), date(2026, 11, 29), FRAME, 80))
    )


def test_today() -> None:
    born = (ADA._replace(day="2026-11-22"), ADA)
    day = Today((LATE, MISSED), (NOON,), (FAIR,), born, (BRUNO,), Totals(2, 1, 1, 2, 5))
    assert text(agenda.today(day, FRAME, 80)) == [
        "Sun 22 Nov 2026",
        "",
        "Overdue",
        "  Fri 20 Nov   7  2 d          ! Send the offer       Ana García",
        "  today        8  08:30        Call the bank",
        "",
        "Today",
        "              12  12:00–13:00  Show the looms         Grace Hopper",
        "",
        "Coming days",
        "  Mon 23 Nov  13  to Wed 25    Fair in Milan",
        "",
        "Birthdays",
        "  today                        Ada Lovelace turns 41",
        "  Tue 24 Nov                   Ada Lovelace turns 41",
        "",
        "Waiting to hear from you",
        "  Tue 10 Nov      12 d         Bruno Díaz             last: 5 w ago",
        "  and 4 more",
    ]


def test_a_quiet_day_is_told_quietly() -> None:
    nothing = Today((), (), (), (), (), Totals())
    assert text(agenda.today(nothing, FRAME, 80)) == ["Sun 22 Nov 2026", "", "Nothing due today."]


def test_a_week_names_every_day_and_each_once() -> None:
    lines = agenda.days((LATE, BRUNO, NOON, FAIR, ADA), date(2026, 11, 22), date(2026, 11, 29), FRAME, 80)
    assert text(lines) == [
        "Sun 22 Nov – Sat 28 Nov 2026",
        "",
        "Overdue",
        "  Fri 20 Nov   7  2 d          ! Send the offer       Ana García",
        "",
        "  Sun 22 Nov  12  12:00–13:00  Show the looms         Grace Hopper",
        "  Mon 23 Nov  13  to Wed 25    Fair in Milan",
        "  Tue 24 Nov                   Ada Lovelace turns 41",
        "  Wed 25 Nov   ·",
        "  Thu 26 Nov   ·",
        "  Fri 27 Nov   ·",
        "  Sat 28 Nov   ·",
        "",
        "Waiting to hear from you",
        "  Tue 10 Nov      12 d         Bruno Díaz             last: 5 w ago",
    ]


def test_many_days_leave_out_those_with_nothing() -> None:
    lines = agenda.days((FAIR, ADA), date(2026, 11, 22), date(2026, 12, 29), FRAME, 80)
    assert text(lines)[2:] == [
        "  Mon 23 Nov  13  to Wed 25  Fair in Milan",
        "  Tue 24 Nov                 Ada Lovelace turns 41",
    ]
    assert text(agenda.days((), date(2026, 11, 22), date(2026, 12, 29), FRAME, 80))[-1] == "Nothing in these days."


def test_a_month_is_a_grid() -> None:
    lines = text(agenda.month((LATE, BRUNO, NOON, FAIR, ADA), date(2026, 11, 1), FRAME, 80))
    assert lines[:5] == [
        "Nov 2026",
        "",
        "Mon        Tue        Wed        Thu        Fri        Sat        Sun",
        "                                                                  1",
        "",
    ]
    assert "16         17         18         19         20         21         22" in lines
    assert "                                            ! Send th…            Show the …" in lines
    assert "Fair in M… * Ada Lov…" in lines
    assert lines[-1] == "1 person waits to hear from you: crm cadence due"


def test_a_full_day_of_the_grid_says_how_many_more() -> None:
    items = [NOON._replace(id=number) for number in range(9)]
    lines = text(agenda.month(items, date(2026, 11, 1), FRAME, 80))
    assert sum("Show the" in line for line in lines) == 3
    assert any(line.strip() == "+6" for line in lines)


titles = st.text(max_size=60)
days = st.dates(date(2026, 10, 25), date(2026, 12, 6))
items = st.builds(
    lambda day, clock, **values: AgendaItem(day.isoformat(), day.isoformat() + clock, **values),
    days,
    st.sampled_from(("", "T09:30:00Z")),
    kind=st.sampled_from(AGENDA_KINDS),
    id=st.one_of(st.none(), st.integers(1, 10**7)),
    title=titles,
    task_kind=st.sampled_from(TASK_KINDS),
    priority=st.sampled_from(PRIORITIES),
    status=st.sampled_from(TASK_STATUSES),
    contact=titles,
    overdue=st.booleans(),
    turns=st.one_of(st.none(), st.integers(0, 130)),
    last_at=st.sampled_from(("", "2026-10-20")),
)


@given(st.lists(items, max_size=12), st.integers(48, 200))
def test_no_line_is_wider_than_the_screen_and_all_are_harmless(found: list[AgendaItem], room: int) -> None:
    parts = (found[:3], found[3:5], found[5:7], found[7:9], found[9:])
    day = Today._make((*map(tuple, parts), Totals(20, 20, 20, 20, 20, 20), tuple(found[2:6])))
    views = (
        agenda.today(day, FRAME, room),
        agenda.days(found, date(2026, 11, 22), date(2026, 11, 29), FRAME, room),
        agenda.month(found, date(2026, 11, 1), FRAME, room),
    )
    for line in (line for view in views for line in text(view)):
        assert width(line) <= room
        assert clean(line) == line


@pytest.mark.parametrize("room", [20, 30, 40])
def test_a_narrow_screen_breaks_nothing(room: int) -> None:
    assert text(agenda.days((LATE, NOON), date(2026, 11, 22), date(2026, 11, 29), FRAME, room))
    assert text(agenda.month((LATE, NOON), date(2026, 11, 1), FRAME, room))
