"""What is on today's mind."""

from crmcli.cli import diagnostics, output, session
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.records.agenda import Today
from crmcli.services.activity import today as service
from crmcli.view.columns.activity.agenda import AGENDA, TODAY
from crmcli.view.columns.column import Column

SHOWN = 20
"""How many of each section a person sees unasked."""
TASKS = ("overdue", "today", "coming")


def today(limit: Limit = None, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show what is overdue, due today and coming, birthdays, and who waits to hear from you."""
    style = Style(format, json=json, columns=columns)
    found = service.today(session.here(), limit, most=SHOWN if style.for_people else service.MOST)
    if style.for_people and not session.here().path.exists():
        diagnostics.note("There is no book yet: `crm init` begins one, `crm demo` shows a sample.")
    if style.for_people and not columns:
        _draw(found)
        return
    if style.format == "json" and not columns:
        output.show([found], TODAY, style, one=True)
        return
    rows = [(column.key, item) for column in TODAY if column.type == "array" for item in getattr(found, column.key)]
    in_sections = (Column("section", "Section", lambda row: row[0]), *map(_of_item, AGENDA))
    output.show(rows, in_sections, style, empty="Nothing due today.")
    for section in TASKS:
        shown, total = len(getattr(found, section)), getattr(found.totals, section)
        if shown < total and limit is None:
            diagnostics.note(
                "{shown} of {total} ({section}); --limit shows more.", shown=shown, total=total, section=section
            )


def _draw(found: Today) -> None:
    from crmcli.cli.nouns import agenda  # noqa: PLC0415 - door: drawing, 0.5 ms, only for people
    from crmcli.view.activity import agenda as looks  # noqa: PLC0415 - door: as above

    agenda.draw(looks.today(found, output.frame(), output.terminal_width()))


def _of_item(column: Column) -> Column:
    """The same column, of a row that is a section and an item."""
    text = column.text
    return column._replace(
        value=lambda row: column.value(row[1]), text=(lambda row, frame: text(row[1], frame)) if text else None
    )
