"""Deals: opening one, and changing what is named of it."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import deals, people
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.services.sales import deal_changes as service

Title = Annotated[list[str], typer.Argument(help="What may be sold; the rest is options.", show_default=False)]
Contact = Annotated[str | None, typer.Option("--contact", "-c", help="With whom.", autocompletion=people.complete)]
Company = Annotated[
    str | None,
    typer.Option(
        "--company", help="With which organisation; the contact's unless given.", autocompletion=people.complete_company
    ),
]
Amount = Annotated[str | None, typer.Option("--amount", "-a", help='What it would bring, as 1200 or "900 USD".')]
Probability = Annotated[
    str | None,
    typer.Option("--probability", "-p", help="Per cent of its own instead of the stage's.", metavar="0..100"),
]
Close = Annotated[
    str | None, typer.Option("--close", help="When it is expected to close, as friday or end of month.", metavar="DAY")
]
Source = Annotated[str | None, typer.Option("--source", help="Where it came from.")]
Campaign = Annotated[str | None, typer.Option("--campaign", help="The campaign that brought it.")]
Buyer = Annotated[str | None, typer.Option("--buyer", help="new, returning or referred.", metavar="WORD")]
Needs = Annotated[str | None, typer.Option("--needs", help="What the buyer needs; - reads it.")]
Competitor = Annotated[str | None, typer.Option("--competitor", help="Who else is asked.")]
Next = Annotated[str | None, typer.Option("--next", help="What comes next.", metavar="TEXT")]
Owner = Annotated[str | None, typer.Option("--owner", help="Who looks after it.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", help="A tag.", autocompletion=people.complete_tag)]
Note = Annotated[str | None, typer.Option("--note", help="A note; - reads it from standard input.")]
Pipeline = Annotated[str | None, typer.Option("--pipeline", help="The pipeline; the first one unless given.")]


def add(
    title: Title,
    contact: Contact = None,
    company: Company = None,
    amount: Amount = None,
    stage: Annotated[
        str | None,
        typer.Option("--stage", "-s", help="The stage; the first unless given.", autocompletion=deals.complete_stage),
    ] = None,
    pipeline: Pipeline = None,
    probability: Probability = None,
    close: Close = None,
    source: Source = None,
    campaign: Campaign = None,
    buyer: Buyer = None,
    needs: Needs = None,
    competitor: Competitor = None,
    next_step: Next = None,
    owner: Owner = None,
    tag: Tags = None,
    note: Note = None,
    at: Annotated[
        str | None, typer.Option("--at", help="The day when it began, as monday; today unless given.", metavar="DAY")
    ] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Open a deal."""
    style = Style(format, json=json)
    values = _values(
        " ".join(title), contact, company, amount, probability, close, source, campaign, buyer, needs, competitor,
        next_step, owner, note,
    )  # fmt: skip
    deal = service.add(session.here(), values, stage=stage or "", pipeline=pipeline or "", at=at or "", tag=tag or ())
    deals.wrote(deal, style, "Opened deal {id}: {title}.")
    if close:
        deals.doubt_close([deal])


def edit(
    reference: deals.Reference,
    title: Annotated[str | None, typer.Option("--title", help="What may be sold.")] = None,
    contact: Contact = None,
    company: Company = None,
    amount: Amount = None,
    probability: Probability = None,
    close: Close = None,
    source: Source = None,
    campaign: Campaign = None,
    buyer: Buyer = None,
    needs: Needs = None,
    competitor: Competitor = None,
    next_step: Next = None,
    owner: Owner = None,
    tag: Tags = None,
    untag: Annotated[
        list[str] | None, typer.Option("--untag", help="A tag to take off.", autocompletion=people.complete_tag)
    ] = None,
    note: Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change what is named; none clears a value. Stages are left by crm deal move."""
    style = Style(format, json=json)
    values = _values(
        title, contact, company, amount, probability, close, source, campaign, buyer, needs, competitor, next_step,
        owner, note,
    )  # fmt: skip
    if not (values or tag or untag):
        raise Usage("There is nothing to change.", hint="As in: crm deal edit 7 --amount 1500 --close friday.")
    changed = service.edit(session.here(), reference, values, tag=tag or (), untag=untag or ())
    deals.wrote(changed.after, style, "Changed deal {id}: {title}.")
    if close:
        deals.doubt_close([changed.after])


_NAMES = (
    "title", "contact", "company", "amount", "probability", "close", "source", "campaign", "buyer", "needs",
    "competitor", "next", "owner", "note",
)  # fmt: skip


def _values(*given: str | None) -> dict[str, str]:
    """What was said, by name."""
    values = {name: value for name, value in zip(_NAMES, given, strict=True) if value is not None}
    return {name: people.text_or_stdin(value) if name in ("needs", "note") else value for name, value in values.items()}
