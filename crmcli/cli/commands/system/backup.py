"""Copies of the book."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.options import Columns, Force, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.services import backups as service
from crmcli.view.columns.system.system import BACKUP, CHECKED, RESTORED
from crmcli.view.system import journal
from crmcli.view.wording import journal_words
from crmcli.view.words import ngettext

Copy = Annotated[str, typer.Argument(help="A file, or a name that `crm backup list` shows.", show_default=False)]


def create(
    file: Annotated[
        Path | None, typer.Argument(help="Where to; among the book's own copies when left away.", show_default=False)
    ] = None,
    force: Force = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Make a verified copy, while other programs may write."""
    style = Style(format, json=json)
    crm = session.here()
    made = service.create(crm, file, force=force)
    if style.for_people:
        output.say(
            ngettext(
                "Copied {contacts} contact to {path} ({size}). `crm backup restore {copy}` puts it back.",
                "Copied {contacts} contacts to {path} ({size}). `crm backup restore {copy}` puts it back.",
                made.counts["contact"],
            ),
            contacts=made.counts["contact"],
            path=made.path,
            size=journal_words.size(made.bytes),
            copy=quote(service.reference(crm, made.path)),
        )
    elif style.format == "plain":
        output.line(made.path)
    else:
        output.show([made], CHECKED, style, one=True)


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List the copies."""
    style = Style(format, json=json, columns=columns)
    output.show(service.listed(session.here()), BACKUP, style, empty="There are no copies yet: `crm backup create`.")


def restore(copy: Copy, yes: Yes = False, format: Format = None, json: Json = False) -> None:
    """Put a copy in the book's place. The book from before is kept beside it."""
    style = Style(format, json=json)
    crm = session.here()
    if not yes:
        found = service.verify(crm, copy)
        contacts = found.counts["contact"]
        confirm(
            ngettext(
                "Put {path} ({contacts} contact) in the book's place?",
                "Put {path} ({contacts} contacts) in the book's place?",
                contacts,
            ),
            yes=yes,
            path=found.path,
            contacts=contacts,
        )
    done = service.restore(crm, copy)
    if not style.for_people:
        output.show([done], RESTORED, style, one=True)
    elif done.kept:
        output.say("Restored {path}. The book as it was is {kept}.", path=done.path, kept=done.kept)
    else:
        output.say("Restored {path}.", path=done.path)


def verify(copy: Copy, format: Format = None, json: Json = False) -> None:
    """Check a copy: its pages, its references, its schema."""
    style = Style(format, json=json)
    found = service.verify(session.here(), copy)
    if style.for_people:
        output.block(journal.checked(found))
        output.say("It is whole.")
    else:
        output.show([found], CHECKED, style, one=True)
