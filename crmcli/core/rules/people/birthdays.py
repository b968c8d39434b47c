"""When birthdays fall and how old they make; a birthday is 1815-12-10 or, without its year, --12-10."""

from datetime import date

_YEAR_LENGTH = len("1815")


def next_birthday(birthday: str, today: date) -> date:
    """The next one, today included; in common years 29 February falls on the 28th."""
    this_year = _in_year(today.year, birthday)
    return this_year if this_year >= today else _in_year(today.year + 1, birthday)


def age_on(birthday: str, day: date) -> int | None:
    """Whole years on that day; None when the year of birth is unknown or still to come."""
    year = birthday[:_YEAR_LENGTH]
    if not year.isdecimal():
        return None
    age = day.year - int(year) - (day < _in_year(day.year, birthday))
    return age if age >= 0 else None


def _in_year(year: int, birthday: str) -> date:
    _before, month, day = birthday.rsplit("-", 2)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, int(month), 28 if (month, day) == ("02", "29") and not is_leap else int(day))
