"""Interactions that were logged: list, show, correct, delete."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import deals, interaction_views, interactions, people
from crmcli.cli.nouns.interactions import Materials, Minutes, Outcome, Reference, Subject, Travel
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.cli.prompts import need_somebody
from crmcli.services.activity import log, log_lists
from crmcli.services.system import editor
from crmcli.view.activity.interaction_card import interaction as card
from crmcli.view.columns.activity.activity import INTERACTION

Query = Annotated[list[str] | None, typer.Argument(help="A query of the search language.", show_default=False)]
References = Annotated[list[str], typer.Argument(help="Numbers, or how uids begin.", show_default=False)]
NONE = "none"
"""What takes a value away."""


def list_(
    query: Query = None,
    sort: Sort = None,
    limit: Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List interactions by a query, the newest first."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    text = " ".join(query or ())
    if count:
        output.line(str(log_lists.count(crm, text)))
        return
    most = limit if limit is not None else people.PAGE if style.for_people else None
    page = log_lists.page(crm, text, sort=sort or "", limit=most, total=style.for_people and limit is None)
    nothing = "No conversation matches." if text else 'Nothing found. `crm log call NAME "..."` logs a call.'
    output.show(page.records, INTERACTION, style, empty=nothing)
    if page.total > len(page.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(page.records), total=page.total)


def show(reference: Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show one interaction whole."""
    style = Style(format, json=json, columns=columns)
    said = log.pick(session.here(), reference)
    if style.for_people and not columns:
        output.block(card(said, output.frame(), cost=interaction_views.cost(said)))
    else:
        output.show([said], INTERACTION, style, one=True)


def edit(
    reference: Reference,
    text: Annotated[str | None, typer.Option("--text", help="What was said; - reads it from standard input.")] = None,
    at: Annotated[str | None, typer.Option("--at", help="When it was.", metavar="WHEN")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="call, meeting, email ...", metavar="WORD")] = None,
    direction: interactions.Direction = None,
    subject: Subject = None,
    outcome: Outcome = None,
    minutes: Minutes = None,
    travel: Travel = None,
    materials: Materials = None,
    joined: Annotated[
        list[str] | None, typer.Option("--with", help="Who took part as well.", autocompletion=people.complete)
    ] = None,
    left: Annotated[
        list[str] | None, typer.Option("--without", help="Who did not take part.", autocompletion=people.complete)
    ] = None,
    tag: interactions.Tags = None,
    untag: Annotated[
        list[str] | None, typer.Option("--untag", help="A tag to take off.", autocompletion=people.complete_tag)
    ] = None,
    deal: deals.Linked = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Correct an interaction; without options its text, in $EDITOR. `none` takes a value away."""
    style = Style(format, json=json)
    crm = session.here()
    given = {"channel": channel, "direction": direction, "subject": subject, "outcome": outcome}
    texts = {name: "" if value == NONE else value for name, value in given.items() if value is not None}
    version: int | None = None
    if text is not None:
        texts["text"] = people.text_or_stdin(text)
    elif not (texts or at or minutes or travel or materials or joined or left or tag or untag or deal):
        before = log.pick(crm, reference)
        need_somebody("--text and its like change fields without one.")
        texts["text"] = editor.edit_text(crm, before.text + "\n").rstrip()
        if texts["text"] in ("", before.text):
            diagnostics.note("Nothing was changed.")
            return
        version = before.version
    done = log.edit(
        crm,
        reference,
        texts,
        at=at,
        minutes=_or_none(minutes),
        travel=_or_none(travel),
        materials=_or_none(materials),
        joined=joined or (),
        left=left or (),
        tags=tag or (),
        untag=untag or (),
        deal=deals.linked(deal),
        version=version,
    )
    interaction_views.changed(done, style)


def _or_none(text: str | None) -> str | None:
    return "" if text == NONE else text


def delete(references: References, format: Format = None, json: Json = False) -> None:
    """Move interactions to the trash."""
    style = Style(format, json=json)
    gone = log.delete(session.here(), references)
    if not style.for_people:
        if style.format == "plain":
            for said in gone:
                interactions.plain(said)
        else:
            output.show(gone, INTERACTION, style)
    elif not gone:
        output.say("Nothing was changed: it is in the trash already.")
    elif len(gone) == 1:
        output.say("Moved interaction {id} to the trash. `crm undo` takes it back.", id=gone[0].id)
    else:
        output.say("Moved {count} interactions to the trash. `crm undo` takes it back.", count=len(gone))
