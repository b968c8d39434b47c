"""What the commands of RFM share: the options by which scores are given, and where the purchases come from."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, BinaryIO, NamedTuple, cast

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import insight
from crmcli.core.errors import Usage
from crmcli.services.figures.portfolio import METHODS, Portfolio, Rule
from crmcli.services.reports import spans
from crmcli.view.sentences import words
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.services.insight.rfm_file import LeftOut

_WEIGHTS = "As in --weights 3,2,1."
_NAMED = 3
"""Rows of a file that are named where more are left out."""

Method = Annotated[str, typer.Option("--method", help="quantile, fixed, rank or nested.", metavar="METHOD")]
Thresholds = Annotated[
    str,
    typer.Option(
        "--thresholds",
        help='Limits of the fixed method: "R=30,90,180,365 F=2,3,5,10 M=100,250,500,1000", days at most, '
        "orders and money at least.",
        metavar="LIMITS",
    ),
]
Monetary = Annotated[str, typer.Option("--monetary", help="total, or the mean of an order.", metavar="total|mean")]
PerDay = Annotated[bool, typer.Option("--per-day", help="Take the orders of one day as one.")]
Window = Annotated[str, typer.Option("--window", help="Look only so far back, as 365d or 2y.", metavar="LENGTH")]
Weights = Annotated[
    str, typer.Option("--weights", help="Weights of the three scores in the sum, as 3,2,1.", metavar="R,F,M")
]
Map = Annotated[str, typer.Option("--map", help="std11, rf10 or a TOML file of your own.", metavar="MAP")]
FromCsv = Annotated[
    str, typer.Option("--from-csv", help="Look at a file of purchases without importing it.", metavar="FILE")
]
Customer = Annotated[str, typer.Option("--customer", help="The file's column of customers.", metavar="COLUMN")]
Date = Annotated[str, typer.Option("--date", help="The file's column of dates.", metavar="COLUMN")]
Amount = Annotated[str, typer.Option("--amount", help="The file's column of amounts.", metavar="COLUMN")]


class File(NamedTuple):
    """A file of purchases and its columns, as they were typed."""

    path: str
    customer: str
    date: str
    amount: str


def rule(
    method: str, thresholds: str, monetary: str, window: str, weights: str, map_name: str, *, per_day: bool
) -> Rule:
    """The rule that was typed; Usage says what is off."""
    insight.one_of("--method", method, METHODS)
    insight.one_of("--monetary", monetary, ("total", "mean"))
    limits = _limits(thresholds)
    if thresholds and method != "fixed":
        raise Usage("--thresholds belong to --method fixed.", hint="Add --method fixed.")
    return Rule(
        method,
        _whole(limits.get("R", ())),
        _whole(limits.get("F", ())),
        limits.get("M", ()),
        mean=monetary == "mean",
        per_day=per_day,
        window=_days(window),
        weights=_weights(weights),
        map=map_name,
    )


def scored(rule: Rule, as_of: str, file: File) -> tuple[Portfolio, int]:
    """The customers of the book or of the file, scored, and the exit code."""
    crm = session.here()
    day = spans.span(crm, as_of).as_of
    if not file.path:
        for option, value in (("--customer", file.customer), ("--date", file.date), ("--amount", file.amount)):
            if value:
                raise Usage("{option} names a column of --from-csv FILE.", option=option, hint="Name the file too.")
        from crmcli.services.figures import rfm as figures  # noqa: PLC0415 - door: 2 ms, only where all are scored

        return figures.of_book(crm, rule, day), 0
    from crmcli.services.insight import rfm_file  # noqa: PLC0415 - door: reading files, 4 ms, only for a file

    missing = [
        option
        for option, value in (("--customer", file.customer), ("--date", file.date), ("--amount", file.amount))
        if not value
    ]
    if missing:
        raise Usage(
            "{option} is missing: which column of the file is it?",
            option=missing[0],
            hint="As in --from-csv FILE --customer client --date day --amount total.",
        )
    stdin = cast("BinaryIO", sys.stdin.buffer) if sys.stdin is not None else None
    columns = rfm_file.Columns(file.customer, file.date, file.amount)
    portfolio, out = rfm_file.of_file(crm, file.path, columns, rule, day, stdin)
    _tell_left_out(out, day)
    return portfolio, diagnostics.PARTLY if out.unread else 0


def _tell_left_out(out: "LeftOut", day: date) -> None:
    """How many rows of a file do not count, why, and the first of them."""
    if out.unread:
        first = (_("Line {line}: {why}").format(line=line, why=words(why)[0]) for line, why in out.unread[:_NAMED])
        diagnostics.note("Left out, unreadable: {count}. {first}", count=len(out.unread), first=" ".join(first))
    if out.later:
        diagnostics.note(
            "Left out, dated after {day}: {count}. Lines: {lines}.",
            day=day.isoformat(), count=len(out.later), lines=_lines(out.later),
        )  # fmt: skip
    if out.undone:
        diagnostics.note(
            "Left out, of customers of whom nothing is left after refunds: {count}. Lines: {lines}.",
            count=len(out.undone), lines=_lines(out.undone),
        )  # fmt: skip


def _lines(numbers: Sequence[int]) -> str:
    more = ", ..." if len(numbers) > _NAMED else ""
    return ", ".join(map(str, numbers[:_NAMED])) + more


def _limits(text: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for part in text.replace(";", " ").split():
        name, equals, values = part.partition("=")
        if name.upper() not in ("R", "F", "M") or not equals:
            raise Usage(
                "{part} is no limit.",
                part=part,
                hint='As in --thresholds "R=30,90,180,365 F=2,3,5,10 M=100,250,500,1000".',
            )
        found[name.upper()] = tuple(values.split(","))
    return found


def _whole(limits: tuple[str, ...], hint: str = "As in R=30,90,180,365.") -> tuple[int, ...]:
    for limit in limits:
        if not (limit.isascii() and limit.isdecimal() and len(limit) < 10):
            raise Usage("{value} is no whole number.", value=limit, hint=hint)
    return tuple(map(int, limits))


def _weights(text: str) -> tuple[int, int, int]:
    parts = _whole(tuple(text.split(",")), _WEIGHTS)
    if len(parts) != 3:
        raise Usage("--weights takes three numbers.", hint=_WEIGHTS)
    r, f, m = parts
    return r, f, m


def _days(text: str) -> int:
    if not text:
        return 0
    from crmcli.core.values import durations  # noqa: PLC0415 - door: only where a window was typed

    crm = session.here()
    length = durations.parse(text)
    return (crm.today - durations.add(crm.today, -length)).days
