"""What differs between two states of a record, as lines of before and after."""

from crmcli.core.records.contact import Contact
from crmcli.view.columns.column import plain
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.words import _

UNTOLD = ("version", "updated_at", "last_at", "touch_by", "organisation_id", "email", "phone", "city")


def lines(before: Contact, after: Contact) -> list[str]:
    """A heading with the name, then each field that differs: label, before -> after."""
    told = [f"{before.name}  #{before.id}"]
    for column in CONTACT:
        old, new = plain(column.value(before)), plain(column.value(after))
        if old != new and column.key not in UNTOLD:
            told.append(f"  {_(column.label)}: {old or '-'} -> {new or '-'}")
    return told
