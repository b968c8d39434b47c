"""What a query or an option picks, as SQL: made by `store.where` and here, asked by the reads."""

from collections.abc import Mapping
from typing import NamedTuple

PLACES = {
    "contact": "contact c", "interaction": "interaction i", "task": "task t", "deal": "deal d", "sale": "sale s",
    "invoice": "invoice v", "cost": "cost k", "answer": "answer a",
}  # fmt: skip
"""The nouns that lists can be asked for, and how conditions call them."""


class Where(NamedTuple):
    """A condition on a noun under its alias (`contact c`, `deal d` ...), and the values of its places."""

    sql: str
    parameters: Mapping[str, object]
    sets: tuple[str, ...] = ()
    """Sets of ids, as SELECTs, that the record must be in; `rest` is what is asked beside them."""
    rest: str = ""


EVERYTHING = Where("1", {})


def alive(noun: str) -> Where:
    """What is not in the trash."""
    return Where(f"{_alias(noun)}.trashed_at = ''", {})


def is_open(noun: str) -> Where:
    """What is open, and not in the trash."""
    return Where(f"{_alias(noun)}.status = 'open' AND {alive(noun).sql}", {})


def all_of(*conditions: Where | None) -> Where:
    """What meets every one of these conditions; None is no condition.

    No two may call a value by the same name, as two compiled queries would: write those as one query.
    """
    given = [one for one in conditions if one is not None]
    parameters: dict[str, object] = {}
    for one in given:
        if shared := parameters.keys() & one.parameters.keys():
            raise ValueError(f"two conditions have a value of their own for {', '.join(sorted(shared))}")
        parameters |= one.parameters
    return Where(" AND ".join(f"({one.sql})" for one in given) or "1", parameters)


def having(noun: str, column: str, value: object) -> Where | None:
    """What has exactly this in a column; no condition where there is no value."""
    return Where(f"{_alias(noun)}.{column} = :_{column}", {f"_{column}": value}) if value else None


def sounding(noun: str, column: str, text: str) -> Where | None:
    """The same for texts, case and accents apart."""
    return Where(f"crm_fold({_alias(noun)}.{column}) = crm_fold(:_{column})", {f"_{column}": text}) if text else None


def dated(noun: str, first: str, last: str) -> Where | None:
    """What is of these days; "" is no bound."""
    bounds = (("_first", ">=", first), ("_last", "<=", last))
    return all_of(*(Where(f"{_alias(noun)}.date {sign} :{name}", {name: day}) for name, sign, day in bounds if day))


def about(noun: str, people: Where | None) -> Where | None:
    """What is about one of the contacts that a query picks."""
    return Where(of_people(f"{_alias(noun)}.contact_id", people), people.parameters) if people else None


def with_product(product_id: int) -> Where:
    """Sales of which a line is of a product."""
    return Where("s.id IN (SELECT sale_id FROM sale_line WHERE product_id = :_product)", {"_product": product_id})


def of_people(column: str, people: Where | None) -> str:
    """That a record is about one of the contacts `c` that a query picks; what it asks for are the query's values."""
    return f"{column} IN (SELECT c.id FROM contact c WHERE {people.sql})" if people else "1"


def _alias(noun: str) -> str:
    return PLACES[noun][-1]
