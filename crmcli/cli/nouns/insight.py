"""What the commands about customers' value share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.cli import diagnostics
from crmcli.cli.nouns import people
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.values.text import nearest

if TYPE_CHECKING:
    from crmcli.core.records.report import Report
    from crmcli.view.charts.shapes import Picture


_FEWEST_YEARS, _MOST_YEARS = 0.1, 100


def most(limit: int | None, style: Style) -> int | None:
    """How many rows are shown: a page to people unless they say otherwise, all to machines."""
    if limit is not None:
        return limit
    return people.PAGE if style.for_people else None


def tell_more(report: "Report", limit: int | None, style: Style) -> None:
    """Where people see a page and not all, say how to see more."""
    if style.for_people and limit is None and people.PAGE == len(report.rows) < report.n:
        diagnostics.note("These are the first {count}; --limit shows more.", count=people.PAGE)


def nothing(_report: "Report") -> "Sequence[Picture]":
    """No picture: the table says it all."""
    return ()


def percent(option: str, text: str) -> float | None:
    """A share typed in per cent, 20 or 12.5; None where nothing was typed."""
    if not text:
        return None
    found = _decimal(text.strip().removesuffix("%"))
    if found is None or not 0 <= found <= 100:
        raise Usage(
            "{option} takes per cent from 0 to 100, not {value}.", option=option, value=text, hint="As in 12.5."
        )
    return found / 100


def years(option: str, text: str) -> float:
    """A number of years typed as 5 or 2.5."""
    found = _decimal(text)
    if found is None or not _FEWEST_YEARS <= found <= _MOST_YEARS:
        raise Usage("{option} takes years from 0.1 to 100, not {value}.", option=option, value=text, hint="As in 2.5.")
    return found


def _decimal(text: str) -> float | None:
    """A number of digits with a point or a comma; float() would take nan, inf and 1e9 too."""
    digits = text.strip().replace(",", ".")
    whole, _point, fraction = digits.partition(".")
    return float(digits) if digits.isascii() and (whole + fraction).isdecimal() else None


def cuts(text: str) -> tuple[float, ...]:
    """Per cents at which classes end, typed as 80,95."""
    found = tuple(percent("--cuts", part) or 0.0 for part in text.split(","))
    if not 0 < len(found) < 8 or list(found) != sorted(set(found)) or found[0] <= 0:
        raise Usage("--cuts takes per cents that rise, not {value}.", value=text, hint="As in --cuts 80,95.")
    return tuple(100 * one for one in found)


def one_of(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Refuse what is none of the choices."""
    if value not in choices:
        raise Usage(
            "{option} cannot be {value}.",
            option=option,
            value=value,
            near=nearest(value, choices) or choices[0],
            choices=", ".join(choices),
            hint="Did you mean {near}? It takes {choices}.",
        )


def page(report: "Report", limit: int | None) -> "Report":
    """So many rows of a report of profits: where that is not all, what asks for an action first."""
    rows = report.rows
    if limit is not None and len(rows) > limit:
        rows = (*(row for row in rows if row.action), *(row for row in rows if not row.action))
    return report._replace(rows=rows[:limit])
