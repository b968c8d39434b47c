"""How an import of mail looks."""

from operator import attrgetter
from typing import Any

from crmcli.view.columns.column import Column, Json, absent
from crmcli.view.columns.rejects import reject


def _rejects(report: Any) -> Json:
    return [reject(one.line, one.remark, one.file) for one in report.rejects]


MAIL_REPORT = (
    Column("file", "File", lambda r: r.file),
    Column("dry_run", "Dry run", lambda r: r.is_dry, type="boolean"),
    *(
        Column(key, label, attrgetter(key), type="integer")
        for key, label in (
            ("messages", "Messages"), ("created", "Created"), ("updated", "Updated"), ("unchanged", "Unchanged"),
            ("unknown", "Unknown"), ("automatic", "Automatic"), ("rejected", "Rejected"), ("added", "Added"),
        )
    ),
    Column("me", "Your addresses", lambda r: list(r.me), type="array"),
    Column("strangers", "Not in the book", lambda r: [one._asdict() for one in r.strangers], type="array"),
    Column("rejects", "Rejects", _rejects, type="array"),
    Column("rejects_file", "Rejects file", lambda r: str(r.rejects_file) if r.rejects_file else None),
    Column("change_set", "Change", lambda r: r.change_set, type="integer"),
)  # fmt: skip
STRANGER = (
    Column("email", "E-mail", lambda s: s.email, wide=True),
    Column("name", "Name", lambda s: absent(s.name), wide=True),
    Column("messages", "Messages", lambda s: s.messages, align="right", type="integer"),
)
