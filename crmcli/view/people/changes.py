"""What differs between two states of a record, as lines of before and after."""

from crmcli.core.records.contact import Contact
from crmcli.view import differences
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.wording import labels

UNTOLD = ("version", "updated_at", "last_at", "touch_by", "organisation_id", "email", "phone", "city")
_WORDS = {"kind": labels.kind, "lifecycle": labels.lifecycle}


def lines(before: Contact, after: Contact) -> list[str]:
    """A heading with the name, then each field that differs: label, before -> after."""
    return [f"{before.name}  #{before.id}", *differences.lines(before, after, CONTACT, UNTOLD, _WORDS)]
