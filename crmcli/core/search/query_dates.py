"""What dates, durations and periods mean in a query, by the direction of the field that they stand in."""

from datetime import date, datetime, time

from crmcli.core.errors import Invalid
from crmcli.core.search.field import Field, Match
from crmcli.core.search.query_reading import Reading
from crmcli.core.values import dates, durations, periods
from crmcli.core.values.date_words import MONTHS
from crmcli.core.values.durations import Duration
from crmcli.core.values.moments import stored
from crmcli.core.values.text import fold

_BEHIND = ("past", "late")
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ONE_DAY = Duration(days=1)
_ONE_MINUTE = Duration(minutes=1)
_DAYS_OF_YEAR = 365
_YEARLY_HINT = "Try birthday<14d, birthday:this-month, birthday:12-10 or birthday<1990."


Stretch = tuple[date | None, date | None]
"""Local days or instants from the first up to but not including the second; None is open."""


def when(field: Field, operator: str, text: str, reading: Reading, *, is_range: bool) -> Match:
    """The test of a day or an instant: a duration is age in a past field and distance ahead in a future one."""
    if is_range:
        return _when(field, _range(field, text, reading))
    ago = _away(field, text, reading)
    if ago is not None:
        is_age = field.type in _BEHIND
        return _when(field, _compared(_FLIPPED.get(operator, operator) if is_age else operator, ago))
    return _when(field, _compared(operator, _stretch(text, reading, forward=field.type not in _BEHIND)))


def late(match: Match, reading: Reading) -> Match:
    """The test of a day, of those before today."""
    today = reading.now.date().isoformat()
    return match._replace(test="when", high=min(match.high, today) if match.high else today)


def yearly(field: Field, operator: str, text: str, reading: Reading, *, is_range: bool) -> Match | None:
    """The test of a birthday, None where no day of the year can pass it.

    A year, month or day in ISO digits is the time of birth itself; everything else is a stretch of any year, and a
    duration the distance to the next birthday.
    """
    parts = [part for part in (text.split("..", 1) if is_range else [text]) if part.strip()]
    if parts and all(len(part) >= 4 and part[:4].isdecimal() for part in parts):
        if is_range:
            return _when(field, _range(field, text, reading))
        return _when(field, _compared(operator, _stretch(text, reading, forward=False)))
    if is_range:
        return _of_year(field, *_anniversaries(text, reading))
    if operator in _FLIPPED:
        return _ahead(field, operator, text, reading)
    if written := _birthday(text, reading.order):
        if written.startswith("--"):
            return Match(field, "yearly", written[2:], written[2:])
        born = date.fromisoformat(written)
        return _when(field, (born, durations.add(born, _ONE_DAY)))
    return _of_year(field, *_days(text, reading))


def _when(field: Field, stretch: Stretch) -> Match:
    start, end = stretch
    return Match(field, "when", stored(start) if start else "", stored(end) if end else "")


def _compared(operator: str, stretch: Stretch) -> Stretch:
    """What lies before, up to, after, from or within a stretch."""
    start, end = stretch
    if operator == "<":
        return None, start
    if operator == "<=":
        return None, end
    if operator == ">":
        return end, None
    if operator == ">=":
        return start, None
    return stretch


def _stretch(text: str, reading: Reading, *, forward: bool) -> Stretch:
    """The days of a period, the whole local day of a date, or the minute of a time."""
    try:
        start, end = periods.parse(text, reading.now.date())
    except Invalid:
        found = dates.parse(text, now=reading.now, order=reading.order, forward=forward)
        if found.at is not None:
            return found.at, durations.add(found.at, _ONE_MINUTE)
        return found.day, durations.add(found.day, _ONE_DAY)
    if start is None or end is None:
        raise Invalid("{value} has no beginning or no end.", value=text, hint="Try friday, 15 nov or this-month.")
    return start, end


def _away(field: Field, text: str, reading: Reading) -> Stretch | None:
    """The day (or minute) that a duration leads to in this field, None when the text is no duration."""
    try:
        duration = durations.parse(text)
    except Invalid:
        return None
    if field.type == "day":
        hint = "Say which way: +{length} ahead of today, -{length} ago."
        raise Invalid("{field} may lie ahead or behind.", field=field.name, length=duration.text(), hint=hint)
    duration = -duration if field.type in _BEHIND else duration
    if duration.minutes:
        moment = durations.add(reading.now, duration)
        return moment, durations.add(moment, _ONE_MINUTE)
    day = durations.add(reading.now.date(), duration)
    return day, durations.add(day, _ONE_DAY)


