"""The door to the full-screen app."""

from typing import Annotated

import typer

from crmcli.cli import faces

Page = Annotated[str, typer.Argument(help="The screen to begin with: today, contacts, agenda ...", metavar="[SCREEN]")]


def tui(page: Page = "today") -> int:
    """Open the full-screen app: browse, filter, log and plan without leaving the keyboard."""
    return faces.opened(page)
