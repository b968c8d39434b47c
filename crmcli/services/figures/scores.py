"""RFM scores that are kept, so that later commands need not count everybody's purchases again.

They are told only while they are what counting would give. Whoever changes a sale outdates them, and so does the day on
which a sale, a refund or a cancellation that is dated ahead begins to count. From day to day nothing else changes but
recency, by one day for everybody, edges included, so that the scores stay.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.core.records.rfm import KeptScores
from crmcli.core.values.moments import instant
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store import kept
from crmcli.store.kept import Score
from crmcli.store.reads.insight import purchases as reads

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


class Counted(NamedTuple):
    """Everybody's scores as they were just counted, with the edges by which they were given."""

    scores: Sequence[Score]
    recency: tuple[int, ...]
    frequency: tuple[int, ...]
    monetary: tuple[int, ...]


def keep(crm: Workspace, count: Callable[[], Counted]) -> KeptScores:
    """Keep what is counted in place of what was kept before."""
    seen = kept.last_change(crm.db)
    found = count()
    with crm.writing("rfm keep") as unit:
        if kept.last_change(unit.db) != seen:
            found = count()  # somebody wrote between counting and locking
        kept.keep_scores(unit.db, found.scores)
        result = kept.Result("counted", instant(crm.now), json.dumps(_told(crm, found)))
        kept.keep(unit.db, kept.SCORES, result)
    return KeptScores(crm.today.isoformat(), len(found.scores), result.at)


def state(crm: Workspace, as_of: date) -> State | None:
    """What is kept, if it is what counting would give as of that day."""
    result = kept.read(crm.db, kept.SCORES)
    if result is None or not result.fingerprint:
        return None
    told = json.loads(result.value)
    found = State(
        result.at, date.fromisoformat(told["as_of"]), told["until"], told["currency"], tuple(told["recency"]),
        tuple(told["frequency"]), tuple(told["monetary"]),
    )  # fmt: skip
    is_later = found.as_of <= as_of and (not found.until or as_of.isoformat() < found.until)
    return found if is_later and found.currency == ledger.base(crm) else None


def every(crm: Workspace, found: State, as_of: date) -> Columns:
    """Everybody's scores, a list for each field of `Score`, recency as of that day."""
    return list(zip(*kept.scores(crm.db, (as_of - found.as_of).days), strict=True))


def one(crm: Workspace, found: State, as_of: date, contact_id: int) -> Score | None:
    """One customer's scores."""
    score = kept.score(crm.db, contact_id)
    return score and score._replace(recency_days=score.recency_days + (as_of - found.as_of).days)


def _told(crm: Workspace, found: Counted) -> dict[str, object]:
    return {
        "as_of": crm.today.isoformat(),
        "until": reads.ahead(crm.db, crm.today.isoformat()),
        "currency": ledger.base(crm),
        "recency": found.recency,
        "frequency": found.frequency,
        "monetary": found.monetary,
    }
