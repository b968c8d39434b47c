"""What the proposals of reports are called in the user's language."""

from crmcli.view.words import _


def action(slug: str) -> str:
    """What might be done about a customer who costs more than they bring."""
    return {
        "price": _("a better price"),
        "channel": _("a cheaper channel"),
        "self-service": _("self-service"),
    }.get(slug, slug)
