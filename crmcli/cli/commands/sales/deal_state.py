"""Deals on their way: moved, won, lost, abandoned, reopened, thrown away."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import deals
from crmcli.cli.nouns.deals import At, Reason, References
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.services.sales import deals as service


def move(
    words: Annotated[
        list[str],
        typer.Argument(
            help="Numbers, uids or exact titles, and last the stage, or PIPELINE/STAGE.",
            metavar="DEAL... STAGE",
            autocompletion=deals.complete_stage,
            show_default=False,
        ),
    ],
    at: At = None,
    reason: Reason = None,
    format: Format = None,
    json: Json = False,
) -> int:
    """Move to another stage; the winning one wins."""
    style = Style(format, json=json)
    *targets, stage = words
    if not targets:
        raise Usage("Say which deal, and last the stage.", hint="As in: crm deal move 7 proposal.")
    report = service.move(session.here(), targets, stage, at=at or "", reason=reason or "")
    return deals.wrote_many(report, style, "{title} (deal {id}) is in {stage} since {when}.")


def win(
    references: References,
    reason: Annotated[str | None, typer.Option("--reason", "-r", help="Why the client bought.", metavar="TEXT")] = None,
    at: At = None,
    sale: Annotated[
        bool, typer.Option("--sale", help="Write the sale down too: of its accepted quote, else its amount.")
    ] = False,
    format: Format = None,
    json: Json = False,
) -> int:
    """Win, with why the client bought."""
    style = Style(format, json=json)
    report = service.win(session.here(), references, at=at or "", reason=reason or "", sale=sale)
    sentence = (
        "Won and sold: {title} (deal {id}), {when}. `crm sale list` shows it."
        if sale
        else "Won: {title} (deal {id}), {when}."
    )
    return deals.wrote_many(report, style, sentence)


def lose(
    references: References,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            "-r",
            help="Why: price, timing, competitor, no-budget, no-need, no-decision, no-response, product-gap, service, "
            "other; more after a colon.",
            metavar="WORD",
        ),
    ] = None,
    competitor: Annotated[str | None, typer.Option("--competitor", help="Who won it.")] = None,
    at: At = None,
    format: Format = None,
    json: Json = False,
) -> int:
    """Lose, for a reason."""
    style = Style(format, json=json)
    report = service.lose(session.here(), references, reason=reason or "", at=at or "", competitor=competitor or "")
    return deals.wrote_many(report, style, "Lost: {title} (deal {id}), {when}.")


def abandon(
    references: References, reason: Reason = None, at: At = None, format: Format = None, json: Json = False
) -> int:
    """Follow no more."""
    style = Style(format, json=json)
    report = service.abandon(session.here(), references, at=at or "", reason=reason or "")
    return deals.wrote_many(report, style, "Abandoned: {title} (deal {id}), {when}.")


def reopen(
    references: References,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage", "-s", help="The stage; where it was unless given.", autocompletion=deals.complete_stage
        ),
    ] = None,
    reason: Reason = None,
    at: At = None,
    format: Format = None,
    json: Json = False,
) -> int:
    """Open a closed deal again."""
    style = Style(format, json=json)
    report = service.reopen(session.here(), references, stage=stage or "", at=at or "", reason=reason or "")
    return deals.wrote_many(report, style, "Open again: {title} (deal {id}), in {stage}.")


def delete(references: References, format: Format = None, json: Json = False) -> int:
    """Move to the trash."""
    style = Style(format, json=json)
    return deals.wrote_many(
        service.trash(session.here(), references), style, "Moved to the trash: {title} (deal {id})."
    )
