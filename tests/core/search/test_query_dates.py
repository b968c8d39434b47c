from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from crmcli.core.search.conditions import read
from crmcli.core.search.field import Match
from crmcli.core.search.query import QueryError
from crmcli.core.search.query_reading import Reading

READING = Reading(datetime(2026, 11, 25, 17, 0, tzinfo=ZoneInfo("Europe/Madrid")), "dmy")  # a Wednesday, 16:00 UTC


def bounds(query: str, noun: str = "contact", reading: Reading = READING) -> tuple[str, str]:
    found = read(query, noun, {}, reading)
    assert isinstance(found, Match)
    assert found.test in ("when", "yearly")
    return found.low, found.high


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("last<90d", "2026-08-28", ""),
        ("last<=90d", "2026-08-27", ""),
        ("last>90d", "", "2026-08-27"),
        ("last>=90d", "", "2026-08-28"),
        ("last:90d", "2026-08-27", "2026-08-28"),
        ("last:..90d", "2026-08-27", ""),
        ("last:90d..", "", "2026-08-28"),
        ("last:30d..90d", "2026-08-27", "2026-10-27"),
        ("last<2m", "2026-09-26", ""),
        ("last<2h", "2026-11-25T14:01:00Z", ""),
        ("created>=2h", "", "2026-11-25T14:01:00Z"),
        ("last:today", "2026-11-25", "2026-11-26"),
        ("last:yesterday", "2026-11-24", "2026-11-25"),
        ("last<yesterday", "", "2026-11-24"),
        ("last<=yesterday", "", "2026-11-25"),
        ("last>yesterday", "2026-11-25", ""),
        ("last>=yesterday", "2026-11-24", ""),
        ("last:this-month", "2026-11-01", "2026-12-01"),
        ("last:2026", "2026-01-01", "2027-01-01"),
        ("last>2025", "2026-01-01", ""),
        ("last:2026-10", "2026-10-01", "2026-11-01"),
        ("last:2026-Q3", "2026-07-01", "2026-10-01"),
        ("last:monday", "2026-11-23", "2026-11-24"),
        ("last:mon..fri", "2026-11-16", "2026-11-21"),
        ("last:2026-01-01..2026-01-31", "2026-01-01", "2026-02-01"),
        ("last:2026-01..", "2026-01-01", ""),
        ("last:'mes pasado'", "2026-10-01", "2026-11-01"),
        ("last>=24/11/2026", "2026-11-24", ""),
        ("created>2026-11-24T09:30", "2026-11-24T08:31:00Z", ""),
        ("created>='2026-11-24 09:30'", "2026-11-24T08:30:00Z", ""),
        ("created:..yesterday", "", "2026-11-25"),
        ("created:90d..yesterday", "2026-08-27", "2026-11-25"),
    ],
)
def test_in_a_past_field_a_duration_is_age(query: str, low: str, high: str) -> None:
    assert bounds(query) == (low, high)


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("due<7d", "", "2026-12-02"),
        ("due<=7d", "", "2026-12-03"),
        ("due>7d", "2026-12-03", ""),
        ("due:..7d", "", "2026-12-03"),
        ("due:1d..7d", "2026-11-26", "2026-12-03"),
        ("due<2h", "", "2026-11-25T18:00:00Z"),
        ("due<=friday", "", "2026-11-28"),
        ("due:mon..fri", "2026-11-30", "2026-12-05"),
        ("due:today..+3d", "2026-11-25", "2026-11-29"),
        ("due:next-week", "2026-11-30", "2026-12-07"),
        ("due<next-week", "", "2026-11-30"),
        ("vence:mañana", "2026-11-26", "2026-11-27"),
        ("due<-3d", "", "2026-11-22"),
    ],
)
def test_in_a_future_field_a_duration_is_the_distance_ahead(query: str, low: str, high: str) -> None:
    assert bounds(query, "task") == (low, high)


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("birthday:today", "11-25", "11-25"),
        ("birthday:this-month", "11-01", "11-30"),
        ("birthday:december", "12-01", "12-31"),
        ("cumple:diciembre", "12-01", "12-31"),
        ("birthday:12-10", "12-10", "12-10"),
        ("birthday:--12-10", "12-10", "12-10"),
        ("birthday:02-29", "02-29", "02-29"),
        ("birthday:'10 dec'", "12-10", "12-10"),
        ("birthday<7d", "11-25", "12-01"),
        ("birthday<=7d", "11-25", "12-02"),
        ("birthday:..7d", "11-25", "12-02"),
        ("birthday<60d", "11-25", "01-23"),
        ("birthday>7d", "12-03", "11-24"),
        ("birthday:12-20..01-10", "12-20", "01-10"),
        ("birthday:mon..fri", "11-30", "12-04"),
        ("birthday:next-month", "12-01", "12-31"),
        ("birthday:1815-12-10", "1815-12-10", "1815-12-11"),
        ("birthday:'10 dec 1815'", "1815-12-10", "1815-12-11"),
        ("birthday<1990", "", "1990-01-01"),
        ("birthday:1980..1989", "1980-01-01", "1990-01-01"),
        ("birthday>=1990-06", "1990-06-01", ""),
    ],
)
def test_a_birthday_is_a_day_of_any_year_unless_the_year_is_said(query: str, low: str, high: str) -> None:
    assert bounds(query) == (low, high)


@pytest.mark.parametrize(
    ("today", "high"), [((2026, 2, 1), "02-29"), ((2028, 2, 1), "02-29"), ((2026, 2, 28), "02-29")]
)
def test_whoever_was_born_on_a_leap_day_has_their_birthday_on_28_february(
    today: tuple[int, int, int], high: str
) -> None:
    reading = Reading(datetime.combine(date(*today), time(9), tzinfo=ZoneInfo("UTC")))
    query = "birthday:today" if today[2] == 28 else "birthday:this-month"
    assert bounds(query, reading=reading)[1] == high


def test_in_a_leap_year_28_february_is_that_day_alone() -> None:
    reading = Reading(datetime(2028, 2, 28, 9, tzinfo=ZoneInfo("UTC")))
    assert bounds("birthday:today", reading=reading) == ("02-28", "02-28")


@pytest.mark.parametrize(
    "query",
    [
        "last:2026-02-01..2026-01-01",
        "last:90d..30d",
        "last:tomorrow..yesterday",
        "last:all",
        "last<9999-12-31..",
        "last<999999y",
        "birthday<december",
        "birthday:13-45",
        "birthday<12-10",
        "last:31-31",
        "due:..",
    ],
)
def test_what_is_no_date_or_runs_backwards_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        bounds(query)
