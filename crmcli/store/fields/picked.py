"""What a query picks, as SQL: made by `store.where`, asked by the reads."""

from collections.abc import Mapping
from typing import NamedTuple


class Where(NamedTuple):
    """A condition on `contact c`, `interaction i` or `task t`, and the values of its places."""

    sql: str
    parameters: Mapping[str, object]
    sets: tuple[str, ...] = ()
    """Sets of ids, as SELECTs, that the record must be in; `rest` is what is asked beside them."""
    rest: str = ""
