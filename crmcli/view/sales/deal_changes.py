"""What differs between two states of a deal, as lines of before and after."""

from crmcli.core.records.deals import Deal
from crmcli.view import differences
from crmcli.view.columns.sales.deals import DEAL

UNTOLD = ("version", "updated_at", "chance", "weighted", "contact", "organisation")


def lines(before: Deal, after: Deal) -> list[str]:
    """A heading with the title, then each field that differs: label, before -> after."""
    return [f"{before.title}  #{before.id}", *differences.lines(before, after, DEAL, UNTOLD)]
