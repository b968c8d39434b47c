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
}
EXPORTED = {
    "contact": "c.sort_name, c.uid",
    "interaction": "i.at, i.uid",
    "task": "t.due = '', t.due, t.uid",
}
"""The order of an export: the same in every book that holds the same, whatever the numbers of its records."""
_DEFAULTS = {"contact": "name", "interaction": "-at", "task": "due"}


def order(noun: str, keys: str = "") -> str:
    """The ORDER BY of `keys`, such as "name" or "-last,name": absent values last, the id between equals."""
    terms = []
    directions = []
    for key in (keys or _DEFAULTS[noun]).split(","):
        name = key.strip().removeprefix("-")
        if name not in _KEYS[noun]:
            hint = "It takes {keys}; - before a key turns it round."
            raise Usage("There is no sort key {key}.", key=key.strip(), keys=", ".join(_KEYS[noun]), hint=hint)
        column, shape = _KEYS[noun][name]
        direction = " DESC" if key.strip().startswith("-") else ""
        terms.append(f"{column} DESC" if direction else shape.format(column))
        directions.append(direction)
    column, _shape = _KEYS[noun]["id"]
    return ", ".join((*terms, f"{column}{directions[0]}"))


def keys(noun: str) -> tuple[str, ...]:
    """The keys that lists of this noun can be sorted by."""
    return tuple(_KEYS[noun])
