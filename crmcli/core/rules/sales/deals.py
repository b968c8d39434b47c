"""What makes a deal a good one, and what its chances and its days are."""

from datetime import date

from crmcli.core.errors import Invalid
from crmcli.core.records.deals import Deal
from crmcli.core.records.kinds import BUYER_TYPES
from crmcli.core.rules.texts import block, line, one_of, tags
from crmcli.core.values.text import fold

SURE = 100
_BUYERS = {"nuevo": "new", "recurrente": "returning", "referido": "referred", "recomendado": "referred"}


def settled(deal: Deal) -> Deal:
    """The deal as it may be stored; Invalid for what cannot be."""
    title = line("title", deal.title)
    if not title:
        raise Invalid("A deal needs a title.", hint='As in: crm deal add "Web shop" --contact Ana --amount 1200.')
    if deal.probability is not None and not 0 <= deal.probability <= SURE:
        raise Invalid(
            "A probability is from 0 to 100 per cent, not {value}.",
            value=deal.probability,
            hint="As in --probability 60.",
        )
    if deal.amount_minor < 0:
        raise Invalid("The amount of a deal is not below zero.", hint="As in --amount 1200.")
    buyer = fold(deal.buyer_type)
    return deal._replace(
        title=title,
        source=line("source", deal.source),
        campaign=line("campaign", deal.campaign),
        buyer_type=one_of("buyer", _BUYERS.get(buyer, buyer), BUYER_TYPES) if buyer else "",
        needs=block("needs", deal.needs),
        competitor=line("competitor", deal.competitor),
        next_step=line("next step", deal.next_step),
        owner=line("owner", deal.owner),
        note=block("note", deal.note),
        tags=tags(deal.tags),
    )


def chance(deal: Deal) -> int:
    """Per cent by which it is expected to be won: its own, else its stage's; of a closed one, what became of it."""
    if deal.status != "open":
        return SURE if deal.status == "won" else 0
    return deal.stage_probability if deal.probability is None else deal.probability


def weighted(deal: Deal) -> int:
    """Its amount by its chance, in minor units, rounded to the nearest."""
    return (deal.amount_minor * chance(deal) + SURE // 2) // SURE


def days_in_stage(deal: Deal, today: date) -> int:
    """For how many days it has been in its stage; of what is closed, until it was."""
    until = date.fromisoformat(deal.closed_on) if deal.closed_on else today
    return max((until - date.fromisoformat(deal.stage_since)).days, 0) if deal.stage_since else 0


def rots(deal: Deal, today: date) -> bool:
    """Whether an open deal has been in its stage for too long."""
    return deal.status == "open" and 0 < deal.rot_days < days_in_stage(deal, today)
