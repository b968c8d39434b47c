"""Changing contacts: as a form in an editor, or field by field for many at once."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.people import Reference
from crmcli.cli.options import DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm, may_ask, need_somebody
from crmcli.core.errors import CrmError, Usage
from crmcli.services.people import contacts as service
from crmcli.services.people import custom
from crmcli.services.people.people import get, pick
from crmcli.services.system import editor
from crmcli.view import sentences
from crmcli.view.people import changes, forms

SHOWN = 50
"""How many changes are listed before they are summed up."""
Arguments = Annotated[
    list[str] | None,
    typer.Argument(
        help="Whom: a reference, or with --query a query. What: NAME=VALUE, NAME+=VALUE, NAME-=VALUE.",
        metavar="[WHOM...] NAME=VALUE...",
        autocompletion=people.complete_change,
        show_default=False,
    ),
]


def edit(ctx: typer.Context, reference: Reference, format: Format = None, json: Json = False) -> None:
    """Edit a record as a form in $EDITOR."""
    style = Style(format, json=json)
    crm = session.here()
    before = get(crm, pick(crm, reference, kind=people.kind(ctx), sure=True))
    need_somebody("`crm contact set` changes fields without one.")
    form = forms.contact(before)
    written = editor.edit_text(crm, form, suffix=".crm")
    while True:
        if written == form or not written.strip():
            diagnostics.note("Nothing was changed.")
            return
        try:
            changed = service.save_form(crm, before, forms.read(written, before), people.command(ctx, "edit"))
        except CrmError as error:
            if not may_ask():
                error.hint, error.values["file"] = (
                    "What you wrote is in {file}.",
                    editor.keep(crm, written, suffix=".crm"),
                )
                raise
            message, hint = sentences.words(error)
            form = forms.problem(written, f"{message} {hint}".strip())
            written = editor.edit_text(crm, form, suffix=".crm")
        else:
            people.wrote([changed.after], style, "Changed {name} (contact {id}). `crm undo` takes it back.", one=True)
            return


def set_(
    ctx: typer.Context,
    what: Arguments = None,
    query: Annotated[
        str | None,
        typer.Option(
            "--query", "-q", help="Change everybody that a query picks.", autocompletion=people.complete_query
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change fields of one record or of many."""
    style = Style(format, json=json)
    crm = session.here()
    words = list(what or ())
    cut = next((at for at, word in enumerate(words) if "=" in word), len(words))
    whom, assignments = words[:cut], words[cut:]
    if bool(whom) == (query is not None):
        raise Usage("Say whom: references, or --query.", hint="As in: crm contact set Ana lifecycle=customer")
    targets = (
        service.matching(crm, people.narrowed(ctx, [query]))
        if query is not None
        else [pick(crm, text, kind=people.kind(ctx), sure=True) for text in whom]
    )
    plan = [change for change in service.planned(crm, targets, assignments) if change.before != change.after]
    if len(plan) > 1 or dry_run or query is not None or style.for_people:
        for change in plan[:SHOWN]:
            diagnostics.lines(*changes.lines(change.before, change.after))
        if len(plan) > SHOWN:
            diagnostics.note("... and {count} more.", count=len(plan) - SHOWN)
    if dry_run or not plan:
        output.say("{count} would change; nothing was changed.", count=len(plan))
        return
    if len(plan) > 1 or query is not None:
        confirm("Change {count} contacts?", yes=yes, count=len(plan))
    new = custom.unknown(crm, (change.after for change in plan))
    done = service.set_fields(crm, [change.before.id for change in plan], assignments, people.command(ctx, "set"))
    sentence = (
        "Changed {name} (contact {id}). `crm undo` takes it back."
        if len(done) == 1
        else "Changed {count} contacts. `crm undo` takes it back."
    )
    people.wrote([change.after for change in done], style, sentence)
    for name in new:
        diagnostics.note("{name} is a new field; `crm field remove {name}` takes it away again.", name=name)
