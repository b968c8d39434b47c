"""All that is told of somebody, as it was read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.services.workspace import Workspace

if TYPE_CHECKING:
    from crmcli.core.records.history import Entry
    from crmcli.services.activity.timeline import Card
    from crmcli.services.sales.trade import Trade


ENTRIES = 200
"""Lines of a part of the card."""


class Dossier(NamedTuple):
    """All that is told of somebody."""

    card: "Card"
    entries: "Sequence[Entry]"
    trade: "Trade"


def told(crm: Workspace, contact_id: int) -> Dossier:
    """All that the card of somebody tells."""
    from crmcli.services.activity import timeline  # noqa: PLC0415 - door: the card, 15 ms, read after the list
    from crmcli.services.sales import trade  # noqa: PLC0415 - door: as above

    return Dossier(
        timeline.card(crm, contact_id),
        timeline.entries(crm, contact_id, limit=ENTRIES),
        trade.of_contact(crm, contact_id, limit=ENTRIES),
    )
