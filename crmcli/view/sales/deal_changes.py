"""What differs between two states of a deal, as lines of before and after."""

from crmcli.core.records.deals import Deal
from crmcli.view.columns.column import plain
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.words import _

UNTOLD = ("version", "updated_at", "chance", "weighted", "contact", "organisation")


def lines(before: Deal, after: Deal) -> list[str]:
    """A heading with the title, then each field that differs: label, before -> after."""
    told = [f"{before.title}  #{before.id}"]
    for column in DEAL:
        old, new = plain(column.value(before)), plain(column.value(after))
        if old != new and column.key not in UNTOLD:
            told.append(f"  {_(column.label)}: {old or '-'} -> {new or '-'}")
    return told
