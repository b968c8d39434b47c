"""What is sold, and what was offered in writing. Amounts and days are as in `core/records/sales.py`."""

from typing import NamedTuple

from crmcli.core.records.sales import Line


class Product(NamedTuple):
    """Something that is sold."""

    id: int = 0
    uid: str = ""
    sku: str = ""
    name: str = ""
    folded: str = ""
    category: str = ""
    unit: str = ""
    price_minor: int = 0
    cost_minor: int | None = None
    """What one costs the seller; None is unknown."""
    currency: str = ""
    tax: int = 0
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    archived_at: str = ""
    trashed_at: str = ""
    version: int = 0


class Quote(NamedTuple):
    """An offer in writing; a changed one is a new version under the same number."""

    id: int = 0
    uid: str = ""
    number: str = ""
    revision: int = 1
    deal_id: int | None = None
    contact_id: int | None = None
    date: str = ""
    valid_until: str = ""
    status: str = "draft"
    """A sent one whose validity has passed has expired; nothing needs to be written for that."""
    sent_on: str = ""
    decided_on: str = ""
    reason: str = ""
    currency: str = ""
    discount: int = 0
    """On the whole, after the lines' own."""
    terms: str = ""
    note: str = ""
    promotion_id: int | None = None
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    lines: tuple[Line, ...] = ()
    contact: str = ""
