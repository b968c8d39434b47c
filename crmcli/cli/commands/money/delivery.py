"""Deliveries: promised, on their way, done, late."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import money, people
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.records.money import Delivery
from crmcli.services.money import deliveries as service
from crmcli.services.money.deliveries import Asked
from crmcli.view import dates
from crmcli.view.columns.sales.money import DELIVERY

Who = Annotated[
    str,
    typer.Argument(
        help="To whom: number, uid, e-mail, phone or name; not needed with --sale.",
        autocompletion=people.complete,
        show_default=False,
    ),
]
Whose = Annotated[
    str,
    typer.Argument(
        help="Only of this one: number, uid, e-mail, phone or name.",
        autocompletion=people.complete,
        show_default=False,
    ),
]
One = Annotated[str, typer.Argument(help="Number or uid of a delivery.", show_default=False)]
Several = Annotated[list[str], typer.Argument(help="Numbers or uids of deliveries.", show_default=False)]
At = Annotated[str, typer.Option("--at", help="The day; today, unless said.", metavar="DAY")]
Carrier = Annotated[str, typer.Option("--carrier", help="Who brings it.")]
Tracking = Annotated[str, typer.Option("--tracking", help="The number by which it is tracked.")]


def plan(
    who: Who = "",
    title: Annotated[str, typer.Argument(help="What is delivered.", show_default=False)] = "",
    promised: Annotated[str, typer.Option("--for", "-f", help="The day for which it is promised.", metavar="DAY")] = "",
    sale: Annotated[str, typer.Option("--sale", help="The sale that it belongs to.", metavar="SALE")] = "",
    carrier: Carrier = "",
    tracking: Tracking = "",
    note: Annotated[str, typer.Option("--note", help="A note; - reads it from standard input.")] = "",
    format: Format = None,
    json: Json = False,
) -> None:
    """Promise goods or work to somebody for a day."""
    style = Style(format, json=json)
    asked = Asked(title, promised, sale, carrier, tracking, people.text_or_stdin(note))
    _tell([service.plan(session.here(), who, asked)], style, "Promised delivery {id}: {title}, {promised}.", one=True)


def ship(
    delivery: One, at: At = "", carrier: Carrier = "", tracking: Tracking = "", format: Format = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Mark a delivery as on its way."""
    style = Style(format, json=json)
    sent = service.ship(session.here(), delivery, day=at, carrier=carrier, tracking=tracking)
    _tell([sent], style, "On its way: {title} (delivery {id}), promised for {promised}.", one=True)


def done(deliveries: Several, at: At = "", format: Format = None, json: Json = False) -> None:
    """Mark as delivered."""
    style = Style(format, json=json)
    _tell(service.done(session.here(), deliveries, day=at), style, "Delivered: {title} (delivery {id}).")


def move(
    delivery: One,
    to: Annotated[str, typer.Argument(help="The new day, as friday.", metavar="DAY", show_default=False)],
    format: Format = None,
    json: Json = False,
) -> None:
    """Promise a delivery for another day."""
    style = Style(format, json=json)
    _tell([service.move(session.here(), delivery, to)], style, "Moved {title} (delivery {id}) to {promised}.", one=True)


def delete(deliveries: Several, format: Format = None, json: Json = False) -> None:
    """Move deliveries to the trash."""
    style = Style(format, json=json)
    _tell(service.delete(session.here(), deliveries), style, "Moved to the trash: {title} (delivery {id}).")


def late(
    who: Whose = "",
    query: people.Whom = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what should have been delivered before today."""
    style = Style(format, json=json, columns=columns)
    output.show(service.late(session.here(), who, query=query, limit=limit), DELIVERY, style, empty="Nothing is late.")


def list_(
    who: Whose = "",
    query: people.Whom = "",
    delivered: Annotated[bool, typer.Option("--all", help="With what is delivered.")] = False,
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what is still to be delivered, the first promised first."""
    style = Style(format, json=json, columns=columns)
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = service.listed(session.here(), who, query=query, delivered=delivered, limit=most)
    output.show(found, DELIVERY, style, empty="Nothing is to be delivered. `crm delivery plan` promises something.")
    if style.for_people and limit is None and len(found) == people.PAGE:
        diagnostics.note("These are the first {count}; --limit shows more.", count=len(found))


def _tell(deliveries: list[Delivery], style: Style, sentence: str, *, one: bool = False) -> None:
    if not style.for_people:
        money.for_machines(deliveries, DELIVERY, style, [(each.id, each.title) for each in deliveries], one=one)
        return
    frame = output.frame()
    for each in deliveries:
        day = frame.local(each.promised_on).date()
        promised = f"{dates.long(day)} ({dates.relative(day, frame.today)})"
        output.say(sentence, id=each.id, title=each.title, promised=promised)
    output.say(money.UNDO)
