"""Why two contacts may be one, in words."""

from collections.abc import Iterable

from crmcli.core.rules.people.twins import Reason
from crmcli.view.words import _


def certainty(word: str) -> str:
    """How sure it is."""
    return {"certain": _("certain"), "likely": _("likely"), "possible": _("possible")}.get(word, word)


def because(reasons: Iterable[Reason]) -> str:
    """The reasons on one line, the strongest first, what speaks against it last."""
    return ", ".join(_reason(one) for one in sorted(reasons, key=_rank))


def _rank(reason: Reason) -> int:
    if reason.code in ("different", "shared", "name-conflict", "name-different"):
        return 3
    if reason.code == "same" and reason.thing in ("email", "phone", "birthday"):
        return 0
    return 2 if reason.thing else 1


def _reason(reason: Reason) -> str:
    names = {
        "same-name": _("the same name"),
        "name-contained": _("one name is in the other"),
        "name-close": _("nearly the same name"),
        "name-single": _("a word of the name"),
        "name-conflict": _("but the names differ"),
        "name-different": _("but the names are others"),
    }
    if reason.code in names:
        return names[reason.code]
    told = {
        "same": _("same {thing}"),
        "close": _("similar {thing}"),
        "different": _("but another {thing}"),
        "shared": _("a {thing} that {count} share"),
    }[reason.code]
    return told.format(thing=_thing(reason.thing), count=reason.shared_by)


def _thing(word: str) -> str:
    return {
        "email": _("e-mail"),
        "phone": _("phone"),
        "organisation": _("organisation"),
        "birthday": _("birthday"),
        "street": _("street"),
        "city": _("city"),
        "url": _("web address"),
    }.get(word, word)
