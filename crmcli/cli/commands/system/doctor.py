"""Whether all is well."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.records.system import Finding
from crmcli.services.system import health as service
from crmcli.view.cells import pad, wrap
from crmcli.view.columns.system.system import FINDING
from crmcli.view.system import journal
from crmcli.view.wording import journal_words
from crmcli.view.words import _

_COLOURS = {"ok": "green", "mended": "green", "warn": "yellow", "bad": "red"}
_ROOM = 6


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Mend permissions, search indexes and derived columns.")] = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Check the book, its index and its files."""
    style = Style(format, json=json)
    crm = session.here()
    findings = service.mend(crm) if fix else service.examine(crm)
    if style.for_people:
        for finding in findings:
            _line(finding)
    else:
        output.show(findings, FINDING, style)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(1)


def _line(finding: Finding) -> None:
    state = {"ok": _("ok"), "mended": _("mended"), "warn": _("warn"), "bad": _("bad")}[finding.state]
    told = [journal_words.finding(finding)]
    if finding.hint and finding.state != "ok":
        told.append(journal.hint(finding))
    lines = [output.harmless(text) for text in told]
    if output.is_terminal():
        lines = [line for text in lines for line in wrap(text, output.terminal_width() - _ROOM - 2)]
    output.write(output.styled(pad(state, _ROOM), _COLOURS[finding.state]) + "  ")
    output.write(f"\n{'':{_ROOM}}  ".join(lines) + "\n")
