"""Questions that reports ask of deals: what had become of them at the end of a day, by their moves up to then."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crmcli.core.records.deals import Stage
from crmcli.store.fields.picked import Where
from crmcli.store.reads.sales import pipelines as pipeline_reads

_LAST = (
    "WITH last AS (SELECT deal_id, stage_id, status, at, reason, max(position) FROM deal_move "
    "WHERE at <= :_as_of GROUP BY deal_id) "
)
"""Of each deal its newest move by then; beside max() SQLite gives the columns of the very row that holds it."""
_AS_IT_STOOD = """(SELECT d.id, d.uid, d.title, d.title_folded, d.contact_id, d.organisation_id, h.pipeline_id,
  +n.stage_id AS stage_id, n.status, d.source, d.campaign, d.buyer_type, d.needs, d.competitor, d.reason, d.next_step,
  d.note,
  d.owner, d.opened_on, n.at AS stage_since, CASE n.status WHEN 'open' THEN '' ELSE n.at END AS closed_on, d.created_at,
  d.updated_at, d.trashed_at,
  CASE WHEN w.was IS NULL THEN d.amount_minor ELSE coalesce(json_extract(w.was, '$.amount_minor'), 0) END
    AS amount_minor,
  CASE WHEN w.was IS NULL THEN d.currency ELSE coalesce(json_extract(w.was, '$.currency'), '') END AS currency,
  CASE WHEN w.was IS NULL THEN d.probability ELSE json_extract(w.was, '$.probability') END AS probability,
  CASE WHEN w.was IS NULL THEN d.expected_close ELSE coalesce(json_extract(w.was, '$.expected_close'), '') END
    AS expected_close
  FROM last n JOIN deal d ON d.id = n.deal_id JOIN stage h ON h.id = n.stage_id
  LEFT JOIN (SELECT record_id, coalesce(nullif(before, ''), after) AS was, min(change_set_id * 4294967296 + seq)
    FROM change WHERE change_set_id >= :_since AND noun = 'deal' GROUP BY record_id) w ON w.record_id = d.id)"""
"""Deals as they stood then: stage and status by their moves, and what was estimated (amount, chance, expected day) by
the journal, which has each record from before the first change that came later; of one that was stored later, what was
stored first. The plus keeps SQLite from looking deals up by their few stages instead of one by one: 200,000 of them
would take hours."""
_HERE = "d.stage_id IN (SELECT value FROM json_each(:_stages))"
_FIRST_MET = f"{_HERE} AND d.opened_on >= :_first AND d.opened_on <= :_last"
_WAY = "group_concat(m.stage_id || substr(m.status, 1, 1), ' ')"
"""A way: stages in order, each with the first letter of the status in it."""
_TRACK = f"{_WAY} || '|' || group_concat(m.at, ' ')"
_REASON = "CASE WHEN l.reason <> '' THEN l.reason ELSE d.reason END"


class Seen(NamedTuple):
    """At the end of which day deals are looked at."""

    as_of: str
    since: int = 0
    """The first change set after that day; 0 where none can have come."""

    @property
    def deals(self) -> str:
        """What stands for the table of deals, beside `last`."""
        return _AS_IT_STOOD if self.since else "deal"

    @property
    def values(self) -> dict[str, object]:
        """What these questions ask for by name."""
        return {"_as_of": self.as_of, "_since": self.since}


def pipelines(db: sqlite3.Connection, seen: Seen) -> list[tuple[int, str, str]]:
    """Number, name and folded name of every pipeline that was in use then, the default one first."""
    return db.execute(
        "SELECT id, name, folded FROM pipeline WHERE retired_on = '' OR retired_on > ? "
        "ORDER BY position, retired_on = '', id",
        (seen.as_of,),
    ).fetchall()


def stages(db: sqlite3.Connection, seen: Seen) -> list[Stage]:
    """Every stage in order, the retired ones too, with its chance and days as they were then; not those added later."""
    known = pipeline_reads.stages(db)
    if seen.since:
        were = _stages_before(db, seen.since)
        known = [_as_it_was(stage, were.get(stage.id)) for stage in known]
        later = {stage.id for stage in known if were.get(stage.id, stage) is None and not stage.is_won}
        before = {stage.pipeline_id for stage in known if stage.id not in later and not stage.is_won}
        known = [  # a pipeline of which every stage was added later is told afterwards, as it is
            stage
            for stage in known
            if stage.id not in later or stage.pipeline_id not in before or _was_met(db, stage.id, seen.as_of)
        ]
    return sorted(known, key=lambda stage: (stage.is_won, stage.position, stage.id))


def _stages_before(db: sqlite3.Connection, since: int) -> dict[int, Mapping[str, int] | None]:
    """Of each stage that was changed since, what it was; None where it was not there."""
    rows = db.execute(
        "SELECT record_id, before, min(change_set_id * 4294967296 + seq) FROM change "
        "WHERE change_set_id >= ? AND noun = 'stage' GROUP BY record_id",
        (since,),
    )
    return {number: json.loads(before) if before else None for number, before, _first in rows}


def _as_it_was(stage: Stage, was: Mapping[str, int] | None) -> Stage:
    if was is None:
        return stage
    return stage._replace(
        position=was.get("position", 0), probability=was.get("probability", 0), rot_days=was.get("rot_days", 0)
    )


def _was_met(db: sqlite3.Connection, stage: int, as_of: str) -> bool:
    """Whether a deal is told to have been in a stage by a day, even if it was only told later."""
    found = db.execute("SELECT 1 FROM deal_move WHERE stage_id = ? AND at <= ? LIMIT 1", (stage, as_of))
    return found.fetchone() is not None


def tracks(
    db: sqlite3.Connection, picked: Where, stages: Iterable[int], first: str, last: str, seen: Seen
) -> Iterator[str]:
    """The way of every deal up to `as_of` and the days of its moves, as `analytics.funnel.ways` takes them; of deals
    that are in these stages and were first met from `first` to `last`."""
    found = db.execute(
        f"{_each(seen, _TRACK)} {_FIRST_MET} AND {picked.sql}",
        {**picked.parameters, "_stages": str(list(stages)), "_first": first, "_last": last, **seen.values},
    )
    return (track for (track,) in found if track)


def ways(
    db: sqlite3.Connection, picked: Where, stages: Iterable[int], first: str, last: str, seen: Seen
) -> list[tuple[str, int]]:
    """The ways of the same deals, as `analytics.funnel.path` takes them, and how many went each."""
    return db.execute(
        f"SELECT way, count(*) FROM ({_each(seen, _WAY)} {_FIRST_MET} AND {picked.sql}) WHERE way <> '' GROUP BY way",
        {**picked.parameters, "_stages": str(list(stages)), "_first": first, "_last": last, **seen.values},
    ).fetchall()


def all_ways(db: sqlite3.Connection, seen: Seen) -> list[tuple[str, int]]:
    """The ways of all deals, and how many went each."""
    return db.execute(
        f"SELECT way, count(*) FROM (SELECT {_WAY} AS way FROM deal_move m CROSS JOIN deal d "
        "ON d.id = m.deal_id WHERE m.at <= :_as_of AND d.trashed_at = '' GROUP BY m.deal_id) GROUP BY way",
        seen.values,
    ).fetchall()


def _each(seen: Seen, told: str) -> str:
    """What is told of every deal's moves, put together here because that takes a third of the time."""
    with_last = _LAST if seen.since else ""
    return (
        f"{with_last}SELECT (SELECT {told} FROM deal_move m WHERE m.deal_id = d.id AND m.at <= :_as_of) AS way "
        f"FROM {seen.deals} d WHERE"
    )


