"""How the ledger of permissions looks, and what it comes to."""

from crmcli.core.records.consents import Standing
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, Json, absent
from crmcli.view.wording import consent_words as words


def _day(stored: str, frame: Frame) -> str:
    return dates.long(frame.local(stored).date()) if stored else ""


CONSENT = (
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("contact_id", "Contact", lambda c: c.contact_id, align="right", shown=False, type="integer"),
    Column("date", "Day", lambda c: c.date, lambda c, f: _day(c.date, f), type="date"),
    Column("purpose", "Purpose", lambda c: c.purpose, lambda c, _: words.purpose(c.purpose)),
    Column("channel", "Channel", lambda c: c.channel, lambda c, _: words.channel(c.channel)),
    Column("action", "Said", lambda c: c.action, lambda c, _: words.state(c.action)),
    Column("source", "Source", lambda c: absent(c.source), wide=True),
    Column("evidence", "Evidence", lambda c: absent(c.evidence), wide=True, gives_way=1),
    Column("basis", "Basis", lambda c: absent(c.basis), lambda c, _: words.basis(c.basis), gives_way=2),
    Column("expires", "Until", lambda c: absent(c.expires), lambda c, f: _day(c.expires, f), type="date"),
    Column("actor", "By", lambda c: absent(c.actor), shown=False),
    Column("uid", "Uid", lambda c: c.uid, shown=False),
    Column("created_at", "Created", lambda c: c.created_at, shown=False, type="instant"),
    Column("updated_at", "Updated", lambda c: c.updated_at, shown=False, type="instant"),
)


def _of_entry(column: Column) -> Column:
    text = column.text
    told = (lambda standing, frame: text(standing.said, frame)) if text else None
    return column._replace(value=lambda standing: column.value(standing.said), text=told)


def _allowed(standing: Standing) -> Json:
    return standing.state == "granted"


_ENTRY = {column.key: _of_entry(column) for column in CONSENT}
STANDING = (
    _ENTRY["purpose"],
    _ENTRY["channel"],
    Column("state", "State", lambda s: s.state, lambda s, _: words.state(s.state)),
    Column("allowed", "Allowed", _allowed, shown=False, type="boolean"),
    _ENTRY["date"]._replace(key="since", label="Since"),
    _ENTRY["expires"],
    _ENTRY["source"],
    _ENTRY["evidence"],
    _ENTRY["basis"],
    _ENTRY["id"]._replace(key="entry"),
)
