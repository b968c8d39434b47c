"""What the commands about money share."""

from collections.abc import Sequence

from crmcli.cli import diagnostics, output
from crmcli.cli.output import Style
from crmcli.core.records.owed import Exposure
from crmcli.view.columns.column import Column
from crmcli.view.money import told

UNDO = "`crm undo` takes it back."


def warn(exposure: Exposure | None) -> None:
    """Say that somebody is over their credit limit, if they are."""
    if exposure is not None and exposure.is_over:
        diagnostics.note(
            "{name} is over the credit limit of {limit}: {used} are open or to be invoiced.",
            name=exposure.contact,
            limit=told(exposure.limit_minor, exposure.currency),
            used=told(exposure.used_minor, exposure.currency),
        )


def for_machines(
    records: Sequence[object], columns: Sequence[Column], style: Style, titles: Sequence[tuple[int, str]], *, one: bool
) -> None:
    """The records, or on plain lines the number and the title of each."""
    if style.format == "plain" and not style.only:
        for number, title in titles:
            output.write(f"{number}\t{output.harmless(title)}\n")
    else:
        output.show(records, columns, style, one=one)
