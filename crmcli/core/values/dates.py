"""What people type for a day or a moment, read in English and Spanish at once: ISO, numbers by locale, words."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.values import clock_times, day_phrases, durations, moments
from crmcli.core.values.date_words import WEEKDAYS, is_digits, tokens
from crmcli.core.values.durations import Duration
from crmcli.core.values.text import fold

MOST_CHARACTERS = 100
_MOST_WORDS_OF_LEADING_DATE = 10
FIRST_DAY, LAST_DAY = "1900-01-01", "9000-01-01"
"""Between which lies what is bought and sold, said and promised."""
_HINT = "Try friday, +3d, 15 nov, or year-month-day in numbers."
_ORDER_HINT = "Write the month in letters, as in 15 nov; `crm config set date_order dmy` settles the order."
_BIRTHDAY_HINT = "Try 1815-12-10, 10 dec 1815 or --12-10."
_BIRTHDAY_ORDER_HINT = "Try 1815-12-10 or 10 dec 1815; `crm config set date_order dmy` settles the order."
_NOW = (["now"], ["ahora"])
_NO_YEARS = (0, 1604)
"""What vCard tools and Apple's and Microsoft's address books write for a birthday without its year."""
_DELIMITERS = ":,;-–— "
_LONGEST_SHORT_WEEKDAY = 4
_ALSO_NAMES = frozenset(("domingo",))


class When(NamedTuple):
    """A day, or a moment of it."""

    day: date
    """The local day, of the moment too."""
    at: datetime | None = None
    """The aware local time, None for the whole day."""

    @property
    def stored(self) -> str:
        """The text to store: 2026-11-24 or, in UTC, 2026-11-24T09:30:00Z."""
        return moments.stored(self.at or self.day)


def parse(text: str, *, now: datetime, order: str = "", forward: bool = True, zone: tzinfo | None = None) -> When:
    """The day or moment that the text names, seen from `now`; Invalid when it names none or could be two.

    `order` (dmy, mdy, ymd, or "" for none) reads dates in numbers; what has no direction of its own goes `forward`
    (plans) or back (logs). Times are in `zone`, or else in the zone of `now`; a time that the clock skips moves on by
    as much, and of one that comes twice the first is meant.
    """
    found = _read(text, now.astimezone(zone) if zone else now, order, forward=forward)
    if found is not None:
        return found
    if len(text) <= MOST_CHARACTERS and len(day_phrases.absolute(tokens(text), order)) > 1:
        raise Invalid("{value} could be two days.", value=text, hint=_ORDER_HINT)
    raise Invalid("{value} is not a date.", value=text[:MOST_CHARACTERS], hint=_HINT)


def check_near(day: date) -> None:
    """Refuse a day that can only be a slip."""
    if not FIRST_DAY <= day.isoformat() < LAST_DAY:
        raise Invalid("{day} is too far away.", day=day, hint="Try yesterday, friday or 15 nov.")


def leading(
    text: str, *, now: datetime, order: str = "", forward: bool = True, zone: tzinfo | None = None
) -> tuple[When, str] | None:
    """The date that a line begins with and the rest of the line, or None.

    "+3d send offer", "Yesterday: lunch"; what may as well be prose ("Sat with Ann", "2 weeks of work") counts only
    before a colon, comma, semicolon or dash.
    """
    local = now.astimezone(zone) if zone else now
    words = text.split(None, _MOST_WORDS_OF_LEADING_DATE)[:_MOST_WORDS_OF_LEADING_DATE]
    rest, rests = text, []
    for word in words:
        rest = rest.lstrip()[len(word) :]
        rests.append(rest.strip())
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count])
        phrase = said.rstrip(_DELIMITERS)
        found = _read(phrase, local, order, forward=forward)
        if found is not None and (phrase != said or not _is_maybe_prose(tokens(phrase))):
            return found, rests[count - 1]
    return None


def parse_birthday(text: str, order: str = "", *, today: date | None = None) -> str:
    """The birthday as 1815-12-10 or, without its year, --12-10; Invalid when impossible or after `today`."""
    days = _days_of_birthday(text, order) if len(text) <= MOST_CHARACTERS else set()
    if len(days) > 1:
        raise Invalid("{value} could be two days.", value=text, hint=_BIRTHDAY_ORDER_HINT)
    if not days:
        raise Invalid("{value} is not a birthday.", value=text[:MOST_CHARACTERS], hint=_BIRTHDAY_HINT)
    year, month, day = days.pop()
    if not year:
        return f"--{month:02}-{day:02}"
    if today is not None and date(year, month, day) > today:
        raise Invalid("{value} is still to come.", value=text, hint=_BIRTHDAY_HINT)
    return f"{year:04}-{month:02}-{day:02}"


def _read(text: str, now: datetime, order: str, *, forward: bool) -> When | None:
    if len(text) > MOST_CHARACTERS:
        return None
    try:
        words = tokens(text)
        return (
            _iso(text, now) or _moment(words, now, forward=forward) or _day_and_time(words, now, order, forward=forward)
        )
    except (ValueError, OverflowError, Invalid):  # beyond the calendar
        return None


def _iso(text: str, now: datetime) -> When | None:
    written = fold(text).strip().upper()
    if "W" in written or not is_digits(written[:4]):
        return None
    try:
        return When(date.fromisoformat(written))
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    is_known_form = written[10:11] in ("T", " ") or written[8:9] == "T"
    return _at(at if at.tzinfo else at.replace(tzinfo=now.tzinfo), now) if is_known_form else None


def _moment(words: list[str], now: datetime, *, forward: bool) -> When | None:
    """What needs no day: now, a time of today or of the day beside it, or some minutes away."""
    if words in _NOW:
        return _at(now, now)
    clock = clock_times.from_words(words)
    if clock is None:
        distance = _distance(words, forward=forward)
        is_moment = distance is not None and distance.minutes
        return _at(durations.add(now.replace(second=0), distance), now) if distance and is_moment else None
    today = now.date()
    found = _on(today, clock, now)
    if found.at is not None and (found.at <= now) is forward:
        return _on(today + timedelta(days=1 if forward else -1), clock, now)
    return found


def _day_and_time(words: list[str], now: datetime, order: str, *, forward: bool) -> When | None:
    day = _day(words, now, order, forward=forward)
    if day is not None:
        return When(day)
    found = set()
    for split in range(1, len(words)):
        for day_words, clock_words in ((words[:split], words[split:]), (words[split:], words[:split])):
            clock = clock_times.from_words(clock_words)
            day = None if clock is None else _day(day_words, now, order, forward=forward)
            if clock is not None and day is not None:
                found.add(_on(day, clock, now))
    return found.pop() if len(found) == 1 else None  # "9 h 15 mar" is a quarter past nine or the 15th of March


def _day(words: list[str], now: datetime, order: str, *, forward: bool) -> date | None:
    distance = _distance(words, forward=forward)
    if distance is not None:
        return None if distance.minutes else durations.add(now.date(), distance)
    return day_phrases.day(words, today=now.date(), order=order, forward=forward)


def _distance(words: list[str], *, forward: bool) -> Duration | None:
    """How far away a length of time is; without a sign or a word it goes in the reader's direction."""
    match words:
        case ["in" | "en" | "+", *length] | ["dentro", "de", *length] | [*length, "from", "now"]:
            is_ahead = True
        case ["-" | "hace", *length] | [*length, "ago"]:
            is_ahead = False
        case length:
            is_ahead = forward
    distance = durations.from_words(length)
    return distance if distance is None or is_ahead else -distance


