"""How tags, custom fields and what a search finds look."""

from crmcli.core.records.found import Found
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, absent
from crmcli.view.wording import labels

TAG = (
    Column("id", "#", lambda t: t.id, align="right", type="integer"),
    Column("name", "Tag", lambda t: t.name, wide=True),
    Column("contacts", "Contacts", lambda t: t.contacts, align="right", type="integer"),
    Column("cadence", "Cadence", lambda t: absent(t.cadence)),
)

FIELD = (
    Column("id", "#", lambda f: f.id, align="right", type="integer"),
    Column("name", "Field", lambda f: f.name, wide=True),
    Column("type", "Type", lambda f: f.type, lambda f, _: labels.field_type(f.type)),
    Column("choices", "Choices", lambda f: list(f.choices), type="array"),
    Column("contacts", "Contacts", lambda f: f.contacts, align="right", type="integer"),
)

FOUND = (
    Column("noun", "What", lambda f: f.noun, lambda f, _: _what(f)),
    Column("id", "#", lambda f: f.id, align="right", type="integer"),
    Column("kind", "Kind", lambda f: f.kind, shown=False),
    Column("title", "Title", lambda f: f.title, wide=True),
    Column("detail", "Detail", lambda f: absent(f.detail), wide=True),
    Column("date", "Date", lambda f: absent(f.date), lambda f, frame: _day(f.date, frame), type="moment"),
)


def _day(stored: str, frame: Frame) -> str:
    return dates.short(frame.local(stored).date(), frame.today) if stored else ""


def _what(found: Found) -> str:
    if found.noun == "contact":
        return labels.kind(found.kind)
    return labels.channel(found.kind if found.noun == "interaction" else found.noun)
