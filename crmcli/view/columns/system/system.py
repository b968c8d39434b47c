"""How the journal, the trash, copies, findings and settings look."""

from operator import attrgetter

from crmcli.core.records.system import Obstacle, Trashed
from crmcli.view import dates
from crmcli.view.columns import labels
from crmcli.view.columns.column import Column, Frame, Json, absent
from crmcli.view.wording import journal_words
from crmcli.view.words import _


def _instant(stored: str, frame: Frame) -> str:
    return dates.moment(stored, frame.local)


def _obstacle(obstacle: Obstacle) -> Json:
    return {
        "noun": obstacle.noun, "id": obstacle.id, "title": absent(obstacle.title), "reason": obstacle.reason,
        "other_noun": absent(obstacle.other_noun), "other_id": obstacle.other_id or None,
    }  # fmt: skip


def _trashed(record: Trashed) -> Json:
    return {"noun": record.noun, "id": record.id, "title": record.title}


CHANGE_SET = (
    Column("id", "#", lambda s: s.id, align="right", type="integer"),
    Column("at", "When", lambda s: s.at, lambda s, frame: _instant(s.at, frame), type="instant"),
    Column("actor", "By", lambda s: s.actor),
    Column("command", "Command", lambda s: s.command, wide=True),
    Column("kind", "Kind", lambda s: s.kind, shown=False),
    Column("changes", "Records", lambda s: s.changes, align="right", type="integer"),
    Column("undone_by", "State", lambda s: s.undone_by, lambda s, _: journal_words.state(s), type="integer"),
    Column("inverts", "Undoes", lambda s: s.inverts, shown=False, type="integer"),
)
FIELD_CHANGE = (
    Column("noun", "What", lambda c: c.noun, lambda c, _: journal_words.noun(c.noun)),
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("title", "Title", lambda c: c.title, wide=True),
    Column("action", "Action", lambda c: c.action, lambda c, _: journal_words.action(c.action)),
    Column("field", "Field", lambda c: c.field, lambda c, _: labels.field(c.field)),
    Column("before", "Before", lambda c: c.before, wide=True),
    Column("after", "After", lambda c: c.after, wide=True),
)
INVERTED = (
    Column("kind", "Kind", lambda i: i.kind),
    Column("change_set", "Change", lambda i: i.change_set.id, type="integer"),
    Column("command", "Command", lambda i: i.change_set.command),
    Column("at", "When", lambda i: i.change_set.at, type="instant"),
    Column("by", "By", lambda i: i.by or None, type="integer"),
    Column("records", "Records", lambda i: i.records, type="integer"),
    Column("skipped", "Skipped", lambda i: [_obstacle(o) for o in i.skipped], shown=False, type="array"),
)
TRASHED = (
    Column("noun", "What", lambda t: t.noun, lambda t, _: journal_words.noun(t.noun)),
    Column("id", "#", lambda t: t.id, align="right", type="integer"),
    Column("uid", "UID", lambda t: t.uid, shown=False),
    Column("title", "Title", lambda t: t.title, wide=True),
    Column("trashed_at", "Thrown away", lambda t: t.trashed_at, lambda t, f: _instant(t.trashed_at, f), type="instant"),
)
EMPTIED = (
    Column("removed", "Removed", lambda e: [_trashed(record) for record in e.removed], type="array"),
    Column("kept", "Kept", lambda e: [_obstacle(obstacle) for obstacle in e.kept], type="array"),
)
BACKUP = (
    Column("at", "When", lambda b: b.at, lambda b, frame: _instant(b.at, frame), type="instant"),
    Column("reason", "Why", lambda b: b.reason, gives_way=1),
    Column(
        "bytes",
        "Size",
        lambda b: b.bytes,
        lambda b, _: journal_words.size(b.bytes),
        align="right",
        gives_way=2,
        type="integer",
    ),
    Column("path", "File", lambda b: b.path, lambda b, _: b.path.rpartition("/")[2], whole=True),
)
CHECKED = (
    Column("path", "File", lambda c: c.path),
    Column("version", "Schema", lambda c: c.version, type="integer"),
    Column("bytes", "Size", lambda c: c.bytes, lambda c, _: journal_words.size(c.bytes), type="integer"),
    Column("counts", "Records", lambda c: dict(c.counts), type="object"),
)
RESTORED = (
    Column("path", "File", lambda r: r.path),
    Column("kept", "Kept", lambda r: absent(r.kept)),
)
FINDING = (
    Column("check", "Check", lambda f: f.check),
    Column("state", "State", lambda f: f.state),
    Column("message", "Finding", journal_words.finding, wide=True),
    Column("hint", "Hint", lambda f: absent(f.hint.format(**f.values)), shown=False),
)
SETTING = (
    Column("name", "Setting", lambda s: s.name),
    Column("value", "Value", lambda s: s.value, wide=True, type="any"),
    Column("origin", "From", lambda s: s.origin, lambda s, _frame: journal_words.origin(s.origin)),
    Column("summary", "What for", lambda s: s.summary, lambda s, _frame: _(s.summary), shown=False),
)
PLACES = (
    Column("settings", "Settings", lambda p: str(p.settings)),
    Column("book", "Book", lambda p: str(p.book)),
)
BEGUN = tuple(
    Column(name, label, attrgetter(name))
    for name, label in (
        ("book", "Book"),
        ("settings", "Settings"),
        ("currency", "Currency"),
        ("country", "Country"),
        ("zone", "Zone"),
        ("language", "Language"),
        ("date_order", "Dates"),
    )
)
