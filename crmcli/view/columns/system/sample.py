"""How the sample business looks to machines."""

from crmcli.view.columns.column import Column

SAMPLE = (
    Column("path", "Book", lambda s: str(s.path)),
    Column("seed", "Seed", lambda s: s.seed, type="integer"),
    Column("made_on", "Made", lambda s: s.made_on.isoformat(), type="date"),
    Column("is_new", "New", lambda s: s.is_new, type="boolean"),
    Column("contacts", "Contacts", lambda s: s.contacts, type="integer"),
    Column("interactions", "Interactions", lambda s: s.interactions, type="integer"),
    Column("tasks", "Tasks", lambda s: s.tasks, type="integer"),
)