def _range(field: Field, text: str, reading: Reading) -> Stretch:
    """From the first to the last, both included; ages count from the nearer to the farther."""
    first, _dots, last = (part.strip() for part in text.partition(".."))
    nothing: Stretch = (None, None)
    away = [part and _away(field, part, reading) for part in (first, last)]
    if field.type in _BEHIND and all(found is not None for found in away):
        later, earlier = (found or nothing for found in away)
        stretch = earlier[0], later[1]
    else:
        forward = field.type not in _BEHIND
        ends = [
            found or (_stretch(part, reading, forward=forward) if part else nothing)
            for part, found in zip((first, last), away, strict=True)
        ]
        stretch = ends[0][0], ends[1][1]
        if _is_backwards(stretch) and not any(away):
            stretch = _again(first, last, stretch, reading, forward=forward)
    if _is_backwards(stretch):
        raise Invalid("The range {value} runs backwards.", value=text, hint="Swap its ends.")
    return stretch


def _again(first: str, last: str, stretch: Stretch, reading: Reading, *, forward: bool) -> Stretch:
    """The range with its second weekday sought from the first one on: on a Wednesday, mon..fri is of one week."""
    start, end = stretch
    if forward:
        anchor = reading._replace(now=_noon(start or reading.now, reading))
        return start, _stretch(last, anchor, forward=True)[1]
    anchor = reading._replace(now=_noon(durations.add(end or reading.now, -_ONE_DAY), reading))
    return _stretch(first, anchor, forward=False)[0], end


def _noon(day: date, reading: Reading) -> datetime:
    return datetime.combine(day, time(12), tzinfo=reading.now.tzinfo)


def _is_backwards(stretch: Stretch) -> bool:
    start, end = stretch
    return start is not None and end is not None and stored(start) >= stored(end)


def _ahead(field: Field, operator: str, text: str, reading: Reading) -> Match | None:
    """Birthdays nearer or farther than a duration."""
    away = _away(field, text, reading)
    if away is None or isinstance(away[0], datetime):
        raise Invalid("{value} is neither a number of days nor a year.", value=text, hint=_YEARLY_HINT)
    today = reading.now.date()
    start, end = _compared(operator, away)
    return _of_year(field, start or today, end or durations.add(today, Duration(12)))


def _anniversaries(text: str, reading: Reading) -> tuple[date, date]:
    """First day and end of a range of days of the year; from the end to the beginning goes round the new year."""
    first, _dots, last = (part.strip() for part in text.partition(".."))
    today = reading.now.date()
    start = _days(first, reading)[0] if first else today
    end = _days(last, reading)[1] if last else durations.add(today, Duration(12))
    if first and last and end <= start:
        end = _days(last, reading._replace(now=_noon(start, reading)))[1]
    return start, end if start < end else durations.add(end, Duration(12))


def _days(text: str, reading: Reading) -> tuple[date, date]:
    """A stretch of days by which a year is cut: a duration, a month, a day of the year, a period or a date."""
    today = reading.now.date()
    try:
        duration = durations.parse(text)
    except Invalid:
        duration = None
    if duration is not None and not duration.minutes:
        day = durations.add(today, duration)
        return day, durations.add(day, _ONE_DAY)
    if month := MONTHS.get(fold(text)):
        return durations.whole("month", today.replace(month=month, day=1))
    if written := _birthday(text, reading.order):
        month, day_of_month = int(written[-5:-3]), int(written[-2:])
        day = today.replace(month=month, day=min(day_of_month, durations.days_in_month(today.year, month)))
        return day, durations.add(day, _ONE_DAY)
    start, end = _stretch(text, reading, forward=True)
    if start is None or end is None or isinstance(start, datetime):
        raise Invalid("{value} is no day of the year.", value=text, hint=_YEARLY_HINT)
    return start, end


def _birthday(text: str, order: str) -> str:
    """The day of birth that the text writes out, 12-10 being month and day in every locale; "" for other words."""
    if len(text) == 5 and text[2] == "-":
        text = f"--{text}"
    try:
        return dates.parse_birthday(text, order)
    except Invalid:
        return ""


def _of_year(field: Field, start: date, end: date) -> Match | None:
    """Who has a birthday on these days: on 28 February in common years those of the 29th too."""
    if start >= end:
        return None
    if (end - start).days >= _DAYS_OF_YEAR:
        return Match(field, "any")
    last = durations.add(end, -_ONE_DAY)
    high = last.isoformat()[5:]
    if high == "02-28" and durations.days_in_month(last.year, 2) == 28:
        high = "02-29"
    return Match(field, "yearly", start.isoformat()[5:], high)
