"""Where each field of the search language lies in the tables, and the SQL of each test on it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from crmcli.core.search.field import Field, Match
from crmcli.store.fields import consent_fields, sales_fields, system_fields
from crmcli.store.fields.source import Among, Source, deal_of, enum, name_of

Bind = Callable[[object], str]
"""Keeps a value for the statement and gives the place that stands for it."""
Midnight = Callable[[date], str]
"""The UTC instant, as it is stored, at which a local day begins."""
TABLES = {
    "contact": "contact c", "interaction": "interaction i", "task": "task t", "deal": "deal d", "sale": "sale s",
    "invoice": "invoice v", "change": "change_set j",
}  # fmt: skip
ALIASES = {noun: table[-1] for noun, table in TABLES.items()}
LAST_LETTER = "\U0010ffff"
_DAY = len("2026-11-24")


_POINT = Among("c.id IN (SELECT x.contact_id FROM contact_point x WHERE x.kind = '{kind}' AND {{}})")
_HAS_POINT = "EXISTS (SELECT 1 FROM contact_point x WHERE x.contact_id = c.id AND x.kind = '{kind}')"
_ADDRESS = Among("c.id IN (SELECT x.contact_id FROM contact_address x WHERE {})")
_HAS_ADDRESS = "EXISTS (SELECT 1 FROM contact_address x WHERE x.contact_id = c.id)"
_CUSTOM = Among("c.id IN (SELECT x.contact_id FROM contact_field x WHERE x.field_id = {field} AND {{}})")
_HAS_CUSTOM = "EXISTS (SELECT 1 FROM contact_field x WHERE x.contact_id = c.id AND x.field_id = {field})"
_LINE = " || ' ' || ".join(
    f"x.{name}" for name in ("street", "extended", "po_box", "postal_code", "city", "region", "country", "text")
)


def _point(kind: str) -> Source:
    return Source("x.value", _POINT.format(kind=kind), "x.normal", "x.contact_id", present=_HAS_POINT.format(kind=kind))


def _spoken(column: str) -> Source:
    return Source(column, rowid="i.id", search="interaction_search")


_SOURCES: Mapping[str, Mapping[str, Source]] = {
    "contact": {
        "id": Source("c.id"),
        "uid": enum("c.uid"),
        "kind": enum("c.kind"),
        "name": Source("c.name", same="c.sort_name", rowid="c.id"),
        "given": Source("c.given", rowid="c.id"),
        "family": Source("c.family", rowid="c.id"),
        "nickname": Source("c.nickname", rowid="c.id"),
        "org": name_of("c.organisation_id"),
        "job": Source("c.job_title", rowid="c.id"),
        "department": Source("c.department", rowid="c.id"),
        "email": _point("email"),
        "phone": _point("phone"),
        "url": _point("url"),
        "handle": _point("handle")._replace(same=""),
        "address": Source(_LINE, _ADDRESS, present=_HAS_ADDRESS),
        "city": Source("x.city", _ADDRESS, "x.city_folded", "x.contact_id"),
        "region": Source("x.region", _ADDRESS),
        "country": Source("x.country", _ADDRESS),
        "postcode": Source("x.postal_code", _ADDRESS),
        "tag": Source(
            "g.name",
            Among("c.id IN (SELECT x.contact_id FROM contact_tag x JOIN tag g ON g.id = x.tag_id WHERE {})"),
            "g.folded",
            present="EXISTS (SELECT 1 FROM contact_tag x WHERE x.contact_id = c.id)",
        ),
        "lifecycle": enum("c.lifecycle"),
        "source": Source("c.source"),
        "referrer": name_of("c.referred_by"),
        "owner": Source("c.owner"),
        "language": Source("c.language"),
        "note": Source("c.note", rowid="c.id"),
        "birthday": Source("c.birthday"),
        "cadence": Source("c.cadence"),
        "last": Source("c.last_at"),
        "touch": Source("c.touch_by"),
        "created": Source("c.created_at"),
        "updated": Source("c.updated_at"),
        "archived": Source("c.archived_at"),
        "trashed": Source("c.trashed_at"),
        **sales_fields.OF_CUSTOMER,
        **sales_fields.OF_ANSWERS,
    },
    "interaction": {
        "id": Source("i.id"),
        "uid": enum("i.uid"),
        "at": Source("i.at"),
        "channel": enum("i.channel"),
        "direction": enum("i.direction"),
        "outcome": enum("i.outcome"),
        "minutes": Source("i.minutes"),
        "subject": _spoken("i.subject"),
        "text": _spoken("i.text"),
        "tag": Source(
            "g.name",
            Among("i.id IN (SELECT x.interaction_id FROM interaction_tag x JOIN tag g ON g.id = x.tag_id WHERE {})"),
            "g.folded",
            present="EXISTS (SELECT 1 FROM interaction_tag x WHERE x.interaction_id = i.id)",
        ),
        "with": Source(
            "o.name",
            Among(
                "i.id IN (SELECT p.interaction_id FROM participant p JOIN contact o ON o.id = p.contact_id WHERE {})"
            ),
            "o.sort_name",
            "o.id",
            present="EXISTS (SELECT 1 FROM participant p WHERE p.interaction_id = i.id)",
        ),
        "deal": deal_of("i.deal_id"),
        "by": Source("i.actor"),
        "created": Source("i.created_at"),
        "updated": Source("i.updated_at"),
        "trashed": Source("i.trashed_at"),
    },
    "task": {
        "id": Source("t.id"),
        "uid": enum("t.uid"),
        "title": Source("t.title", same="t.title_folded", rowid="t.id", search="task_search"),
        "note": Source("t.note", rowid="t.id", search="task_search"),
        "due": Source("t.due"),
        "end": Source('t."end"'),
        "kind": enum("t.kind"),
        "status": enum("t.status"),
        "priority": enum("t.priority"),
        "remind": Source("t.remind_at"),
        "repeat": Source("t.recurrence"),
        "done": Source("t.done_at"),
        "with": name_of("t.contact_id"),
        "deal": deal_of("t.deal_id"),
        "created": Source("t.created_at"),
        "updated": Source("t.updated_at"),
        "trashed": Source("t.trashed_at"),
    },
    "deal": sales_fields.DEAL,
    "sale": sales_fields.SALE,
    "invoice": sales_fields.INVOICE,
    "change": system_fields.CHANGE,
}


def match(found: Match, bind: Bind, midnight: Midnight) -> str:
    """The SQL of one test on the field's own noun: true or false, never null."""
    field = found.field
    if field.name == "all" and field.type == "flag":
        return "1"
    if found.test == "among":
        return Among(f"{ALIASES[field.noun]}.id IN (SELECT value FROM json_each({bind(found.low)}))")
    if found.test == "holds":
        return consent_fields.match(found, bind)
    source = _custom(field, bind) if field.custom else _SOURCES[field.noun][field.name]
    if found.test == "any":
        return source.present or source.frame.format(_present(source, field))
    if found.test == "words":
        return source.frame.format(_words(source, found.low, bind))
    if found.test == "number":
        return source.frame.format(_number(source, found, bind))
    if found.test == "when":
        return source.frame.format(_when(source.text, found, bind, midnight))
    if found.test == "yearly":
        return source.frame.format(_yearly(found, bind))
    same = source.same or f"crm_fold({source.text})"
    if found.test == "starts":
        return source.frame.format(f"{same} >= {bind(found.low)} AND {same} < {bind(found.low + LAST_LETTER)}")
    if field.type == "enum" and not field.custom and found.low in field.choices:
        return source.frame.format(f"{same} = '{found.low}'")  # our own word, so that indexes of a part fit
    return source.frame.format(f"{same} = {bind(found.low)}")


