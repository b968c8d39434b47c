"""What the funnel looks like on a day: its stages in use, its board, the way of one deal."""

from typing import NamedTuple

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.deals import Deal, Pipeline, Stage
from crmcli.core.records.history import Entry


class StageUse(NamedTuple):
    """A stage of a pipeline and how many deals are in it."""

    pipeline: Pipeline
    stage: Stage
    deals: int = 0
    """Whatever became of them, the trash included."""
    open: int = 0


class Sum(NamedTuple):
    """What deals in one currency amount to, and what that is by their chances."""

    currency: str
    amount_minor: int
    weighted_minor: int


class Lane(NamedTuple):
    """A column of the board."""

    stage: Stage
    deals: int
    rotting: int
    sums: tuple[Sum, ...]
    cards: tuple[Deal, ...]
    """The first of its deals: those that have been there longest; of the winning stage, the last won."""
    since: str = ""
    """Of the winning stage, the day from which on it counts."""


class Stay(NamedTuple):
    """A move, and for how many days the deal was open in the stage that it led to."""

    at: str
    stage: str
    stage_name: str
    status: str
    days: int | None
    """None where the move closed the deal."""
    actor: str
    reason: str


class DealCard(NamedTuple):
    """A deal with its way, what is due and what was said."""

    deal: Deal
    history: tuple[Stay, ...]
    tasks: tuple[Task, ...]
    interactions: tuple[Interaction, ...]
    quotes: tuple[Entry, ...] = ()
    """When offers for it were sent, accepted and rejected, in order."""
