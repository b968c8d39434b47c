"""Questions about intervals to keep in touch."""

import sqlite3

from crmcli.core.records.touch import Cadence


def cadences(db: sqlite3.Connection) -> list[Cadence]:
    """Every agreed interval: those of tags, then those of contacts, by name."""
    tagged = db.execute(
        "SELECT 'tag', t.id, t.name, t.cadence, "
        "(SELECT count(*) FROM contact_tag g JOIN contact c ON c.id = g.contact_id "
        "WHERE g.tag_id = t.id AND c.archived_at = '' AND c.trashed_at = ''), '' "
        "FROM tag t WHERE t.cadence <> '' ORDER BY t.folded"
    )
    own = db.execute(
        "SELECT 'contact', id, name, cadence, 1, touch_by FROM contact "
        "WHERE cadence <> '' AND archived_at = '' AND trashed_at = '' ORDER BY sort_name, id"
    )
    return [Cadence(*row) for row in (*tagged, *own)]