def phrase(tokens: str, *, whole: bool) -> str:
    """These words side by side as FTS5 asks for them, the last one perhaps only begun."""
    quoted = '"' + tokens.replace('"', '""') + '"'
    return quoted if whole else quoted + " *"


def scattered(tokens: str, *, whole: bool) -> str:
    """The same for an index without positions, which knows no phrases: each of the words, wherever."""
    *before, last = tokens.split(" ")
    return " AND ".join((*(phrase(token, whole=True) for token in before), phrase(last, whole=whole)))


def wanted(tokens: str, *, whole: bool) -> str:
    """The same for `crm_has`."""
    return f" {tokens} " if whole else f" {tokens}"


def _custom(field: Field, bind: Bind) -> Source:
    number = bind(field.custom)
    frame, present = _CUSTOM.format(field=number), _HAS_CUSTOM.format(field=number)
    if field.type in ("number", "money"):
        return Source("x.number", frame, present=present)
    return Source("x.value", frame, "x.folded", "x.contact_id", present=present)


def _present(source: Source, field: Field) -> str:
    return f"{source.text} IS NOT NULL" if field.type in ("id", "number", "money") else f"{source.text} <> ''"


def _words(source: Source, tokens: str, bind: Bind) -> str:
    """The index finds the few records whose text may fit, the function looks at the field itself."""
    fits = f"{source.text} <> '' AND {_has(source, tokens, bind)}"
    if not source.rowid:
        return fits
    asked = phrase if source.search == "contact_search" else scattered
    found = f"SELECT rowid FROM {source.search} WHERE {source.search} MATCH {bind(asked(tokens, whole=False))}"
    return f"{source.rowid} IN ({found}) AND {fits}"


