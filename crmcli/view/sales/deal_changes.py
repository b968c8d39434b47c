"""What differs between two states of a deal, as lines of before and after."""

from collections.abc import Callable, Mapping

from crmcli.core.records.deals import Deal
from crmcli.view import differences
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.wording import deal_labels

UNTOLD = ("version", "updated_at", "chance", "weighted", "contact", "organisation")
_WORDS: Mapping[str, Callable[[str], str]] = {"stage": deal_labels.stage, "status": deal_labels.status}


def lines(before: Deal, after: Deal) -> list[str]:
    """A heading with the title, then each field that differs: label, before -> after."""
    return [f"{before.title}  #{before.id}", *differences.lines(before, after, DEAL, UNTOLD, _WORDS)]
