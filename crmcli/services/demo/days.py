"""The calendar in which the sample business works: working days around today, and times of day as they are stored."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from crmcli.core.values.dates import When

FARTHEST_BACK, FARTHEST_AHEAD = 510, 40
"""Working days on both sides of today: two years, and six weeks."""
_SATURDAY = 5
_HOLIDAYS = ((1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25))
"""Month and day of what the whole of Spain celebrates."""
_ONE_DAY = timedelta(days=1)


class Days(NamedTuple):
    """Today with its working days before and after, and the zone in which the clock is told."""

    today: date
    before: tuple[date, ...]
    """The nearest first."""
    after: tuple[date, ...]
    zone: tzinfo
    zone_name: str

    def at(self, distance: int) -> date:
        """The working day so many away, today itself for nought."""
        if distance == 0:
            return self.today
        return self.before[-distance - 1] if distance < 0 else self.after[distance - 1]

    def moment(self, day: date, clock: str) -> str:
        """A local time such as 9:30 as it is stored; the whole day for no time."""
        if not clock:
            return day.isoformat()
        hour, minute = clock.split(":")
        return When(day, datetime.combine(day, time(int(hour), int(minute)), self.zone)).stored


def around(today: date, zone: tzinfo, zone_name: str) -> Days:
    """The calendar around a day."""
    return Days(
        today, _working(today, -_ONE_DAY, FARTHEST_BACK), _working(today, _ONE_DAY, FARTHEST_AHEAD), zone, zone_name
    )


def is_quiet(day: date) -> bool:
    """Whether nobody works: a weekend or a holiday."""
    return day.weekday() >= _SATURDAY or (day.month, day.day) in _HOLIDAYS


def _working(today: date, step: timedelta, count: int) -> tuple[date, ...]:
    found: list[date] = []
    day = today
    while len(found) < count:
        day += step
        if not is_quiet(day):
            found.append(day)
    return tuple(found)