def _has(source: Source, tokens: str, bind: Bind) -> str:
    """Whether a text has these words; where it is kept folded too, the function is asked of few of them."""
    has = f"crm_has({source.text}, {bind(wanted(tokens, whole=False))})"
    if not source.same.endswith(("_folded", "sort_name")):
        return has
    whole, first = bind(tokens), bind(tokens.partition(" ")[0])
    return f"instr({source.same}, {first}) > 0 AND ({source.same} = {whole} OR {has})"


def _number(source: Source, found: Match, bind: Bind) -> str:
    parts = [f"{source.text} IS NOT NULL"]
    number = _minor if source.currency else _as_number
    if found.low:
        parts.append(f"{source.text} {'>' if found.strict else '>='} {bind(number(found.low))}")
    if found.high:
        parts.append(f"{source.text} {'<' if found.strict else '<='} {bind(number(found.high))}")
    if source.currency:
        parts.append(f"{source.currency} = {bind(found.currency)}")
    elif found.currency:
        parts.append(f"substr(x.value, -3) = {bind(found.currency)}")
    return " AND ".join(parts)


def _as_number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _minor(text: str) -> int:
    """An amount with all its decimals in minor units."""
    return int(text.replace(".", ""))


def _yearly(found: Match, bind: Bind) -> str:
    joiner = "AND" if found.low <= found.high else "OR"
    days = f"(c.birthday_md >= {bind(found.low)} {joiner} c.birthday_md <= {bind(found.high)})"
    return f"c.birthday_md <> '' AND {days}"


def _when(column: str, found: Match, bind: Bind, midnight: Midnight) -> str:
    """A day or instant from `low` on and before `high`; a birthday without its year is on neither side."""
    parts = [
        f"{column} > '0'" if found.field.type == "anniversary" else f"{column} <> ''"
    ]  # as the partial indexes say
    if found.low:
        parts.append(_from(column, found.low, bind, midnight))
    if found.high:
        parts.append(_before(column, found.high, bind, midnight))
    return " AND ".join(parts)


def _from(column: str, low: str, bind: Bind, midnight: Midnight) -> str:
    if len(low) > _DAY:
        day = bind(_local_day(low, midnight))
        return f"CASE length({column}) WHEN {_DAY} THEN {column} > {day} ELSE {column} >= {bind(low)} END"
    first = _begins(low, midnight)
    if first <= low:
        return f"{column} >= {bind(first)}"
    day = bind(low)
    return f"{column} >= {day} AND ({column} >= {bind(first)} OR {column} = {day})"


def _before(column: str, high: str, bind: Bind, midnight: Midnight) -> str:
    if len(high) > _DAY:
        day = bind(_local_day(high, midnight))
        return f"CASE length({column}) WHEN {_DAY} THEN {column} < {day} ELSE {column} < {bind(high)} END"
    first = _begins(high, midnight)
    if first <= high:
        return f"{column} < {bind(first)}"
    return f"{column} < {bind(first)} AND {column} <> {bind(high)}"


def _begins(day: str, midnight: Midnight) -> str:
    """The least text that belongs to a local day: the day itself, or the instant when it began the UTC day before."""
    local = date.fromisoformat(day)
    first = f"{day}T00:00:00Z" if local.year in (date.min.year, date.max.year) else midnight(local)
    return day if first == f"{day}T00:00:00Z" else first


def _local_day(instant: str, midnight: Midnight) -> str:
    """The local day in which an instant lies."""
    day = date.fromisoformat(instant[:_DAY])
    if day.year in (date.min.year, date.max.year):
        return day.isoformat()
    later, earlier = day + timedelta(days=1), day - timedelta(days=1)
    return next((near for near in (later, day) if midnight(near) <= instant), earlier).isoformat()
