"""Contacts in columns, read in parts as they are seen: a hundred thousand of them cost what a screenful costs."""

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.records.contact import Contact
from crmcli.tui.messages import Wanted
from crmcli.tui.widgets.lines import Lines
from crmcli.view import dates
from crmcli.view.cells import cut, pad, width
from crmcli.view.clean import clean
from crmcli.view.columns.column import Column, Frame, plain
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

PART = 64
"""Contacts that are read at once."""
_KEPT = 40
"""Parts that are kept."""
_GAP = "  "
_CELL_LIMIT = 300


class Place(NamedTuple):
    """A column of the table: the least cells it takes, its share of the rest, and the room below which it goes."""

    key: str
    least: int
    """None for what is told as a length of time: those are as long as the language makes them."""
    share: int = 0
    needs: int = 0


_PLACES = (
    Place("name", 14, 5),
    Place("organisation", 12, 4, 46),
    Place("tags", 10, 2, 74),
    Place("email", 18, 4, 100),
    Place("phone", 15, 0, 124),
    Place("city", 10, 1, 150),
    Place("last_at", 0),
    Place("touch_by", 0),
)
_AGES = {"last_at": (-330, -60, -13, 0), "touch_by": (330, 60, 13, 0)}
"""Days to the longest lengths of time that are told in each unit."""
_BY_KEY = {column.key: column for column in CONTACT}


class ContactTable(Lines):
    """The table: it knows the numbers of all contacts in order, and the records of those seen lately."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id, typed=True)
        self.ids: array[int] = array("q")
        self.frame: Frame | None = None
        self._parts: dict[int, list[Contact]] = {}
        self._asked: set[int] = set()
        self._columns: list[tuple[Column, int]] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ids)

    @property
    def current(self) -> int | None:
        """The number of the contact under the cursor."""
        return self.ids[self.at] if self.ids else None

    def show(self, ids: "array[int]", part: int, records: Sequence[Contact], frame: Frame, *, at: int) -> None:
        """Show other contacts; the records of one part are there already."""
        self.ids, self.frame = ids, frame
        self._parts, self._asked = {part: list(records)}, set()
        if not self._columns:
            self.laid_out()
        self.changed(at=at)
        self.want(part + 1)  # a page further on is seen at once

    def put(self, part: int, records: Sequence[Contact]) -> None:
        """The records of a part that was asked for."""
        while len(self._parts) >= _KEPT:
            self._parts.pop(next(iter(self._parts)))
        self._parts[part] = list(records)
        self._asked.discard(part)
        top = self.scroll_offset.y
        if part * PART < top + self.rows and (part + 1) * PART > top:  # what is not seen yet needs no paint
            self.refresh()

    def record(self, at: int) -> Contact | None:
        """A contact that has been read, else None, and it is asked for."""
        part = at // PART
        records = self._parts.get(part)
        if records is None:
            self.want(part)
            return None
        return records[at % PART] if at % PART < len(records) else None

    def want(self, part: int) -> None:
        """Ask for a part, once."""
        if 0 <= part * PART < self.count and part not in self._parts and part not in self._asked:
            self._asked.add(part)
            self.post_message(Wanted(part))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for what comes next before it is seen."""
        super().watch_scroll_y(old_value, new_value)
        first, last = round(new_value) - PART, round(new_value) + self.rows + PART
        for part in range(first // PART, last // PART + 1):
            self.want(part)

    def laid_out(self) -> None:
        """Deal the room out to the columns."""
        room = self.room
        places = [place._replace(least=place.least or _age(place.key)) for place in _PLACES if room >= place.needs]
        while _least(places) > room and any(place.needs for place in places):  # lengths of time are told whole
            places.remove(max(places, key=lambda place: place.needs))
        left = room - _least(places)
        shares = sum(place.share for place in places)
        cells = [place.least + max(left, 0) * place.share // shares for place in places]
        cells[0] += max(room - sum(cells) - len(_GAP) * (len(places) - 1), 0)
        self._columns = [(_BY_KEY[place.key], wide) for place, wide in zip(places, cells, strict=True)]
        self.head = tuple(
            Span((_GAP if at else "") + pad(cut(_(column.label), wide), wide, column.align))
            for at, (column, wide) in enumerate(self._columns)
        )

    def column_at(self, cell: int) -> str:
        """The key of the column that so many cells from the left belong to; "" for none."""
        end = 0
        for column, wide in self._columns:
            end += wide + len(_GAP)
            if cell < end:
                return column.key
        return ""

    def line(self, at: int) -> Spans:
        """One contact."""
        person = self.record(at)
        if person is None or self.frame is None:
            return (Span("…", "quiet"),)
        late = bool(person.touch_by) and person.touch_by < self.frame.today.isoformat()
        spans: list[Span] = []
        for column, wide in self._columns:
            told = column.text(person, self.frame) if column.text else plain(column.value(person))
            text = cut(clean(told[:_CELL_LIMIT]), wide)
            style = "" if column.key == "name" else "late" if column.key == "touch_by" and late else "quiet"
            spans.append(Span((_GAP if spans else "") + pad(text, wide, column.align), style))
        return tuple(spans)


def _least(places: Sequence[Place]) -> int:
    """The least cells that these columns take."""
    return sum(place.least for place in places) + len(_GAP) * (len(places) - 1)


def _age(key: str) -> int:
    """The cells of a length of time in this language, and of its heading; what is past needs no sign."""
    today = date(2026, 11, 24)
    ages = (dates.short(today + timedelta(days=days), today) for days in _AGES[key])
    return max(width(_(_BY_KEY[key].label)), *map(width, ages))
