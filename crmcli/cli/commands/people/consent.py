"""What people said about being written to and called."""

from datetime import date as calendar_day
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.people import Reference
from crmcli.cli.nouns.targets import Query, References, meant
from crmcli.cli.options import Columns, DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.records.kinds import CONSENT_BASES, CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.services.people import consenting, consents
from crmcli.services.people.consenting import Given, Written
from crmcli.services.people.people import get, pick
from crmcli.view import dates
from crmcli.view.columns.people.consents import CONSENT, STANDING
from crmcli.view.wording import consent_words


def complete_channel(incomplete: str) -> list[str]:
    """Channels that begin like this, after those that stand there."""
    return _listed(CONSENT_CHANNELS, incomplete)


def complete_purpose(incomplete: str) -> list[str]:
    """Purposes that begin like this, after those that stand there."""
    return _listed(CONSENT_PURPOSES, incomplete)


def complete_basis(incomplete: str) -> list[str]:
    """Legal bases that begin like this."""
    return [word for word in CONSENT_BASES if word.startswith(incomplete)]


Channel = Annotated[
    str,
    typer.Option(
        "--channel",
        "-c",
        help="email, phone, sms, whatsapp, post; several with commas.",
        metavar="WORDS",
        autocompletion=complete_channel,
    ),
]
Purpose = Annotated[
    str,
    typer.Option(
        "--purpose",
        "-p",
        help="marketing, newsletter, birthday, survey, service; several with commas.",
        metavar="WORDS",
        autocompletion=complete_purpose,
    ),
]
Source = Annotated[str, typer.Option("--source", help="Where it was said: paper form, web form, call ...")]
Evidence = Annotated[
    str, typer.Option("--evidence", help="What shows it: the words agreed to, the form's number; - reads them.")
]
On = Annotated[str, typer.Option("--date", help="The day on which it was said; today unless given.", metavar="DAY")]
_QUESTION = "Write it down for {count} contacts?"


def grant(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    purpose: Purpose = "",
    channel: Channel = "",
    source: Source = "",
    date: On = "",
    evidence: Evidence = "",
    basis: Annotated[
        str,
        typer.Option(
            "--basis",
            help="The legal basis: consent, soft-opt-in, contract ...",
            metavar="WORD",
            autocompletion=complete_basis,
        ),
    ] = "",
    expires: Annotated[str, typer.Option("--expires", help="The last day on which it holds.", metavar="DAY")] = "",
    pending: Annotated[bool, typer.Option("--pending", help="They were asked and have not answered.")] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Write down that somebody agreed, by e-mail unless --channel says else. It needs a purpose and a source.

    A query grants nothing to those who refused: name them one by one.
    """
    given = Given(channel, purpose, date, source, people.text_or_stdin(evidence), basis, expires)
    hint = "As in: crm consent grant Ana -p newsletter --source call"
    targets = meant(ctx, references, query, _QUESTION, yes=True, hint=hint)
    style, is_many = Style(format, json=json), query is not None
    _write(
        targets,
        "pending" if pending else "granted",
        given,
        style,
        dry_run=dry_run,
        yes=yes or not is_many,
        many=is_many,
    )


def withdraw(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    purpose: Purpose = "",
    channel: Channel = "",
    source: Source = "",
    date: On = "",
    evidence: Evidence = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Write down that somebody agrees no more: to everything granted, unless a purpose or channel is named."""
    given = Given(channel, purpose, date, source, people.text_or_stdin(evidence))
    targets = meant(ctx, references, query, _QUESTION, yes=True, hint="As in: crm consent withdraw Ana")
    _write(targets, "withdrawn", given, Style(format, json=json), dry_run=dry_run, yes=yes or query is None)


def deny(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    purpose: Purpose = "",
    channel: Channel = "",
    source: Source = "",
    date: On = "",
    evidence: Evidence = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Write an objection down: no advertising by any channel, unless a purpose or channel is named."""
    given = Given(channel, purpose, date, source, people.text_or_stdin(evidence))
    targets = meant(ctx, references, query, _QUESTION, yes=True, hint="As in: crm consent deny Ana")
    _write(targets, "denied", given, Style(format, json=json), dry_run=dry_run, yes=yes or query is None)


def status(
    reference: Reference,
    date: Annotated[str, typer.Option("--date", help="What held on this day; today unless given.", metavar="DAY")] = "",
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show what somebody allows; what is not listed was never asked, and is not allowed."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    found = consents.status(crm, pick(crm, reference), date)
    output.show(
        found, STANDING, style, empty="Nothing was said: nothing is allowed. `crm consent grant` writes it down."
    )


def history(reference: Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List everything that somebody said, the newest first."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    found = consents.history(crm, pick(crm, reference))
    output.show(found, CONSENT, style, empty="Nothing was said. `crm consent grant` writes it down.")


def _write(
    targets: list[int], action: str, given: Given, style: Style, *, dry_run: bool, yes: bool, many: bool = False
) -> None:
    if not (yes or dry_run):  # ask for those of whom something will be written, not for all whom the query picks
        planned = consenting.rehearsed(session.here(), targets, action, given, many=many)
        confirm(_QUESTION, yes=not planned.entries, count=len({one.contact_id for one in planned.entries}))
    done = (consenting.rehearsed if dry_run else consenting.write)(session.here(), targets, action, given, many=many)
    if not style.for_people:
        output.show(done.entries, CONSENT, style)
    elif not targets:
        output.say("Nobody matches.")
    elif done.entries:
        _tell(done, dry_run=dry_run)
    elif action == "withdrawn":
        output.say("Nothing is granted that could be withdrawn; nothing was changed.")
    elif not done.left_out:
        output.say("That is so already; nothing was changed.")
    _note(done)


def _tell(done: Written, *, dry_run: bool) -> None:
    first, whom = done.entries[0], {one.contact_id for one in done.entries}
    values = {
        "name": get(session.here(), first.contact_id).name,
        "count": len(whom),
        "day": dates.long(calendar_day.fromisoformat(first.date)),
        "said": consent_words.state(first.action),
        "what": consent_words.what(done.entries),
    }
    if len(whom) == 1:
        output.say("{name}: {said}, {day}: {what}.", **values)
    else:
        output.say("{count} contacts: {said}, {day}: {what}.", **values)
    output.say("Nothing was changed." if dry_run else "`crm undo` takes it back.")


def _note(done: Written) -> None:
    if done.overridden:
        diagnostics.note("Refused before, and allowed from then on: {count}.", count=done.overridden)
    if done.outdated:
        diagnostics.note("Something later was said, which still holds: {count}.", count=done.outdated)
    if done.left_out:
        diagnostics.note("Left out because they refused: {count}. Name them one by one.", count=done.left_out)


def _listed(words: tuple[str, ...], incomplete: str) -> list[str]:
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{word}" for word in words if word.startswith(last)]
