"""What the proposals of reports are called in the user's language."""

from crmcli.view.words import _


def action(slug: str) -> str:
    """What might be done about a customer who costs more than they bring."""
    return {
        "price": _("raise the price or ask for a minimum order"),
        "channel": _("serve them by a cheaper channel"),
        "self-service": _("let them serve themselves"),
    }.get(slug, slug)
