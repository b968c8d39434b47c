"""Contacts, the ways to reach them, the words on them, and what they agreed to."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from crmcli.core.records.contact import KINDS, LIFECYCLES
from crmcli.core.records.kinds import CONSENT_ACTIONS, CONSENT_BASES, CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.store.tables.columns import Table, a_number, a_text, an_id, an_owner, one_of, where

FIELD_TYPES = ("text", "number", "date", "money", "choice")
POINT_KINDS = ("email", "phone", "url", "handle")


class Contact(Table, table=True):
    """A person or an organisation. The last five columns are derived and not journalled."""

    __tablename__: ClassVar[str] = "contact"
    __table_args__: ClassVar[Any] = (
        one_of("kind", KINDS),
        one_of("lifecycle", LIFECYCLES, or_empty=True),
        UniqueConstraint("uid"),
        Index(
            "ix_contact_by_name",
            "sort_name",
            "id",
            "last_at",
            "kind",
            "lifecycle",
            "owner",
            "archived_at",
            "trashed_at",
        ),
        Index("ix_contact_by_last", "last_at", "id"),
        Index("ix_contact_by_organisation", "organisation_id", "last_at"),
        Index("ix_contact_by_referrer", "referred_by", sqlite_where=where("referred_by IS NOT NULL")),
        Index("ix_contact_by_external_id", "external_id", sqlite_where=where("external_id <> ''")),
        Index("ix_contact_by_birthday", "birthday_md", sqlite_where=where("birthday_md <> ''")),
        Index("ix_contact_by_touch", "touch_by", "archived_at", "trashed_at", sqlite_where=where("touch_by <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    kind: str = a_text("person")
    name: str = a_text()
    prefix: str = a_text()
    given: str = a_text()
    middle: str = a_text()
    family: str = a_text()
    suffix: str = a_text()
    nickname: str = a_text()
    phonetic: str = a_text()
    organisation_id: int | None = Field(default=None, foreign_key="contact.id")
    job_title: str = a_text()
    department: str = a_text()
    lifecycle: str = a_text()
    source: str = a_text()
    referred_by: int | None = Field(default=None, foreign_key="contact.id")
    birthday: str = a_text()
    language: str = a_text()
    owner: str = a_text()
    cadence: str = a_text()
    note: str = a_text()
    properties: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    archived_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)
    sort_name: str = a_text()
    last_at: str = a_text()
    touch_by: str = a_text()
    birthday_md: str = a_text()


class ContactPoint(Table, table=True):
    """An e-mail, phone, URL or handle."""

    __tablename__: ClassVar[str] = "contact_point"
    __table_args__: ClassVar[Any] = (
        one_of("kind", POINT_KINDS),
        Index("ix_contact_point_by_contact", "contact_id", "kind", "position"),
        Index("ix_contact_point_by_normal", "kind", "normal", "contact_id"),
    )
    id: int | None = an_id()
    contact_id: int = Field(foreign_key="contact.id")
    kind: str = a_text("email")
    position: int = a_number()
    label: str = a_text()
    value: str = a_text()
    normal: str = a_text()
    preferred: int = a_number()


class ContactAddress(Table, table=True):
    """A postal address."""

    __tablename__: ClassVar[str] = "contact_address"
    __table_args__: ClassVar[Any] = (
        Index("ix_contact_address_by_contact", "contact_id", "position"),
        Index("ix_contact_address_by_city", "city_folded", "contact_id"),
    )
    id: int | None = an_id()
    contact_id: int = Field(foreign_key="contact.id")
    position: int = a_number()
    label: str = a_text()
    street: str = a_text()
    extended: str = a_text()
    po_box: str = a_text()
    city: str = a_text()
    region: str = a_text()
    postal_code: str = a_text()
    country: str = a_text()
    text: str = a_text()
    city_folded: str = a_text()


class Tag(Table, table=True):
    """A word on contacts and interactions; it may carry an interval to keep in touch."""

    __tablename__: ClassVar[str] = "tag"
    __table_args__: ClassVar[Any] = (UniqueConstraint("folded"), {"sqlite_autoincrement": True})
    id: int | None = an_id()
    name: str = a_text()
    folded: str = a_text()
    cadence: str = a_text()
    version: int = a_number(1)


class ContactTag(Table, table=True):
    """Which contact carries which tag."""

    __tablename__: ClassVar[str] = "contact_tag"
    __table_args__: ClassVar[Any] = (
        Index("ix_contact_tag_by_tag", "tag_id", "contact_id"),
        {"sqlite_with_rowid": False},
    )
    contact_id: int = Field(foreign_key="contact.id", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)


class CustomField(Table, table=True):
    """A field that the user made, and what its values are."""

    __tablename__: ClassVar[str] = "field"
    __table_args__: ClassVar[Any] = (
        one_of("type", FIELD_TYPES),
        UniqueConstraint("folded"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    name: str = a_text()
    folded: str = a_text()
    type: str = a_text("text")
    choices: str = a_text()
    version: int = a_number(1)


class ContactField(Table, table=True):
    """A custom field's value on a contact; `number` is the value as numbers and money compare."""

    __tablename__: ClassVar[str] = "contact_field"
    __table_args__: ClassVar[Any] = (
        Index("ix_contact_field_by_field", "field_id", "folded", "contact_id"),
        {"sqlite_with_rowid": False},
    )
    contact_id: int = Field(foreign_key="contact.id", primary_key=True)
    field_id: int = Field(foreign_key="field.id", primary_key=True)
    value: str = a_text()
    folded: str = a_text()
    number: float | None = Field(default=None)


class Consent(Table, table=True):
    """The ledger of permissions: what somebody said of one channel for one purpose, and on which day.

    Entries are only added. What holds is worked out from them: the last one by `date` and `id`.
    """

    __tablename__: ClassVar[str] = "consent"
    __table_args__: ClassVar[Any] = (
        one_of("channel", CONSENT_CHANNELS),
        one_of("purpose", CONSENT_PURPOSES),
        one_of("action", CONSENT_ACTIONS),
        one_of("basis", CONSENT_BASES, or_empty=True),
        UniqueConstraint("uid"),
        Index("ix_consent_by_contact", "contact_id", "channel", "purpose", "date"),
        Index("ix_consent_by_purpose", "purpose", "action", "channel", "contact_id", "date"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    contact_id: int = an_owner("contact.id")
    date: str = a_text()
    channel: str = a_text("email")
    purpose: str = a_text("marketing")
    action: str = a_text("pending")
    basis: str = a_text()
    source: str = a_text()
    evidence: str = a_text()
    expires: str = a_text()
    actor: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    version: int = a_number(1)
