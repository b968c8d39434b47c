"""How merges look."""

from crmcli.view.columns.column import Column

MERGED = (
    Column("id", "#", lambda m: m.contact.id, align="right", type="integer"),
    Column("name", "Name", lambda m: m.contact.name, wide=True),
    Column("merged", "Merged", lambda m: [other.id for other in m.others], type="array"),
    Column("moved", "Moved", lambda m: dict(m.moved), type="object"),
    Column(
        "losing", "To the note", lambda m: [one._asdict() for one in m.losing], lambda m, _: str(len(m.losing)),
        type="array",
    ),
)  # fmt: skip
