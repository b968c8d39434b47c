"""What the commands that write documents share: their language and their template."""

from typing import Annotated

import typer

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
