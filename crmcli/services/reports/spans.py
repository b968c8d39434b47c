"""Which days a report looks at: as of when, from when, to when."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.errors import CrmError, Invalid
from crmcli.services.workspace import Workspace

_ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days of a report; None is open."""

    as_of: date
    """Things are told as they stood at the end of this day."""
    start: date | None = None
    end: date | None = None
    """The last day of the period."""

    @property
    def first(self) -> str:
        """The first day as it is stored; empty, which comes before every day, where the period is open."""
        return self.start.isoformat() if self.start else ""

    @property
    def last(self) -> str:
        """The last day that counts: that of the period, or as of when, whichever is earlier."""
        return min(self.end or self.as_of, self.as_of).isoformat()


def span(crm: Workspace, as_of: str = "", start: str = "", end: str = "") -> Span:
    """The days that were typed. From and to may be days or periods: the first day of the one, the last of the other."""
    seen = crm.typed_day(as_of) if as_of else crm.today
    first = _bound(crm, start)[0] if start else None
    last = _bound(crm, end)[1] if end else None
    if first and last and last < first:
        raise turned(start, end)
    if first and first > seen:
        raise Invalid(
            "{start} is after {as_of}, as of which this is told.",
            start=first.isoformat(),
            as_of=seen.isoformat(),
            hint="--as-of takes a later day.",
        )
    return Span(seen, first, last)


def turned(start: str, end: str) -> CrmError:
    """Why a period that ends before it begins is refused."""
    return Invalid("{end} is before {start}.", start=start, end=end, hint="Turn --from and --to round.")


def _bound(crm: Workspace, text: str) -> tuple[date | None, date | None]:
    from crmcli.core.values import periods  # noqa: PLC0415 - door: 1 ms with its words, only where a period was typed

    try:
        first, after = periods.parse(text, crm.today)
    except Invalid:
        day = crm.typed_day(text)
        return day, day
    return first, after - _ONE_DAY if after else None
