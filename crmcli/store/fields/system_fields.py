"""Where the fields of the journal lie in the tables."""

from collections.abc import Mapping

from crmcli.store.fields.source import Among, Source, enum

NAMED = "json_extract(iif(x.after = '', x.before, x.after), '$.name', '$.title', '$.subject', '$.text', '$.number')"
"""What a changed record was called, in whichever of these places it has a name: read in one go."""
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
