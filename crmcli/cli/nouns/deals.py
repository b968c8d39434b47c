"""What the commands about deals share: how they are named, and how what was written is told."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.output import Style
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.core.records.deals import Deal
    from crmcli.services.sales.deals import Report


def complete_stage(incomplete: str) -> Iterable[tuple[str, str]]:
    """The words of stages."""
    return people.suggested("stages", incomplete)


def complete_deal(incomplete: str) -> Iterable[tuple[str, str]]:
    """Numbers of open deals."""
    return people.suggested("deals", incomplete)


Reference = Annotated[
    str, typer.Argument(help="Number, uid or exact title.", autocompletion=complete_deal, show_default=False)
]
References = Annotated[
    list[str], typer.Argument(help="Numbers, uids or exact titles.", autocompletion=complete_deal, show_default=False)
]
At = Annotated[
    str | None,
    typer.Option("--at", help="The day when it happened, as yesterday or 20/11; today unless given.", metavar="DAY"),
]
Reason = Annotated[str | None, typer.Option("--reason", "-r", help="Why.", metavar="TEXT")]
Linked = Annotated[
    str | None,
    typer.Option("--deal", help="The deal that it is about: number, uid or title.", autocompletion=complete_deal),
]
UNDO = "`crm undo` takes it back."


def linked(reference: str | None) -> int | None:
    """The number of the deal that something is to be about; 0 for none, None where nothing was said."""
    if reference is None or reference == "none":
        return None if reference is None else 0
    from crmcli.services.sales import deals as service  # noqa: PLC0415 - door: 3 ms, only where a deal is named

    deal = service.pick(session.here(), reference)
    service.check_kept(deal)
    return deal.id


def wrote(deal: "Deal", style: Style, sentence: str) -> None:
    """Tell of one deal that was written: a sentence to people, the record to machines."""
    if not style.for_people:
        _for_machines([deal], style, one=True)
        return
    output.say(sentence, id=deal.id, title=deal.title)
    output.line("  " + told(deal))
    output.say(UNDO)


def doubt_close(written: "Iterable[Deal]") -> None:
    """Remark that a day has passed on which an open deal is expected to close: often a slip, never forbidden."""
    today = session.here().today.isoformat()
    late = next((deal for deal in written if deal.status == "open" and "" < deal.expected_close < today), None)
    if late is not None:
        from crmcli.view.columns.sales.deals import closing  # noqa: PLC0415 - door: 2 ms, only for this remark

        diagnostics.note("It is open, and is expected to close on a day that has passed: {day}.",
                         day=closing(late, output.frame()))  # fmt: skip


def wrote_many(report: "Report", style: Style, sentence: str) -> int:
    """Tell what became of several deals; the exit code."""
    codes = [diagnostics.report(error, as_json=style.format in ("json", "jsonl")) for error in report.failed]
    if style.for_people:
        for deal in report.done:
            output.say(sentence, id=deal.id, title=deal.title, stage=_stage(deal), when=_moved(deal))
        if report.done:
            output.say(UNDO)
    else:
        _for_machines(report.done, style)
    if not codes:
        return 0
    return diagnostics.PARTLY if report.done else codes[0]


def told(deal: "Deal") -> str:
    """Where it stands, what it would bring and with whom, on one line."""
    from crmcli.view import money  # noqa: PLC0415 - door: 2 ms, only for people
    from crmcli.view.columns.sales.deals import closing  # noqa: PLC0415 - door: as above

    amount, close = money.told(deal.amount_minor, deal.currency), closing(deal, output.frame())
    whom = ", ".join(filter(None, (deal.contact, deal.organisation)))
    return " \N{MIDDLE DOT} ".join(
        filter(None, (_stage(deal), amount, whom, close and _("close {day}").format(day=close)))
    )


def _stage(deal: "Deal") -> str:
    from crmcli.view.wording import deal_labels  # noqa: PLC0415 - door: as above

    return deal_labels.stage(deal.stage, deal.stage_name)


def _moved(deal: "Deal") -> str:
    from crmcli.view import dates  # noqa: PLC0415 - door: as above

    return dates.moment(deal.moves[-1].at, output.frame().local) if deal.moves else ""


def _for_machines(deals: "Sequence[Deal]", style: Style, *, one: bool = False) -> None:
    if style.format == "plain" and not style.only:
        for deal in deals:
            output.write(f"{deal.id}\t{output.harmless(deal.title)}\n")
        return
    from crmcli.view.columns.sales.deals import DEAL  # noqa: PLC0415 - door: as above

    output.show(deals, DEAL, style, one=one)
