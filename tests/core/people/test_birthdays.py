from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.rules.people.birthdays import age_on, next_birthday


@pytest.mark.parametrize(
    ("birthday", "today", "coming"),
    [
        ("--02-29", date(2026, 2, 1), date(2026, 2, 28)),
        ("1996-02-29", date(2028, 2, 1), date(2028, 2, 29)),
        ("1996-02-29", date(2026, 2, 28), date(2026, 2, 28)),
        ("1996-02-29", date(2026, 3, 1), date(2027, 2, 28)),
        ("--02-29", date(1900, 2, 1), date(1900, 2, 28)),
        ("--01-03", date(2025, 12, 28), date(2026, 1, 3)),
        ("1815-12-10", date(2026, 12, 10), date(2026, 12, 10)),
        ("1815-12-10", date(2026, 12, 11), date(2027, 12, 10)),
    ],
)
def test_e12_birthdays(birthday: str, today: date, coming: date) -> None:
    assert next_birthday(birthday, today) == coming


def test_e12_a_window_of_14_days_goes_over_the_new_year() -> None:
    today = date(2025, 12, 28)
    inside = [
        day for day in ("--01-03", "--01-11", "--01-12", "--12-27") if (next_birthday(day, today) - today).days <= 14
    ]
    assert inside == ["--01-03", "--01-11"]


def test_ages() -> None:
    assert age_on("1996-02-29", date(2026, 2, 27)) == 29
    assert age_on("1996-02-29", date(2026, 2, 28)) == 30
    assert age_on("2000-05-05", date(2000, 5, 5)) == 0
    assert age_on("2000-05-05", date(2000, 5, 4)) is None
    assert age_on("--05-05", date(2026, 5, 5)) is None


@given(st.dates(max_value=date(9998, 12, 31)), st.dates(max_value=date(9998, 12, 31)))
def test_the_next_birthday_is_within_a_year_and_one_makes_older(birth: date, today: date) -> None:
    coming = next_birthday(birth.isoformat(), today)
    assert 0 <= (coming - today).days <= 366
    age = age_on(birth.isoformat(), coming)
    assert age == (coming.year - birth.year if coming >= birth else None)
