"""Records as the table that the commands print, with a cursor."""

from collections.abc import Callable, Sequence
from typing import Any

from crmcli.tui.widgets.lines import TextLines
from crmcli.view import shown
from crmcli.view.columns.column import Column, Frame
from crmcli.view.spans import Span

_ROOM_FOR_ALL = 50


class Rows(TextLines):
    """Declared columns, dealt out over the room there is; those that have none are left out."""

    def __init__(self, columns: Sequence[Column], keys: str, id: str, *, narrow: str = "") -> None:  # noqa: A002 - Textual's name
        super().__init__(id)
        self.columns = shown.chosen(columns, "table", keys)
        self.narrow = shown.chosen(columns, "table", narrow or keys)
        """What is told where there is little room."""
        self.records: Sequence[Any] = ()
        self.frame: Frame | None = None
        self.style_of: Callable[[Any], str] = lambda _record: ""
        """How the line of a record looks."""

    def tell(self, records: Sequence[Any], frame: Frame) -> None:
        """Show other records; the cursor stays on the same one where it can."""
        before = getattr(self.chosen, "id", None)
        at = next((at for at, one in enumerate(records) if before and getattr(one, "id", None) == before), None)
        self.records, self.frame = records, frame
        self.laid_out()
        self.changed(at=at)

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if self.frame is None:
            return
        columns = self.columns if self.room >= _ROOM_FOR_ALL else self.narrow
        head, *lines = shown.as_table(self.records, columns, self.frame, self.room)
        self.head = (Span(head),) if self.records else ()
        self.show([
            ((Span(line, self.style_of(one)),), one) for line, one in zip(lines, self.records, strict=True)
        ])  # fmt: skip
