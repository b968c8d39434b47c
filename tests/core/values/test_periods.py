from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.values import periods

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("texts", "start", "last"),
    [
        ("today|hoy", "2026-11-25", "2026-11-25"),
        ("yesterday|ayer", "2026-11-24", "2026-11-24"),
        ("tomorrow|mañana", "2026-11-26", "2026-11-26"),
        ("this-week|this week|esta-semana", "2026-11-23", "2026-11-29"),
        ("last-week|semana-pasada|la semana pasada", "2026-11-16", "2026-11-22"),
        ("next week|próxima-semana|la semana que viene", "2026-11-30", "2026-12-06"),
        ("this-month|este-mes|este mes|THIS MONTH", "2026-11-01", "2026-11-30"),
        ("last-month|mes-pasado|el mes pasado|previous month|último mes", "2026-10-01", "2026-10-31"),
        ("next-month|el mes que viene|próximo mes|mes próximo", "2026-12-01", "2026-12-31"),
        ("this-quarter|este-trimestre|2026-Q4|q4 2026|2026 T4|2026q4", "2026-10-01", "2026-12-31"),
        ("last-quarter|trimestre-pasado|2026-Q3", "2026-07-01", "2026-09-30"),
        ("this-year|este-año|2026", "2026-01-01", "2026-12-31"),
        ("last-year|el año pasado|2025", "2025-01-01", "2025-12-31"),
        (
            "2026-10|2026-10-01..2026-10-31|october 2026|oct 2026|octubre de 2026|2026-10..2026-10",
            "2026-10-01",
            "2026-10-31",
        ),
        ("2026-W47|2026w47|2026-w47", "2026-11-16", "2026-11-22"),
        ("2026-11-24", "2026-11-24", "2026-11-24"),
        ("2026-01-01..2026-03-31|2026-01..2026-03|2026-q1..2026-q1|2026-Q1", "2026-01-01", "2026-03-31"),
        ("last-month..today", "2026-10-01", "2026-11-25"),
        ("last-7-days|last 7 days|últimos 7 días|los últimos 7 dias|last-7d", "2026-11-19", "2026-11-25"),
        ("last-90d", "2026-08-28", "2026-11-25"),
        ("next-7-days|next-7d|próximos-7-días|next-1w", "2026-11-25", "2026-12-01"),
        ("last-3-months|últimos 3 meses", "2026-08-26", "2026-11-25"),
        ("next 2 weeks|próximas dos semanas", "2026-11-25", "2026-12-08"),
    ],
)
def test_periods(texts: str, start: str, last: str) -> None:
    for text in texts.split("|"):
        begin, end = periods.parse(text, TODAY)
        assert begin is not None, text
        assert end is not None, text
        assert (str(begin), str(end - timedelta(days=1))) == (start, last), text


def test_open_periods() -> None:
    assert periods.parse("..2026-03-31", TODAY) == (None, date(2026, 4, 1))
    assert periods.parse("2026-03..", TODAY) == (date(2026, 3, 1), None)
    assert periods.parse("all", TODAY) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "...",
        "soon",
        "month",
        "Q1",
        "2026-Q5",
        "2026-13",
        "2026-W54",
        "2026-W00",
        "2026-02-30",
        "0000",
        "20266",
        "2026-01-01..2025-01-01",
        "90d",
        "last-0-days",
        "last-2h",
        "this-2-days",
        "2026-1-1-1",
        "9999",
        "9999-12-31",
        "october",
        "last",
        "last-99999y",
        "a..b",
        "2026-01-01..2026-01-02..2026-01-03",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="is not a period") as caught:
        periods.parse(text, TODAY)
    assert caught.value.hint


def test_long_text_is_refused_unread() -> None:
    with pytest.raises(Invalid):
        periods.parse("2026 " * 100_000, TODAY)


@given(st.text(max_size=110) | st.text(alphabet="0123456789-.qwW dlastmonth", max_size=20), st.dates())
def test_no_text_raises_anything_but_invalid(text: str, today: date) -> None:
    try:
        start, end = periods.parse(text, today)
    except Invalid:
        return
    assert start is None or end is None or start < end


@given(st.dates(date(1, 1, 1), date(9999, 12, 30)), st.dates())
def test_a_day_is_a_period_of_one_day(day: date, today: date) -> None:
    assert periods.parse(day.isoformat(), today) == (day, day + timedelta(days=1))
