"""What the commands that write documents share: their language and their template."""

from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.core.errors import Usage

Language = Annotated[
    str | None, typer.Option("--language", help="en or es; the customer's unless given.", metavar="LANGUAGE")
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        help="A file of your own, where $title, $issuer, $recipient, $facts, $lines, $sums, $notes stand for these.",
        metavar="FILE",
    ),
]
_SHAPES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".txt": "txt"}


def shape(file: Path, usual: str = "") -> str:
    """The format that the name of a document's file says; Usage where it says none, unless there is a usual one."""
    if str(file) == "-":
        return usual or "txt"
    if file.suffix.lower() == ".pdf":
        raise Usage(
            "PDF is not written; html, md and txt are.",
            hint="Write {name}.html, which a browser prints as PDF.",
            name=file.stem,
        )
    if found := _SHAPES.get(file.suffix.lower(), "" if file.suffix else usual):
        return found
    raise Usage("The name of the file does not say its format.", hint="Add --format html, md or txt.")


def warn_unnamed() -> None:
    """Say that a document names nobody's business, where none is set."""
    settings = session.here().settings
    if not settings.business_name:
        diagnostics.note(
            "Who you are is not set, so the document says {actor}; `crm config set business_name NAME` sets it.",
            actor=settings.actor,
        )
