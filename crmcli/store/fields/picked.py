"""What a query picks, as SQL: made by `store.where`, asked by the reads."""

from collections.abc import Mapping
from typing import NamedTuple


class Where(NamedTuple):
    """A condition on a noun under its alias (`contact c`, `deal d` ...), and the values of its places."""

    sql: str
    parameters: Mapping[str, object]
    sets: tuple[str, ...] = ()
    """Sets of ids, as SELECTs, that the record must be in; `rest` is what is asked beside them."""
    rest: str = ""


def of_people(column: str, people: Where | None) -> str:
    """That a record is about one of the contacts `c` that a query picks; what it asks for are the query's values."""
    return f"{column} IN (SELECT c.id FROM contact c WHERE {people.sql})" if people else "1"
