"""What the commands about interactions share: their options, and how what was written is told."""

from typing import Annotated

import typer

from crmcli.cli import output
from crmcli.cli.nouns import people
from crmcli.core.records.activity import Interaction
from crmcli.core.records.kinds import DIRECTIONS, OUTCOMES
from crmcli.core.values.text import fold
from crmcli.services.activity.log import title


def complete_outcome(incomplete: str) -> list[str]:
    """Outcomes that begin like this."""
    return [word for word in OUTCOMES if word.startswith(fold(incomplete))]


def complete_direction(incomplete: str) -> list[str]:
    """Directions that begin like this."""
    return [word for word in DIRECTIONS if word.startswith(fold(incomplete))]


At = Annotated[
    str | None,
    typer.Option("--at", help="When it was, as yesterday, friday 10:00 or 24/11; today unless given.", metavar="WHEN"),
]
Text = Annotated[
    str | None, typer.Option("--text", help="What was said, instead of the last word; - reads it.", metavar="TEXT")
]
Subject = Annotated[str | None, typer.Option("--subject", "-s", help="What it was about, in a few words.")]
Outcome = Annotated[
    str | None,
    typer.Option(
        "--outcome",
        "-o",
        help="What came of it: positive, no-answer ...",
        metavar="WORD",
        autocompletion=complete_outcome,
    ),
]
Minutes = Annotated[
    str | None, typer.Option("--minutes", "-m", help="How long it took, as 45 or 1h30m.", metavar="LENGTH")
]
Travel = Annotated[str | None, typer.Option("--travel", help="What going there cost, as 12.50.", metavar="AMOUNT")]
Materials = Annotated[
    str | None, typer.Option("--materials", help="What was used up or given away, as 30.", metavar="AMOUNT")
]
Direction = Annotated[
    str | None,
    typer.Option("--direction", help="in, out or internal.", metavar="WORD", autocompletion=complete_direction),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", help="A tag.", autocompletion=people.complete_tag)]
Reference = Annotated[str, typer.Argument(help="Number, or how the uid begins.", show_default=False)]


def plain(said: Interaction) -> None:
    """An interaction's number and first line."""
    output.write(f"{said.id}\t{output.harmless(title(said))}\n")
