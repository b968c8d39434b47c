"""How each noun lies in the tables: its row and its parts. Journal and undo know no more than this."""

from typing import NamedTuple


class Part(NamedTuple):
    """Rows of another table that are part of a record, kept in the order given."""

    name: str
    table: str
    owner: str
    """The column that names the record."""
    columns: tuple[str, ...]
    order: str


class Shape(NamedTuple):
    """A noun's own row and its parts."""

    table: str
    columns: tuple[str, ...]
    """Every column that is the user's: not the id, not what is derived."""
    parts: tuple[Part, ...] = ()


_LINE = ("position", "product_id", "text", "quantity", "unit_minor", "cost_minor", "discount", "tax")
_ENDS = ("created_at", "updated_at", "trashed_at", "version")
UNTOLD = ("version", "updated_at", "sequence")
"""Columns in which two states of a record may differ and still be the same to the user."""

SHAPES: dict[str, Shape] = {
    "contact": Shape(
        "contact",
        (
            "uid", "kind", "name", "prefix", "given", "middle", "family", "suffix", "nickname", "phonetic",
            "organisation_id", "job_title", "department", "lifecycle", "source", "referred_by", "birthday", "language",
            "owner", "cadence", "note", "properties", "external_id", "created_at", "updated_at", "archived_at",
            "trashed_at", "version",
        ),
        (
            Part(
                "points", "contact_point", "contact_id",
                ("kind", "position", "label", "value", "normal", "preferred"), "kind, position",
            ),
            Part(
                "addresses", "contact_address", "contact_id",
                (
                    "position", "label", "street", "extended", "po_box", "city", "region", "postal_code", "country",
                    "text", "city_folded",
                ),
                "position",
            ),
            Part("tags", "contact_tag", "contact_id", ("tag_id",), "tag_id"),
            Part("fields", "contact_field", "contact_id", ("field_id", "value", "folded", "number"), "field_id"),
        ),
    ),
    "tag": Shape("tag", ("name", "folded", "cadence", "version")),
    "field": Shape("field", ("name", "folded", "type", "choices", "version")),
    "interaction": Shape(
        "interaction",
        (
            "uid", "at", "channel", "direction", "subject", "text", "outcome", "minutes", "actor", "external_id",
            "deal_id", "travel_minor", "materials_minor", "created_at", "updated_at", "trashed_at", "version",
        ),
        (
            Part("participants", "participant", "interaction_id", ("contact_id", "at", "counts"), "contact_id"),
            Part("tags", "interaction_tag", "interaction_id", ("tag_id",), "tag_id"),
        ),
    ),
    "task": Shape(
        "task",
        (
            "uid", "kind", "title", "note", "due", "end", "zone", "remind", "recurrence", "from_done", "status",
            "done_at", "priority", "contact_id", "origin_id", "deal_id", "sequence", "created_at", "updated_at",
            "trashed_at", "version",
        ),
    ),
    "pipeline": Shape("pipeline", ("name", "folded", "position", "retired_on", "version")),
    "stage": Shape(
        "stage",
        (
            "pipeline_id", "slug", "name", "position", "probability", "rot_days", "is_won", "criteria", "retired_on",
            "successor_id", "version",
        ),
    ),
    "deal": Shape(
        "deal",
        (
            "uid", "title", "title_folded", "contact_id", "organisation_id", "pipeline_id", "stage_id", "status",
            "amount_minor", "currency", "probability", "expected_close", "source", "campaign", "buyer_type", "needs",
            "competitor", "reason", "next_step", "note", "owner", "opened_on", "stage_since", "closed_on",
            "external_id", *_ENDS,
        ),
        (
            Part(
                "moves", "deal_move", "deal_id", ("position", "stage_id", "status", "at", "actor", "reason"), "position"
            ),
            Part("tags", "deal_tag", "deal_id", ("tag_id",), "tag_id"),
        ),
    ),
    "product": Shape(
        "product",
        (
            "uid", "sku", "name", "folded", "category", "unit", "price_minor", "cost_minor", "currency", "tax", "note",
            "external_id", "created_at", "updated_at", "archived_at", "trashed_at", "version",
        ),
    ),
    "quote": Shape(
        "quote",
        (
            "uid", "number", "revision", "deal_id", "contact_id", "date", "valid_until", "status", "sent_on",
            "decided_on", "reason", "currency", "discount", "terms", "note", "promotion_id", *_ENDS,
        ),
        (Part("lines", "quote_line", "quote_id", _LINE, "position"),),
    ),
    "sale": Shape(
        "sale",
        (
            "uid", "number", "contact_id", "deal_id", "quote_id", "date", "status", "cancelled_on", "net_minor",
            "tax_minor", "cost_minor", "currency", "rate", "refunded_minor", "channel", "seller", "source", "campaign",
            "reason", "terms", "promotion_id", "note", "external_id", *_ENDS,
        ),
        (
            Part("lines", "sale_line", "sale_id", _LINE, "position"),
            Part("refunds", "sale_refund", "sale_id", ("position", "date", "amount_minor", "reason"), "position"),
        ),
    ),
    "cost": Shape(
        "cost",
        (
            "uid", "date", "amount_minor", "currency", "rate", "purpose", "category", "channel", "source", "campaign",
            "contact_id", "note", "external_id", *_ENDS,
        ),
    ),
    "invoice": Shape(
        "invoice",
        (
            "uid", "number", "contact_id", "sale_id", "date", "status", "voided_on", "terms", "currency", "net_minor",
            "tax_minor", "total_minor", "paid_minor", "settled_on", "bill_to", "note", "external_id", *_ENDS,
        ),
        (
            Part("lines", "invoice_line", "invoice_id", _LINE, "position"),
            Part("instalments", "instalment", "invoice_id", ("position", "due", "amount_minor"), "position"),
            Part("discounts", "invoice_discount", "invoice_id", ("position", "until", "amount_minor"), "position"),
        ),
    ),
    "payment": Shape(
        "payment",
        ("uid", "contact_id", "date", "amount_minor", "currency", "method", "note", "external_id", *_ENDS),
        (
            Part(
                "allocations", "allocation", "payment_id",
                ("position", "invoice_id", "amount_minor", "discount_minor", "date"), "position",
            ),
        ),
    ),
    "delivery": Shape(
        "delivery",
        (
            "uid", "contact_id", "sale_id", "title", "promised_on", "shipped_on", "delivered_on", "carrier",
            "tracking", "note", *_ENDS,
        ),
    ),
    "billing": Shape(
        "billing",
        (
            "uid", "contact_id", "legal_name", "tax_id", "address", "email", "terms", "currency", "tax", "method",
            "credit_limit_minor", "credit_score", "credit_score_source", "credit_score_on", "created_at",
            "updated_at", "version",
        ),
    ),
    "promotion": Shape(
        "promotion",
        ("uid", "code", "folded", "name", "discount", "amount_minor", "currency", "starts", "ends", "note", *_ENDS),
    ),
    "answer": Shape(
        "answer",
        (
            "uid", "contact_id", "date", "kind", "score", "phase", "channel", "note", "sale_id", "external_id", *_ENDS,
        ),
    ),
    "segment": Shape(
        "segment",
        ("uid", "name", "folded", "kind", "noun", "query", "note", "taken_on", *_ENDS),
        (Part("members", "segment_member", "segment_id", ("contact_id",), "contact_id"),),
    ),
    "snapshot": Shape(
        "snapshot",
        ("uid", "segment_id", "taken_on", "query", "created_at", "updated_at", "version"),
        (Part("members", "snapshot_member", "snapshot_id", ("contact_id",), "contact_id"),),
    ),
    "goal": Shape(
        "goal", ("uid", "metric", "period", "target", "currency", "note", "created_at", "updated_at", "version")
    ),
    "distinction": Shape(
        "distinction", ("uid", "contact_id", "other_id", "note", "created_at", "updated_at", "version")
    ),
    "consent": Shape(
        "consent",
        (
            "uid", "contact_id", "date", "channel", "purpose", "action", "basis", "source", "evidence", "expires",
            "actor", "created_at", "updated_at", "version",
        ),
    ),
    "former": Shape(
        "former",
        ("uid", "number", "external_id", "name", "contact_id", "created_at", "updated_at", "version"),
    ),
}  # fmt: skip
