"""What parts of the app tell each other."""

from textual.message import Message


class Moved(Message):
    """The cursor of a list stands on another line."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


class Chosen(Message):
    """A line of a list was opened."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


class Wanted(Message):
    """A list needs records that it does not have yet: a part of it, by number."""

    def __init__(self, part: int) -> None:
        super().__init__()
        self.part = part


class JumpTo(Message):
    """Letters were typed in a list: go to the first name that begins so."""

    def __init__(self, letters: str) -> None:
        super().__init__()
        self.letters = letters


class Filtered(Message):
    """The text of the filter changed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FilterLeft(Message):
    """The filter was left, kept or cleared."""

    def __init__(self, *, kept: bool) -> None:
        super().__init__()
        self.kept = kept


class OpenCard(Message):
    """Somebody is to be shown full-screen."""

    def __init__(self, contact_id: int) -> None:
        super().__init__()
        self.contact_id = contact_id


class OpenRecord(Message):
    """A record of any kind but a contact is to be shown whole."""

    def __init__(self, record: object) -> None:
        super().__init__()
        self.record = record


class BarLeft(Message):
    """A line around the screen was left: what is listed is looked at again."""


class HeadClicked(Message):
    """The line on top of a list was clicked, so many cells from its left."""

    def __init__(self, cell: int) -> None:
        super().__init__()
        self.cell = cell
