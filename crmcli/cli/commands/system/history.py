"""The journal: undo, redo, and reading what was changed."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, DryRun, Force, Format, Json, Limit, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.records.system import Inverted
from crmcli.services.system import history as service
from crmcli.view import dates
from crmcli.view.columns.system.system import CHANGE_SET, FIELD_CHANGE, INVERTED
from crmcli.view.system import journal
from crmcli.view.words import ngettext

STEPS = {"check": "Looking for what was changed since", "apply": "Changing back"}
PAGE = 20
"""How many change sets, or records of one, a person is shown unasked."""
Number = Annotated[int, typer.Argument(help="The number of a change, as `crm history` shows it.", show_default=False)]


def undo(
    number: Annotated[
        int | None, typer.Argument(help="The number of a change; your newest when left away.", show_default=False)
    ] = None,
    force: Force = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Take back the last change, or any by its number."""
    style = Style(format, json=json)
    crm = session.here()
    if dry_run:
        _tell(service.planned(crm, "undo", number, force=force), style)
        return
    with progress.bar(STEPS) as tell:
        done = service.undo(crm, number, force=force, progress=tell)
    _tell(done, style)


def redo(force: Force = False, dry_run: DryRun = False, format: Format = None, json: Json = False) -> None:
    """Bring back what was undone last."""
    style = Style(format, json=json)
    crm = session.here()
    if dry_run:
        _tell(service.planned(crm, "redo", force=force), style)
        return
    with progress.bar(STEPS) as tell:
        done = service.redo(crm, force=force, progress=tell)
    _tell(done, style)


def list_(
    query: Annotated[
        list[str] | None, typer.Argument(help="A query on changes, as command:import at:today.", show_default=False)
    ] = None,
    contact: Annotated[
        str,
        typer.Option(
            "--contact", help="Only what touched this contact.", metavar="REF", autocompletion=people.complete
        ),
    ] = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List changes, newest first."""
    style = Style(format, json=json, columns=columns)
    most = limit if limit is not None else PAGE + 1 if style.for_people else None
    text = " ".join(query or ())
    found = service.listed(session.here(), text, contact=contact, limit=most)
    shown = found[:PAGE] if style.for_people and limit is None else found
    output.show(shown, CHANGE_SET, style, empty="No change fits." if text or contact else "Nothing was changed yet.")
    if len(shown) < len(found):
        diagnostics.note("There are older ones; --limit shows more. `crm history show NUMBER` tells one whole.")


def show(number: Number, limit: Limit = None, format: Format = None, json: Json = False) -> None:
    """Show what one change did, field by field."""
    style = Style(format, json=json)
    crm = session.here()
    told = service.get(crm, number)
    most = limit if limit is not None else PAGE if style.for_people else None
    records = service.fields(crm, number, limit=most)
    if not style.for_people:
        output.show([change for record in records for change in record], FIELD_CHANGE, style)
        return
    output.block(journal.change_set(told, output.frame()))
    for record in records:
        output.line()
        output.block(journal.field_changes(record, output.frame()))
    if most is not None and told.changes > most:
        diagnostics.note("{count} of {total} records; --limit shows more.", count=len(records), total=told.changes)


def prune(
    before: Annotated[str, typer.Option("--before", help="A day, as 2025-01-01 or last year.", show_default=False)],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Forget changes before a day."""
    crm = session.here()
    day = crm.typed_day(before)
    shown = dates.long(day)
    sets, changes = service.prunable(crm, day)
    if dry_run or not sets:
        output.say(
            ngettext(
                "{sets} change is older than {day} (records: {records}); nothing was forgotten.",
                "{sets} changes are older than {day} (records: {records}); nothing was forgotten.",
                sets,
            ),
            sets=sets,
            records=changes,
            day=shown,
        )
        return
    confirm(
        ngettext(
            "Forget {sets} change before {day}? It can no longer be undone.",
            "Forget {sets} changes before {day}? They can no longer be undone.",
            sets,
        ),
        yes=yes,
        sets=sets,
        day=shown,
    )
    sets, changes = service.prune(crm, day)
    output.say(
        ngettext(
            "Forgot {sets} change before {day} (records: {records}).",
            "Forgot {sets} changes before {day} (records: {records}).",
            sets,
        ),
        sets=sets,
        records=changes,
        day=shown,
    )


def _tell(done: Inverted, style: Style) -> None:
    if style.for_people:
        _tell_people(done)
    elif style.format == "plain" and not style.only:
        output.write(f"{done.change_set.id}\t{output.harmless(done.change_set.command)}\n")
    else:
        output.show([done], INVERTED, style, one=True)
    for obstacle in done.skipped:
        diagnostics.note("  {record}", record=journal.obstacle(obstacle))
    if done.skipped and done.by:
        raise typer.Exit(diagnostics.PARTLY)


def _tell_people(done: Inverted) -> None:
    sentence = {
        ("undo", True): "Took back change {number} ({command}, {age}): {records}. `crm redo` brings it back.",
        ("redo", True): "Brought back change {number} ({command}, {age}): {records}. `crm undo` takes it back.",
        ("undo", False): "Would take back change {number} ({command}, {age}): {records}. Nothing was changed.",
        ("redo", False): "Would bring back change {number} ({command}, {age}): {records}. Nothing was changed.",
    }[done.kind, bool(done.by)]
    output.say(
        sentence,
        number=done.change_set.id,
        command=done.change_set.command,
        age=journal.age(done.change_set.at, session.here().now, output.frame()),
        records=journal.records(done.records),
    )
