"""How whole exports look, out and in."""

from crmcli.view.columns.column import Column

TAKEN = (
    Column("path", "File", lambda t: t.path),
    Column("records", "Records", lambda t: t.records, align="right", type="integer"),
    Column("counts", "By noun", lambda t: {noun: n for noun, n in t.counts.items() if n}, shown=False, type="object"),
)
