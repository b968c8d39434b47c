"""Logging what was said: by channel, or one line of everyday words."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import deals, interactions, people
from crmcli.cli.nouns.interactions import At, Direction, Materials, Minutes, Outcome, Subject, Tags, Text, Travel
from crmcli.cli.options import DryRun, Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.activity import Interaction
from crmcli.services.activity import log
from crmcli.services.activity.log import Logged

Words = Annotated[
    list[str],
    typer.Argument(
        help="Who took part (numbers, e-mails, names), and last what was said; - reads that from standard input.",
        metavar="WHO... TEXT",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Next = Annotated[
    str | None, typer.Option("--next", help='What is promised, as "in 2 weeks: send the offer".', metavar="WHEN: WHAT")
]
Sentence = Annotated[
    str,
    typer.Argument(
        help='A line such as "Yesterday: lunch with Grace @vip +3d send the offer".',
        metavar="SENTENCE",
        show_default=False,
    ),
]


def said(
    ctx: typer.Context,
    words: Words,
    text: Text = None,
    at: At = None,
    subject: Subject = None,
    outcome: Outcome = None,
    minutes: Minutes = None,
    direction: Direction = None,
    travel: Travel = None,
    materials: Materials = None,
    tag: Tags = None,
    next_step: Next = None,
    deal: deals.Linked = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Log what was said: who first, what last."""
    style = Style(format, json=json)
    crm = session.here()
    if text is not None:
        who = words
    elif len(words) == 1 and (subject or outcome):
        who, text = words, ""
    else:
        *who, text = words
    if not who:
        raise Usage(
            "Who, or what was said, is missing.",
            hint='Both are needed, as in crm log {channel} 7 "asked for the offer".',
            channel=ctx.info_name,
        )
    draft = Interaction(
        channel=ctx.info_name or "note",
        direction=direction or "",
        subject=subject or "",
        text=people.text_or_stdin(text),
        outcome=outcome or "",
        tags=tuple(tag or ()),
        deal_id=deals.linked(deal) or None,
    )
    done = log.add(crm, draft, who, at=at, minutes=minutes, next_step=next_step, travel=travel, materials=materials)
    _tell(done, style)


call = meeting = email = message = visit = note = said


def capture(sentence: Sentence, dry_run: DryRun = False, format: Format = None, json: Json = False) -> None:
    """Log one line of everyday words, and show what was understood."""
    from crmcli.services.activity import capture as captures  # noqa: PLC0415 - door: 2 ms, which `log call` does without

    style = Style(format, json=json)
    crm = session.here()
    if not dry_run:
        _tell(captures.add(crm, sentence), style)
        return
    from crmcli.cli.nouns import interaction_views  # noqa: PLC0415 - door: 1 ms, as below

    meant = captures.understood(crm, sentence)
    interaction_views.understood(Logged(meant.interaction, meant.next), style)


def _tell(done: Logged, style: Style) -> None:
    if style.format == "plain" and done.next is None:
        interactions.plain(done.interaction)
        return
    from crmcli.cli.nouns import interaction_views  # noqa: PLC0415 - door: 1 ms, which plain lines do without

    interaction_views.logged(done, style)
