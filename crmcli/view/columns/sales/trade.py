"""How an import of deals, sales, invoices or payments looks when it is told to a program."""

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.rejects import reject

TRADE_REPORT = (
    Column("file", "File", lambda r: r.file),
    Column("noun", "Noun", lambda r: r.noun),
    Column("dry_run", "Dry run", lambda r: r.is_dry, type="boolean"),
    Column("program", "Program", lambda r: absent(r.sheet.program)),
    Column("encoding", "Encoding", lambda r: r.sheet.dialect.encoding),
    Column("delimiter", "Delimiter", lambda r: r.sheet.dialect.delimiter),
    Column(
        "columns", "Columns",
        lambda r: [
            {"column": title, "field": absent(field)}
            for title, field in zip(r.sheet.header, r.sheet.fields, strict=True)
        ],
        type="array",
    ),
    Column("unknown", "Unknown", lambda r: [{"column": c, "filled": n} for c, n in r.sheet.unknown], type="array"),
    Column("date_orders", "Dates", lambda r: dict(r.sheet.date_orders), type="object"),
    Column("remarks", "Remarks", lambda r: [str(remark) for remark in r.remarks], type="array"),
    Column("rows", "Rows", lambda r: r.rows, type="integer"),
    Column("created", "Created", lambda r: r.created, type="integer"),
    Column("updated", "Updated", lambda r: r.updated, type="integer"),
    Column("unchanged", "Unchanged", lambda r: r.unchanged, type="integer"),
    Column("rejected", "Rejected", lambda r: r.rejected, type="integer"),
    Column("left_out", "Left out", lambda r: r.left_out, type="integer"),
    Column("added", "Contacts", lambda r: r.added, type="integer"),
    Column("organisations", "Organisations", lambda r: r.organisations, type="integer"),
    Column("rejects", "Rejects", lambda r: [reject(one.line, one.reason) for one in r.rejects], type="array"),
    Column("rejects_file", "Rejects file", lambda r: str(r.rejects_file) if r.rejects_file else None),
    Column("change_set", "Change", lambda r: r.change_set, type="integer"),
)  # fmt: skip
