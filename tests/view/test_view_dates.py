from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.values.dates import parse
from crmcli.view import dates, words

TODAY = date(2026, 11, 25)
MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    words.speak("en")


def local(stored: str) -> datetime:
    moment = datetime.fromisoformat(stored)
    return moment.astimezone(MADRID) if moment.tzinfo else moment.replace(tzinfo=MADRID)


@pytest.mark.parametrize(
    ("days", "sentence", "column"),
    [
        (0, "today", "today"),
        (1, "tomorrow", "+1 d"),
        (-1, "yesterday", "1 d"),
        (2, "in 2 days", "+2 d"),
        (-6, "6 days ago", "6 d"),
        (13, "in 13 days", "+13 d"),
        (14, "in 2 weeks", "+2 w"),
        (-20, "3 weeks ago", "3 w"),
        (62, "in 9 weeks", "+9 w"),
        (63, "in 2 months", "+2 mo"),
        (-365, "12 months ago", "12 mo"),
        (730, "in 2 years", "+2 y"),
        (-3653, "10 years ago", "10 y"),
    ],
)
def test_near_days_are_told_by_their_distance(days: int, sentence: str, column: str) -> None:
    day = TODAY + timedelta(days=days)
    assert dates.relative(day, TODAY) == sentence
    assert dates.short(day, TODAY) == column


def test_days_in_full() -> None:
    assert dates.long(date(2026, 11, 24)) == "Tue 24 Nov 2026"
    assert dates.long(date(33, 4, 3)) == "Sun 3 Apr 0033"
    words.speak("es")
    assert dates.long(date(2026, 11, 24)) == "mar 24 nov 2026"
    assert dates.long(date(2026, 1, 3)) == "sáb 3 ene 2026"


def test_stored_days_and_instants() -> None:
    assert dates.moment("2026-11-24", local) == "Tue 24 Nov 2026"
    assert dates.moment("2026-11-24T23:30:00Z", local) == "Wed 25 Nov 2026 00:30"
    assert dates.moment("", local) == ""
    assert dates.clock("2026-11-24T09:30:00Z", local) == "10:30"
    assert dates.clock("2026-11-24", local) == ""


def test_birthdays() -> None:
    assert dates.birthday("1815-12-10", TODAY) == "10 Dec 1815 (turns 211 in 2 weeks)"
    assert dates.birthday("1990-11-25", TODAY) == "25 Nov 1990 (turns 36 today)"
    assert dates.birthday("--12-01", TODAY) == "1 Dec (in 6 days)"
    assert dates.birthday("--02-29", TODAY) == "29 Feb (in 3 months)"


@given(day=st.dates(), language=st.sampled_from(words.LANGUAGES), forward=st.booleans())
def test_the_long_form_of_any_day_is_read_back_in_both_languages(day: date, language: str, forward: bool) -> None:
    words.speak(language)
    told = dates.long(day)
    assert parse(told, now=datetime(2026, 11, 25, 12, 0, tzinfo=UTC), forward=forward).day == day


@given(st.dates(), st.dates())
def test_every_distance_has_words(day: date, today: date) -> None:
    assert dates.relative(day, today)
    assert len(dates.short(day, today)) <= 7
