"""By what the values of a query are read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple


class Reading(NamedTuple):
    """By what values are read: the local moment, the order of a date's parts, the currency, the country of phones."""

    now: datetime
    order: str = ""
    currency: str = "EUR"
    country: str = "ES"
    stages: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    """Gives the words that each folded spelling of a stage means; called only where a query names a stage."""
    retired: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    """The same of stages that were removed: closed deals still stand in them, but nobody is offered them."""
