"""RFM scores that are kept, so that later commands need not count everybody's purchases again.

They are told only while they are what counting would give. Whoever changes a sale outdates them, and so does the day on
which a sale, a refund or a cancellation that is dated ahead begins to count. From day to day nothing else changes but
recency, by one day for everybody, edges included, so that the scores stay.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.services.workspace import Workspace
from crmcli.store import kept
from crmcli.store.kept import Score

Columns = Sequence[Sequence[Any]]


class State(NamedTuple):
    """What is kept beside the customers' own scores."""

    at: str
    """When it was kept."""
    as_of: date
    until: str
    """The day on which something dated ahead begins to count; empty where nothing is."""
    currency: str
    recency: tuple[int, ...]
    """The inner edges of the fifths, in days as of then."""
    frequency: tuple[int, ...]
    monetary: tuple[int, ...]


def state(crm: Workspace, as_of: date) -> State | None:
    """What is kept, if it is what counting would give as of that day."""
    found = kept.counted(crm.db)
    if found is None:
        return None
    at, told, *more = found
    day, (until, currency, recency, frequency, monetary) = date.fromisoformat(told), more
    state = State(at, day, until, currency, _edges(recency), _edges(frequency), _edges(monetary))
    is_later = day <= as_of and (not until or as_of.isoformat() < until)
    return state if is_later and currency == crm.settings.currency else None


def every(crm: Workspace, found: State, as_of: date) -> Columns:
    """Everybody's scores, a list for each field of `Score`, recency as of that day."""
    return list(zip(*kept.scores(crm.db, (as_of - found.as_of).days), strict=True))


def one(crm: Workspace, found: State, as_of: date, contact_id: int) -> Score | None:
    """One customer's scores."""
    score = kept.score(crm.db, contact_id)
    return score and score._replace(recency_days=score.recency_days + (as_of - found.as_of).days)


def _edges(text: str) -> tuple[int, ...]:
    """A JSON array of whole numbers; to import a parser for it would cost as much as reading the book."""
    return tuple(map(int, text.strip("[]").split(",")))
