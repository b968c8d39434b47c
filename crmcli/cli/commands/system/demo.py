"""The sample business and its day."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import agenda
from crmcli.cli.options import Json
from crmcli.cli.output import Style
from crmcli.services.activity import today as today_service
from crmcli.services.demo import book
from crmcli.services.demo.book import Sample
from crmcli.view import dates
from crmcli.view.activity import agenda as looks
from crmcli.view.cells import pad, width
from crmcli.view.columns.system.sample import SAMPLE
from crmcli.view.words import _


def demo(
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="Another number, other details.", show_default=False)
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Make the sample anew, as of today.")] = False,
    path: Annotated[
        Path | None, typer.Option("--path", help="Where to put it.", metavar="FILE", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Make a sample business and show its day."""
    style = Style(json=json)
    there, sample = book.ready(session.here(), path=path, seed=seed, reset=reset)
    try:
        if style.format == "json":
            output.show([sample], SAMPLE, style, one=True)
        else:
            output.say(
                "A designer's sample business: {contacts} people and companies, {interactions} talks in two years.",
                contacts=sample.contacts,
                interactions=sample.interactions,
            )
            output.line()
            agenda.draw(looks.today(today_service.today(there), output.frame(), output.terminal_width()))
            _go_on(sample)
    finally:
        there.close()
    _remark(sample, seed)


def _go_on(sample: Sample) -> None:
    """What to do next, with commands that work on this sample."""
    steps = [
        ("crm show carmen", _("a client, on one screen")),
        ("crm find fermina", _("who is Fermina?")),
        ("crm agenda week", _("seven days at a glance")),
        ('crm log "Yesterday: call with Harriet, +3d send the price"', _("then `crm undo`")),
    ]
    room = max(width(command) for command, _purpose in steps[:-1])
    output.line()
    output.say("Have a look around. It is a book of its own; yours is never touched.")
    output.line()
    if session.here().path != sample.path:
        output.line(f"  export CRM_DB={quote(str(sample.path))}")
    for command, purpose in steps:
        output.line(f"  {pad(command, room)}   {purpose}")


def _remark(sample: Sample, seed: int | None) -> None:
    """Why this is not what one might expect."""
    today = session.here().today
    if seed not in (None, sample.seed):
        diagnostics.note(
            "This sample is of seed {seed}; `crm demo --reset --seed {other}` makes another.",
            seed=sample.seed,
            other=seed,
        )
    elif sample.made_on < today:
        diagnostics.note(
            "This sample was made {when}; `crm demo --reset` makes it new.", when=dates.relative(sample.made_on, today)
        )
