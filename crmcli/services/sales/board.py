"""The funnel as a board: what is in each stage, and how long the first have been there."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from crmcli.core.records.deals import Pipeline, Stage
from crmcli.core.records.pipeline import Lane, Sum
from crmcli.core.rules.sales.deals import SURE
from crmcli.services.sales.stages import Stages
from crmcli.services.workspace import Workspace
from crmcli.store.fields.picked import EVERYTHING, Where
from crmcli.store.reads.sales import boards, deals
from crmcli.store.reads.sales.boards import Part

WON_DAYS = 30
"""For how long a deal stays on the board after it was won."""
CARDS = 5
"""How many cards of a stage are shown unasked."""


class Board(NamedTuple):
    """A pipeline with its stages, the winning one last."""

    pipeline: Pipeline
    lanes: tuple[Lane, ...]


def board(crm: Workspace, query: str = "", *, pipeline: str = "", cards: int = CARDS) -> Board:
    """The open deals of a pipeline (the first unless named) that a query picks, and those won of late."""
    stages = Stages(crm)
    chosen = stages.pipeline(pipeline)
    since = (crm.today - timedelta(days=WON_DAYS)).isoformat()
    picked = _condition(crm, query)
    parts = boards.parts(crm.db, chosen.id, picked, crm.today.isoformat(), since)
    lanes = []
    for stage in stages.of(chosen.id):
        if stage.is_won:
            ids = boards.last_won(crm.db, chosen.id, picked, since, cards)
        else:
            ids = boards.longest_there(crm.db, stage.id, picked, cards)
        lanes.append(_lane(stage, [part for part in parts if part.stage_id == stage.id], since)._replace(
            cards=tuple(deals.by_ids(crm.db, ids))
        ))  # fmt: skip
    return Board(chosen, tuple(lanes))


def _lane(stage: Stage, parts: Iterable[Part], since: str) -> Lane:
    known = list(parts)
    sums = tuple(
        Sum(part.currency, part.amount_minor, (part.weighted + SURE // 2) // SURE)
        for part in sorted(known, key=lambda part: -part.amount_minor)
        if part.currency
    )
    return Lane(
        stage,
        sum(part.deals for part in known),
        sum(part.rotting for part in known),
        sums,
        (),
        since if stage.is_won else "",
    )


def _condition(crm: Workspace, query: str) -> Where:
    if not query.strip():
        return EVERYTHING
    from crmcli.services.people import queries  # noqa: PLC0415 - door: the search language, 4 ms, only for a query

    return queries.condition(crm, "deal", query)
