"""What people said about being written to and called: the ledger, and what it comes to."""

from typing import NamedTuple


class Consent(NamedTuple):
    """One entry of the ledger: on that day somebody agreed, objected or was asked. It is never changed."""

    id: int = 0
    uid: str = ""
    contact_id: int = 0
    date: str = ""
    """The day on which it was said, which may be long before it was written down."""
    channel: str = ""
    purpose: str = ""
    action: str = ""
    """granted, withdrawn (no more), denied (never), or pending: asked and not answered."""
    basis: str = ""
    """The legal basis of what was granted."""
    source: str = ""
    """Where it was said: a form, a call, a file."""
    evidence: str = ""
    """What shows it: the words agreed to, the number of a form."""
    expires: str = ""
    """The last day on which it holds; "" without an end."""
    actor: str = ""
    """Who wrote it down."""
    created_at: str = ""
    updated_at: str = ""
    version: int = 0


class Standing(NamedTuple):
    """What holds for one channel and one purpose on a day, and the entry that says so."""

    channel: str
    purpose: str
    state: str
    """The action of the entry, or expired."""
    said: Consent
