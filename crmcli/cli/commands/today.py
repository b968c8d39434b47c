"""What is on today's mind."""

from crmcli.cli import agenda, output, session
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.core.records.agenda import AgendaItem
from crmcli.core.values.json_text import dumps
from crmcli.services import today as service
from crmcli.view import agenda as looks
from crmcli.view.columns.agenda import AGENDA
from crmcli.view.columns.column import Column
from crmcli.view.columns.column import Json as JsonValue

SECTIONS = ("overdue", "today", "coming", "birthdays", "neglected")


def today(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show what is overdue, due today and coming, birthdays, and who waits to hear from you."""
    style = Style(format, json=json, columns=columns)
    found = service.today(session.here())
    if style.for_people and not columns:
        agenda.draw(looks.today(found, output.frame(), output.terminal_width()))
        return
    sections: dict[str, tuple[AgendaItem, ...]] = {name: getattr(found, name) for name in SECTIONS}
    if style.format == "json" and not columns:
        listed = {name: [_object(item) for item in items] for name, items in sections.items()}
        whole = {**listed, "neglected_total": found.neglected_total}
        output.write(dumps(whole, indent=2 if output.is_terminal() else None) + "\n")
        return
    rows = [(name, item) for name, items in sections.items() for item in items]
    output.show(
        rows,
        (Column("section", "Section", lambda row: row[0]), *map(_of_item, AGENDA)),
        style,
        empty="Nothing due today.",
    )


def _object(item: AgendaItem) -> dict[str, JsonValue]:
    return {column.key: column.value(item) for column in AGENDA}


def _of_item(column: Column) -> Column:
    """The same column, of a row that is a section and an item."""
    text = column.text
    return column._replace(
        value=lambda row: column.value(row[1]), text=(lambda row, frame: text(row[1], frame)) if text else None
    )
