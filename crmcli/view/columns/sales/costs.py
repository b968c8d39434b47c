"""How costs look."""

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.sales.amounts import amount, day, rate
from crmcli.view.money import told
from crmcli.view.wording import labels

COST = (
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("uid", "UID", lambda c: c.uid, shown=False),
    Column("date", "Date", lambda c: c.date, lambda c, _: day(c.date), type="date"),
    Column(
        "amount", "Amount", lambda c: amount(c.amount_minor, c.currency), lambda c, _: told(c.amount_minor, c.currency),
        align="right", type="money",
    ),
    Column("rate", "Rate", lambda c: rate(c.rate), shown=False, align="right", type="number"),
    Column("purpose", "Purpose", lambda c: c.purpose, lambda c, _: labels.cost(c.purpose)),
    Column("category", "Category", lambda c: c.category, lambda c, _: labels.cost(c.category)),
    Column("channel", "Channel", lambda c: absent(c.channel), lambda c, _: labels.channel(c.channel), gives_way=1),
    Column("source", "Source", lambda c: absent(c.source), gives_way=3),
    Column("campaign", "Campaign", lambda c: absent(c.campaign), gives_way=2),
    Column("contact", "Contact", lambda c: absent(c.contact), wide=True, gives_way=4),
    Column("contact_id", "Contact #", lambda c: c.contact_id, shown=False, type="integer"),
    Column("note", "Note", lambda c: absent(c.note), wide=True),
    Column("external_id", "External id", lambda c: absent(c.external_id), shown=False),
    Column("created_at", "Created", lambda c: absent(c.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda c: absent(c.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda c: absent(c.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda c: c.version, shown=False, type="integer"),
)  # fmt: skip
