"""What the commands about tasks share: how they are named, and how what was written is told."""

from collections.abc import Sequence
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output
from crmcli.cli.nouns import people
from crmcli.cli.output import Style
from crmcli.core.records.activity import Task
from crmcli.services.activity.tasks import Report, Written
from crmcli.view import dates
from crmcli.view.columns.activity.activity import TASK
from crmcli.view.words import _

Reference = Annotated[
    str, typer.Argument(help="Number, uid or exact title.", autocompletion=people.complete_task, show_default=False)
]
References = Annotated[
    list[str],
    typer.Argument(help="Numbers, uids or exact titles.", autocompletion=people.complete_task, show_default=False),
]
Query = Annotated[list[str] | None, typer.Argument(help="A query of the search language.", show_default=False)]
UNDO = "`crm undo` takes it back."


def wrote(written: Written, style: Style, sentence: str) -> None:
    """Tell of one task that was written: a sentence to people, the record to machines."""
    if written.skipped is not None:
        diagnostics.note(
            "{typed} does not exist on that day, when the clock is put forward: taken as {taken}.",
            typed=f"{written.skipped.typed:%H:%M}",
            taken=f"{written.skipped.taken:%H:%M}",
        )
    if not style.for_people:
        _for_machines([written.task], style, one=True)
        return
    output.say(sentence, id=written.task.id, title=written.task.title)
    if summary := told(written.task):
        output.line("  " + summary)
    output.say(UNDO)


def wrote_many(report: Report, style: Style, sentence: str) -> int:
    """Tell what became of several tasks; the exit code."""
    codes = [diagnostics.report(error, as_json=style.format in ("json", "jsonl")) for error in report.failed]
    if style.for_people:
        for task in report.done:
            output.say(sentence, id=task.id, title=task.title, when=when(task))
        for task in report.following:
            output.say("Next: {title} (task {id}), {when}.", id=task.id, title=task.title, when=when(task))
        if report.done:
            output.say(UNDO)
    elif style.format == "plain":
        _for_machines(report.done, style)
    else:
        _for_machines((*report.done, *report.following), style)
    if not codes:
        return 0
    return diagnostics.PARTLY if report.done else codes[0]


def told(task: Task) -> str:
    """When and with whom, on one line."""
    return " · ".join(filter(None, (when(task), task.contact)))


def when(task: Task) -> str:
    """The day in full, how far away it is, and how it repeats is left to the card."""
    if not task.due:
        return _("without a day")
    frame = output.frame()
    until = dates.moment(task.end, frame.local)
    if task.end and frame.local(task.end).date() == frame.local(task.due).date():
        until = dates.clock(task.end, frame.local)
    text = dates.moment(task.due, frame.local) + (f"\N{EN DASH}{until}" if until else "")
    return f"{text} ({dates.relative(frame.local(task.due).date(), frame.today)})"


def _for_machines(tasks: Sequence[Task], style: Style, *, one: bool = False) -> None:
    if style.format == "plain" and not style.only:
        for task in tasks:
            output.write(f"{task.id}\t{output.harmless(task.title)}\n")
    else:
        output.show(tasks, TASK, style, one=one)
