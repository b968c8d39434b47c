"""The calendar of promises, on the screen and as a file."""

import os
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import agenda
from crmcli.cli.options import Columns, Force, Format, Json
from crmcli.cli.output import Style
from crmcli.services.activity import agenda as service
from crmcli.services.activity import calendar
from crmcli.view.activity import agenda as looks
from crmcli.view.columns.activity.agenda import AGENDA

Words = Annotated[
    list[str] | None,
    typer.Argument(
        help="The day, as tomorrow, or the days, as 2026-11-01..2026-11-15; then a query that picks tasks.",
        metavar="[WHEN] [QUERY]...",
        show_default=False,
    ),
]
File = Annotated[
    str, typer.Argument(help="The file to write; - writes to standard output.", metavar="FILE", show_default=False)
]
Query = Annotated[list[str] | None, typer.Argument(help="A query that picks tasks, of all states.", show_default=False)]
Birthdays = Annotated[
    bool | None,
    typer.Option(
        "--birthdays/--no-birthdays",
        help="With birthdays or without; with, unless there is a query.",
        show_default=False,
    ),
]
Money = Annotated[
    bool | None,
    typer.Option(
        "--money/--no-money",
        help="With invoices, deliveries, promotions and deals or without; with, unless there is a query.",
        show_default=False,
    ),
]
STEPS = {"write": "Writing"}
STEP_MESSAGES = tuple(STEPS.values())


def show(words: Words = None, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show the week from today on, or the days that are named."""
    _show("", words, columns, format, json=json)


def day(words: Words = None, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show one day: today, or the one that is named."""
    _show("day", words, columns, format, json=json)


def week(words: Words = None, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show seven days, from today or the day that is named."""
    _show("week", words, columns, format, json=json)


def month(words: Words = None, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show a month as a grid: this one, or that of the day that is named."""
    _show("month", words, columns, format, json=json)


def export(
    file: File, query: Query = None, birthdays: Birthdays = None, money: Money = None, force: Force = False
) -> None:
    """Write tasks, birthdays and days of money as a calendar file; reading it again updates, and doubles nothing."""
    from crmcli.cli import progress  # noqa: PLC0415 - door: 0.3 ms, which showing the agenda does without

    text = " ".join(query or ())
    with progress.bar(STEPS) as tell:
        made = calendar.export(
            session.here(),
            text,
            birthdays=not text if birthdays is None else birthdays,
            money=not text if money is None else money,
            progress=tell,
        )
    if file == "-":
        if output.is_terminal():
            for line in made.data.decode().splitlines():
                output.line(line)
        else:
            output.write_bytes(made.data)
        return
    path = Path(file)
    calendar.write(path, made.data, force=force)
    output.say(
        "Wrote {path}. Tasks: {tasks}; birthdays: {birthdays}.",
        path=os.fspath(path),
        tasks=made.tasks,
        birthdays=made.birthdays,
    )
    if made.promises:
        output.say("Money and deliveries: {promises}.", promises=made.promises)


def _show(unit: str, words: list[str] | None, columns: str | None, format: str | None, *, json: bool) -> None:
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    words = words or []
    if not unit and words and (unit := service.unit(words[0])):
        words = words[1:]
    start, end, query = service.span(crm, unit, words)
    found = service.between(crm, start, end, query)
    if query and not found.items and style.format in ("table", "plain"):
        diagnostics.note("No task of these days matches {query}.", query=query)
    if not style.for_people or columns:
        output.show(found.items, AGENDA, style, empty="Nothing in these days.")
    elif unit == "month":
        agenda.draw(looks.month(found.items, start, output.frame(), output.terminal_width()))
    else:
        agenda.draw(looks.days(found.items, start, end, output.frame(), output.terminal_width()))
