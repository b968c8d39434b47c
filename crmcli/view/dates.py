"""How days and moments are told to people: near ones by their distance, all of them in words of their language."""

import re
from collections.abc import Callable
from datetime import date, datetime

from crmcli.core.rules.people import birthdays
from crmcli.view.words import _, language, ngettext

_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}
_DAYS_A_WEEK, _DAYS_A_MONTH, _DAYS_A_YEAR = 7, 365.25 / 12, 365.25
_FEWEST_DAYS_IN_WEEKS, _FEWEST_DAYS_IN_MONTHS, _FEWEST_DAYS_IN_YEARS = 14, 63, 730
_LENGTH_OF_DAY = len("2026-11-24")
_STORED = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?(?![\w-])")
LocalMoment = Callable[[str], datetime]
"""A stored day or instant as a local moment."""


def relative(day: date, today: date) -> str:
    """How far away a day is, in a sentence: today, tomorrow, in 3 days, 2 weeks ago."""
    days = (day - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get(days)
    if near:
        return near
    count, unit = _count(abs(days))
    if days > 0:
        told = {
            "d": ngettext("in {count} day", "in {count} days", count),
            "w": ngettext("in {count} week", "in {count} weeks", count),
            "m": ngettext("in {count} month", "in {count} months", count),
            "y": ngettext("in {count} year", "in {count} years", count),
        }
    else:
        told = {
            "d": ngettext("{count} day ago", "{count} days ago", count),
            "w": ngettext("{count} week ago", "{count} weeks ago", count),
            "m": ngettext("{count} month ago", "{count} months ago", count),
            "y": ngettext("{count} year ago", "{count} years ago", count),
        }
    return told[unit].format(count=count)


def short(day: date, today: date) -> str:
    """How far away a day is, for a column: today, 6 d (ago), +2 d (ahead), 3 w, 5 mo, 2 y."""
    days = (day - today).days
    if days == 0:
        return _("today")
    count, unit = _count(abs(days))
    told = {"d": _("{count} d"), "w": _("{count} w"), "m": _("{count} mo"), "y": _("{count} y")}[unit]
    return ("+" if days > 0 else "") + told.format(count=count)


def long(day: date) -> str:
    """The day itself: Tue 24 Nov 2026, mar 24 nov 2026."""
    return f"{_WEEKDAYS[language()][day.weekday()]} {day.day} {_MONTHS[language()][day.month - 1]} {day.year:04}"


def of_year(day: date) -> str:
    """The day where the year goes without saying: Tue 24 Nov, mar 24 nov."""
    return f"{weekday(day.weekday())} {day.day} {_MONTHS[language()][day.month - 1]}"


def weekday(number: int) -> str:
    """A day of the week, Monday being 0: Mon, lun."""
    return _WEEKDAYS[language()][number]


def month(day: date) -> str:
    """The month of a day: Nov 2026, nov 2026."""
    return f"{_MONTHS[language()][day.month - 1]} {day.year:04}"


def moment(stored: str, local: LocalMoment) -> str:
    """A stored day or instant in full: Tue 24 Nov 2026, Tue 24 Nov 2026 10:30; "" for nothing."""
    if not stored:
        return ""
    day, time = long(local(stored).date()), clock(stored, local)
    return f"{day} {time}" if time else day


def within(text: str, local: LocalMoment) -> str:
    """A stored value with every day and instant in it in words."""
    return _STORED.sub(lambda found: _worded(found.group(), local), text)


def _worded(stored: str, local: LocalMoment) -> str:
    try:
        return moment(stored, local)
    except ValueError:  # it only looks like a day
        return stored


def clock(stored: str, local: LocalMoment) -> str:
    """The local time of a stored instant, 10:30; "" for a day."""
    return f"{local(stored):%H:%M}" if len(stored) > _LENGTH_OF_DAY else ""


def birthday(stored: str, today: date) -> str:
    """A birthday, how old it makes and when: 10 Dec 1815 (turns 211 in 18 days), 10 Dec (in 18 days)."""
    year, month, day = stored.rsplit("-", 2)
    coming = birthdays.next_birthday(stored, today)
    age, when = birthdays.age_on(stored, coming), relative(coming, today)
    told = f"{int(day)} {_MONTHS[language()][int(month) - 1]}"
    if age is None:
        return f"{told} ({when})"
    return _("{day} (turns {age} {when})").format(day=f"{told} {year}", age=age, when=when)


def _count(days: int) -> tuple[int, str]:
    """So many days, weeks, months or years, whichever is told best."""
    if days < _FEWEST_DAYS_IN_WEEKS:
        return days, "d"
    if days < _FEWEST_DAYS_IN_MONTHS:
        return round(days / _DAYS_A_WEEK), "w"
    if days < _FEWEST_DAYS_IN_YEARS:
        return round(days / _DAYS_A_MONTH), "m"
    return round(days / _DAYS_A_YEAR), "y"