def standing(db: sqlite3.Connection, picked: Where, stages: Iterable[int], seen: Seen) -> list[tuple[int, str, int]]:
    """Of these stages, each with the day of the newest move, and how many deals were open there since then."""
    return db.execute(
        _LAST + f"SELECT l.stage_id, l.at, count(*) FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id "
        f"WHERE l.status = 'open' AND {_HERE} AND {picked.sql} GROUP BY l.stage_id, l.at",
        {**picked.parameters, "_stages": str(list(stages)), **seen.values},
    ).fetchall()


def lost(
    db: sqlite3.Connection, picked: Where, stages: Iterable[int], first: str, last: str, seen: Seen
) -> list[tuple[int, str, int]]:
    """Stage, reason and how many were lost or abandoned there by `as_of`, of deals in these stages that were first met
    in the period."""
    return db.execute(
        _LAST + f"SELECT l.stage_id, {_REASON}, count(*) FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id "
        f"WHERE l.status IN ('lost', 'abandoned') AND {_FIRST_MET} AND {picked.sql} GROUP BY 1, 2",
        {**picked.parameters, "_stages": str(list(stages)), "_first": first, "_last": last, **seen.values},
    ).fetchall()


def closed(
    db: sqlite3.Connection, picked: Where, first: str, last: str, seen: Seen
) -> list[tuple[str, str, str, str, str, str, str, int, float]]:
    """Deals closed from `first` to `last`: status, reason, competitor, source, buyer type, owner, currency; how many
    there are of each, and their amounts."""
    return db.execute(
        _LAST + f"SELECT l.status, {_REASON}, d.competitor, d.source, d.buyer_type, d.owner, d.currency, count(*), "
        f"total(d.amount_minor) FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id WHERE l.status <> 'open' "
        f"AND l.at >= :_first AND l.at <= :_last AND {picked.sql} GROUP BY 1, 2, 3, 4, 5, 6, 7",
        {**picked.parameters, "_first": first, "_last": last, **seen.values},
    ).fetchall()


