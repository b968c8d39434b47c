"""Intervals to keep in touch."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.activity import cadence as service
from crmcli.view import dates
from crmcli.view.columns.activity.touch import CADENCE
from crmcli.view.columns.people.people import CONTACT

Target = Annotated[
    str,
    typer.Argument(
        help="A contact, or a tag as tag:NAME or '#NAME'.",
        metavar="REF|tag:NAME",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Interval = Annotated[
    list[str],
    typer.Argument(
        help="How often, as 3w, 10d or 2 months; none takes it away.", metavar="INTERVAL", show_default=False
    ),
]
Days = Annotated[int, typer.Option("--days", help="Who is due within so many days, too.", min=0, max=3660)]
_SHOWN = ("id", "name", "organisation", "email", "phone", "last_at", "touch_by")


def set_(target: Target, interval: Interval, format: Format = None, json: Json = False) -> None:
    """Agree an interval with a contact, or with all who carry a tag."""
    style = Style(format, json=json)
    agreed = service.settle(session.here(), target, " ".join(interval))
    if not style.for_people:
        output.show([agreed], CADENCE, style, one=True)
        return
    name = agreed.name if agreed.kind == "contact" else f"#{agreed.name}"
    if not agreed.cadence:
        output.say("{name} has no interval of its own any more. `crm undo` takes it back.", name=name)
    else:
        output.say("{name}: every {interval}. `crm undo` takes it back.", name=name, interval=agreed.cadence)
    if agreed.touch_by:
        day = output.frame().local(agreed.touch_by).date()
        output.say("  Next by {day} ({when}).", day=dates.long(day), when=dates.relative(day, output.frame().today))


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List every interval: those of tags, then those of contacts."""
    style = Style(format, json=json, columns=columns)
    output.show(
        service.agreed(session.here()), CADENCE, style, empty="No interval is agreed. `crm cadence set` agrees one."
    )


def due(
    days: Days = 0, limit: Limit = None, columns: Columns = None, format: Format = None, json: Json = False
) -> None:
    """Show who should hear from you, the longest overdue first."""
    style = Style(format, json=json, columns=columns)
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = service.due(session.here(), days, limit=most)
    shown = tuple(column._replace(shown=column.key in _SHOWN) for column in CONTACT)
    output.show(found.records, shown, style, empty="Nobody waits to hear from you.")
    if style.for_people and limit is None and found.total > len(found.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(found.records), total=found.total)