def _on(day: date, clock: time, now: datetime) -> When:
    return _at(datetime.combine(day, clock, tzinfo=now.tzinfo), now)


def _at(moment: datetime, now: datetime) -> When:
    """The moment in the zone of `now`, by way of UTC, which moves times that the clock skips."""
    at = moment.replace(microsecond=0).astimezone(UTC).astimezone(now.tzinfo)
    return When(at.date(), at)


def _is_maybe_prose(words: list[str]) -> bool:
    """Whether a line may begin with these words and not mean a date by them."""
    if words in _NOW or durations.from_words(words) is not None:
        return True
    if len(words) == 1:
        is_short = words[0] in WEEKDAYS and len(words[0]) <= _LONGEST_SHORT_WEEKDAY
        return is_short or is_digits(words[0]) or words[0] in _ALSO_NAMES
    return len(words) == 3 and is_digits(words[0]) and words[1] in ("/", ".")


def _days_of_birthday(text: str, order: str) -> set[day_phrases.YearMonthDay]:
    written = fold(text).strip()
    if written[10:11] in ("t", " ") and is_digits(written[:4]):
        written = written[:10]  # exported as a midnight
    compact = written.replace("-", "")
    if written.startswith("--") and is_digits(compact) and len(compact) == 4:
        written = f"1604-{compact[:2]}-{compact[2:]}"
    elif is_digits(compact) and len(compact) == 8 and not written.startswith("-"):
        written = f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
    days = day_phrases.absolute(tokens(written.replace("0000-", "1604-", 1)), order)
    return {
        (0 if year in _NO_YEARS else year, month, day)
        for year, month, day in days
        if year in _NO_YEARS or f"{year:04}" in written  # of two digits nobody knows the century
    }
