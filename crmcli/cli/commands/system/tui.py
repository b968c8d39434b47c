"""The door to the full-screen app."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, groups, output, session
from crmcli.cli.registry import FACES

Page = Annotated[str, typer.Argument(help="The screen to begin with: today, contacts, agenda ...", metavar="[SCREEN]")]


def tui(page: Page = "today") -> int:
    """Open the full-screen app: browse, filter, log and plan without leaving the keyboard."""
    run = groups.resolved(FACES["tui"])  # door: textual, 130 ms, only when the app is opened
    code: int = run(
        session.environ(), session.flags(), page=page, on_terminal=output.is_terminal() and diagnostics.is_terminal()
    )
    return code
