"""What somebody allows, as lines of their card."""

from collections.abc import Sequence

from crmcli.core.records.consents import Standing
from crmcli.view import dates
from crmcli.view.cards import Line
from crmcli.view.columns.column import Frame
from crmcli.view.wording import consent_words
from crmcli.view.words import _


def lines(standings: Sequence[Standing], frame: Frame) -> list[Line]:
    """A line for each state, what is allowed first."""
    labels = {
        "granted": _("Agreed to"), "expired": _("Agreed once"), "pending": _("Asked about"),
        "withdrawn": _("No more"), "denied": _("Refused"),
    }  # fmt: skip
    told = []
    for state, label in labels.items():
        here = [one for one in standings if one.state == state]
        ends = sorted({one.said.expires for one in here} - {""})
        for end in ("", *ends):
            some = consent_words.what(one.said for one in here if one.said.expires == end)
            until = f" ({_('until {day}').format(day=dates.long(frame.local(end).date()))})" if end else ""
            told += [Line(label, some + until)] if some else []
    return told
