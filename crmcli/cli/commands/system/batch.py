"""Many commands in one process."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from crmcli.cli import diagnostics, front, output, session
from crmcli.core.errors import CrmError, Refused, Usage
from crmcli.services.system import batch as service
from crmcli.services.system.batch import Line

NEVER = ("batch", "tui")
"""Commands that no line can be."""
ALONE = ("undo", "redo", "backup", "doctor", "init", "demo")
"""Commands that cannot be a part of one change."""


def batch(
    file: Annotated[
        str,
        typer.Argument(help="The file, a command a line; - is standard input.", metavar="[FILE]", show_default=False),
    ] = "-",
    atomic: Annotated[bool, typer.Option("--atomic", help="All or nothing, as one change.")] = False,
    stop_on_error: Annotated[
        bool, typer.Option("--stop-on-error", help="Run nothing after a command that fails.")
    ] = False,
) -> None:
    """Run many commands, one a line, in one process."""
    standard_input = sys.stdin.buffer if sys.stdin is not None else None
    session.ask_nobody()
    kept = sys.stdin
    if file == "-":
        sys.stdin = None  # the lines are in it: no command may read from it
    try:
        lines = service.lines(file, standard_input)
        with session.here().many_writes():
            code = _together(lines) if atomic else _one_by_one(lines, stop_on_error=stop_on_error)
    finally:
        sys.stdin = kept
    if code:
        raise typer.Exit(code)


def _one_by_one(lines: Iterator[Line], *, stop_on_error: bool) -> int:
    """Run every line as a change of its own; 0, PARTLY, or how all of them ended."""
    codes: list[int] = []
    for line in lines:
        try:
            codes.append(_run(line))
            output.finish()
        except output.Unanswered as error:  # to end as quietly as others do would hide what was not run
            output.abandon()
            diagnostics.note(
                "The answer to line {number} could not be written: {why}. Nothing after it was run.",
                number=line.number,
                why=error.why,
            )
            return diagnostics.PARTLY
        if codes[-1] and stop_on_error:
            diagnostics.note("Line {number} failed; nothing after it was run.", number=line.number)
            break
    failed = [code for code in codes if code]
    if failed:
        diagnostics.note("{failed} of {count} commands failed.", failed=len(failed), count=len(codes))
    if len(failed) < len(codes):
        return diagnostics.PARTLY if failed else 0
    return failed[0] if len(set(failed)) == 1 else diagnostics.EXIT_CODES["refused"] if failed else 0


def _together(lines: Iterator[Line]) -> int:
    """Run every line as a part of one change; 0, or how the first that failed ended, and then nothing is changed."""
    count = 0
    with output.held_back(), service.together(session.here()) as settle:
        for line in lines:
            if code := _run(line, is_part=True):
                diagnostics.note("Line {number} failed; nothing of the batch was saved.", number=line.number)
                raise typer.Exit(code)
            settle()
            count += 1
    diagnostics.note("{count} commands, one change. `crm undo` takes all of it back.", count=count)
    return 0


def _run(line: Line, *, is_part: bool = False) -> int:
    """Run one line; its exit code, its failure told with the number of the line."""
    with diagnostics.at_line(line.number):
        if line.problem is not None:
            return diagnostics.report(line.problem)
        try:
            given = front.hoist(line.words)
            if given.flags:
                names = (word.partition("=")[0] for word in line.words)
                option = next(name for name in names if name in front.FLAGS or name in front.VALUES)
                raise Usage("{option} is for all of a batch.", option=option, hint="As in: crm {option} ... batch FILE")
            word = given.rest[0] if given.rest else ""
            if word in NEVER:
                raise Refused("{command} cannot be run in a batch.", command=word, hint="Run it by itself.")
            if is_part and word in ALONE:
                raise Refused("{command} cannot be a part of a larger change.", command=word, hint="Run it by itself.")
        except CrmError as error:
            return diagnostics.report(error)
        return front.attempt(given.rest)
