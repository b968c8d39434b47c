"""How an import looks: what became of each row, and the report on all of them."""

from typing import Any

from crmcli.view.columns.column import Column, Json, absent
from crmcli.view.columns.rejects import reject
from crmcli.view.wording.remarks import with_way_out
from crmcli.view.words import _


def action(word: str) -> str:
    """What becomes of a row, in the user's language."""
    return {
        "create": _("create"),
        "update": _("update"),
        "unchanged": _("unchanged"),
        "reject": _("reject"),
        "leave": _("leave out"),
    }[word]


def _why(outcome: Any) -> Json:
    return str(outcome.reason) if outcome.reason else None


def _detail(outcome: Any) -> str:
    if outcome.reason:
        return with_way_out(outcome.reason)
    same = _("the same as line {line}").format(line=outcome.same_as) if outcome.same_as else ""
    return "; ".join(filter(None, (", ".join(outcome.changed), same)))


def _lines(said: Any) -> Json:
    return [reject(each.line, each.remark, each.file) for each in said]


OUTCOME = (
    Column("file", "File", lambda o: absent(o.file), shown=False),
    Column("line", "Line", lambda o: o.line, align="right", type="integer"),
    Column("action", "Action", lambda o: o.action, lambda o, _: action(o.action)),
    Column("id", "#", lambda o: o.id or None, align="right", type="integer", shown=False),
    Column("name", "Name", lambda o: absent(o.name), wide=True),
    Column("changed", "Changes", lambda o: list(o.changed), lambda o, _: _detail(o), type="array", wide=True),
    Column("same_as", "Same as", lambda o: o.same_as or None, type="integer", shown=False),
    Column("reason", "Reason", _why, shown=False),
)
REPORT = (
    Column("file", "File", lambda r: r.file),
    Column("dry_run", "Dry run", lambda r: r.is_dry, type="boolean"),
    Column("format", "Format", lambda r: r.facts.format),
    Column("program", "Program", lambda r: absent(r.facts.program)),
    Column("encoding", "Encoding", lambda r: r.facts.encoding),
    Column("delimiter", "Delimiter", lambda r: absent(r.facts.delimiter)),
    Column("has_header", "Header", lambda r: r.facts.has_header, type="boolean"),
    Column(
        "columns", "Columns", lambda r: [{"column": c, "field": absent(f)} for c, f in r.facts.columns], type="array"
    ),
    Column("unknown", "Unknown", lambda r: [{"column": c, "filled": n} for c, n in r.facts.unknown], type="array"),
    Column("date_orders", "Dates", lambda r: dict(r.facts.date_orders), type="object"),
    Column("remarks", "Remarks", lambda r: [str(remark) for remark in r.facts.remarks], type="array"),
    Column("rows", "Rows", lambda r: r.rows, type="integer"),
    Column("created", "Created", lambda r: r.created, type="integer"),
    Column("updated", "Updated", lambda r: r.updated, type="integer"),
    Column("unchanged", "Unchanged", lambda r: r.unchanged, type="integer"),
    Column("rejected", "Rejected", lambda r: r.rejected, type="integer"),
    Column("organisations", "Organisations", lambda r: r.organisations, type="integer"),
    Column("duplicates", "Duplicates", lambda r: r.duplicates, type="integer"),
    Column("warnings", "Warnings", lambda r: _lines(r.warnings), type="array"),
    Column("warned", "Warned", lambda r: r.warned, type="integer"),
    Column("rejects", "Rejects", lambda r: _lines(r.rejects), type="array"),
    Column("rejects_file", "Rejects file", lambda r: str(r.rejects_file) if r.rejects_file else None),
    Column("change_set", "Change", lambda r: r.change_set, type="integer"),
)
SHEET_REPORT = (
    Column("file", "File", lambda r: r.file),
    Column("rows", "Rows", lambda r: r.rows, align="right", type="integer"),
    Column("created", "Created", lambda r: r.created, align="right", type="integer"),
    Column("updated", "Updated", lambda r: r.updated, align="right", type="integer"),
    Column("unchanged", "Unchanged", lambda r: r.unchanged, align="right", type="integer"),
    Column("rejected", "Rejected", lambda r: r.rejected, align="right", type="integer"),
    Column("rejects_file", "Rejected rows", lambda r: str(r.rejects_file) if r.rejects_file else None),
    Column("is_dry", "Dry run", lambda r: r.is_dry, type="boolean"),
    Column(
        "rejects", "Reasons", lambda r: [reject(one.line, one.reason) for one in r.rejects], shown=False, type="array",
    ),
)  # fmt: skip
