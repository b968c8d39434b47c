"""What was deleted."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.options import Columns, DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.records.system import Emptied
from crmcli.services.system import trash as service
from crmcli.view.columns.system.system import EMPTIED, TRASHED
from crmcli.view.system import journal
from crmcli.view.wording import journal_words
from crmcli.view.words import ngettext

References = Annotated[
    list[str],
    typer.Argument(help="Numbers (task:7 where several nouns have it), uids or exact titles.", show_default=False),
]


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List the trash."""
    style = Style(format, json=json, columns=columns)
    output.show(service.listed(session.here()), TRASHED, style, empty="The trash is empty.")


def restore(references: References, format: Format = None, json: Json = False) -> None:
    """Bring records back."""
    style = Style(format, json=json)
    done = service.restore(session.here(), references)
    if not style.for_people:
        output.show(done, TRASHED, style)
        return
    for record in done:
        output.say(
            "Brought back {noun} {id} {title}. `crm undo` takes it back.",
            noun=journal_words.noun(record.noun),
            id=record.id,
            title=record.title,
        )


def empty(yes: Yes = False, dry_run: DryRun = False, format: Format = None, json: Json = False) -> None:
    """Remove what is in the trash. What other records refer to stays."""
    style = Style(format, json=json)
    crm = session.here()
    plan = service.removable(crm)
    if plan.removed and not dry_run:
        confirm(
            ngettext("Remove {count} record for good?", "Remove {count} records for good?", len(plan.removed)),
            yes=yes,
            count=len(plan.removed),
        )
        plan = service.empty(crm)
    _tell(plan, style, dry_run=dry_run)
    if plan.kept and not dry_run:
        raise typer.Exit(diagnostics.PARTLY)


def _tell(plan: Emptied, style: Style, *, dry_run: bool) -> None:
    if not style.for_people:
        output.show([plan], EMPTIED, style, one=True)
    elif dry_run:
        output.say(
            ngettext(
                "{count} record would be removed; nothing was changed.",
                "{count} records would be removed; nothing was changed.",
                len(plan.removed),
            ),
            count=len(plan.removed),
        )
    elif plan.removed:
        output.say(
            ngettext(
                "Removed {count} record. `crm undo` brings it back.",
                "Removed {count} records. `crm undo` brings them back.",
                len(plan.removed),
            ),
            count=len(plan.removed),
        )
    elif not plan.kept:
        output.say("The trash is empty.")
    if plan.kept:
        diagnostics.note("{count} stay, because others refer to them:", count=len(plan.kept))
        for obstacle in plan.kept:
            diagnostics.note("  {record}", record=journal.obstacle(obstacle))
