"""One interaction on the screen, as lines of label and text."""

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.rules.sales.costs import Spent
from crmcli.view import dates
from crmcli.view.cards import Line
from crmcli.view.columns.column import Frame
from crmcli.view.money import told
from crmcli.view.wording import labels
from crmcli.view.words import _, ngettext

_MINUTES_AN_HOUR = 60


def interaction(
    said: Interaction, frame: Frame, promised: Task | None = None, *, cost: str = ""
) -> tuple[str, list[Line]]:
    """An interaction's heading and its lines, with the task that was promised and what it cost; no line for nothing."""
    told = lines(said, frame, promised, cost=cost)
    return f"{heading(said.channel)}  #{said.id}", [line for line in told if line.text]


def lines(said: Interaction, frame: Frame, promised: Task | None = None, *, cost: str = "") -> list[Line]:
    """Every line there can be."""
    return [
        Line(_("When"), moment(said.at, frame)),
        Line(_("With"), ", ".join(said.names)),
        Line(_("Direction"), labels.direction(said.direction)),
        Line(_("Subject"), said.subject),
        Line(_("Said"), said.text),
        Line(_("Outcome"), labels.outcome(said.outcome)),
        Line(_("Length"), length(said.minutes)),
        Line(_("Cost"), cost),
        Line(_("Tags"), " ".join(f"#{tag}" for tag in said.tags)),
        Line(_("Deal"), f"#{said.deal_id}" if said.deal_id else ""),
        Line(_("Next"), _promise(promised, frame) if promised else ""),
        Line(_("Trashed"), moment(said.trashed_at, frame)),
    ]


def cost(spent: Spent, currency: str) -> str:
    """What it cost, and of what that is made up where there is more than one part."""
    parts = (
        (spent.time_minor, _("time {amount}")),
        (spent.travel_minor, _("travel {amount}")),
        (spent.materials_minor, _("materials {amount}")),
    )
    listed = ", ".join(words.format(amount=told(minor, currency)) for minor, words in parts if minor)
    return f"{told(spent.total_minor, currency)} ({listed})" if listed else ""


def heading(channel: str) -> str:
    """A channel as the beginning of a line: Call, Meeting."""
    word = labels.channel(channel)
    return word[:1].upper() + word[1:]


def moment(stored: str, frame: Frame) -> str:
    """A day or moment in full, and how far away it is."""
    if not stored:
        return ""
    return f"{dates.moment(stored, frame.local)} ({dates.relative(frame.local(stored).date(), frame.today)})"


def length(minutes: int | None) -> str:
    """So many minutes, as people say them."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, _MINUTES_AN_HOUR)
    if hours == 0:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _promise(task: Task, frame: Frame) -> str:
    number = "  " + _("(task {id})").format(id=task.id) if task.id else ""
    return f"{task.title}, {moment(task.due, frame)}{number}"
