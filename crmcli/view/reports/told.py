"""What a report says of itself, in the user's language."""

from datetime import date

from crmcli.core.records.report import Report, Said, StageName
from crmcli.core.values.money import Money
from crmcli.view import dates, money, numbers
from crmcli.view.clean import clean
from crmcli.view.reports import stages
from crmcli.view.words import _, language


def sentence(said: Said) -> str:
    """The sentence with its places filled: money, days and shares as people read them."""
    return _(said.message).format(**{name: _value(value) for name, value in said.values.items()})


def heading(report: Report) -> str:
    """The title, the days that it is about, and as of when."""
    parts = [sentence(report.title), period(report.start, report.end)]
    as_of = dates.long(date.fromisoformat(report.as_of))
    parts.append(_("as of {day}").format(day=as_of))
    return " · ".join(filter(None, parts))


def period(start: str, end: str) -> str:
    """The days from the first to the last, both in full; nothing where both are open."""
    first = dates.long(date.fromisoformat(start)).partition(" ")[2] if start else ""
    last = dates.long(date.fromisoformat(end)).partition(" ")[2] if end else ""
    if first and last:
        return first if start == end else f"{first} \N{EN DASH} {last}"
    if first:
        return _("from {day}").format(day=first)
    return _("to {day}").format(day=last) if last else ""


def _value(value: object) -> str:
    if isinstance(value, Money):
        return money.text(value, language())
    if isinstance(value, StageName):
        return stages.label(value.slug, value.name)
    if isinstance(value, date):
        return dates.long(value)
    if isinstance(value, Said):
        return sentence(value)
    if isinstance(value, float):
        return numbers.percent(value, decimals=1)
    if isinstance(value, int):
        return numbers.number(value)
    return clean(str(value))
