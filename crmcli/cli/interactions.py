"""What the commands about interactions share: their options, and how what was written is told."""

from collections.abc import Iterable
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, people
from crmcli.cli.output import Style
from crmcli.core.records.activity import DIRECTIONS, OUTCOMES, Interaction
from crmcli.core.values.text import fold
from crmcli.services.log import Logged, title
from crmcli.view import labels
from crmcli.view.columns.activity import INTERACTION
from crmcli.view.columns.logged import LOGGED
from crmcli.view.interaction_card import interaction as card
from crmcli.view.interaction_card import moment
from crmcli.view.words import _

UNDO = "`crm undo` takes it back."


def complete_outcome(incomplete: str) -> Iterable[tuple[str, str]]:
    """Outcomes that begin like this."""
    return [(word, labels.outcome(word)) for word in OUTCOMES if word.startswith(fold(incomplete))]


def complete_direction(incomplete: str) -> Iterable[tuple[str, str]]:
    """Directions that begin like this."""
    return [(word, labels.direction(word)) for word in DIRECTIONS if word.startswith(fold(incomplete))]


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
Direction = Annotated[
    str | None,
    typer.Option("--direction", help="in, out or internal.", metavar="WORD", autocompletion=complete_direction),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", help="A tag.", autocompletion=people.complete_tag)]
Reference = Annotated[str, typer.Argument(help="Number, or how the uid begins.", show_default=False)]


def logged(done: Logged, style: Style) -> None:
    """Tell what was logged, and what is promised."""
    said, promised = done
    if style.for_people:
        heading, lines = card(said, output.frame(), promised)
        output.block((_("Logged: {what}").format(what=heading[:1].lower() + heading[1:]), lines))
        output.say(UNDO)
        return
    if style.format != "plain":
        output.show([done], LOGGED, style, one=True)
        return
    plain(said)
    if promised is not None:
        diagnostics.note(
            "Next: {title} (task {id}), {when}.",
            title=promised.title,
            id=promised.id,
            when=moment(promised.due, output.frame()),
        )


def understood(meant: Logged, style: Style) -> None:
    """Tell what would be logged."""
    if style.for_people or style.format == "plain":
        heading, lines = card(meant.interaction, output.frame(), meant.next)
        output.block((heading.partition("  ")[0], lines))
        output.say("Nothing was logged.")
    else:
        output.show([meant], LOGGED, style, one=True)


def changed(said: Interaction, style: Style) -> None:
    """Tell what an interaction has become."""
    if style.for_people:
        output.block(card(said, output.frame()))
        output.say(UNDO)
    elif style.format == "plain":
        plain(said)
    else:
        output.show([said], INTERACTION, style, one=True)


def plain(said: Interaction) -> None:
    """An interaction's number and first line."""
    output.write(f"{said.id}\t{output.harmless(title(said))}\n")
