"""What a reader hands over: a contact that is not stored yet, with what had to be said about it."""

from typing import NamedTuple

from crmcli.core.errors import CrmError
from crmcli.core.records.consents import Consent
from crmcli.core.records.contact import Contact


class Remark(NamedTuple):
    """Something to tell the user: constant English words with `{named}` places, and what fills them."""

    message: str
    values: dict[str, object]
    column: str = ""
    """The column or key that it is about."""
    hint: str = ""
    """The way out, with places that the same values fill."""

    def __str__(self) -> str:
        return self.message.format(**self.values)


class Draft(NamedTuple):
    """A contact as a file gives it: ids are 0 and references are still words."""

    line: int
    """Where it begins in the file, counted from 1."""
    contact: Contact
    organisation: str = ""
    """The name of the organisation that a person belongs to."""
    referred_by: str = ""
    """Whoever recommended the contact: a uid in our own files, a name in others."""
    warnings: tuple[Remark, ...] = ()
    """Values that were not taken, column by column."""
    errors: tuple[Remark, ...] = ()
    """Why it cannot become a contact; empty when it can."""
    consents: tuple[Consent, ...] = ()
    """What they said of being written to; a day that the file does not tell is empty."""
    organisation_key: str = ""
    """The external id of the organisation that a person belongs to."""


def remark(message: str, /, *, column: str = "", hint: str = "", **values: object) -> Remark:
    """A remark from its words."""
    return Remark(message, values, column, hint)


def from_error(error: CrmError, column: str) -> Remark:
    """What a refusal says, as a remark about a column."""
    return Remark(error.message, error.values, column, error.hint)
