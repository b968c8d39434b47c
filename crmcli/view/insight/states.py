"""How customers stand by their own habit, and why they are worried about, in the user's language."""

from crmcli.core.records.worth import Risk
from crmcli.view import numbers
from crmcli.view.insight import amounts
from crmcli.view.words import _


def state(slug: str) -> str:
    """On time, due, at risk or lost."""
    return {
        "on-time": _("on time"),
        "due": _("due"),
        "at-risk": _("at risk"),
        "lost": _("lost"),
    }.get(slug, slug)


def reasons(risk: Risk) -> str:
    """Why this customer may leave, in words."""
    return "; ".join(_reason(risk, slug) for slug in risk.reasons)


def _reason(risk: Risk, slug: str) -> str:
    if slug == "late":
        sentence = _("{days} days quiet, usually {gap}") if risk.own_gap else _("{days} days quiet, others {gap}")
        return sentence.format(days=numbers.number(risk.days), gap=amounts.number(risk.gap, 0))
    if slug == "gone":
        return _("still buys with {chance} by the model").format(chance=amounts.share(risk.alive))
    return {
        "falling": _("orders grow smaller"),
        "detractor": _("would not recommend us"),
        "silent": _("not spoken to in half a year"),
    }.get(slug, slug)
