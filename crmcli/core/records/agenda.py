"""What the calendar of promises holds: tasks, money and goods, birthdays, and people who should hear from us."""

from typing import NamedTuple

AGENDA_KINDS = ("task", "invoice", "discount", "delivery", "promotion", "deal", "birthday", "touch")


class AgendaItem(NamedTuple):
    """One thing on one day. Of birthdays and touches, `title` is the contact's name and there is no number."""

    day: str
    """The local day under which it stands."""
    at: str
    """A day or a UTC instant: when the task is due or starts, the birthday, the day by which to be in touch."""
    end: str = ""
    kind: str = "task"
    """One of AGENDA_KINDS: invoice is money due, discount the last day of paying less, deal an expected close."""
    id: int | None = None
    """The number of the task, or of the record that the kind names (a discount's is its invoice's)."""
    title: str = ""
    task_kind: str = ""
    priority: str = ""
    status: str = ""
    contact: str = ""
    contact_id: int | None = None
    overdue: bool = False
    again: bool = False
    """Whether it is a later round of a repeated task: its number is that of the round that is open now."""
    turns: int | None = None
    """How old the birthday makes; None when the year of birth is unknown."""
    last_at: str = ""
    """Of a touch, when they last heard from us."""
    amount_minor: int | None = None
    """What is left to pay, what paying by then comes to, or a deal's amount."""
    currency: str = ""


class Totals(NamedTuple):
    """How many there are in each section of a day, those that are not listed included."""

    overdue: int = 0
    today: int = 0
    coming: int = 0
    birthdays: int = 0
    neglected: int = 0
    money: int = 0


class Today(NamedTuple):
    """What is on today's mind, the first few of each section."""

    overdue: tuple[AgendaItem, ...]
    today: tuple[AgendaItem, ...]
    coming: tuple[AgendaItem, ...]
    birthdays: tuple[AgendaItem, ...]
    neglected: tuple[AgendaItem, ...]
    """Who has not heard from us for too long, the longest first."""
    totals: Totals
    money: tuple[AgendaItem, ...] = ()
    """What is overdue, late, due, ending or promised up to the last of the coming days."""
