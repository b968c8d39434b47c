"""Segments, goals, pairs that are not the same, merged contacts, and figures kept so as not to be worked out again."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from crmcli.core.records.insight import SEGMENT_KINDS
from crmcli.store.tables.columns import Table, a_number, a_text, an_id, an_owner, one_of, where


class Segment(Table, table=True):
    """A named set of records."""

    __tablename__: ClassVar[str] = "segment"
    __table_args__: ClassVar[Any] = (
        one_of("kind", SEGMENT_KINDS),
        UniqueConstraint("uid"),
        UniqueConstraint("folded"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    name: str = a_text()
    folded: str = a_text()
    kind: str = a_text("dynamic")
    noun: str = a_text("contact")
    query: str = a_text()
    note: str = a_text()
    taken_on: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class SegmentMember(Table, table=True):
    """Who is in a frozen segment; the number stays when the contact is gone, for numbers are never used again."""

    __tablename__: ClassVar[str] = "segment_member"
    __table_args__: ClassVar[Any] = (
        Index("ix_segment_member_by_contact", "contact_id"),
        {"sqlite_with_rowid": False},
    )
    segment_id: int = Field(foreign_key="segment.id", primary_key=True)
    contact_id: int = Field(primary_key=True)


class Snapshot(Table, table=True):
    """A segment as it was on a day."""

    __tablename__: ClassVar[str] = "snapshot"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        Index("ix_snapshot_by_segment", "segment_id", "taken_on"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    segment_id: int = an_owner("segment.id")
    taken_on: str = a_text()
    query: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    version: int = a_number(1)


class SnapshotMember(Table, table=True):
    """Who was in a segment on a day."""

    __tablename__: ClassVar[str] = "snapshot_member"
    __table_args__: ClassVar[Any] = (
        Index("ix_snapshot_member_by_contact", "contact_id"),
        {"sqlite_with_rowid": False},
    )
    snapshot_id: int = Field(foreign_key="snapshot.id", primary_key=True)
    contact_id: int = Field(primary_key=True)


class Goal(Table, table=True):
    """What a figure is to be in a period."""

    __tablename__: ClassVar[str] = "goal"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        UniqueConstraint("metric", "period"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    metric: str = a_text()
    period: str = a_text()
    target: int = a_number()
    currency: str = a_text()
    note: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    version: int = a_number(1)


class Distinction(Table, table=True):
    """Two contacts that look alike and are not the same."""

    __tablename__: ClassVar[str] = "distinction"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        UniqueConstraint("contact_id", "other_id"),
        Index("ix_distinction_by_other", "other_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    contact_id: int = an_owner("contact.id")
    other_id: int = an_owner("contact.id")
    note: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    version: int = a_number(1)


class Former(Table, table=True):
    """A contact that became part of another: its old names lead to the one that stays."""

    __tablename__: ClassVar[str] = "former"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        Index("ix_former_by_contact", "contact_id"),
        Index("ix_former_by_number", "number"),
        Index("ix_former_by_external_id", "external_id", sqlite_where=where("external_id <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    number: int = a_number()
    external_id: str = a_text()
    name: str = a_text()
    contact_id: int = an_owner("contact.id")
    created_at: str = a_text()
    updated_at: str = a_text()
    version: int = a_number(1)


class Kept(Table, table=True):
    """A result that took long to work out, with the fingerprint of what it was worked out from. Never journalled."""

    __tablename__: ClassVar[str] = "kept"
    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    name: str = Field(default="", primary_key=True)
    fingerprint: str = a_text()
    at: str = a_text()
    value: str = a_text()
    """JSON."""


class Score(Table, table=True):
    """A customer's RFM scores as they were last stored. Never journalled."""

    __tablename__: ClassVar[str] = "score"
    contact_id: int | None = Field(default=None, primary_key=True)
    recency_days: int = a_number()
    orders: int = a_number()
    monetary_minor: int = a_number()
    r: int = a_number()
    f: int = a_number()
    m: int = a_number()
    segment: str = a_text()
