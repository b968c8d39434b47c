"""What segments, their actions and states of customers are called in the user's language."""

from crmcli.view.words import _


def label(slug: str, own: str = "") -> str:
    """A segment's name: what its map calls it, if that is at hand."""
    return _(own) or {
        "champions": _("Champions"),
        "loyal": _("Loyal"),
        "potential-loyalist": _("Potential Loyalist"),
        "new-customers": _("New Customers"),
        "promising": _("Promising"),
        "need-attention": _("Need Attention"),
        "about-to-sleep": _("About To Sleep"),
        "at-risk": _("At Risk"),
        "cannot-lose": _("Cannot Lose Them"),
        "hibernating": _("Hibernating"),
        "lost": _("Lost"),
    }.get(slug, slug)


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
