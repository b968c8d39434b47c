"""Questions about what winning and serving customers costs: booked costs, and the time and travel of interactions."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.core.values.moments import LocalMoment
from crmcli.store.fields.conversion import in_base

_LEFT = (
    "(s.net_minor > s.refunded_minor OR s.net_minor > s.refunded_minor - coalesce("
    "(SELECT sum(r.amount_minor) FROM sale_refund r WHERE r.sale_id = s.id AND r.date > :as_of), 0))"
)
_STOOD = f"s.trashed_at = '' AND s.date <= :as_of AND (s.cancelled_on = '' OR s.cancelled_on > :as_of) AND {_LEFT}"
"""Of a sale: that it was an order at the end of a day, neither cancelled by then nor refunded whole."""
_FIRST = f"(SELECT min(s.date) FROM sale s WHERE s.contact_id = t.customer AND {_STOOD})"
"""The day of somebody's first order, as the book stood at the end of a day."""
SPEAKS_FOR = (
    "CASE WHEN c.organisation_id IS NULL OR EXISTS (SELECT 1 FROM sale s WHERE s.contact_id = c.id "
    f"AND {_STOOD}) THEN c.id ELSE c.organisation_id END"
)
"""For whom somebody speaks: for themselves where something was sold to them, else for their organisation."""
_TALKS = f"""
SELECT t.{{key}}, CAST(sum(coalesce(t.minutes, 0) * 1.0 / t.people) AS REAL),
  CAST(sum(t.extra * 1.0 / t.people) AS REAL), count(*)
FROM (
  SELECT {SPEAKS_FOR} AS customer, i.at AS at, i.minutes AS minutes, i.travel_minor + i.materials_minor AS extra,
    (SELECT count(*) FROM participant n WHERE n.interaction_id = i.id) AS people, i.channel AS channel
  FROM participant p JOIN interaction i ON i.id = p.interaction_id JOIN contact c ON c.id = p.contact_id
  WHERE i.trashed_at = '' AND i.at < :until AND i.at >= :since
) t WHERE {{when}} GROUP BY t.{{key}}
"""
_BEFORE = f"coalesce(crm_day(t.at) < {_FIRST}, 1)"


class Span(NamedTuple):
    """Of which talks one asks: by the instants at which their days begin and end."""

    since: str
    """Empty is for ever."""
    until: str
    as_of: str
    """The last day of which sales are known."""
    local: LocalMoment


class Effort(NamedTuple):
    """What talking to a contact took, shared among those who took part."""

    contact_id: int
    minutes: float
    travel: float
    """Travel and material, in minor units of the base currency."""
    talks: int


class Spent(NamedTuple):
    """Costs of one kind."""

    channel: str
    source: str
    campaign: str
    category: str
    minor: int


def serving(db: sqlite3.Connection, span: Span) -> Iterator[Effort]:
    """Of each customer: what talking to them took since their first order."""
    return map(Effort._make, _talks(db, "customer", f"crm_day(t.at) >= {_FIRST}", span))


def winning(db: sqlite3.Connection, span: Span) -> Iterator[Effort]:
    """Of everybody: what talking to them took before their first order."""
    return map(Effort._make, _talks(db, "customer", _BEFORE, span))


def winning_by_channel(db: sqlite3.Connection, span: Span) -> list[tuple[str, float, float]]:
    """The same by the channel that was talked through: minutes, and travel and material."""
    return [row[:3] for row in _talks(db, "channel", _BEFORE, span)]


def by_customer(db: sqlite3.Connection, base: str, since: str, as_of: str) -> dict[int, int]:
    """What was booked on each customer to serve and keep them."""
    rows = db.execute(
        f"SELECT k.contact_id, sum({_worth(base)}) FROM cost k WHERE k.contact_id IS NOT NULL AND k.trashed_at = '' "
        "AND k.purpose IN ('service', 'retention') AND k.date >= :since AND k.date <= :as_of GROUP BY k.contact_id",
        {"base": base, "since": since, "as_of": as_of},
    )
    return dict(rows)


def spent(db: sqlite3.Connection, base: str, purpose: str, since: str, as_of: str) -> list[Spent]:
    """Costs of a purpose by channel, source, campaign and category."""
    rows = db.execute(
        f"SELECT k.channel, k.source, k.campaign, k.category, sum({_worth(base)}) FROM cost k WHERE k.trashed_at = '' "
        "AND k.purpose = :purpose AND k.date >= :since AND k.date <= :as_of GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        {"base": base, "since": since, "as_of": as_of, "purpose": purpose},
    )
    return [Spent(*row) for row in rows]


def unpriced(db: sqlite3.Connection, base: str, as_of: str) -> list[tuple[int, str, int, str, str]]:
    """Costs in another currency without a rate, the newest first: number, day, minor units, currency, note."""
    rows = db.execute(
        "SELECT id, date, amount_minor, currency, note FROM cost WHERE trashed_at = '' "
        "AND currency <> :base AND rate <= 0 AND date <= :as_of ORDER BY date DESC LIMIT 10",
        {"base": base, "as_of": as_of},
    )
    return rows.fetchall()


def origins(db: sqlite3.Connection, ids: list[int]) -> dict[int, str]:
    """Where each of these contacts came from."""
    rows = db.execute(
        "SELECT id, source FROM contact WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": str(ids)}
    )
    return dict(rows)


def _talks(db: sqlite3.Connection, key: str, when: str, span: Span) -> sqlite3.Cursor:
    db.create_function("crm_day", 1, lambda at: span.local(at).date().isoformat(), deterministic=True)
    values = {"since": span.since, "until": span.until, "as_of": span.as_of}
    return db.execute(_TALKS.format(key=key, when=when), values)


def last_talks(db: sqlite3.Connection, until: str, as_of: str) -> dict[int, str]:
    """When each customer, or somebody of theirs, was last really spoken to."""
    rows = db.execute(
        f"SELECT customer, max(at) FROM (SELECT {SPEAKS_FOR} AS customer, p.at AS at FROM participant p "
        "JOIN interaction i ON i.id = p.interaction_id JOIN contact c ON c.id = p.contact_id "
        "WHERE p.counts = 1 AND p.at < :until AND i.trashed_at = '') GROUP BY customer",
        {"until": until, "as_of": as_of},
    )
    return dict(rows)


def between(db: sqlite3.Connection, since: str, until: str) -> tuple[int, int, int, int, int, int]:
    """What was done from one instant to another.

    Interactions, calls, meetings and visits, messages and e-mails, minutes, people.
    """
    row = db.execute(
        "SELECT count(*), total(i.channel = 'call'), total(i.channel IN ('meeting', 'visit')), "
        "total(i.channel IN ('email', 'message', 'letter', 'social')), total(i.minutes), "
        "(SELECT count(DISTINCT p.contact_id) FROM participant p JOIN interaction z ON z.id = p.interaction_id "
        "WHERE z.trashed_at = '' AND z.at >= :since AND z.at < :until) "
        "FROM interaction i WHERE i.trashed_at = '' AND i.at >= :since AND i.at < :until",
        {"since": since, "until": until},
    ).fetchone()
    count, calls, meetings, messages, minutes, people = map(int, row)
    return count, calls, meetings, messages, minutes, people


def _worth(base: str) -> str:
    return in_base("k.amount_minor", base, "k")
