"""What customers say of the service: their answers to surveys."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint

from crmcli.core.records.kinds import ANSWER_KINDS, ANSWER_PHASES
from crmcli.store.tables.columns import Table, a_link, a_number, a_text, an_id, an_owner, one_of, where


class Answer(Table, table=True):
    """What a contact answered to one question: how likely to recommend, how satisfied, how easy."""

    __tablename__: ClassVar[str] = "answer"
    __table_args__: ClassVar[Any] = (
        one_of("kind", ANSWER_KINDS),
        one_of("phase", ANSWER_PHASES, or_empty=True),
        UniqueConstraint("uid"),
        Index("ix_answer_by_contact", "contact_id", "kind", "date", "score", "trashed_at"),
        Index("ix_answer_by_date", "date", "id"),
        Index("ix_answer_by_sale", "sale_id", sqlite_where=where("sale_id IS NOT NULL")),
        Index("ix_answer_by_external_id", "external_id", sqlite_where=where("external_id <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    contact_id: int = an_owner("contact.id")
    date: str = a_text()
    kind: str = a_text("nps")
    score: int = a_number()
    phase: str = a_text()
    channel: str = a_text()
    note: str = a_text()
    sale_id: int | None = a_link("sale.id")
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)
