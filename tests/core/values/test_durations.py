from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.values import durations
from crmcli.core.values.durations import Duration

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "duration", "canonical"),
    [
        ("3w", Duration(days=21), "3w"),
        ("10d", Duration(days=10), "10d"),
        ("2m", Duration(2), "2m"),
        ("90m", Duration(90), "7y6m"),
        ("1y", Duration(12), "1y"),
        ("2 weeks", Duration(days=14), "2w"),
        ("3 semanas", Duration(days=21), "3w"),
        ("una quincena", Duration(days=15), "15d"),
        ("a fortnight", Duration(days=14), "2w"),
        ("1 trimestre", Duration(3), "3m"),
        ("two months and 3 days", Duration(2, 3), "2m3d"),
        ("un año y dos meses", Duration(14), "1y2m"),
        ("1y 2m", Duration(14), "1y2m"),
        ("1h30m", Duration(minutes=90), "1h30m"),
        ("1h30", Duration(minutes=90), "1h30m"),
        ("1h30min", Duration(minutes=90), "1h30m"),
        ("90min", Duration(minutes=90), "1h30m"),
        ("45 minutos", Duration(minutes=45), "45min"),
        ("media hora", Duration(minutes=30), "30min"),
        ("half an hour", Duration(minutes=30), "30min"),
        ("2h", Duration(minutes=120), "2h"),
        ("1 month 30 min", Duration(1, 0, 30), "1m30min"),
        ("1d 2h", Duration(0, 1, 120), "1d2h"),
        ("0d", Duration(), "0d"),
    ],
)
def test_lengths(text: str, duration: Duration, canonical: str) -> None:
    assert durations.parse(text) == duration
    assert duration.text() == canonical


@pytest.mark.parametrize(
    "text", ["", "3", "w", "3x", "-3d", "1.5h", "1½h", "3w!", "a m", "three", "9999999d", "1h 30 m 2", "3w" * 51]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="is not a length of time"):
        durations.parse(text)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("3 weeks", "3w"),
        ("21d", "3w"),
        ("10 días", "10d"),
        ("2m", "2m"),
        ("12 months", "1y"),
        ("18m", "1y6m"),
        ("1 año", "1y"),
    ],
)
def test_intervals(text: str, interval: str) -> None:
    assert durations.parse_interval(text) == interval


@pytest.mark.parametrize("text", ["", "0d", "0w", "2h", "90min", "1m 3d", "weekly", "-3w"])
def test_an_interval_is_some_whole_time_of_one_kind(text: str) -> None:
    with pytest.raises(Invalid, match="is not an interval"):
        durations.parse_interval(text)


@pytest.mark.parametrize(
    ("start", "text", "day"),
    [
        (date(2026, 1, 31), "1m", date(2026, 2, 28)),
        (date(2028, 1, 31), "1m", date(2028, 2, 29)),
        (date(2024, 2, 29), "1y", date(2025, 2, 28)),
        (date(2026, 8, 31), "18m", date(2028, 2, 29)),
        (date(2026, 12, 31), "2m", date(2027, 2, 28)),
        (date(2026, 11, 25), "3w", date(2026, 12, 16)),
        (date(2026, 11, 25), "47h", date(2026, 11, 26)),
    ],
)
def test_adding_to_a_day(start: date, text: str, day: date) -> None:
    assert durations.add(start, durations.parse(text)) == day


def test_going_back() -> None:
    assert durations.add(date(2026, 3, 31), -Duration(1)) == date(2026, 2, 28)
    assert durations.add(date(2026, 11, 25), -Duration(minutes=60)) == date(2026, 11, 25)


def test_days_keep_the_wall_time_and_hours_are_real() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN)
    assert durations.add(before, Duration(days=1)).isoformat() == "2026-03-29T12:00:00+02:00"
    assert durations.add(before, Duration(minutes=24 * 60)).isoformat() == "2026-03-29T13:00:00+02:00"
    assert (
        durations.add(datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN), Duration(days=1)).isoformat()
        == "2026-03-29T03:30:00+02:00"
    )
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    assert durations.add(second, Duration(minutes=30)).isoformat() == "2026-10-25T03:00:00+01:00"
    assert durations.add(datetime(2026, 3, 28, 12, 0), Duration(1, 1, 90)) == datetime(2026, 4, 29, 13, 30)


@pytest.mark.parametrize(
    ("start", "duration"),
    [
        (date(9999, 12, 31), Duration(days=1)),
        (date(9999, 12, 1), Duration(1)),
        (date(1, 1, 1), Duration(days=-1)),
        (date(1, 1, 1), Duration(-1)),
        (date(2026, 1, 1), Duration(10**30)),
        (date(2026, 1, 1), Duration(days=10**30)),
        (datetime(2026, 1, 1, tzinfo=UTC), Duration(minutes=10**30)),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), Duration(minutes=1)),
    ],
)
def test_beyond_the_calendar_is_invalid(start: date, duration: Duration) -> None:
    with pytest.raises(Invalid, match="cannot be written"):
        durations.add(start, duration)


@pytest.mark.parametrize(
    ("unit", "turn", "start", "end"),
    [
        ("day", 0, date(2026, 11, 25), date(2026, 11, 26)),
        ("week", 0, date(2026, 11, 23), date(2026, 11, 30)),
        ("week", -1, date(2026, 11, 16), date(2026, 11, 23)),
        ("month", 1, date(2026, 12, 1), date(2027, 1, 1)),
        ("quarter", 0, date(2026, 10, 1), date(2027, 1, 1)),
        ("quarter", -4, date(2025, 10, 1), date(2026, 1, 1)),
        ("year", 1, date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_whole_units_of_the_calendar(unit: str, turn: int, start: date, end: date) -> None:
    assert durations.whole(unit, date(2026, 11, 25), turn) == (start, end)


PARTS = st.tuples(st.integers(0, 500), st.integers(0, 5000), st.integers(0, 5000))


@given(PARTS)
def test_the_canonical_text_is_read_back(parts: tuple[int, int, int]) -> None:
    assert durations.parse(Duration(*parts).text()) == Duration(*parts)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.dates(date(1900, 1, 1), date(2200, 1, 1)), PARTS, PARTS)
def test_adding_is_monotone(
    one: date, other: date, shorter: tuple[int, int, int], longer: tuple[int, int, int]
) -> None:
    first, last = sorted((one, other))
    assert durations.add(first, Duration(*shorter)) <= durations.add(last, Duration(*shorter))
    more = Duration(*(a + b for a, b in zip(shorter, longer, strict=True)))
    assert durations.add(first, Duration(*shorter)) <= durations.add(first, more)


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_whole_unit_holds_its_day(day: date, unit: str) -> None:
    if 1 < day.year < 9999:
        start, end = durations.whole(unit, day)
        assert start <= day < end
        assert durations.whole(unit, end) == durations.whole(unit, day, 1)
        assert durations.whole(unit, start - timedelta(days=1)) == durations.whole(unit, day, -1)


@given(st.text(max_size=120))
def test_no_text_raises_anything_but_invalid(text: str) -> None:
    for read in (durations.parse, durations.parse_interval):
        with suppress(Invalid):
            read(text)
