"""Who allows or refuses what, worked out from the ledger of permissions as of a day."""

from collections.abc import Callable

from crmcli.core.search.field import Match
from crmcli.store.fields.source import Among

_HOLDS = Among(
    "c.id IN (SELECT x.contact_id FROM consent x WHERE {said} AND x.date <= {day} AND NOT EXISTS ("
    "SELECT 1 FROM consent y WHERE y.contact_id = x.contact_id AND y.channel = x.channel AND y.purpose = x.purpose "
    "AND y.date <= {day} AND (y.date, y.id) > (x.date, x.id)))"
)
_SAID = {
    "consent": "x.action = 'granted' AND (x.expires = '' OR x.expires >= {day})",
    "refused": "x.action IN ('withdrawn', 'denied')",
}


def match(found: Match, bind: Callable[[object], str]) -> str:
    """The SQL of whether the last entry says so."""
    day = bind(found.high)
    said = [_SAID[found.field.name].format(day=day)]
    said += [f"x.{name} = {bind(word)}" for name, word in (("purpose", found.low), ("channel", found.channel)) if word]
    return _HOLDS.format(said=" AND ".join(said), day=day)
