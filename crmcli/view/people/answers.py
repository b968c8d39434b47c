"""What answers to surveys say, on a card."""

from collections.abc import Iterable
from datetime import date

from crmcli.core.records.support import Answer
from crmcli.view import dates
from crmcli.view.cards import Line, of_columns
from crmcli.view.columns.column import Frame
from crmcli.view.columns.support.answers import ANSWER
from crmcli.view.words import _

_TOLD = ("date", "contact", "phase", "channel", "note", "sale_id")


def last(found: Iterable[Answer]) -> Line:
    """What somebody answered last to each kind of question, and when: NPS 9 (24 Nov 2026)."""
    told = (f"{_score(one)} ({dates.long(date.fromisoformat(one.date)).partition(' ')[2]})" for one in found)
    return Line(_("Satisfaction"), "  ".join(told))


def card(one: Answer, frame: Frame) -> tuple[str, list[Line]]:
    """One answer, whole."""
    return f"{_score(one)}  #{one.id}", of_columns(one, [column for column in ANSWER if column.key in _TOLD], frame)


def _score(one: Answer) -> str:
    return f"{one.kind.upper()} {one.score}"
