"""The words of the journal, of copies and of findings."""

from crmcli.core.records.system import ChangeSet, Finding
from crmcli.view import numbers
from crmcli.view.clean import clean
from crmcli.view.words import _


def noun(word: str) -> str:
    """What a record is."""
    return {
        "contact": _("contact"),
        "interaction": _("interaction"),
        "task": _("task"),
        "tag": _("tag"),
        "field": _("field"),
        "pipeline": _("pipeline"),
        "stage": _("stage"),
        "deal": _("deal"),
        "product": _("product"),
        "promotion": _("promotion"),
        "quote": _("quote"),
        "sale": _("sale"),
        "cost": _("cost"),
        "invoice": _("invoice"),
        "payment": _("payment"),
        "delivery": _("delivery"),
        "billing": _("billing profile"),
        "consent": _("permission"),
        "answer": _("survey answer"),
    }.get(word, word)


def action(word: str) -> str:
    """What became of a record."""
    return {"added": _("added"), "changed": _("changed"), "removed": _("removed")}.get(word, word)


def state(change_set: ChangeSet) -> str:
    """Whether a change set stands."""
    if change_set.undone_by:
        return _("undone by {number}").format(number=change_set.undone_by)
    if change_set.inverts and change_set.kind == "redo":
        return _("redoes {number}").format(number=change_set.inverts)
    return _("undoes {number}").format(number=change_set.inverts) if change_set.inverts else ""


def origin(word: str) -> str:
    """Where a setting comes from: a file, a variable and a flag are called by their names."""
    return _("default") if word == "default" else word


def size(number: int) -> str:
    """A file's size for people."""
    for unit, least in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if number >= least:
            return f"{numbers.number(number / least, 1)} {unit}"
    return f"{number} B"


def finding(found: Finding) -> str:
    """What was found, in the user's language."""
    values = {name: clean(str(value)) for name, value in found.values.items()}
    if found.check == "setting":
        values["origin"] = origin(values["origin"])
    return _(found.message).format(**values)
