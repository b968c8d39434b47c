"""What the figures of the dashboard, stages and verdicts are called in the user's language."""

from crmcli.view.words import _


def metric(slug: str) -> str:
    """A figure that goals can be set for."""
    return {
        "revenue": _("revenue"),
        "orders": _("orders"),
        "customers": _("customers who bought"),
        "new-customers": _("new customers"),
        "mean-order": _("mean order"),
        "acquisition-cost": _("acquisition cost"),
        "cac": _("CAC per customer"),
        "retention": _("stayed for a year"),
    }.get(slug, slug)


def block(slug: str) -> str:
    """A block of the dashboard, or a stage of the relation."""
    return {
        "acquisition": _("acquisition"),
        "retention": _("retention"),
        "growth": _("growth"),
        "strategic": _("strategic"),
    }.get(slug, slug)


def verdict(slug: str) -> str:
    """How a customer's value compares with their cost."""
    return {
        "losing": _("loses money"),
        "thin": _("thin"),
        "slow": _("pays back slowly"),
        "sound": _("sound"),
    }.get(slug, slug)
