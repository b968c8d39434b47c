"""How an import of a calendar looks when it is told to a program."""

from operator import attrgetter

from crmcli.view.columns.column import Column
from crmcli.view.columns.rejects import reject

CALENDAR_REPORT = (
    Column("file", "File", lambda r: r.file),
    Column("dry_run", "Dry run", lambda r: r.is_dry, type="boolean"),
    *(
        Column(key, label, attrgetter(key), type="integer")
        for key, label in (
            ("entries", "Entries"), ("created", "Created"), ("updated", "Updated"), ("unchanged", "Unchanged"),
            ("rejected", "Rejected"), ("left_out", "Left out"),
        )
    ),
    Column("warnings", "Warnings", lambda r: [reject(one.line, one.remark) for one in r.warnings], type="array"),
    Column("warned", "Warned", lambda r: r.warned, type="integer"),
    Column("rejects", "Rejects", lambda r: [reject(one.line, one.remark) for one in r.rejects], type="array"),
    Column("rejects_file", "Rejects file", lambda r: str(r.rejects_file) if r.rejects_file else None),
    Column("change_set", "Change", lambda r: r.change_set, type="integer"),
)  # fmt: skip
