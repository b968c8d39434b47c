"""Where a field of the search language lies in the tables."""

from typing import NamedTuple


class Among(str):
    """The condition `c.id IN (...)`, of which the set can be asked by itself; what is filled into it leaves it so."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> "Among":
        """The same with its places filled."""
        return Among(super().format(*values, **named))

    @property
    def ids(self) -> str:
        """The SELECT of the set."""
        return self[self.index("(") + 1 : -1]


class Source(NamedTuple):
    """Columns of a field. Of `frame`, the places {0} take the test, which is then never null."""

    text: str
    frame: str = "{0}"
    same: str = ""
    """What is compared for equality; by default the folded text."""
    rowid: str = ""
    """Whose text a search index holds, where one does."""
    search: str = "contact_search"
    present: str = ""
    """Whether there is a value, where that takes less than the frame: most have one, and it is found at once."""
    currency: str = ""
    """The column of the currency of an amount in minor units."""


def enum(column: str) -> Source:
    """A column of one of a few words."""
    return Source(column, same=column)


def deal_of(column: str) -> Source:
    """The title of the deal that a column refers to."""
    frame = f"({column} IS NOT NULL AND {column} IN (SELECT h.id FROM deal h WHERE {{0}}))"
    return Source("h.title", frame, "h.title_folded", "h.id", "deal_search", f"{column} IS NOT NULL")


def name_of(column: str) -> Source:
    """The name of the contact that a column refers to."""
    frame = f"({column} IS NOT NULL AND {column} IN (SELECT o.id FROM contact o WHERE {{0}}))"
    return Source("o.name", frame, "o.sort_name", "o.id", present=f"{column} IS NOT NULL")
