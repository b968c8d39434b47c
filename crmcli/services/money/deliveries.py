"""Deliveries: goods and work promised for a day, on their way, and done."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, Invalid, NotFound, Refused, Usage
from crmcli.core.records.money import Delivery
from crmcli.core.rules.texts import block, line
from crmcli.services.people import people
from crmcli.services.sales import listing, sale_lists, typed
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deliveries as reads


class Asked(NamedTuple):
    """What was typed for a new delivery."""

    title: str = ""
    promised: str = ""
    sale: str = ""
    carrier: str = ""
    tracking: str = ""
    note: str = ""


def plan(crm: Workspace, reference: str, asked: Asked) -> Delivery:
    """Promise goods or work to somebody for a day."""
    if not asked.promised:
        raise Usage("Say for which day it is promised.", hint='As in: crm delivery plan 17 "Three looms" --for friday.')
    if asked.sale and reference and not asked.title:
        reference, asked = "", asked._replace(title=reference)
    with crm.writing("delivery plan") as unit:
        sale = sale_lists.pick(crm, asked.sale) if asked.sale else None
        if sale is not None and (sale.cancelled_on or sale.trashed_at):
            raise Refused("Sale {sale} was cancelled.", sale=sale.number or sale.id, hint="Name another sale.")
        if not reference and sale is None:
            raise Usage("Say to whom.", hint='As in: crm delivery plan 17 "Three looms" --for friday.')
        contact_id = people.pick(crm, reference, sure=True) if reference else sale.contact_id if sale else 0
        if sale is not None and not people.are_together(crm, contact_id, sale.contact_id):
            raise Refused(
                "Sale {sale} was made to {name}.", sale=sale.number or sale.id, name=sale.contact,
                hint="Leave the name away, or name another sale.",
            )  # fmt: skip
        title = line("title", asked.title)
        if not title and sale is not None:
            title = sale.lines[0].text if sale.lines else sale.number
        if not title:
            raise Invalid("A delivery needs a title.", hint='As in: crm delivery plan 17 "Three looms" --for friday.')
        return get(
            crm,
            unit.save(
                Delivery(
                    contact_id=contact_id,
                    sale_id=sale.id if sale else None,
                    title=title,
                    promised_on=typed.day(crm, asked.promised, forward=True),
                    carrier=line("carrier", asked.carrier),
                    tracking=line("tracking", asked.tracking),
                    note=block("note", asked.note),
                )
            ),
        )


def ship(crm: Workspace, reference: str, *, day: str = "", carrier: str = "", tracking: str = "") -> Delivery:
    """Send it off, today or on a day that has come; of what is on its way, correct the day, who brings it or how it is
    tracked."""

    def sent(delivery: Delivery) -> Delivery:
        _check_open(delivery)
        if delivery.shipped_on and not (day or carrier or tracking):
            raise Refused(
                "Delivery {id} has been on its way since {day}.", id=delivery.id, day=delivery.shipped_on,
                hint="--at, --carrier and --tracking correct it; `crm delivery done {id}` says that it has arrived.",
            )  # fmt: skip
        before = delivery.shipped_on if not day else ""
        return delivery._replace(
            shipped_on=before or typed.past_day(crm, day or None),
            carrier=line("carrier", carrier) or delivery.carrier,
            tracking=line("tracking", tracking) or delivery.tracking,
        )

    return _changed(crm, "delivery ship", [reference], sent)[0]


def done(crm: Workspace, targets: Sequence[str], *, day: str = "") -> list[Delivery]:
    """Mark as delivered, today or on a day that has come."""

    def arrived(delivery: Delivery) -> Delivery:
        _check_open(delivery)
        on = typed.past_day(crm, day or None)
        if on < delivery.shipped_on:
            raise Invalid(
                "It was shipped on {day}.", day=delivery.shipped_on, hint="It cannot have arrived before: give --at."
            )
        return delivery._replace(delivered_on=on)

    return _changed(crm, "delivery done", targets, arrived)


def move(crm: Workspace, reference: str, day: str) -> Delivery:
    """Promise it for another day."""

    def moved(delivery: Delivery) -> Delivery:
        _check_open(delivery)
        return delivery._replace(promised_on=typed.day(crm, day, forward=True))

    return _changed(crm, "delivery move", [reference], moved)[0]


def delete(crm: Workspace, targets: Sequence[str]) -> list[Delivery]:
    """Move deliveries to the trash."""
    with crm.writing("delivery delete") as unit:
        return _changed(crm, "delivery delete", targets, lambda one: one._replace(trashed_at=unit.now))


def late(crm: Workspace, reference: str = "", *, query: str = "", limit: int | None = None) -> list[Delivery]:
    """What should have been delivered before today."""
    contact_id = people.pick(crm, reference) if reference else None
    return reads.waiting(crm.db, crm.today.isoformat(), contact_id, limit, listing.people(crm, query))


def listed(
    crm: Workspace, reference: str = "", *, query: str = "", delivered: bool = False, limit: int | None = None
) -> list[Delivery]:
    """What is still to be delivered, the first promised first; or everything, the last promised first."""
    contact_id = people.pick(crm, reference) if reference else None
    if delivered:
        return reads.all_of_them(crm.db, contact_id, limit, listing.people(crm, query))
    return reads.waiting(crm.db, "9999-12-31", contact_id, limit, listing.people(crm, query))


def get(crm: Workspace, delivery_id: int) -> Delivery:
    """A delivery, the trash included."""
    found = reads.one(crm.db, delivery_id)
    if found is None:
        raise NotFound("There is no delivery {id}.", id=delivery_id, hint="`crm delivery list` shows them.")
    return found


def pick(crm: Workspace, text: str) -> Delivery:
    """The delivery that is meant: by number or by the beginning of its uid."""
    reference = references.read(text)
    found = reads.by_ids(crm.db, [reference.id]) if reference.id else []
    if not found and reference.uid:
        found = reads.by_ids(crm.db, reads.by_uid(crm.db, reference.uid))
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.", text=text, count=len(found),
            candidates=tuple(f"{one.id:>6}  {one.promised_on}  {one.title}" for one in found), hint="Take the number.",
        )  # fmt: skip
    if not found:
        raise NotFound(
            "There is no delivery {text}.", text=text, hint="`crm delivery list` shows them.", noun="delivery"
        )
    return found[0]


def _changed(
    crm: Workspace, command: str, targets: Sequence[str], change: Callable[[Delivery], Delivery]
) -> list[Delivery]:
    with crm.writing(command) as unit:
        chosen = {one.id: one for one in (pick(crm, text) for text in targets)}
        for delivery in chosen.values():
            if delivery.trashed_at:
                raise Refused("Delivery {id} is in the trash.", id=delivery.id, hint="`crm undo` brings it back.")
            unit.save(change(delivery))
        return reads.by_ids(unit.db, list(chosen))


def _check_open(delivery: Delivery) -> None:
    if delivery.delivered_on:
        raise Refused(
            "Delivery {id} was delivered on {day}.", id=delivery.id, day=delivery.delivered_on,
            hint="`crm undo` takes that back.",
        )  # fmt: skip
