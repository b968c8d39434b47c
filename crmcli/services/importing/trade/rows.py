"""What the importers of deals, sales, invoices and payments have in common."""

from typing import Generic, NamedTuple, Protocol, TypeVar

from crmcli.formats.drafts import Remark
from crmcli.formats.trade.kinds import Kind
from crmcli.services.importing.trade.cells import Cells

_UNTOLD = ("id", "version", "updated_at", "title_folded", "moves", "contact", "organisation", "stage", "paid_minor")


class Choices(NamedTuple):
    """What the user wants of the rows."""

    add_unknown: bool = False
    """Whether contacts that are not in the book are made."""
    stages: tuple[str, ...] = ()
    """Stages of the file and which of ours each one is, as `Theirs=ours`."""
    pipeline: str = ""
    """The pipeline that all deals go to."""
    keep_credit: bool = False
    """Whether what no invoice takes of a payment stays as the customer's credit."""


class Stored(Protocol):
    """A record that rows become."""

    @property
    def id(self) -> int:
        """Its number, 0 for a new one."""

    @property
    def trashed_at(self) -> str:
        """When it was thrown away."""


Record = TypeVar("Record", bound=Stored)


class Taking(Protocol, Generic[Record]):
    """How the rows of one noun are taken."""

    kind: Kind
    remarks: dict[str, Remark]
    """What is to be said of the file as a whole, each once."""

    def known(self, number: int) -> Record:
        """The record of this number, the trash included."""

    def drafted(self, cells: Cells, own: str, before: Record | None) -> Record | None:
        """What a row makes of a record, or of none; None where it is none of these. Refused for what cannot be."""

    def stored(self, after: Record, before: Record | None) -> int:
        """Store it, with what goes with it; its number."""

    def name(self, record: Record) -> str:
        """What it is called."""


def changed(before: object, after: object) -> tuple[str, ...]:
    """The fields in which two records differ."""
    old, new = before._asdict(), after._asdict()  # type: ignore[attr-defined] # records are named tuples
    return tuple(name for name in old if old[name] != new[name] and name not in _UNTOLD)
