"""How products and promotions look."""

from crmcli.core.records.money import Promotion
from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.sales.amounts import amount, day, per_cent, share
from crmcli.view.money import told

PRODUCT = (
    Column("id", "#", lambda p: p.id, align="right", type="integer"),
    Column("uid", "UID", lambda p: p.uid, shown=False),
    Column("sku", "SKU", lambda p: absent(p.sku)),
    Column("name", "Product", lambda p: p.name, wide=True),
    Column("category", "Category", lambda p: absent(p.category), gives_way=2),
    Column("unit", "Unit", lambda p: absent(p.unit), gives_way=3),
    Column(
        "price", "Price", lambda p: amount(p.price_minor, p.currency), lambda p, _: told(p.price_minor, p.currency),
        align="right", type="money",
    ),
    Column(
        "cost", "Cost", lambda p: amount(p.cost_minor, p.currency), lambda p, _: told(p.cost_minor, p.currency),
        align="right", type="money",
    ),
    Column("tax", "Tax", lambda p: share(p.tax), lambda p, _: per_cent(p.tax), align="right", type="number"),
    Column("note", "Note", lambda p: absent(p.note), shown=False),
    Column("external_id", "External id", lambda p: absent(p.external_id), shown=False),
    Column("created_at", "Created", lambda p: absent(p.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda p: absent(p.updated_at), shown=False, type="instant"),
    Column("archived_at", "Archived", lambda p: absent(p.archived_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda p: absent(p.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda p: p.version, shown=False, type="integer"),
)  # fmt: skip


def gives(promotion: Promotion) -> str:
    """What a promotion takes off, for people."""
    return per_cent(promotion.discount) or told(promotion.amount_minor, promotion.currency)


PROMOTION = (
    Column("id", "#", lambda p: p.id, align="right", type="integer"),
    Column("uid", "UID", lambda p: p.uid, shown=False),
    Column("code", "Code", lambda p: p.code),
    Column("name", "Promotion", lambda p: absent(p.name), wide=True),
    Column("gives", "Gives", gives, lambda p, _: gives(p), align="right", machine=False),
    Column("discount", "Discount", lambda p: share(p.discount) if p.discount else None, shown=False, type="number"),
    Column("amount", "Amount", lambda p: amount(p.amount_minor or None, p.currency), shown=False, type="money"),
    Column("starts", "Starts", lambda p: absent(p.starts), lambda p, _: day(p.starts), type="date"),
    Column("ends", "Ends", lambda p: absent(p.ends), lambda p, _: day(p.ends), type="date"),
    Column("note", "Note", lambda p: absent(p.note), shown=False),
    Column("created_at", "Created", lambda p: absent(p.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda p: absent(p.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda p: absent(p.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda p: p.version, shown=False, type="integer"),
)
