"""Contacts that may be the same one, one pair after the other, on a terminal."""

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import likenesses, merges
from crmcli.cli.output import Style
from crmcli.cli.prompts import ask, may_ask
from crmcli.core.errors import CrmError, Usage
from crmcli.services.people import duplicates as service
from crmcli.services.people import merging
from crmcli.services.people.duplicates import Twin
from crmcli.services.people.people import get
from crmcli.view.people import twins
from crmcli.view.wording import twin_words

_ANSWERS = {
    "l": "left", "r": "right", "b": "both", "n": "not", "s": "skip", "q": "quit",
    "i": "left", "d": "right", "a": "both",
}  # fmt: skip
"""By first letter, in English and Spanish."""


def review(sure: likenesses.Sure = "possible") -> None:
    """Look at pairs side by side: keep the left one, the right one or both, not the same, or skip."""
    pairs = likenesses.found(sure)
    gone: dict[int, int] = {}
    if not pairs:
        output.say("No two contacts look alike.")
    elif not may_ask():
        raise Usage(
            "A review needs a terminal.", hint="`crm duplicates list` lists them, `crm duplicates merge --yes` merges."
        )
    for at, pair in enumerate(pairs, 1):
        left, right = _now(gone, pair.left), _now(gone, pair.right)
        if left == right:
            continue
        answer = _asked(pair._replace(left=left, right=right), at, len(pairs))
        if answer == "quit":
            break
        if answer == "both":
            service.keep_both(session.here(), sorted((left, right)))
            output.say("Both stay, and are not listed again.")
        elif answer == "not":
            service.ignore(session.here(), sorted((left, right)))
            output.say("Not the same: that is remembered.")
        elif answer in ("left", "right"):
            stays, joins = (left, right) if answer == "left" else (right, left)
            try:
                merges.tell([merging.merge(session.here(), stays, [joins], "duplicates review")], Style("table"))
            except CrmError as error:
                diagnostics.report(error)
            else:
                gone[joins] = stays


def _asked(pair: Twin, at: int, of: int) -> str:
    crm = session.here()
    output.line()
    output.say(
        "{at} of {of}: {certainty}, {reasons}",
        at=at,
        of=of,
        certainty=twin_words.certainty(pair.certainty),
        reasons=twin_words.because(pair.reasons),
    )
    left, right = get(crm, pair.left), get(crm, pair.right)
    for line in twins.side_by_side(left, right, output.frame(), output.terminal_width()):
        output.line(line)
    while True:
        said = ask("Merge into [l]eft or [r]ight, keep [b]oth, [n]ot the same, [s]kip, [q]uit?", "s")
        answer = _ANSWERS.get(said[:1].lower())
        if answer:
            return answer


def _now(gone: dict[int, int], number: int) -> int:
    while number in gone:
        number = gone[number]
    return number
