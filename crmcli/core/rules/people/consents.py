"""Permissions: what the entries of a ledger come to on a day, what an entry must have, what a merge must add.

Without an entry nothing is allowed. Of one channel and one purpose the last entry holds, by its day and then by the
order in which they were written down; what was granted until a day is expired after it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crmcli.core.errors import Invalid, Usage
from crmcli.core.records.consents import Consent, Standing
from crmcli.core.records.kinds import CONSENT_ACTIONS, CONSENT_BASES, CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.core.rules import texts

SERVICE = "service"
"""What somebody must be told about what they bought: no advertising."""
ADVERTISING = tuple(purpose for purpose in CONSENT_PURPOSES if purpose != SERVICE)
EXPIRED = "expired"
REFUSED = ("withdrawn", "denied")
STATES = ("granted", EXPIRED, "pending", "withdrawn", "denied")
"""From what allows most to what is strictest."""
_NEVER = "9999-12-31"
Key = tuple[str, str]
"""A channel and a purpose."""


def standings(entries: Iterable[Consent], day: str) -> list[Standing]:
    """What holds on a day, in the order of purposes and channels; where nobody said anything there is nothing."""
    last: dict[Key, Consent] = {}
    for one in entries:
        key = (one.channel, one.purpose)
        if one.date <= day and (key not in last or (one.date, one.id) > (last[key].date, last[key].id)):
            last[key] = one
    return [
        Standing(channel, purpose, _state(last[channel, purpose], day), last[channel, purpose])
        for purpose in CONSENT_PURPOSES
        for channel in CONSENT_CHANNELS
        if (channel, purpose) in last
    ]


def allows(entries: Iterable[Consent], channel: str, purpose: str, day: str) -> bool:
    """Whether somebody may be written to or called by this channel for this purpose on a day."""
    found = (one for one in standings(entries, day) if (one.channel, one.purpose) == (channel, purpose))
    return any(one.state == "granted" for one in found)


def checked(entry: Consent, today: str) -> Consent:
    """An entry as it may be written down; Invalid or Usage for what lacks something."""
    texts.one_of("channel", entry.channel, CONSENT_CHANNELS)
    texts.one_of("purpose", entry.purpose, CONSENT_PURPOSES)
    texts.one_of("action", entry.action, CONSENT_ACTIONS)
    is_granted = entry.action == "granted"
    entry = entry._replace(source=texts.line("source", entry.source), evidence=texts.block("evidence", entry.evidence))
    if entry.date > today:
        raise Invalid("{day} is still to come.", day=entry.date, hint="Take the day on which it was said.")
    if is_granted and not (entry.source and entry.date):
        raise Usage(
            "A permission needs its source: where it was given.", hint='As in --source "paper form" or --source call.'
        )
    if not is_granted and (entry.basis or entry.expires):
        raise Usage(
            "Only what is granted has a basis and an end.",
            hint="Leave --basis and --expires out, or use consent grant.",
        )
    if entry.expires and entry.expires < entry.date:
        raise Invalid(
            "The permission would end on {end}, before it begins on {day}.", end=entry.expires, day=entry.date,
            hint="--expires is the last day on which it holds.",
        )  # fmt: skip
    basis = texts.one_of("basis", entry.basis or "consent", CONSENT_BASES) if is_granted else ""
    return entry._replace(basis=basis)


def is_same(one: Consent, other: Consent) -> bool:
    """Whether two entries say the same, whoever wrote them down."""
    return _said(one) == _said(other)


def brought(entries: Sequence[Consent], entry: Consent, today: str) -> Consent | None:
    """What an entry of a file adds: not twice the same, no yes without its day, none over a no that is newer.

    A no without its day counts from today, unless it is one already. A no of a day on which a yes followed an earlier
    no is another one, unless it is that one word for word.
    """
    said = [one for one in entries if (one.channel, one.purpose) == (entry.channel, entry.purpose)]
    is_dated = "" < entry.date <= today
    if not is_dated:
        is_no = any(one.state in REFUSED for one in standings(said, today))
        return None if entry.action == "granted" or is_no else entry._replace(date=today)
    alike = [one for one in said if (one.action, one.date) == (entry.action, entry.date)]
    is_no = any(one.state in REFUSED for one in standings(said, entry.date))
    if any(entry.action not in REFUSED or is_no or is_same(one, entry) for one in alike):
        return None
    is_over = any(one.action in REFUSED and one.date >= entry.date for one in said)
    return None if entry.action == "granted" and (is_over or not entry.source) else entry


def settled(sides: Sequence[Sequence[Consent]], day: str) -> list[Standing]:
    """What several who become one must be held to from this day on, wherever they disagree: the strictest they said.

    Who said nothing of a channel and a purpose does not disagree.
    """
    told: defaultdict[Key, list[Standing]] = defaultdict(list)
    for side in sides:
        for one in standings(side, day):
            told[one.channel, one.purpose].append(one)
    return [min(said, key=_freedom) for said in told.values() if len(set(map(_freedom, said))) > 1]


def grouped(entries: Iterable[Consent]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Channels with the purposes that entries name for all of them, shortly and in order."""
    said = {(one.purpose, one.channel) for one in entries}
    purposes: dict[tuple[str, ...], list[str]] = {}
    for purpose in CONSENT_PURPOSES:
        channels = tuple(channel for channel in CONSENT_CHANNELS if (purpose, channel) in said)
        if channels:
            purposes.setdefault(channels, []).append(purpose)
    return list(purposes.items())


def _state(entry: Consent, day: str) -> str:
    return EXPIRED if entry.action == "granted" and entry.expires and entry.expires < day else entry.action


def _freedom(standing: Standing) -> tuple[int, str]:
    """How much it allows: less the stricter it is, and the sooner it ends."""
    ends = (standing.said.expires or _NEVER) if standing.state == "granted" else ""
    return -STATES.index(standing.state), ends


def _said(entry: Consent) -> tuple[object, ...]:
    return (
        entry.contact_id, entry.date, entry.channel, entry.purpose, entry.action, entry.basis, entry.source,
        entry.evidence, entry.expires,
    )  # fmt: skip
