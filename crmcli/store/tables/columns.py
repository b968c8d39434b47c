"""The few kinds of column that the tables are made of."""

from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy import text as _sql
from sqlalchemy.sql.elements import TextClause
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """What every table shares: constraint names by rule, so that a migration can name what it changes."""

    metadata = MetaData(naming_convention=NAMING)


def a_text(default: str = "") -> str:
    """A text column; absent is the empty string, never null."""
    column: str = Field(default=default, sa_column_kwargs={"server_default": default})
    return column


def a_number(default: int = 0) -> int:
    """A whole-number column that is never null."""
    column: int = Field(default=default, sa_column_kwargs={"server_default": str(default)})
    return column


def maybe_a_number() -> int | None:
    """A whole-number column in which null is unknown."""
    column: int | None = Field(default=None)
    return column


def an_owner(place: str) -> int:
    """The number of a record that must be there."""
    column: int = Field(foreign_key=place)
    return column


def a_link(place: str) -> int | None:
    """The number of a record, or null."""
    column: int | None = Field(default=None, foreign_key=place)
    return column


def an_id() -> int | None:
    """A table's own number."""
    column: int | None = Field(default=None, primary_key=True)
    return column


def one_of(column: str, words: tuple[str, ...], *, or_empty: bool = False) -> CheckConstraint:
    """A check that a text column holds one of these lower-case words."""
    allowed = (*words, "") if or_empty else words
    listed = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def where(condition: str) -> TextClause:
    """The rows that a partial index holds."""
    return _sql(condition)
