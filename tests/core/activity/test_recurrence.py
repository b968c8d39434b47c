from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.rules.activity.recurrence import next_after, occurrences, pinned, remaining, validate

BERLIN = ZoneInfo("Europe/Berlin")
FAR = date(2100, 1, 1)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("daily", "FREQ=DAILY"),
        ("every day|cada día|todos los días|diario|FREQ=DAILY;INTERVAL=1", "FREQ=DAILY"),
        ("every 3 days|cada 3 días|3d", "FREQ=DAILY;INTERVAL=3"),
        ("weekly|every week|cada semana|semanal|7d", "FREQ=WEEKLY"),
        ("every 2 weeks|every other week|cada dos semanas|fortnightly|2w", "FREQ=WEEKLY;INTERVAL=2"),
        ("quincenal|cada quincena", "FREQ=DAILY;INTERVAL=15"),
        ("monthly|every month|cada mes|mensual|1m|todos los meses", "FREQ=MONTHLY"),
        ("quarterly|trimestral|every 3 months|cada trimestre", "FREQ=MONTHLY;INTERVAL=3"),
        ("yearly|annually|every year|cada año|anual|12 months", "FREQ=YEARLY"),
        ("every monday|mondays|todos los lunes|cada lunes|FREQ=WEEKLY;BYDAY=MO;WKST=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("every monday and thursday|lunes y jueves|freq=weekly;byday=th,mo,th", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("weekdays|every weekday|todos los días laborables", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("RRULE:FREQ=MONTHLY;BYDAY=+1MO,-1FR", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("UNTIL=20261231;FREQ=WEEKLY;INTERVAL=02;WKST=SU;", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231;WKST=SU"),
        ("FREQ=WEEKLY;UNTIL=20140806T060000Z", "FREQ=WEEKLY;UNTIL=20140806T060000Z"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
        ("FREQ=DAILY;COUNT=1000000000", "FREQ=DAILY;COUNT=1000000000"),
    ],
)
def test_rules_are_stored_in_one_form(text: str, rule: str) -> None:
    for spelling in text.split("|"):
        assert validate(spelling) == rule, spelling
    assert validate(rule) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "often",
        "every",
        "2h",
        "every 90 min",
        "1m 3d",
        "0d",
        "FREQ=",
        "FREQ=HOURLY",
        "FREQ=SECONDLY",
        "FREQ=WEEKLYISH;COUNT=three",
        "INTERVAL=2",
        "COUNT=3",
        "FREQ=DAILY;COUNT=2;UNTIL=20261231",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=10000000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;X=1",
        "FREQ=DAILY;;",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=DAILY;BYDAY=",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=MONTHLY;BYYEARDAY=1",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=-1",
        "FREQ=YEARLY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
        "FREQ=DAILY;UNTIL=20261301",
        "FREQ=DAILY;UNTIL=20260101T250000Z",
        "FREQ=DAILY;UNTIL=20260101Z",
        "FREQ=DAILY;UNTIL=00000101",
        "FREQ=DAILY;WKST=XX",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=DAILY;COUNT=１",
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        validate(text)
    assert str(caught.value)
    assert caught.value.hint


def test_long_rules_are_refused_unread() -> None:
    with pytest.raises(Invalid, match="at most 500 characters"):
        validate("FREQ=YEARLY;BYMONTHDAY=" + "1," * 1000 + "1")


