"""What differs between two states of a record, as lines of before and after."""

from crmcli.core.records.contact import Contact
from crmcli.view import differences
from crmcli.view.columns.people.people import CONTACT

UNTOLD = ("version", "updated_at", "last_at", "touch_by", "organisation_id", "email", "phone", "city")


def lines(before: Contact, after: Contact) -> list[str]:
    """A heading with the name, then each field that differs: label, before -> after."""
    return [f"{before.name}  #{before.id}", *differences.lines(before, after, CONTACT, UNTOLD)]
