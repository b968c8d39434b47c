"""Contacts of the book as vCards."""

from collections.abc import Iterator, Sequence

from crmcli.core.errors import Refused, Usage
from crmcli.formats.vcard.writer import VERSIONS, written
from crmcli.services.people.people import get
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts, identities

MOST_IN_CODE = 450
"""Octets of a card in a QR code: as many as fit into 77 cells, and as a telephone reads from a screen."""


def check(version: str) -> str:
    """The version that is written, 3.0 where none is said; Usage for one that is not."""
    chosen = version or VERSIONS[0]
    if chosen not in VERSIONS:
        raise Usage("There is no version {version} to write.", version=chosen, hint="Versions: 3.0, 4.0.")
    return chosen


def of(crm: Workspace, ids: Sequence[int], version: str = "", *, stamped: bool = True) -> Iterator[str]:
    """The cards of these contacts, in their order."""
    chosen = check(version)
    found = contacts.by_ids(crm.db, ids)
    uids = identities.uids(crm.db, {contact.referred_by for contact in found if contact.referred_by})
    for contact in found:
        yield written(contact, chosen, referred_by=uids.get(contact.referred_by or 0, ""), stamped=stamped)


def card(crm: Workspace, number: int, version: str = "") -> str:
    """The card of one contact."""
    get(crm, number)
    return next(of(crm, [number], version))


def brief(crm: Workspace, number: int, version: str = "") -> str:
    """The card of one contact to hand over: no note, tag or picture, and small enough for a code."""
    contact, chosen = get(crm, number), check(version)
    short = contact._replace(addresses=(), urls=contact.urls[:1], handles=())
    least = short._replace(urls=(), emails=contact.emails[:1], phones=contact.phones[:2], department="", job_title="")
    for less in (contact, contact._replace(handles=()), short, least):
        text = written(less, chosen, brief=True)
        if len(text.encode()) <= MOST_IN_CODE:
            return text
    raise Refused("The card of {name} is too large for a code.", name=contact.name, hint="Leave --qr away.")
