"""What makes an interaction a good one, whoever writes it: a command, a capture or an import."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from crmcli.core.errors import Invalid, Usage
from crmcli.core.records.activity import CHANNELS, DIRECTIONS, OUTCOMES, Interaction
from crmcli.core.rules.texts import block, line, one_of, tags
from crmcli.core.values import dates, durations
from crmcli.core.values.dates import When
from crmcli.core.values.text import fold

LONGEST_MINUTES = 100_000
"""More than two months on end; what is longer is a slip of the finger."""
IDLE = ",;:-–—"
"""What may stand between a date and the words about it."""
_FIRST_YEAR = 1900
_MINUTES_A_DAY = 24 * 60


class Next(NamedTuple):
    """What was promised and by when; the title may be empty."""

    when: When
    title: str


def settled(interaction: Interaction) -> Interaction:
    """The interaction as it may be stored: texts tidy, words of its lists checked. Invalid for what cannot be."""
    said = interaction._replace(
        channel=one_of("channel", _word(interaction.channel), CHANNELS),
        direction=_one_of_or_none("direction", interaction.direction, DIRECTIONS),
        outcome=_one_of_or_none("outcome", interaction.outcome, OUTCOMES),
        subject=line("subject", interaction.subject),
        text=block("text", interaction.text),
        tags=tags(interaction.tags),
    )
    if said.minutes is not None and not 0 <= said.minutes <= LONGEST_MINUTES:
        hint = "As in --minutes 45 or --minutes 1h30m."
        raise Invalid("{minutes} minutes cannot be.", minutes=said.minutes, hint=hint)
    if not (said.text or said.subject or said.outcome):
        hint = 'Put it last, in quotes: crm log call ana "asked for the offer".'
        raise Invalid("What was said is missing.", hint=hint)
    return said


def happened(text: str, *, now: datetime, order: str) -> str:
    """The stored day or instant that a typed date means, looking back; today's day for an empty one."""
    return past(dates.parse(text, now=now, order=order, forward=False), now) if text else now.date().isoformat()


def past(when: When, now: datetime) -> str:
    """The stored form of what has happened; Invalid for what is still to come."""
    if when.day.year < _FIRST_YEAR:
        raise Invalid("{day} is too long ago.", day=when.day.isoformat(), hint="Try yesterday, friday or 2026-11-24.")
    if (when.at > now) if when.at else (when.day > now.date()):
        raise Invalid(
            "{day} is still to come, and a log tells what has been.",
            day=when.day.isoformat(),
            hint='What is promised is a task: crm task add "..." --due {day}.',
        )
    return when.stored


def next_step(text: str, *, now: datetime, order: str) -> Next:
    """What `--next` promises: "in 2 weeks: send the offer", "+3d send the offer"; Invalid without a day to come."""
    found = dates.leading(text.strip(), now=now, order=order)
    if found is None:
        hint = 'As in --next "in 2 weeks: send the offer" or --next "+3d call".'
        raise Invalid("{text} does not begin with a day.", text=text, hint=hint)
    when, title = found
    if when.day < now.date():
        hint = "As in +3d or friday."
        raise Invalid("{day} is past, and a next step is still to come.", day=when.day.isoformat(), hint=hint)
    return Next(when, title.strip(IDLE + " "))


def minutes(text: str) -> int | None:
    """The length of a conversation: 45, 45min, 1h30m; None for an empty text."""
    if not text.strip():
        return None
    digits = text.strip()
    if digits.isascii() and digits.isdecimal():
        return int(digits[:9])
    length = durations.parse(text)
    if length.months:
        raise Usage("{value} is months, not minutes.", value=text, hint="As in 45, 45min or 1h30m.")
    return length.days * _MINUTES_A_DAY + length.minutes


def retagged(before: Iterable[str], more: Iterable[str], fewer: Iterable[str]) -> tuple[str, ...]:
    """Tags with some added and some taken away, whatever their case and accents."""
    gone = {fold(name) for name in tags(fewer)}
    return tuple(name for name in tags((*before, *more)) if fold(name) not in gone)


def _word(text: str) -> str:
    return "-".join(fold(text).replace("_", " ").split())


def _one_of_or_none(name: str, text: str, words: tuple[str, ...]) -> str:
    return one_of(name, _word(text), words) if text.strip() else ""
