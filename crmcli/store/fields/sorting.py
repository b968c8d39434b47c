"""The orders in which lists of each noun can be read."""

from crmcli.core.errors import Usage

_TEXT, _SURE = "{0} = '', {0}", "{0}"
"""What is absent comes last; a column that is never absent needs no check and can be read from its index."""
_RANK = "CASE t.priority WHEN 'low' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END"
_ORGANISATION = "coalesce((SELECT o.sort_name FROM contact o WHERE o.id = c.organisation_id), '')"
_CITY = (
    "coalesce((SELECT x.city_folded FROM contact_address x WHERE x.contact_id = c.id ORDER BY x.position LIMIT 1), '')"
)
_CONTACT = "coalesce((SELECT o.sort_name FROM contact o WHERE o.id = t.contact_id), '')"
_NAME = "coalesce((SELECT o.sort_name FROM contact o WHERE o.id = {}), '')"
_STAGE = "(SELECT x.pipeline_id * 1000 + x.position FROM stage x WHERE x.id = d.stage_id)"
_CHANCE = "coalesce(d.probability, (SELECT x.probability FROM stage x WHERE x.id = d.stage_id))"
_OWES = "CASE v.status WHEN 'void' THEN 0 ELSE v.total_minor - v.paid_minor END"
_DUE = (
    "coalesce((SELECT min(x.due) FROM instalment x WHERE x.invoice_id = v.id AND v.settled_on = '' AND "
    "(SELECT sum(y.amount_minor) FROM instalment y WHERE y.invoice_id = v.id "
    "AND (y.due, y.position) <= (x.due, x.position)) > v.paid_minor), '')"
)
"""The day of the first instalment that is not paid."""
_KEYS: dict[str, dict[str, tuple[str, str]]] = {
    "contact": {
        "name": ("c.sort_name", _SURE),
        "last": ("c.last_at", _TEXT),
        "touch": ("c.touch_by", _TEXT),
        "birthday": ("c.birthday_md", _TEXT),
        "org": (_ORGANISATION, _TEXT),
        "city": (_CITY, _TEXT),
        "kind": ("c.kind", _SURE),
        "lifecycle": ("c.lifecycle", _TEXT),
        "source": ("c.source", _TEXT),
        "owner": ("c.owner", _TEXT),
        "created": ("c.created_at", _SURE),
        "updated": ("c.updated_at", _SURE),
        "id": ("c.id", _SURE),
    },
    "interaction": {
        "at": ("i.at", _SURE),
        "channel": ("i.channel", _SURE),
        "outcome": ("i.outcome", _TEXT),
        "minutes": ("i.minutes", "{0} IS NULL, {0}"),
        "subject": ("crm_fold(i.subject)", _TEXT),
        "created": ("i.created_at", _SURE),
        "updated": ("i.updated_at", _SURE),
        "id": ("i.id", _SURE),
    },
    "task": {
        "due": ("t.due", _TEXT),
        "title": ("t.title_folded", _SURE),
        "kind": ("t.kind", _SURE),
        "status": ("t.status", _SURE),
        "priority": (_RANK, _SURE),
        "remind": ("t.remind_at", _TEXT),
        "done": ("t.done_at", _TEXT),
        "with": (_CONTACT, _TEXT),
        "created": ("t.created_at", _SURE),
        "updated": ("t.updated_at", _SURE),
        "id": ("t.id", _SURE),
    },
    "deal": {
        "expected": ("d.expected_close", _TEXT),
        "title": ("d.title_folded", _SURE),
        "contact": (_NAME.format("d.contact_id"), _TEXT),
        "organisation": (_NAME.format("d.organisation_id"), _TEXT),
        "stage": (_STAGE, _SURE),
        "status": ("d.status", _SURE),
        "amount": ("d.amount_minor", _SURE),
        "probability": (_CHANCE, _SURE),
        "opened": ("d.opened_on", _TEXT),
        "since": ("d.stage_since", _TEXT),
        "closed": ("d.closed_on", _TEXT),
        "owner": ("d.owner", _TEXT),
        "source": ("d.source", _TEXT),
        "created": ("d.created_at", _SURE),
        "updated": ("d.updated_at", _SURE),
        "id": ("d.id", _SURE),
    },
    "sale": {
        "date": ("s.date", _SURE),
        "number": ("s.number", _TEXT),
        "contact": (_NAME.format("s.contact_id"), _TEXT),
        "amount": ("s.net_minor", _SURE),
        "refunded": ("s.refunded_minor", _SURE),
        "channel": ("s.channel", _TEXT),
        "seller": ("s.seller", _TEXT),
        "source": ("s.source", _TEXT),
        "status": ("s.status", _SURE),
        "created": ("s.created_at", _SURE),
        "updated": ("s.updated_at", _SURE),
        "id": ("s.id", _SURE),
    },
    "invoice": {
        "date": ("v.date", _SURE),
        "number": ("v.number", _TEXT),
        "contact": (_NAME.format("v.contact_id"), _TEXT),
        "due": (_DUE, _TEXT),
        "amount": ("v.total_minor", _SURE),
        "owes": (_OWES, _SURE),
        "paid": ("v.settled_on", _TEXT),
        "status": ("v.status", _SURE),
        "created": ("v.created_at", _SURE),
        "updated": ("v.updated_at", _SURE),
        "id": ("v.id", _SURE),
    },
    "change": {"id": ("j.id", _SURE)},
    "cost": {"date": ("k.date", _SURE), "id": ("k.id", _SURE)},
    "answer": {"date": ("a.date", _SURE), "id": ("a.id", _SURE)},
}
OF_FIGURES = ("clv", "worth")
"""Keys of contacts that no column has: `services/figures` sorts by them."""
EXPORTED = {
    "contact": "c.sort_name, c.uid",
    "interaction": "i.at, i.uid",
    "task": "t.due = '', t.due, t.uid",
    "deal": "d.opened_on, d.uid",
    "sale": "s.date, s.uid",
    "invoice": "v.date, v.uid",
}
"""The order of an export: the same in every book that holds the same, whatever the numbers of its records."""
_DEFAULTS = {
    "contact": "name", "interaction": "-at", "task": "due", "deal": "expected", "sale": "-date", "invoice": "-date",
    "change": "-id", "cost": "-date", "answer": "-date",
}  # fmt: skip


def order(noun: str, wanted: str = "") -> str:
    """The ORDER BY of these keys, such as "name" or "-last,name": absent values last, the id between equals."""
    terms = []
    directions = []
    for key in (wanted or _DEFAULTS[noun]).split(","):
        name = key.strip().removeprefix("-")
        if noun == "contact" and name in OF_FIGURES:
            raise Usage("{key} has to be the first of the sort keys.", key=name, hint="As in --sort {key},name.")
        if name not in _KEYS[noun]:
            hint = "It takes {keys}; - before a key turns it round."
            raise Usage("There is no sort key {key}.", key=key.strip(), keys=", ".join(offered(noun)), hint=hint)
        column, shape = _KEYS[noun][name]
        direction = " DESC" if key.strip().startswith("-") else ""
        terms.append(f"{column} DESC" if direction else shape.format(column))
        directions.append(direction)
    column, _shape = _KEYS[noun]["id"]
    return ", ".join((*terms, f"{column}{directions[0]}"))


def keys(noun: str) -> tuple[str, ...]:
    """The keys of this noun that the store sorts by."""
    return tuple(_KEYS[noun])


def offered(noun: str) -> tuple[str, ...]:
    """The keys that lists of this noun can be sorted by."""
    return (*_KEYS[noun], *(OF_FIGURES if noun == "contact" else ()))
