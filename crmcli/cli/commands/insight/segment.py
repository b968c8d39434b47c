"""Named sets of contacts."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.core.records.insight import Counted
from crmcli.services.insight import segments as service
from crmcli.services.insight import views
from crmcli.view.columns.activity.activity import TASK
from crmcli.view.columns.insight import segments as columns_of
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.sales.money import INVOICE
from crmcli.view.words import ngettext

_COLUMNS = {"deal": DEAL, "task": TASK, "invoice": INVOICE}
Name = Annotated[str, typer.Argument(help="The segment's name.", show_default=False)]
_UNDO = "`crm undo` takes it back."


def create(
    name: Name,
    query: Annotated[
        list[str],
        typer.Argument(
            help="A query of the search language.", autocompletion=people.complete_query, show_default=False
        ),
    ],
    frozen: Annotated[bool, typer.Option("--frozen", help="Keep whom it finds today instead of asking anew.")] = False,
    note: Annotated[str, typer.Option("--note", help="What it is for.")] = "",
    noun: Annotated[
        str, typer.Option("--of", metavar="NOUN", help="A view of deals, tasks or invoices: deal, task, invoice.")
    ] = "contact",
    format: Format = None,
    json: Json = False,
) -> None:
    """Name a query as a segment, or freeze whom it finds."""
    style = Style(format, json=json)
    segment, count = service.create(session.here(), name, " ".join(query), frozen=frozen, note=note, noun=noun)
    if style.for_people:
        if segment.noun == "contact":
            output.say(
                ngettext("Created {name}: {count} contact now.", "Created {name}: {count} contacts now.", count),
                name=segment.name,
                count=count,
            )
        else:
            output.say("Created {name}: a view that picks {count} now.", name=segment.name, count=count)
        output.say(_UNDO)
    else:
        output.show([Counted(segment, count, 0)], columns_of.SEGMENT, style, one=True)


def list_(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words of the name, the query or the note.", show_default=False)
    ] = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List segments with how many are in each."""
    style = Style(format, json=json, columns=columns)
    found = service.among(service.every(session.here()), " ".join(words or ()))
    empty = "No segment has these words." if words else "No segments. `crm segment create NAME QUERY` makes one."
    output.show(found, columns_of.SEGMENT, style, empty=empty)


def show(name: Name, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List who is in a segment now, or what a view picks."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    segment = service.pick(crm, name)
    if segment.noun != "contact":
        found = views.records(crm, segment.noun, segment.query)
        output.show(found, _COLUMNS[segment.noun], style, empty="Nothing is picked now.")
        return
    segment, members = service.show(crm, name)
    if style.for_people and not columns:
        heading = f"{segment.name}: {segment.query}"
        output.write(output.styled(output.harmless(heading), "bold") + "\n")
    people.show(members, style, empty="Nobody is in it now.")


def snapshot(name: Name, format: Format = None, json: Json = False) -> None:
    """Keep who is in a segment now, to compare with later."""
    style = Style(format, json=json)
    segment, taken = service.snapshot(session.here(), name)
    if style.for_people:
        output.say(
            ngettext(
                "Kept {count} contact of {name} on {day}.",
                "Kept {count} contacts of {name} on {day}.",
                len(taken.members),
            ),
            count=len(taken.members),
            name=segment.name,
            day=taken.taken_on,
        )
        output.say(_UNDO)
    else:
        output.show([Counted(segment, len(taken.members), 1)], columns_of.SEGMENT, style, one=True)


def diff(
    name: Name,
    start: Annotated[str, typer.Option("--from", help="The snapshot of this day; the last unless given.")] = "",
    end: Annotated[str, typer.Option("--to", help="The snapshot of this day; who is in it now unless given.")] = "",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show who joined and who left a segment since a snapshot."""
    style = Style(format, json=json, columns=columns)
    found = service.diff(session.here(), name, start, end)
    if style.for_people:
        output.say(
            ngettext(
                "{name}: {before} contact on {since}, {after} on {until}.",
                "{name}: {before} contacts on {since}, {after} on {until}.",
                found.before,
            ),
            name=found.segment.name,
            before=found.before,
            since=found.since,
            after=found.after,
            until=found.until,
        )
    output.show(found.changes, columns_of.CHANGE, style, empty="Nobody joined or left.")


def delete(name: Name, format: Format = None, json: Json = False) -> None:
    """Delete a segment with its snapshots."""
    style = Style(format, json=json)
    segment = service.delete(session.here(), name)
    if style.for_people:
        output.say("Deleted {name}.", name=segment.name)
        output.say(_UNDO)
    else:
        output.show([Counted(segment, None, 0)], columns_of.SEGMENT, style, one=True)
