"""Pipelines, deals, products, quotes, sales and costs."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from crmcli.core.records.kinds import (
    BUYER_TYPES,
    COST_CATEGORIES,
    COST_PURPOSES,
    DEAL_STATUSES,
    QUOTE_STATUSES,
    SALE_STATUSES,
)
from crmcli.store.tables.columns import Table, a_link, a_number, a_text, an_id, an_owner, maybe_a_number, one_of, where

_THERE = "trashed_at = ''"
_IN_USE = where("retired_on = ''")
_LABELLED = where("external_id <> ''")


class Pipeline(Table, table=True):
    """An order of stages. A retired one is kept for the history of its deals, and its name is free again."""

    __tablename__: ClassVar[str] = "pipeline"
    __table_args__: ClassVar[Any] = (
        Index("ix_pipeline_by_name", "folded", unique=True, sqlite_where=_IN_USE),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    name: str = a_text()
    folded: str = a_text()
    position: int = a_number()
    retired_on: str = a_text()
    version: int = a_number(1)


class Stage(Table, table=True):
    """A step of a pipeline. A retired one is kept, since moves are never rewritten: from that day on its history counts
    in its successor, and another stage may have its word."""

    __tablename__: ClassVar[str] = "stage"
    __table_args__: ClassVar[Any] = (
        Index("ix_stage_by_word", "pipeline_id", "slug", unique=True, sqlite_where=_IN_USE),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    pipeline_id: int = an_owner("pipeline.id")
    slug: str = a_text()
    name: str = a_text()
    position: int = a_number()
    probability: int = a_number()
    rot_days: int = a_number()
    is_won: int = a_number()
    criteria: str = a_text()
    retired_on: str = a_text()
    successor_id: int | None = a_link("stage.id")
    version: int = a_number(1)


class Deal(Table, table=True):
    """Something that may be sold. The index by stage holds all that the board asks for."""

    __tablename__: ClassVar[str] = "deal"
    __table_args__: ClassVar[Any] = (
        one_of("status", DEAL_STATUSES),
        one_of("buyer_type", BUYER_TYPES, or_empty=True),
        UniqueConstraint("uid"),
        Index("ix_deal_by_contact", "contact_id"),
        Index("ix_deal_by_organisation", "organisation_id", sqlite_where=where("organisation_id IS NOT NULL")),
        Index(
            "ix_deal_by_stage",
            "stage_id",
            "stage_since",
            "currency",
            "amount_minor",
            "probability",
            "pipeline_id",
            sqlite_where=where(f"status = 'open' AND {_THERE}"),
        ),
        Index("ix_deal_by_closing", "closed_on", "status", "id"),
        Index(
            "ix_deal_by_close",
            where("expected_close = ''"),
            "expected_close",
            "id",
            sqlite_where=where(f"status = 'open' AND {_THERE}"),
        ),
        Index("ix_deal_by_title", "title_folded", "id"),
        Index("ix_deal_by_external_id", "external_id", sqlite_where=_LABELLED),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    title: str = a_text()
    title_folded: str = a_text()
    contact_id: int | None = a_link("contact.id")
    organisation_id: int | None = a_link("contact.id")
    pipeline_id: int = an_owner("pipeline.id")
    stage_id: int = an_owner("stage.id")
    status: str = a_text("open")
    amount_minor: int = a_number()
    currency: str = a_text()
    probability: int | None = maybe_a_number()
    expected_close: str = a_text()
    source: str = a_text()
    campaign: str = a_text()
    buyer_type: str = a_text()
    needs: str = a_text()
    competitor: str = a_text()
    reason: str = a_text()
    next_step: str = a_text()
    note: str = a_text()
    owner: str = a_text()
    opened_on: str = a_text()
    stage_since: str = a_text()
    closed_on: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class DealMove(Table, table=True):
    """A step of a deal's history."""

    __tablename__: ClassVar[str] = "deal_move"
    __table_args__: ClassVar[Any] = (
        Index("ix_deal_move_by_stage", "stage_id", "at"),
        {"sqlite_with_rowid": False},
    )
    deal_id: int = Field(foreign_key="deal.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    stage_id: int = an_owner("stage.id")
    status: str = a_text("open")
    at: str = a_text()
    actor: str = a_text()
    reason: str = a_text()


class DealTag(Table, table=True):
    """Which deal carries which tag."""

    __tablename__: ClassVar[str] = "deal_tag"
    __table_args__: ClassVar[Any] = (Index("ix_deal_tag_by_tag", "tag_id", "deal_id"), {"sqlite_with_rowid": False})
    deal_id: int = Field(foreign_key="deal.id", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)


class Product(Table, table=True):
    """Something that is sold."""

    __tablename__: ClassVar[str] = "product"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        Index("ix_product_by_name", "folded", "id"),
        Index("ix_product_by_sku", "sku", unique=True, sqlite_where=where("sku <> ''")),
        Index("ix_product_by_external_id", "external_id", sqlite_where=_LABELLED),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    sku: str = a_text()
    name: str = a_text()
    folded: str = a_text()
    category: str = a_text()
    unit: str = a_text()
    price_minor: int = a_number()
    cost_minor: int | None = maybe_a_number()
    currency: str = a_text()
    tax: int = a_number()
    note: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    archived_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class Quote(Table, table=True):
    """An offer in writing."""

    __tablename__: ClassVar[str] = "quote"
    __table_args__: ClassVar[Any] = (
        one_of("status", QUOTE_STATUSES),
        UniqueConstraint("uid"),
        UniqueConstraint("number", "revision"),
        Index("ix_quote_by_contact", "contact_id", "date"),
        Index("ix_quote_by_deal", "deal_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    number: str = a_text()
    revision: int = a_number(1)
    deal_id: int | None = a_link("deal.id")
    contact_id: int | None = a_link("contact.id")
    date: str = a_text()
    valid_until: str = a_text()
    status: str = a_text("draft")
    sent_on: str = a_text()
    decided_on: str = a_text()
    reason: str = a_text()
    currency: str = a_text()
    discount: int = a_number()
    terms: str = a_text()
    note: str = a_text()
    promotion_id: int | None = a_link("promotion.id")
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class QuoteLine(Table, table=True):
    """A line of a quote."""

    __tablename__: ClassVar[str] = "quote_line"
    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    quote_id: int = Field(foreign_key="quote.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    product_id: int | None = a_link("product.id")
    text: str = a_text()
    quantity: int = a_number(1000)
    unit_minor: int = a_number()
    cost_minor: int | None = maybe_a_number()
    discount: int = a_number()
    tax: int = a_number()


class Sale(Table, table=True):
    """Something sold. The index by contact holds all that RFM and its kin ask for."""

    __tablename__: ClassVar[str] = "sale"
    __table_args__: ClassVar[Any] = (
        one_of("status", SALE_STATUSES),
        UniqueConstraint("uid"),
        Index(
            "ix_sale_by_contact",
            "contact_id",
            "date",
            "net_minor",
            "currency",
            "rate",
            "refunded_minor",
            "cancelled_on",
            "cost_minor",
            sqlite_where=where(_THERE),
        ),
        Index("ix_sale_by_date", "date", "id", sqlite_where=where(_THERE)),
        Index("ix_sale_by_number", "number", unique=True, sqlite_where=where("number <> ''")),
        Index("ix_sale_by_deal", "deal_id", sqlite_where=where("deal_id IS NOT NULL")),
        Index("ix_sale_by_external_id", "external_id", sqlite_where=_LABELLED),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    number: str = a_text()
    contact_id: int = an_owner("contact.id")
    deal_id: int | None = a_link("deal.id")
    quote_id: int | None = a_link("quote.id")
    date: str = a_text()
    status: str = a_text("confirmed")
    cancelled_on: str = a_text()
    net_minor: int = a_number()
    tax_minor: int = a_number()
    cost_minor: int | None = maybe_a_number()
    currency: str = a_text()
    rate: int = a_number(1_000_000)
    refunded_minor: int = a_number()
    channel: str = a_text()
    seller: str = a_text()
    source: str = a_text()
    campaign: str = a_text()
    reason: str = a_text()
    terms: str = a_text()
    promotion_id: int | None = a_link("promotion.id")
    note: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class SaleLine(Table, table=True):
    """A line of a sale."""

    __tablename__: ClassVar[str] = "sale_line"
    __table_args__: ClassVar[Any] = (
        Index("ix_sale_line_by_product", "product_id", "sale_id", sqlite_where=where("product_id IS NOT NULL")),
        Index("ix_sale_line_of_no_product", "sale_id", sqlite_where=where("product_id IS NULL")),
        {"sqlite_with_rowid": False},
    )
    sale_id: int = Field(foreign_key="sale.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    product_id: int | None = a_link("product.id")
    text: str = a_text()
    quantity: int = a_number(1000)
    unit_minor: int = a_number()
    cost_minor: int | None = maybe_a_number()
    discount: int = a_number()
    tax: int = a_number()


class SaleRefund(Table, table=True):
    """Money given back for a sale."""

    __tablename__: ClassVar[str] = "sale_refund"
    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    sale_id: int = Field(foreign_key="sale.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    date: str = a_text()
    amount_minor: int = a_number()
    reason: str = a_text()


class Cost(Table, table=True):
    """Money spent."""

    __tablename__: ClassVar[str] = "cost"
    __table_args__: ClassVar[Any] = (
        one_of("purpose", COST_PURPOSES),
        one_of("category", COST_CATEGORIES),
        UniqueConstraint("uid"),
        Index("ix_cost_by_date", "date", "id"),
        Index("ix_cost_by_contact", "contact_id", sqlite_where=where("contact_id IS NOT NULL")),
        Index("ix_cost_by_external_id", "external_id", sqlite_where=_LABELLED),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    date: str = a_text()
    amount_minor: int = a_number()
    currency: str = a_text()
    rate: int = a_number(1_000_000)
    purpose: str = a_text("acquisition")
    category: str = a_text("other")
    channel: str = a_text()
    source: str = a_text()
    campaign: str = a_text()
    contact_id: int | None = a_link("contact.id")
    note: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)
