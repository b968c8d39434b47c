"""A deal on one screen: its way through the stages, what is due and what was said."""

from datetime import date

from crmcli.core.records.deals import Deal
from crmcli.core.records.pipeline import DealCard, Stay
from crmcli.services.sales import quote_history
from crmcli.services.sales.stages import Stages
from crmcli.services.workspace import Workspace
from crmcli.store.reads import interactions, tasks
from crmcli.store.reads.sales import deal_links

MOST = 10
"""Tasks and interactions on a card."""


def card(crm: Workspace, deal: Deal) -> DealCard:
    """A deal with its history, what became of its offers, its open tasks and the last interactions about it."""
    return DealCard(
        deal,
        history(crm, deal),
        tuple(tasks.by_ids(crm.db, deal_links.open_tasks(crm.db, deal.id, MOST))),
        tuple(interactions.by_ids(crm.db, deal_links.interactions(crm.db, deal.id, MOST))),
        tuple(quote_history.of_deal(crm, deal.id)),
    )


def history(crm: Workspace, deal: Deal) -> tuple[Stay, ...]:
    """Every move, the first one first, with the days until the next one or today."""
    known = Stages(crm).by_id
    found = []
    for at, move in enumerate(deal.moves):
        until = date.fromisoformat(deal.moves[at + 1].at) if at + 1 < len(deal.moves) else crm.today
        days = max((until - date.fromisoformat(move.at)).days, 0) if move.status == "open" else None
        stage = known[move.stage_id]
        found.append(Stay(move.at, stage.slug, stage.name, move.status, days, move.actor, move.reason))
    return tuple(found)
