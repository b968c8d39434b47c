"""What an answer to a survey must be."""

from crmcli.core.errors import Invalid
from crmcli.core.records.kinds import ANSWER_KINDS, ANSWER_PHASES
from crmcli.core.records.support import Answer
from crmcli.core.rules.texts import block, line, one_of

SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
"""The least and the most of each kind of question."""


def settled(answer: Answer) -> Answer:
    """The answer as it may be stored; Invalid for what cannot be."""
    kind = one_of("kind", answer.kind, ANSWER_KINDS)
    low, high = SCALES[kind]
    if not low <= answer.score <= high:
        raise no_score(str(answer.score), kind)
    return answer._replace(
        phase=one_of("phase", answer.phase, ANSWER_PHASES) if answer.phase else "",
        channel=line("channel", answer.channel),
        note=block("note", answer.note),
        external_id=line("external id", answer.external_id),
    )


def score(text: str, kind: str) -> int:
    """A score as it is typed; Invalid for what is none on the scale of its kind."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 4):
        raise no_score(text, kind)
    return int(digits)


def no_score(text: str, kind: str) -> Invalid:
    """What is said of something that is no answer to a kind of question."""
    low, high = SCALES[kind]
    return Invalid(
        "{value} is no answer to {kind}.",
        value=text.strip()[:40] or "-",
        kind=kind.upper(),
        low=low,
        high=high,
        hint="{kind} takes a whole number from {low} to {high}.",
    )