def cycles(
    db: sqlite3.Connection, picked: Where, first: str, last: str, seen: Seen
) -> list[tuple[str, str, int, int, float]]:
    """Deals won or lost from `first` to `last`: currency, status, days from the first step; how many, and amounts."""
    return db.execute(
        _LAST + "SELECT d.currency, l.status, CAST(julianday(l.at) - julianday(d.opened_on) AS INTEGER), count(*), "
        f"total(d.amount_minor) FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id "
        "WHERE l.status IN ('won', 'lost') "
        f"AND l.at >= :_first AND l.at <= :_last AND {picked.sql} GROUP BY 1, 2, 3",
        {**picked.parameters, "_first": first, "_last": last, **seen.values},
    ).fetchall()


def open_by_currency(db: sqlite3.Connection, picked: Where, seen: Seen) -> list[tuple[str, int]]:
    """How many deals were open, by currency."""
    return db.execute(
        _LAST + f"SELECT d.currency, count(*) FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id "
        f"WHERE l.status = 'open' AND {picked.sql} GROUP BY 1",
        {**picked.parameters, **seen.values},
    ).fetchall()


def expected(
    db: sqlite3.Connection, picked: Where, first: str, last: str, seen: Seen
) -> list[tuple[int, int, int | None, str, str, int, float, float]]:
    """Open deals expected from `first` to `last`, in groups: pipeline, stage, own probability, month (`overdue` before
    `as_of`, empty without a day), currency; how many, their amounts and the squares of them."""
    return db.execute(
        _LAST + "SELECT d.pipeline_id, l.stage_id, d.probability, CASE WHEN d.expected_close = '' THEN '' "
        "WHEN d.expected_close < :_as_of THEN 'overdue' ELSE substr(d.expected_close, 1, 7) END, d.currency, "
        "count(*), total(d.amount_minor), total(1.0 * d.amount_minor * d.amount_minor) "
        f"FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id WHERE l.status = 'open' "
        f"AND d.expected_close >= :_first AND d.expected_close <= :_last AND {picked.sql} GROUP BY 1, 2, 3, 4, 5",
        {**picked.parameters, "_first": first, "_last": last, **seen.values},
    ).fetchall()


def booked(
    db: sqlite3.Connection, picked: Where, first: str, last: str, seen: Seen
) -> list[tuple[str, str, int, float]]:
    """Deals won from `first` to `last`, by month and currency: how many, and their amounts."""
    return db.execute(
        _LAST + "SELECT substr(l.at, 1, 7), d.currency, count(*), total(d.amount_minor) "
        f"FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id WHERE l.status = 'won' AND l.at >= :_first "
        f"AND l.at <= :_last AND {picked.sql} GROUP BY 1, 2",
        {**picked.parameters, "_first": first, "_last": last, **seen.values},
    ).fetchall()


def open_deals(
    db: sqlite3.Connection, picked: Where, first: str, last: str, seen: Seen
) -> list[tuple[int, str, str, int, int, str, int, str, int | None]]:
    """Open deals expected from `first` to `last`: number, title, contact or organisation, pipeline, stage, expected
    close, amount, currency and own probability."""
    return db.execute(
        _LAST + "SELECT d.id, d.title, coalesce(c.name, o.name, ''), d.pipeline_id, l.stage_id, d.expected_close, "
        f"d.amount_minor, d.currency, d.probability FROM last l CROSS JOIN {seen.deals} d ON d.id = l.deal_id "
        "LEFT JOIN contact c ON c.id = d.contact_id LEFT JOIN contact o ON o.id = d.organisation_id "
        "WHERE l.status = 'open' AND d.expected_close >= :_first AND d.expected_close <= :_last "
        f"AND {picked.sql} ORDER BY d.expected_close = '', d.expected_close, d.id",
        {**picked.parameters, "_first": first, "_last": last, **seen.values},
    ).fetchall()
