"""Interactions and the agenda."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from crmcli.core.records.kinds import CHANNELS, DIRECTIONS, OUTCOMES, PRIORITIES, TASK_KINDS, TASK_STATUSES
from crmcli.store.tables.columns import Table, a_link, a_number, a_text, an_id, one_of, where


class Interaction(Table, table=True):
    """One conversation."""

    __tablename__: ClassVar[str] = "interaction"
    __table_args__: ClassVar[Any] = (
        one_of("channel", CHANNELS),
        one_of("direction", DIRECTIONS, or_empty=True),
        one_of("outcome", OUTCOMES, or_empty=True),
        UniqueConstraint("uid"),
        Index("ix_interaction_by_time", "at", "id"),
        Index("ix_interaction_by_deal", "deal_id", sqlite_where=where("deal_id IS NOT NULL")),
        Index("ix_interaction_by_external_id", "external_id", sqlite_where=where("external_id <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    at: str = a_text()
    channel: str = a_text("note")
    direction: str = a_text()
    subject: str = a_text()
    text: str = a_text()
    outcome: str = a_text()
    minutes: int | None = Field(default=None)
    actor: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)
    deal_id: int | None = a_link("deal.id")
    travel_minor: int = a_number()
    materials_minor: int = a_number()


class Participant(Table, table=True):
    """Who took part; `at` repeats the interaction's, `counts` says whether it was real contact."""

    __tablename__: ClassVar[str] = "participant"
    __table_args__: ClassVar[Any] = (
        Index("ix_participant_by_interaction", "interaction_id"),
        {"sqlite_with_rowid": False},
    )
    contact_id: int = Field(foreign_key="contact.id", primary_key=True)
    at: str = Field(default="", primary_key=True)
    interaction_id: int = Field(foreign_key="interaction.id", primary_key=True)
    counts: int = a_number(1)


class InteractionTag(Table, table=True):
    """Which interaction carries which tag."""

    __tablename__: ClassVar[str] = "interaction_tag"
    __table_args__: ClassVar[Any] = (
        Index("ix_interaction_tag_by_tag", "tag_id", "interaction_id"),
        {"sqlite_with_rowid": False},
    )
    interaction_id: int = Field(foreign_key="interaction.id", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)


class Task(Table, table=True):
    """One line of the agenda. `remind_at` and `title_folded` are derived, `reminded` is what `crm remind` has told."""

    __tablename__: ClassVar[str] = "task"
    __table_args__: ClassVar[Any] = (
        one_of("kind", TASK_KINDS),
        one_of("status", TASK_STATUSES),
        one_of("priority", PRIORITIES),
        UniqueConstraint("uid"),
        Index("ix_task_by_due", "due", "id", sqlite_where=where("status = 'open' AND trashed_at = ''")),
        Index("ix_task_by_contact", "contact_id", "due"),
        Index("ix_task_by_origin", "origin_id", sqlite_where=where("origin_id IS NOT NULL")),
        Index("ix_task_by_deal", "deal_id", sqlite_where=where("deal_id IS NOT NULL")),
        Index("ix_task_by_reminder", "remind_at", sqlite_where=where("remind_at <> ''")),
        Index("ix_task_by_done", "done_at", sqlite_where=where("done_at <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    kind: str = a_text("follow-up")
    title: str = a_text()
    note: str = a_text()
    due: str = a_text()
    end: str = a_text()
    zone: str = a_text()
    remind: int | None = Field(default=None)
    recurrence: str = a_text()
    from_done: int = a_number()
    status: str = a_text("open")
    done_at: str = a_text()
    priority: str = a_text("normal")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    origin_id: int | None = Field(default=None, foreign_key="task.id")
    sequence: int = a_number()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)
    remind_at: str = a_text()
    reminded: str = a_text()
    title_folded: str = a_text()
    deal_id: int | None = a_link("deal.id")
