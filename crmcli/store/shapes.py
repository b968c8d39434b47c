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
            "created_at", "updated_at", "trashed_at", "version",
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
            "done_at", "priority", "contact_id", "origin_id", "sequence", "created_at", "updated_at", "trashed_at",
            "version",
        ),
    ),
}  # fmt: skip
