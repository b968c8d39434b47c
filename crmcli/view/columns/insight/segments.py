"""How segments and changes in them look."""

from crmcli.core.records.insight import Counted
from crmcli.view.columns.activity.activity import on
from crmcli.view.columns.column import Column, Frame, absent
from crmcli.view.columns.insight.kinds import counted
from crmcli.view.words import _


def _kind(word: str) -> str:
    return {"dynamic": _("dynamic"), "frozen": _("frozen")}.get(word, word)


def _noun(word: str) -> str:
    return {"deal": _("deals"), "task": _("tasks"), "invoice": _("invoices")}.get(word, "")


def _change(word: str) -> str:
    return {"joined": _("joined"), "left": _("has left")}.get(word, word)


def _taken(counted_: Counted, frame: Frame) -> str:
    return on(counted_.segment.taken_on, frame)


SEGMENT = (
    Column("id", "#", lambda c: c.segment.id, align="right", type="integer", shown=False),
    Column("uid", "UID", lambda c: c.segment.uid, shown=False),
    Column("name", "Segment", lambda c: c.segment.name),
    Column("noun", "Of", lambda c: c.segment.noun, lambda c, _frame: _noun(c.segment.noun), gives_way=3),
    Column("kind", "Kind", lambda c: c.segment.kind, lambda c, _frame: _kind(c.segment.kind)),
    counted(Column("members", "Members", lambda c: c.members)),
    Column("query", "Query", lambda c: c.segment.query, wide=True),
    Column("taken_on", "Taken", lambda c: absent(c.segment.taken_on), _taken, type="date", gives_way=1),
    counted(Column("snapshots", "Snapshots", lambda c: c.snapshots, gives_way=2)),
    Column("note", "Note", lambda c: absent(c.segment.note), shown=False),
)
CHANGE = (
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("name", "Name", lambda c: absent(c.name), wide=True),
    Column("change", "Change", lambda c: c.change, lambda c, _frame: _change(c.change)),
)
