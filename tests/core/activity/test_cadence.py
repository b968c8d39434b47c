from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.rules.activity.cadence import next_working_day, qualifies, shortest, touch_by


def test_e13_a_month_is_clamped_and_a_weekend_rolls_to_monday() -> None:
    last = date(2026, 1, 31)
    assert touch_by(last, "1m") == date(2026, 3, 2)  # 28 February is a Saturday
    assert touch_by(last, "21d") == date(2026, 2, 23)  # from Saturday 21
    assert date(2026, 3, 2) - touch_by(last, "21d") == timedelta(days=7)


def test_touch_by_takes_every_interval() -> None:
    assert touch_by(date(2026, 11, 25), "3w") == date(2026, 12, 16)
    assert touch_by(date(2026, 11, 25), "1y") == date(2027, 11, 25)
    assert touch_by(date(2028, 1, 31), "1m") == date(2028, 2, 29)
    with pytest.raises(Invalid):
        touch_by(date(2026, 11, 25), "often")


@given(st.dates(max_value=date(9999, 12, 1)))
def test_the_next_working_day_is_near_and_no_weekend(day: date) -> None:
    working = next_working_day(day)
    assert working.weekday() < 5
    assert 0 <= (working - day).days <= 2
    assert working == day or day.weekday() >= 5


def test_the_shortest_interval_wins() -> None:
    assert shortest(["3m", "2w", "1y"]) == "2w"
    assert shortest(["1m", "30d", "4w"]) == "4w"
    assert shortest(["1m", "31d"]) == "1m"
    assert shortest(["14d", "2w"]) == "14d"
    assert shortest(["", "1y", ""]) == "1y"
    assert shortest([]) == ""


def test_only_real_contact_qualifies() -> None:
    assert qualifies("call", "positive")
    assert qualifies("call", "")
    assert qualifies("email", "")
    assert qualifies("meeting", "do-not-contact")
    assert not qualifies("note", "positive")
    assert not qualifies("email", "", bulk=True)
    for failed in ("no-answer", "busy", "voicemail", "wrong-number", "no-show", "rescheduled"):
        assert not qualifies("call", failed)
