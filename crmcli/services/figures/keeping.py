"""Keeping RFM scores for later commands; `figures.scores` reads them again."""

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from crmcli.core.records.rfm_rows import KeptScores
from crmcli.core.values.moments import instant
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store import kept
from crmcli.store.kept import Score
from crmcli.store.reads.insight import purchases as reads


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


def _told(crm: Workspace, found: Counted) -> dict[str, object]:
    return {
        "as_of": crm.today.isoformat(),
        "until": reads.ahead(crm.db, crm.today.isoformat()),
        "currency": ledger.base(crm),
        "recency": found.recency,
        "frequency": found.frequency,
        "monetary": found.monetary,
    }
