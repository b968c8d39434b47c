"""Tags on contacts."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.targets import Query, References, meant
from crmcli.cli.options import Columns, DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.services.people import tags as service
from crmcli.view.columns.people.words import TAG
from crmcli.view.words import ngettext

Name = Annotated[str, typer.Argument(help="A tag.", autocompletion=people.complete_tag, show_default=False)]
Everywhere = Annotated[bool, typer.Option("--everywhere", help="Off everybody that carries it.")]
_HINT = "As in: crm tag add client Ana"


def add(
    ctx: typer.Context,
    tag: Name,
    references: References = None,
    query: Query = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Put a tag on contacts. Several tags are separated by commas."""
    style = Style(format, json=json)
    targets = meant(ctx, references, query, "Tag {count} contacts?", yes=yes or dry_run, hint=_HINT)
    if dry_run:
        output.say("{count} would be tagged {tag}; nothing was changed.", count=len(targets), tag=tag)
        return
    done = service.put(session.here(), tag.split(","), targets)
    sentence = (
        "Tagged {tag}: {name}. `crm undo` takes it back."
        if len(done) == 1
        else "Tagged {tag}: {count}. `crm undo` takes it back."
    )
    people.wrote(done, style, sentence, tag=tag)


def remove(
    ctx: typer.Context,
    tag: Name,
    references: References = None,
    query: Query = None,
    everywhere: Everywhere = False,
    yes: Yes = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Take a tag off contacts. Several tags are separated by commas."""
    style = Style(format, json=json)
    crm = session.here()
    if everywhere:
        count = sum(service.get(crm, name).contacts for name in tag.split(","))
        confirm("Take {tag} off {count} contacts?", yes=yes, tag=tag, count=count)
        done = service.take(crm, tag.split(","), None)
    else:
        done = service.take(
            crm, tag.split(","), meant(ctx, references, query, "Take it off {count} contacts?", yes=yes, hint=_HINT)
        )
    sentence = (
        "No longer tagged {tag}: {name}. `crm undo` takes it back."
        if len(done) == 1
        else "No longer tagged {tag}: {count}. `crm undo` takes it back."
    )
    people.wrote(done, style, sentence, tag=tag)


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List tags with how many carry them."""
    style = Style(format, json=json, columns=columns)
    output.show(service.listed(session.here()), TAG, style, empty="No tags yet. `crm tag add client Ana` puts one on.")


def rename(
    old: Name, new: Annotated[str, typer.Argument(help="Its new name.")], format: Format = None, json: Json = False
) -> None:
    """Rename a tag."""
    style = Style(format, json=json)
    tag = service.rename(session.here(), old, new)
    if style.for_people:
        output.say("{old} is now {new}. `crm undo` takes it back.", old=old, new=tag.name)
    else:
        output.show([tag], TAG, style, one=True)


def merge(
    source: Name,
    target: Annotated[str, typer.Argument(help="The tag that stays.", autocompletion=people.complete_tag)],
    yes: Yes = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Merge one tag into another."""
    style = Style(format, json=json)
    crm = session.here()
    confirm(
        "Merge {source} into {target}?", yes=yes or not service.get(crm, source).contacts, source=source, target=target
    )
    tag, count = service.merge(crm, source, target)
    if style.for_people:
        output.say(
            ngettext(
                "{source} is part of {target} now ({count} contact). `crm undo` takes it back.",
                "{source} is part of {target} now ({count} contacts). `crm undo` takes it back.",
                count,
            ),
            source=source,
            target=tag.name,
            count=count,
        )
    else:
        output.show([tag], TAG, style, one=True)
