"""One record on the screen, as lines of label and text; both faces draw them."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, plain
from crmcli.view.wording import labels
from crmcli.view.words import _


class Line(NamedTuple):
    """A labelled text; a text of many lines keeps them."""

    label: str
    text: str


def contact(person: Contact, frame: Frame) -> tuple[str, list[Line]]:
    """A contact's heading and its lines; what is absent has no line."""
    work = (person.organisation, person.job_title, person.department)
    lines = [
        Line(_("Organisation") if person.organisation else _("Job"), " · ".join(filter(None, work))),
        *_points(_("E-mail"), person.emails),
        *_points(_("Phone"), person.phones),
        *_points(_("Web"), person.urls),
        *_points(_("Handle"), person.handles),
        *(Line(_("Address"), _labelled(address_line(place), place.label)) for place in person.addresses),
        Line(_("Tags"), " ".join(f"#{tag}" for tag in person.tags)),
        Line(_("Nickname"), person.nickname),
        Line(_("Birthday"), _birthday(person, frame)),
        Line(_("Lifecycle"), labels.lifecycle(person.lifecycle)),
        Line(_("Source"), person.source),
        Line(_("Language"), person.language),
        Line(_("Owner"), person.owner),
        *(Line(name, value) for name, value in person.fields),
        Line(_("Last contact"), _day(person.last_at, frame)),
        Line(_("Keep in touch"), _touch(person, frame)),
        Line(_("Archived"), _day(person.archived_at, frame)),
        Line(_("Trashed"), _day(person.trashed_at, frame)),
        Line(_("Note"), person.note),
    ]
    return f"{person.name}  #{person.id}", [line for line in lines if line.text]


def of_columns(record: object, columns: Iterable[Column], frame: Frame) -> list[Line]:
    """A record by its columns, as a list tells them; what is absent has no line."""
    told = [
        Line(_(column.label), column.text(record, frame) if column.text else plain(column.value(record)))
        for column in columns
    ]
    return [line for line in told if line.text]


def address_line(place: Address) -> str:
    """A postal address on one line."""
    town = " ".join(filter(None, (place.postal_code, place.city)))
    parts = (place.text, place.street, place.extended, place.po_box, town, place.region, place.country)
    return ", ".join(filter(None, parts)).replace("\n", ", ")


def _points(label: str, points: tuple[Point, ...]) -> list[Line]:
    return [Line(label, _labelled(point.value, point.label) + (" *" if point.preferred else "")) for point in points]


def _labelled(text: str, label: str) -> str:
    return f"{text}  ({labels.place(label)})" if label else text


def _birthday(person: Contact, frame: Frame) -> str:
    return dates.birthday(person.birthday, frame.today) if person.birthday else ""


def _day(stored: str, frame: Frame) -> str:
    if not stored:
        return ""
    day = frame.local(stored).date()
    return f"{dates.long(day)} ({dates.relative(day, frame.today)})"


def _touch(person: Contact, frame: Frame) -> str:
    if not person.touch_by:
        return person.cadence
    due = _day(person.touch_by, frame)
    return f"{person.cadence}, {due}" if person.cadence else due
