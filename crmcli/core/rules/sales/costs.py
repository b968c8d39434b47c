"""What money spent must be, and what the time that was spent on somebody costs."""

from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.costs import Cost
from crmcli.core.records.kinds import COST_CATEGORIES, COST_PURPOSES
from crmcli.core.rules.sales.lines import half_up
from crmcli.core.rules.texts import block, line, one_of

_MINUTES_AN_HOUR = 60


class Spent(NamedTuple):
    """What an interaction cost, in minor units of the base currency."""

    time_minor: int
    travel_minor: int
    materials_minor: int

    @property
    def total_minor(self) -> int:
        """All of it."""
        return self.time_minor + self.travel_minor + self.materials_minor


def of_interaction(minutes: int | None, travel_minor: int, materials_minor: int, hourly_minor: int) -> Spent:
    """What a conversation cost: its minutes at an hourly rate, travel and materials."""
    return Spent(half_up((minutes or 0) * hourly_minor, _MINUTES_AN_HOUR), travel_minor, materials_minor)


def settled(cost: Cost) -> Cost:
    """The cost as it may be stored; Invalid for what cannot be."""
    if cost.amount_minor <= 0:
        raise Invalid("A cost is more than nought.", hint="As in crm cost add 120 --purpose acquisition.")
    return cost._replace(
        purpose=one_of("purpose", _word(cost.purpose), COST_PURPOSES),
        category=one_of("category", _word(cost.category), COST_CATEGORIES),
        channel=line("channel", cost.channel),
        source=line("source", cost.source),
        campaign=line("campaign", cost.campaign),
        note=block("note", cost.note),
        external_id=line("external id", cost.external_id),
    )


def _word(text: str) -> str:
    return "-".join(text.lower().replace("_", " ").split())
