"""What was spent. Amounts and days are as in `core/records/sales.py`."""

from typing import NamedTuple


class Cost(NamedTuple):
    """Money spent."""

    id: int = 0
    uid: str = ""
    date: str = ""
    amount_minor: int = 0
    currency: str = ""
    rate: int = 1_000_000
    """As a sale's."""
    purpose: str = "acquisition"
    category: str = "other"
    channel: str = ""
    source: str = ""
    campaign: str = ""
    contact_id: int | None = None
    note: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    trashed_at: str = ""
    version: int = 0
    contact: str = ""
