"""Invoices, payments, deliveries, billing profiles and promotions."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from crmcli.core.records.money import INVOICE_STATUSES
from crmcli.store.tables.columns import Table, a_link, a_number, a_text, an_id, an_owner, maybe_a_number, one_of, where

_LABELLED = where("external_id <> ''")


class Invoice(Table, table=True):
    """A claim for money."""

    __tablename__: ClassVar[str] = "invoice"
    __table_args__: ClassVar[Any] = (
        one_of("status", INVOICE_STATUSES),
        UniqueConstraint("uid"),
        UniqueConstraint("number"),
        Index("ix_invoice_by_contact", "contact_id", "date"),
        Index("ix_invoice_by_sale", "sale_id", sqlite_where=where("sale_id IS NOT NULL")),
        Index("ix_invoice_by_date", "date", "id"),
        Index("ix_invoice_by_settling", "settled_on", "contact_id", "id", sqlite_where=where("trashed_at = ''")),
        Index("ix_invoice_by_external_id", "external_id", sqlite_where=_LABELLED),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    number: str = a_text()
    contact_id: int = an_owner("contact.id")
    sale_id: int | None = a_link("sale.id")
    date: str = a_text()
    status: str = a_text("issued")
    voided_on: str = a_text()
    terms: str = a_text()
    currency: str = a_text()
    net_minor: int = a_number()
    tax_minor: int = a_number()
    total_minor: int = a_number()
    paid_minor: int = a_number()
    settled_on: str = a_text()
    bill_to: str = a_text()
    note: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class InvoiceLine(Table, table=True):
    """A line of an invoice."""

    __tablename__: ClassVar[str] = "invoice_line"
    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    invoice_id: int = Field(foreign_key="invoice.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    product_id: int | None = a_link("product.id")
    text: str = a_text()
    quantity: int = a_number(1000)
    unit_minor: int = a_number()
    cost_minor: int | None = maybe_a_number()
    discount: int = a_number()
    tax: int = a_number()


class Instalment(Table, table=True):
    """A part of an invoice that is due on a day."""

    __tablename__: ClassVar[str] = "instalment"
    __table_args__: ClassVar[Any] = (
        Index("ix_instalment_by_due", "due", "invoice_id", "amount_minor"),
        {"sqlite_with_rowid": False},
    )
    invoice_id: int = Field(foreign_key="invoice.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    due: str = a_text()
    amount_minor: int = a_number()


class InvoiceDiscount(Table, table=True):
    """What paying early takes off."""

    __tablename__: ClassVar[str] = "invoice_discount"
    __table_args__: ClassVar[Any] = (
        Index("ix_invoice_discount_by_until", "until", "invoice_id"),
        {"sqlite_with_rowid": False},
    )
    invoice_id: int = Field(foreign_key="invoice.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    until: str = a_text()
    amount_minor: int = a_number()


class Payment(Table, table=True):
    """Money that came in."""

    __tablename__: ClassVar[str] = "payment"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        Index("ix_payment_by_contact", "contact_id", "date"),
        Index("ix_payment_by_date", "date", "id"),
        Index("ix_payment_by_external_id", "external_id", sqlite_where=_LABELLED),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    contact_id: int = an_owner("contact.id")
    date: str = a_text()
    amount_minor: int = a_number()
    currency: str = a_text()
    method: str = a_text()
    note: str = a_text()
    external_id: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class Allocation(Table, table=True):
    """A part of a payment that pays an invoice."""

    __tablename__: ClassVar[str] = "allocation"
    __table_args__: ClassVar[Any] = (
        Index("ix_allocation_by_invoice", "invoice_id", "payment_id"),
        {"sqlite_with_rowid": False},
    )
    payment_id: int = Field(foreign_key="payment.id", primary_key=True)
    position: int = Field(default=0, primary_key=True)
    invoice_id: int = an_owner("invoice.id")
    amount_minor: int = a_number()
    discount_minor: int = a_number()
    date: str = a_text()


class Delivery(Table, table=True):
    """Goods or work promised for a day."""

    __tablename__: ClassVar[str] = "delivery"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        Index("ix_delivery_by_contact", "contact_id"),
        Index("ix_delivery_by_sale", "sale_id", sqlite_where=where("sale_id IS NOT NULL")),
        Index(
            "ix_delivery_by_promise", "promised_on", "id", sqlite_where=where("delivered_on = '' AND trashed_at = ''")
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    contact_id: int = an_owner("contact.id")
    sale_id: int | None = a_link("sale.id")
    title: str = a_text()
    promised_on: str = a_text()
    shipped_on: str = a_text()
    delivered_on: str = a_text()
    carrier: str = a_text()
    tracking: str = a_text()
    note: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)


class Billing(Table, table=True):
    """A customer's billing profile."""

    __tablename__: ClassVar[str] = "billing"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        Index("ix_billing_by_contact", "contact_id", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    contact_id: int = an_owner("contact.id")
    legal_name: str = a_text()
    tax_id: str = a_text()
    address: str = a_text()
    email: str = a_text()
    terms: str = a_text()
    currency: str = a_text()
    tax: int | None = maybe_a_number()
    method: str = a_text()
    credit_limit_minor: int | None = maybe_a_number()
    credit_score: str = a_text()
    credit_score_source: str = a_text()
    credit_score_on: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    version: int = a_number(1)


class Promotion(Table, table=True):
    """A reduction with a code."""

    __tablename__: ClassVar[str] = "promotion"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("uid"),
        UniqueConstraint("folded"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = an_id()
    uid: str = a_text()
    code: str = a_text()
    folded: str = a_text()
    name: str = a_text()
    discount: int = a_number()
    amount_minor: int = a_number()
    currency: str = a_text()
    starts: str = a_text()
    ends: str = a_text()
    note: str = a_text()
    created_at: str = a_text()
    updated_at: str = a_text()
    trashed_at: str = a_text()
    version: int = a_number(1)
