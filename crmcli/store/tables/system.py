"""What the program keeps about itself: the journal and a few settled facts."""

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from crmcli.store.tables.columns import Table, a_number, a_text, an_id, one_of

CHANGE_SET_KINDS = ("ordinary", "undo", "redo", "system")


class ChangeSet(Table, table=True):
    """Everything that one command changed."""

    __tablename__: ClassVar[str] = "change_set"
    __table_args__: ClassVar[Any] = (one_of("kind", CHANGE_SET_KINDS), {"sqlite_autoincrement": True})
    id: int | None = an_id()
    at: str = a_text()
    actor: str = a_text()
    command: str = a_text()
    kind: str = a_text("ordinary")
    inverts: int | None = Field(default=None, foreign_key="change_set.id")
    undone_by: int | None = Field(default=None, foreign_key="change_set.id")
    program: str = a_text()


class Change(Table, table=True):
    """One record before and after; an empty text where it did not exist."""

    __tablename__: ClassVar[str] = "change"
    __table_args__: ClassVar[Any] = (
        Index("ix_change_by_record", "noun", "record_id", "change_set_id"),
        {"sqlite_with_rowid": False},
    )
    change_set_id: int = Field(foreign_key="change_set.id", primary_key=True)
    seq: int = Field(primary_key=True)
    noun: str = a_text()
    record_id: int = a_number()
    before: str = a_text()
    after: str = a_text()


class Fact(Table, table=True):
    """A name and a text: the fold version of the search index, the file's own id."""

    __tablename__: ClassVar[str] = "fact"
    name: str = Field(primary_key=True)
    value: str = a_text()


class SyncState(Table, table=True):
    """A contact and a file outside the book as they were when both were the same last. Never journalled."""

    __tablename__: ClassVar[str] = "sync_state"
    __table_args__: ClassVar[Any] = (
        Index("ix_sync_state_by_contact", "contact_id"),
        {"sqlite_with_rowid": False},
    )
    place: str = Field(default="", primary_key=True)
    name: str = Field(default="", primary_key=True)
    contact_id: int = a_number()
    file_hash: str = a_text()
    card_hash: str = a_text()
