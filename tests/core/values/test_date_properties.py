"""What holds of every text and every day."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.values import dates
from crmcli.core.values.date_words import WEEKDAYS

DAYS = st.dates()
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Europe/Madrid"), timezone(timedelta(hours=-11))]))
ORDERS = st.sampled_from(["", "dmy", "mdy", "ymd"])
WORDS = st.lists(
    st.sampled_from(
        [
            "today", "mañana", "pasado", "el", "la", "próximo", "que", "viene", "next", "last", "friday", "mar",
            "nov", "15", "2026", "1", "a", "of", "de", "end", "fin", "month", "week", "in", "hace", "ago", "+", "-",
            ":", "/", ".", ",", "9", "30", "h", "am", "pm", "y", "media", "d", "w", "m", "99999", "9999", "at",
            "las", "T", "Z", "º", "th", "12", "0", "start", "now",
        ]
    ),
    max_size=8,
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=st.characters(codec=None, categories=None), max_size=40),
    WORDS.map(" ".join),
    WORDS.map("".join),
)


@given(text=TEXTS, now=MOMENTS, order=ORDERS, forward=st.booleans())
def test_no_text_raises_anything_but_invalid(text: str, now: datetime, order: str, forward: bool) -> None:
    try:
        found = dates.parse(text, now=now, order=order, forward=forward)
    except Invalid:
        pass
    else:
        assert dates.parse(found.stored, now=now).stored == found.stored
    dates.leading(text, now=now, order=order, forward=forward)


@given(text=TEXTS, order=ORDERS)
def test_no_birthday_raises_anything_but_invalid_and_each_is_read_back(text: str, order: str) -> None:
    try:
        birthday = dates.parse_birthday(text, order)
    except Invalid:
        return
    assert dates.parse_birthday(birthday) == birthday


@given(day=DAYS, now=MOMENTS, order=ORDERS)
def test_every_iso_day_is_read(day: date, now: datetime, order: str) -> None:
    assert dates.parse(day.isoformat(), now=now, order=order) == dates.When(day)


@given(moment=st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)), now=MOMENTS)
def test_every_stored_moment_is_read_back(moment: datetime, now: datetime) -> None:
    stored = dates.When(moment.date(), moment.replace(tzinfo=UTC)).stored
    assert dates.parse(stored, now=now).stored == stored


@given(
    word=st.sampled_from(sorted(WEEKDAYS)),
    now=st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)),
    forward=st.booleans(),
)
def test_a_weekday_is_within_a_week_and_never_today(word: str, now: datetime, forward: bool) -> None:
    days = (dates.parse(word, now=now, forward=forward).day - now.date()).days
    assert 1 <= (days if forward else -days) <= 7
    assert (now.weekday() + days) % 7 == WEEKDAYS[word]
