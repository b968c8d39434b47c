"""How a synchronisation looks: what becomes of each file and contact, and the report on all of them."""

from typing import Any

from crmcli.view.columns.column import Column, Json, absent
from crmcli.view.wording.remarks import told
from crmcli.view.words import _


def action(word: str) -> str:
    """What becomes of a file and a contact, in the user's language."""
    return {
        "add": _("add to the book"),
        "change": _("change in the book"),
        "trash": _("to the trash"),
        "meet": _("join"),
        "write": _("write a file"),
        "rewrite": _("change the file"),
        "remove": _("remove the file"),
        "forget": _("gone on both sides"),
        "conflict": _("conflict"),
        "problem": _("cannot be read"),
    }[word]


def _why(step: Any) -> Json:
    return str(step.reason) if step.reason else None


def _left(report: Any) -> Json:
    return [
        {
            "action": step.action,
            "file": absent(step.file),
            "id": step.id or None,
            "name": absent(step.name),
            "reason": _why(step),
        }
        for step in report.conflicts
    ]


STEP = (
    Column("action", "Action", lambda s: s.action, lambda s, _: action(s.action)),
    Column("file", "File", lambda s: absent(s.file), wide=True),
    Column("id", "#", lambda s: s.id or None, align="right", type="integer"),
    Column("name", "Name", lambda s: absent(s.name), wide=True),
    Column("reason", "Reason", _why, lambda s, _: told(s.reason) if s.reason else "", wide=True),
)
REPORT = (
    Column("folder", "Folder", lambda r: str(r.folder)),
    Column("dry_run", "Dry run", lambda r: r.is_dry, type="boolean"),
    Column("added", "Added", lambda r: r.added, type="integer"),
    Column("changed", "Changed", lambda r: r.changed, type="integer"),
    Column("trashed", "Trashed", lambda r: r.trashed, type="integer"),
    Column("written", "Written", lambda r: r.written, type="integer"),
    Column("removed", "Removed", lambda r: r.removed, type="integer"),
    Column("conflicts", "Conflicts", _left, type="array"),
    Column("change_set", "Change", lambda r: r.change_set, type="integer"),
)
