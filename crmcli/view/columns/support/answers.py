"""How answers to surveys look."""

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.sales.amounts import day
from crmcli.view.wording import labels

ANSWER = (
    Column("id", "#", lambda a: a.id, align="right", type="integer"),
    Column("uid", "UID", lambda a: a.uid, shown=False),
    Column("date", "Date", lambda a: a.date, lambda a, _: day(a.date), type="date"),
    Column("contact", "Contact", lambda a: absent(a.contact), wide=True),
    Column("contact_id", "Contact #", lambda a: a.contact_id, shown=False, type="integer"),
    Column("kind", "Question", lambda a: a.kind, lambda a, _: a.kind.upper()),
    Column("score", "Score", lambda a: a.score, align="right", type="integer"),
    Column("phase", "Phase", lambda a: absent(a.phase), lambda a, _: labels.phase(a.phase), gives_way=2),
    Column("channel", "Channel", lambda a: absent(a.channel), lambda a, _: labels.channel(a.channel), gives_way=1),
    Column("note", "Note", lambda a: absent(a.note), wide=True),
    Column("sale_id", "Sale #", lambda a: a.sale_id, shown=False, type="integer"),
    Column("external_id", "External id", lambda a: absent(a.external_id), shown=False),
    Column("created_at", "Created", lambda a: absent(a.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda a: absent(a.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda a: absent(a.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda a: a.version, shown=False, type="integer"),
)  # fmt: skip