@pytest.mark.parametrize(
    ("rule", "start", "days"),
    [
        ("daily", date(2026, 12, 30), ["2026-12-30", "2026-12-31", "2027-01-01"]),
        ("every 2 weeks", date(2026, 11, 25), ["2026-11-25", "2026-12-09", "2026-12-23"]),
        ("weekdays", date(2026, 11, 27), ["2026-11-27", "2026-11-30", "2026-12-01"]),
        ("every monday", date(2026, 11, 25), ["2026-11-25", "2026-11-30", "2026-12-07"]),
        ("monthly", date(2026, 1, 31), ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("every 3 months", date(2026, 11, 30), ["2026-11-30", "2027-02-28", "2027-05-30"]),
        ("yearly", date(2026, 11, 25), ["2026-11-25", "2027-11-25", "2028-11-25"]),
        ("yearly", date(2024, 2, 29), ["2024-02-29", "2025-02-28", "2026-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 31), ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 11, 27), ["2026-11-27", "2026-12-25", "2027-01-29"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            date(2026, 10, 30),
            ["2026-10-30", "2026-11-30", "2026-12-31"],
        ),
        ("FREQ=MONTHLY;BYDAY=-1FR,MO", date(2026, 11, 23), ["2026-11-23", "2026-11-27", "2026-11-30"]),
        ("FREQ=YEARLY;BYDAY=1TU,MO", date(2027, 1, 4), ["2027-01-04", "2027-01-05", "2027-01-11"]),
        ("FREQ=YEARLY;BYWEEKNO=20", date(2026, 5, 13), ["2026-05-13", "2027-05-19", "2028-05-17"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-1", date(2026, 2, 28), ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("FREQ=DAILY;BYDAY=SA,SU", date(2026, 11, 28), ["2026-11-28", "2026-11-29", "2026-12-05"]),
        ("FREQ=WEEKLY;BYMONTH=3;BYDAY=MO", date(2026, 3, 30), ["2026-03-30", "2027-03-01", "2027-03-08"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", date(2026, 8, 4), ["2026-08-04", "2026-08-09", "2026-08-18"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", date(2026, 8, 4), ["2026-08-04", "2026-08-16", "2026-08-18"]),
    ],
)
def test_occurrences(rule: str, start: date, days: list[str]) -> None:
    first, second, third = map(date.fromisoformat, days)
    assert next_after(rule, start, start - timedelta(days=1)) == first
    assert next_after(rule, start, first) == second
    assert next_after(rule, start, second) == third


def test_the_end_of_a_rule() -> None:
    start = date(2026, 11, 25)
    assert occurrences("FREQ=DAILY;COUNT=2", start, start, FAR) == [start, date(2026, 11, 26)]
    assert occurrences("FREQ=DAILY;UNTIL=20261127", start, start, FAR)[-1] == date(2026, 11, 27)
    assert next_after("FREQ=DAILY;COUNT=1", start, start) is None
    assert next_after("FREQ=DAILY;UNTIL=20261125", start, start) is None
    assert occurrences("FREQ=DAILY;UNTIL=20261120", start, start, FAR) == [start]


def test_until_is_a_moment_where_it_has_a_time() -> None:
    start = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)
    assert next_after("FREQ=DAILY;UNTIL=20261126T080000Z", start, start) == start + timedelta(days=1)
    assert next_after("FREQ=DAILY;UNTIL=20261126T075959Z", start, start) is None
    assert next_after("FREQ=DAILY;UNTIL=20261126T090000", start, start) == start + timedelta(days=1)
    assert next_after("FREQ=DAILY;UNTIL=20261126", start, start) == start + timedelta(days=1)
    assert next_after("FREQ=DAILY;UNTIL=20261126T000000Z", date(2026, 11, 25), date(2026, 11, 25)) == date(2026, 11, 26)


def test_counting_down() -> None:
    assert remaining("FREQ=DAILY;COUNT=3") == "FREQ=DAILY;COUNT=2"
    assert remaining("FREQ=DAILY;COUNT=1") == ""
    assert remaining("every 2 weeks") == "FREQ=WEEKLY;INTERVAL=2"


def test_a_pinned_rule_does_not_drift() -> None:
    rule = pinned("monthly", date(2026, 1, 31))
    assert rule == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert next_after(rule, date(2026, 2, 28), date(2026, 2, 28)) == date(2026, 3, 31)
    assert next_after(pinned("yearly", date(2024, 2, 29)), date(2027, 2, 28), date(2027, 2, 28)) == date(2028, 2, 29)
    assert pinned("FREQ=MONTHLY;COUNT=5", date(2026, 1, 28)) == "FREQ=MONTHLY;COUNT=5"
    assert pinned("yearly", date(2026, 3, 31)) == "FREQ=YEARLY"
    assert pinned("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 31)) == "FREQ=MONTHLY;BYMONTHDAY=31"


def test_days_and_moments_compare_as_days() -> None:
    start = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)
    assert next_after("daily", start, date(2026, 11, 25)) == start + timedelta(days=1)
    assert next_after("daily", start, datetime(2026, 11, 25, 7, 0, tzinfo=UTC)) == start
    assert next_after("daily", date(2026, 11, 25), datetime(2026, 11, 25, 7, 0, tzinfo=UTC)) == date(2026, 11, 26)


def test_the_wall_time_is_kept_over_changes_of_the_clock() -> None:
    for zone in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"):
        start = datetime(2026, 1, 1, 9, 0, tzinfo=ZoneInfo(zone))
        times = {moment.strftime("%H:%M") for moment in occurrences("daily", start, start, FAR)}
        assert times == {"09:00"}
    gap = occurrences("FREQ=DAILY;COUNT=3", datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN), date(2026, 1, 1), FAR)
    assert [f"{moment:%d %H:%M%z}" for moment in gap] == ["28 02:30+0100", "29 03:30+0200", "30 02:30+0200"]
    fold = occurrences("FREQ=DAILY;COUNT=3", datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN), date(2026, 1, 1), FAR)
    assert [f"{moment:%d %H:%M%z}" for moment in fold] == ["24 02:30+0200", "25 02:30+0200", "26 02:30+0100"]


def test_lists_are_bounded() -> None:
    start = date(2000, 1, 1)
    assert len(occurrences("daily", start, date(2026, 1, 1), FAR)) == 730
    assert occurrences("daily", start, date(2026, 1, 1), date(2026, 1, 3)) == [date(2026, 1, 1), date(2026, 1, 2)]
    assert len(occurrences("daily", start, date(2026, 1, 1), FAR, 5)) == 5
    assert len(occurrences("daily", start, date(2026, 1, 1), FAR, 10**9)) == 730
    assert occurrences("daily", start, date(2026, 1, 1), date(2025, 1, 1)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=3", "FREQ=YEARLY;INTERVAL=10000",
    ],
)  # fmt: skip
def test_a_rule_that_never_comes_round_ends(rule: str) -> None:
    assert next_after(rule, date(2026, 1, 1), date(2026, 1, 1)) is None


def test_the_calendar_ends_too() -> None:
    assert next_after("yearly", date(9999, 1, 1), date(9999, 1, 1)) is None
    assert next_after("daily", date(1, 1, 1), date(2026, 1, 1)) is None  # beyond 100,000 steps


NAMES = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY", "INTERVAL", "COUNT", "UNTIL", "WKST")
VALUES = st.one_of(
    st.lists(st.integers(-400, 400), min_size=1, max_size=3).map(lambda numbers: ",".join(map(str, numbers))),
    st.lists(st.sampled_from(["MO", "TU", "-1FR", "2SA", "SU"]), min_size=1, max_size=3).map(",".join),
    st.sampled_from(["20270101", "20270101T090000Z", "x", ""]),
)
RULES = st.builds(
    lambda frequency, parts: ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in parts.items())]),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3),
)
STARTS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(st.text(max_size=60) | RULES)
def test_no_text_raises_anything_but_invalid(text: str) -> None:
    try:
        rule = validate(text)
    except Invalid:
        return
    assert validate(rule) == rule


