"""What the commands about customers' value share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.cli import people
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.report import Report

if TYPE_CHECKING:
    from crmcli.view.charts.shapes import Picture


def most(limit: int | None, style: Style) -> int | None:
    """How many rows are shown: a page to people unless they say otherwise, all to machines."""
    if limit is not None:
        return limit
    return people.PAGE if style.for_people else None


def nothing(_report: Report) -> "Sequence[Picture]":
    """No picture: the table says it all."""
    return ()


def percent(option: str, text: str) -> float | None:
    """A share typed in per cent, 20 or 12.5; None where nothing was typed."""
    if not text:
        return None
    digits = text.strip().removesuffix("%").strip().replace(",", ".")
    whole, _point, fraction = digits.partition(".")
    if not (whole + fraction).isdecimal() or not whole.isascii() or not 0 <= float(digits) <= 100:
        raise Usage(
            "{option} takes per cent from 0 to 100, not {value}.", option=option, value=text, hint="As in 12.5."
        )
    return float(digits) / 100
