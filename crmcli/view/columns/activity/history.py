"""How the lines of a history look."""

from datetime import date

from crmcli.core.records.history import Entry
from crmcli.view import dates
from crmcli.view.columns.activity.activity import on
from crmcli.view.columns.column import Column, Frame, absent, money
from crmcli.view.money import told
from crmcli.view.wording import deal_labels, labels
from crmcli.view.words import _

_UNTIL_MESSAGES = {
    "due": "due {day}",
    "overdue": "overdue since {day}",
    "discount": "discount until {day}",
    "promised": "promised for {day}",
    "late": "late since {day}",
}


def _at(entry: Entry, frame: Frame) -> str:
    return on(entry.at, frame)


def outcome(entry: Entry, today: date) -> str:
    """What came of it: of an offer how it stands since then, of a deal where it went, of money what is to come."""
    if entry.kind == "quote":
        return deal_labels.quote(entry.outcome)
    if entry.until:
        until = date.fromisoformat(entry.until)
        told_day = (dates.of_year if until.year == today.year else dates.long)(until).partition(" ")[2]
        return _(_UNTIL_MESSAGES[entry.outcome]).format(day=told_day)
    if entry.kind != "deal":
        return labels.outcome(entry.outcome)
    return f"\N{RIGHTWARDS ARROW} {deal_labels.stage(deal_labels.status(entry.outcome))}"


def title(entry: Entry) -> str:
    """What was said, sold or allowed, in the user's language."""
    if entry.kind != "consent":
        return entry.title
    from crmcli.view.wording import consent_words  # noqa: PLC0415 - door: 1 ms, only where a permission is told

    return consent_words.by(entry.detail.split(", "), entry.title.split(", "))


ENTRY = (
    Column("at", "When", lambda e: e.at, _at, type="moment"),
    Column("kind", "What", lambda e: e.kind, lambda e, _: labels.channel(e.kind)),
    Column("id", "#", lambda e: e.id, align="right", type="integer"),
    Column("title", "Said", lambda e: absent(e.title), lambda e, _: title(e), wide=True),
    Column("detail", "Detail", lambda e: absent(e.detail), shown=False),
    Column(
        "amount",
        "Amount",
        lambda e: money(e.amount_minor, e.currency),
        lambda e, _: told(e.amount_minor, e.currency),
        align="right",
        type="money",
    ),
    Column("outcome", "Outcome", lambda e: absent(e.outcome), lambda e, frame: outcome(e, frame.today)),
    Column("with", "With", lambda e: list(e.names), wide=True, type="array"),
    Column("until", "Until", lambda e: absent(e.until), shown=False, type="date"),
)
