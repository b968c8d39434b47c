"""What the words in the rows of reports are called in the user's language."""

from crmcli.core.records.figures import ForecastDeal
from crmcli.view import numbers
from crmcli.view.wording import deal_labels
from crmcli.view.words import _


def month(text: str) -> str:
    """A month, or a bucket of a forecast, as people read it."""
    if text[:4].isdigit():
        return text
    return {"overdue": _("overdue"), "undated": _("without a day"), "": _("without a day")}.get(text, text)


def by(word: str) -> str:
    """By what a report is divided."""
    return {
        "lost-reason": _("lost for"),
        "won-reason": _("won for"),
        "competitor": _("competitor"),
        "source": _("source"),
        "buyer": _("buyer"),
        "owner": _("owner"),
        "month": _("month"),
        "product": _("product"),
        "seller": _("seller"),
        "tag": _("tag"),
        "channel": _("channel"),
    }.get(word, word)


def value_of(by_what: str, value: str) -> str:
    """What a row is about; a dash where nothing was given."""
    if not value:
        return "\N{EM DASH}"
    if by_what == "lost-reason":
        return deal_labels.reason(value)
    if by_what == "buyer":
        return deal_labels.buyer(value)
    return value


def change(value: float | None) -> str:
    """By how much more, with its sign."""
    if value is None:
        return ""
    text = numbers.percent(value)
    return f"+{text}" if value > 0 and text[0] != "0" else text


def origin(deal: ForecastDeal) -> str:
    """Where a chance comes from, in few words."""
    if deal.origin == "deal":
        return _("its own")
    if deal.origin == "stage":
        return _("the stage's")
    return _("{wins} of {closed} won").format(wins=deal.wins, closed=deal.closed)
