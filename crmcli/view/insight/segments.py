"""What segments, their actions and states of customers are called in the user's language."""

from crmcli.core.records.rfm import Label
from crmcli.view.words import _, language


def label(slug: str, own: Label = Label()) -> str:  # noqa: B008 - a value
    """A segment's name; of a user's own map, what that calls it."""
    known = {
        "champions": ("Champions", _("Champions")),
        "loyal": ("Loyal", _("Loyal")),
        "potential-loyalist": ("Potential Loyalist", _("Potential Loyalist")),
        "new-customers": ("New Customers", _("New Customers")),
        "promising": ("Promising", _("Promising")),
        "need-attention": ("Need Attention", _("Need Attention")),
        "about-to-sleep": ("About To Sleep", _("About To Sleep")),
        "at-risk": ("At Risk", _("At Risk")),
        "cannot-lose": ("Cannot Lose Them", _("Cannot Lose Them")),
        "hibernating": ("Hibernating", _("Hibernating")),
        "lost": ("Lost", _("Lost")),
    }
    if own.es and language() == "es":
        return own.es
    usual, translated = known.get(slug, (slug, slug))
    return translated if own.en in ("", usual) else own.en


def action(text: str) -> str:
    """What is usually done about a segment."""
    return {
        "Reward them, ask for referrals": _("Reward them, ask for referrals"),
        "Sell them more, ask for reviews": _("Sell them more, ask for reviews"),
        "Offer a plan or a membership": _("Offer a plan or a membership"),
        "Help them begin, build the relation": _("Help them begin, build the relation"),
        "Make yourself known, offer a trial": _("Make yourself known, offer a trial"),
        "Make an offer for a short time": _("Make an offer for a short time"),
        "Share something useful, recommend": _("Share something useful, recommend"),
        "Write to them personally, win them back": _("Write to them personally, win them back"),
        "Call them, do not lose them to a rival": _("Call them, do not lose them to a rival"),
        "Offer something relevant at little cost": _("Offer something relevant at little cost"),
        "One last try, or let them go": _("One last try, or let them go"),
    }.get(text, text)
