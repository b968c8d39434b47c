"""What is said and drawn of satisfaction."""

from collections.abc import Sequence

from crmcli.core.records.report import Report
from crmcli.core.records.support import Satisfaction
from crmcli.view import numbers
from crmcli.view.charts.shapes import Group, Groups, Picture
from crmcli.view.wording import labels
from crmcli.view.words import _

UNKNOWN = "\N{EN DASH}"
"""What stands where nobody was asked: never nought."""
_MOST = 12
"""Groups that are drawn."""


def points(nps: float | None) -> str:
    """NPS as people read it: a whole number, for it is no per cent."""
    return "" if nps is None else numbers.number(nps)


def nps(value: float | None, answers: int) -> str:
    """NPS with how many answered."""
    return UNKNOWN if value is None else f"{points(value)} ({numbers.number(answers)})"


def csat(value: float | None, answers: int) -> str:
    """CSAT with how many answered."""
    return UNKNOWN if value is None else f"{numbers.percent(value, decimals=1)} ({numbers.number(answers)})"


def group(row: Satisfaction) -> str:
    """What answers are divided by, in the user's language where the program has words for it."""
    word = {"channel": labels.channel, "phase": labels.phase}.get(row.by)
    return word(row.group) if word else row.group


def shares(report: Report) -> Sequence[Picture]:
    """Of each question, or of each group that answered it, how many speak for us and how many against us."""
    groups = []
    for row in report.rows[:_MOST]:
        label = f"{row.kind.upper()} {group(row)}".strip()
        parts = tuple(count / row.answers for count in (row.favourable, row.middle, row.unfavourable))
        groups.append(Group(label, parts, tuple(numbers.percent(part) for part in parts)))
    names = (_("for us"), _("between"), _("against us"))
    return (Groups(_("Shares of the answers"), names, tuple(groups)),)