@settings(deadline=None)
@given(RULES, STARTS)
def test_occurrences_rise_and_are_those_of_dateutil(text: str, start: date) -> None:
    try:
        rule = validate(text)
    except Invalid:
        return
    end = start + timedelta(days=600)
    found = occurrences(rule, start, start, end)
    assert all(one < other for one, other in pairwise([start, *found[1:]]))
    if (
        "COUNT" in rule
        or "UNTIL" in rule
        or ("BYWEEKNO" in rule and "BYDAY" not in rule)
        or pinned(rule, start) != rule
    ):
        return  # dateutil does not count the start, nor take its weekday, nor clamp
    if len({day[:-2] == "" for day in rule.partition("BYDAY=")[2].partition(";")[0].split(",")}) > 1:
        return  # dateutil asks for days that are both a Monday and the last Friday
    midnight = datetime(start.year, start.month, start.day)
    ending = f"{rule};UNTIL={end - timedelta(days=1):%Y%m%d}"
    expected = [moment.date() for moment in rrulestr(ending, dtstart=midnight)]
    assert found == [start, *(day for day in expected if day > start)]


@given(
    STARTS, st.integers(0, 800), st.sampled_from(["daily", "every 3 days", "weekly", "monthly", "yearly", "weekdays"])
)
def test_the_next_one_is_the_first_that_is_later(start: date, days: int, rule: str) -> None:
    after = start + timedelta(days=days)
    coming = next_after(rule, start, after)
    assert coming is not None
    assert coming > after
    assert all(day <= after or day >= coming for day in occurrences(rule, start, start, start + timedelta(days=900)))
