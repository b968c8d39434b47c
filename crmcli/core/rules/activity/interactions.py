"""What makes an interaction a good one, whoever writes it: a command, a capture or an import."""

from collections.abc import Iterable

from crmcli.core.errors import Invalid
from crmcli.core.records.activity import Interaction
from crmcli.core.records.kinds import CHANNELS, DIRECTIONS, OUTCOMES
from crmcli.core.rules.texts import block, line, one_of, tags
from crmcli.core.values.text import fold

LONGEST_MINUTES = 100_000
"""More than two months on end; what is longer is a slip of the finger."""


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
        hint = 'Put it last, in quotes: crm log call 7 "asked for the offer".'
        raise Invalid("What was said is missing.", hint=hint)
    return said


def retagged(before: Iterable[str], more: Iterable[str], fewer: Iterable[str]) -> tuple[str, ...]:
    """Tags with some added and some taken away, whatever their case and accents."""
    gone = {fold(name) for name in tags(fewer)}
    return tuple(name for name in tags((*before, *more)) if fold(name) not in gone)


def _word(text: str) -> str:
    return "-".join(fold(text).replace("_", " ").split())


def _one_of_or_none(name: str, text: str, words: tuple[str, ...]) -> str:
    return one_of(name, _word(text), words) if text.strip() else ""
