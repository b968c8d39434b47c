"""What a conversation cost: its time at the hourly rate of the settings, travel and materials."""

from crmcli.core.errors import Invalid
from crmcli.core.records.activity import Interaction
from crmcli.core.rules.sales import costs as rules
from crmcli.core.rules.sales.costs import Spent
from crmcli.core.values import money
from crmcli.services.workspace import Workspace


def typed(crm: Workspace, said: Interaction, travel: str | None, materials: str | None) -> Interaction:
    """The interaction with amounts as they were typed, in the base currency; "" takes one away."""
    if travel is not None:
        said = said._replace(travel_minor=_minor(crm, travel))
    if materials is not None:
        said = said._replace(materials_minor=_minor(crm, materials))
    return said


def spent(crm: Workspace, said: Interaction) -> Spent:
    """What an interaction cost, in minor units of the base currency; time is nought without an hourly rate."""
    rate = crm.settings.hourly_rate
    hourly = money.parse(rate, crm.settings.currency).minor if rate and said.minutes else 0
    return rules.of_interaction(said.minutes, said.travel_minor, said.materials_minor, hourly)


def _minor(crm: Workspace, text: str) -> int:
    if not text:
        return 0
    found = money.parse(text, crm.settings.currency)
    if found.currency != crm.settings.currency:
        raise Invalid(
            "{value} is in {other}, not in {currency}.",
            value=text,
            other=found.currency,
            currency=crm.settings.currency,
            hint="What a conversation cost is kept in the base currency.",
        )
    return found.minor
