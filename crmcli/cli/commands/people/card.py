"""Somebody on one screen, and the whole history with them."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.activity import timeline as service
from crmcli.services.people import people as contacts
from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.activity.history import ENTRY
from crmcli.view.columns.column import Column
from crmcli.view.columns.people.card import CARD
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.columns.sales.deals import DEAL

Who = Annotated[
    list[str],
    typer.Argument(
        help="Number, uid, e-mail, phone or name.", metavar="WHO", autocompletion=people.complete, show_default=False
    ),
]
Channels = Annotated[
    list[str] | None,
    typer.Option(
        "--channel",
        help=(
            "Only these: call, meeting, email, message, visit, note, letter, social, web, other, task, deal, consent, "
            "quote, sale, invoice, payment, delivery, answer."
        ),
        metavar="WORD",
        autocompletion=lambda incomplete: [word for word in service.WORDS if word.startswith(incomplete)],
    ),
]
Since = Annotated[str | None, typer.Option("--since", help="From this day on, as 1 jan or monday.", metavar="DAY")]


def show(who: Who, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show somebody's card: everything on one screen."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    card = service.card(crm, contacts.pick(crm, " ".join(who)))
    if columns or style.format not in ("table", "plain"):
        output.show([card], CARD, style, one=True)
    elif style.for_people:
        from crmcli.cli.nouns import cards  # noqa: PLC0415 - door: 1 ms, only when a card is drawn

        cards.draw(card)
    else:
        output.show([card.contact], (_noun("contact"), *CONTACT), style)
        output.show(card.interactions, (_noun("interaction"), *INTERACTION), style)
        output.show(card.tasks, (_noun("task"), *TASK), style)
        output.show(card.deals, (_noun("deal"), *DEAL), style)


def timeline(
    who: Who,
    channel: Channels = None,
    since: Since = None,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show the history with somebody, newest first; an organisation's with that of its people."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    number = contacts.pick(crm, " ".join(who))
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = service.entries(crm, number, channels=channel or (), since=since or "", limit=most)
    nothing = "" if channel or since else 'Nothing yet. `crm log call NAME "..."` logs a call.'
    output.show(found, ENTRY, style, empty=nothing)


def _noun(word: str) -> Column:
    return Column("noun", "What", lambda _record: word)
