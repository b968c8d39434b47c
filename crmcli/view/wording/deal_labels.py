"""What stages, states and reasons of deals are called in the user's language; machines read the English words."""

from crmcli.core.rules.sales.stages import OWN
from crmcli.view.words import _, language


def stage(slug: str, name: str = "") -> str:
    """A stage: its own name, or what the program calls its default stages."""
    said = OWN.get(slug)  # not of the catalogue: there "won" is a status and "lead" a state of customers
    return name or (slug if said is None else said[language() == "es"])


_STATUSES = {
    "open": ("open", "abierto"), "won": ("won", "ganado"), "lost": ("lost", "perdido"),
    "abandoned": ("abandoned", "abandonado"),
}  # fmt: skip
"""Not of the catalogue: there "open" is an invoice or a task too, and "won" and "lost" are many."""


def status(word: str) -> str:
    """How a deal stands."""
    return _STATUSES.get(word, (word, word))[language() == "es"]


def quote(word: str) -> str:
    """How an offer stands."""
    return {
        "draft": _("draft"),
        "sent": _("sent"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "expired": _("expired"),
    }.get(word, word)


def buyer(word: str) -> str:
    """What sort of buyer it is."""
    return {"new": _("new"), "returning": _("returning"), "referred": _("referred")}.get(word, word)


def reason(word: str) -> str:
    """Why a deal was lost; other reasons are the user's own words."""
    return {
        "price": _("price"),
        "timing": _("timing"),
        "competitor": _("competitor"),
        "no-budget": _("no budget"),
        "no-need": _("no need"),
        "no-decision": _("no decision"),
        "no-response": _("no response"),
        "product-gap": _("product gap"),
        "service": _("service"),
        "other": _("other"),
    }.get(word, word)


def pipeline(name: str) -> str:
    """A pipeline; the first one has no name unless it was given one."""
    return name or _("default")
