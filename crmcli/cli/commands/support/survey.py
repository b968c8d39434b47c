"""Surveys: what customers answered."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people, sales
from crmcli.cli.nouns.reports import Query
from crmcli.cli.nouns.sales import Since, Until
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.records.kinds import ANSWER_KINDS, ANSWER_PHASES
from crmcli.core.records.support import Answer
from crmcli.services.support import answers as service
from crmcli.services.support.answers import Filter
from crmcli.view.columns.support.answers import ANSWER

_DETRACTOR = 6
"""The most with which somebody speaks against us."""


def complete_kind(incomplete: str) -> list[str]:
    """Kinds of questions that begin like this."""
    return [word for word in ANSWER_KINDS if word.startswith(incomplete)]


def complete_phase(incomplete: str) -> list[str]:
    """Phases that begin like this."""
    return [word for word in ANSWER_PHASES if word.startswith(incomplete)]


Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        "-k",
        help="nps (would they recommend us, 0-10), csat (are they content, 1-5) or ces (was it easy, 1-7).",
        metavar="WORD",
        autocompletion=complete_kind,
    ),
]
Phase = Annotated[
    str | None,
    typer.Option("--phase", help="before or after a purchase.", metavar="before|after", autocompletion=complete_phase),
]
Channel = Annotated[str | None, typer.Option("--channel", help="Where they met us, as web, phone or delivery.")]
Sale = Annotated[str | None, typer.Option("--sale", help="The sale that it is about: number or id.", metavar="SALE")]


def answer(
    who: Annotated[
        str,
        typer.Argument(
            help="Who answered: number, uid, e-mail, phone or name.", metavar="REF", autocompletion=people.complete,
            show_default=False,
        ),
    ],
    score: Annotated[str, typer.Argument(help="What they answered, a whole number.", show_default=False)],
    kind: Kind = None,
    phase: Phase = None,
    channel: Channel = None,
    note: Annotated[str | None, typer.Option("--note", help="What they said; - reads it from standard input.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", help="The day, as yesterday or 24/11; today unless given.", metavar="DAY")
    ] = None,
    sale: Sale = None,
    external_id: Annotated[str | None, typer.Option("--external-id", help="Its id in another program.")] = None,
    format: Format = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Write down what a contact answered to a survey."""
    style = Style(format, json=json)
    given = sales.given(
        contact=who, score=score, kind=kind, phase=phase, channel=channel, note=note, date=at, sale=sale,
        external_id=external_id,
    )  # fmt: skip
    made = service.add(session.here(), given)
    _wrote([made], style, "Added survey answer {id}: {title}.", one=True)
    if style.for_people and made.kind == "nps" and made.score <= _DETRACTOR:
        diagnostics.note(
            'A detractor: `crm task add "Call {name}" --contact {id} --due 2d` closes the loop.',
            name=made.contact,
            id=made.contact_id,
        )


def list_(
    query: Query = None,
    kind: Kind = None,
    phase: Phase = None,
    channel: Channel = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what was answered by the contacts that a query picks, the newest first."""
    style = Style(format, json=json, columns=columns)
    wanted = Filter(since or "", until or "", kind or "", phase or "", channel or "", " ".join(query or ()))
    most = limit if limit is not None else people.PAGE if style.for_people else None
    page = service.page(session.here(), wanted, limit=most)
    output.show(page.records, ANSWER, style, empty="No answers. `crm survey answer` writes one down.")
    if style.for_people and limit is None and page.total > len(page.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(page.records), total=page.total)


def delete(
    references: Annotated[list[str], typer.Argument(help="Numbers, or how uids begin.", show_default=False)],
    format: Format = None,
    json: Json = False,
) -> None:
    """Move to the trash."""
    style = Style(format, json=json)
    _wrote(service.trash(session.here(), references), style, "Moved to the trash: survey answer {id} ({title}).")


def _wrote(answers: list[Answer], style: Style, sentence: str, *, one: bool = False) -> None:
    titles = [(made.id, f"{made.contact}, {made.kind.upper()} {made.score}") for made in answers]
    sales.wrote(answers, ANSWER, style, titles, sentence, one=one)
