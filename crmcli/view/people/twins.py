"""Two contacts side by side."""

from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, plain
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.tables import Heading, lay_out
from crmcli.view.words import _

_UNTOLD = ("uid", "version", "updated_at", "organisation_id", "email", "phone", "city", "properties", "touch_by")

_ROOM_FOR_NAMES = 54


def side_by_side(left: Contact, right: Contact, frame: Frame, room: int) -> list[str]:
    """Every field that either has, the two beside each other; = where they agree."""
    rows = []
    for column in CONTACT:
        one, other = _told(column, left, frame), _told(column, right, frame)
        if (one or other) and column.key not in _UNTOLD:
            rows.append(["=" if fold(one) == fold(other) else " ", _(column.label), one, other])
    headings = [
        Heading("", "left", wide=False), Heading("", "left", wide=False),
        Heading(_("left"), "left", wide=True), Heading(_("right"), "left", wide=True),
    ]  # fmt: skip
    if room < _ROOM_FOR_NAMES:  # what the fields are called goes before one of the two does
        headings, rows = [headings[0], *headings[2:]], [[row[0], *row[2:]] for row in rows]
    return lay_out(headings, rows, room)


def _told(column: Column, person: Contact, frame: Frame) -> str:
    """A field as people read it: days and moments in full, since two of them are compared."""
    value = plain(column.value(person))
    if column.type in ("date", "moment", "instant") or column.key == "birthday":
        return dates.within(value, frame.local)
    return column.text(person, frame) if column.text and value else value
