"""All that is told of somebody, as it was read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crmcli.core.records.history import Entry
    from crmcli.services.activity.timeline import Card
    from crmcli.services.sales.trade import Trade


class Dossier(NamedTuple):
    """All that is told of somebody."""

    card: "Card"
    entries: "Sequence[Entry]"
    trade: "Trade"
