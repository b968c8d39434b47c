"""How merges look."""

from crmcli.core.records.consents import Standing
from crmcli.view.columns.column import Column, Json


def _held(standing: Standing) -> Json:
    said = standing.said
    return {"purpose": said.purpose, "channel": said.channel, "state": standing.state, "contact_id": said.contact_id}


MERGED = (
    Column("id", "#", lambda m: m.contact.id, align="right", type="integer"),
    Column("name", "Name", lambda m: m.contact.name, wide=True),
    Column("merged", "Merged", lambda m: [other.id for other in m.others], type="array"),
    Column("moved", "Moved", lambda m: dict(m.moved), type="object"),
    Column(
        "losing", "To the note", lambda m: [one._asdict() for one in m.losing], lambda m, _: str(len(m.losing)),
        type="array",
    ),
    Column(
        "held_to", "Strictest", lambda m: [_held(one) for one in m.held_to], lambda m, _: str(len(m.held_to)),
        shown=False, type="array",
    ),
)  # fmt: skip
