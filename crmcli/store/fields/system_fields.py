"""Where the fields of the journal lie in the tables."""

from collections.abc import Mapping

from crmcli.store.fields.source import Among, Source, enum

_STORED = "iif(x.after = '', x.before, x.after)"
_NAMES = ("name", "title", "subject", "text", "number", "code", "slug")
NAMED = "coalesce(" + "".join(f"json_extract({_STORED}, '$.{name}'), " for name in _NAMES) + "'')"
"""What a changed record was called: the first of these that it has, each asked for by itself. For several paths at once
json_extract gives a list, with a null for each that is not there."""
_CHANGED = Among("j.id IN (SELECT x.change_set_id FROM change x WHERE {0})")
_STATE = "CASE WHEN j.undone_by IS NOT NULL THEN 'undone' WHEN j.kind = 'ordinary' THEN 'standing' ELSE j.kind END"
CHANGE: Mapping[str, Source] = {
    "id": Source("j.id"),
    "at": Source("j.at"),
    "command": Source("j.command"),
    "by": Source("j.actor"),
    "of": Source("x.noun", _CHANGED, "x.noun", present="1"),
    "name": Source(NAMED, _CHANGED, present="1"),
    "state": enum(_STATE),
}
