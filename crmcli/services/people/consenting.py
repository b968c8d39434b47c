"""Writing down what people said of being written to and called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from crmcli.core.errors import Usage
from crmcli.core.records.consents import Consent
from crmcli.core.records.kinds import CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.core.rules.people import consents as rules
from crmcli.core.rules.people.consents import ADVERTISING
from crmcli.core.rules.texts import one_of
from crmcli.core.values.text import fold
from crmcli.services import copies
from crmcli.services.workspace import Workspace
from crmcli.store.derived import portions
from crmcli.store.reads import consents as reads
from crmcli.store.unit import Unit

Wanted = tuple[Sequence[str], Sequence[str]]
"""Channels and purposes."""
_VERBS = {"granted": "grant", "pending": "grant", "withdrawn": "withdraw", "denied": "deny"}
_AS_STRICT = {"withdrawn": rules.REFUSED, "denied": ("denied",)}
"""What need not be said again."""


class Given(NamedTuple):
    """An entry as it is typed; what is empty is not said."""

    channels: str = ""
    purposes: str = ""
    date: str = ""
    source: str = ""
    evidence: str = ""
    basis: str = ""
    expires: str = ""


class Written(NamedTuple):
    """What was written down."""

    entries: list[Consent]
    overridden: int = 0
    """How many of them allow what somebody had refused."""
    outdated: int = 0
    """How many change nothing, since something later was said."""
    left_out: int = 0
    """How many contacts of a query were left out because they had refused."""


def write(crm: Workspace, targets: Sequence[int], action: str, given: Given, *, many: bool = False) -> Written:
    """Write down what contacts said. Of `many` at once nobody who refused is granted anything."""
    copies.before_many(crm, len(targets))
    with crm.writing(f"consent {_VERBS[action]}") as unit:
        return _written(crm, unit, targets, action, given, many=many)


def rehearsed(crm: Workspace, targets: Sequence[int], action: str, given: Given, *, many: bool = False) -> Written:
    """What `write` would write down; nothing is changed."""
    with crm.rehearsing(f"consent {_VERBS[action]}") as unit:
        return _written(crm, unit, targets, action, given, many=many)


def _written(crm: Workspace, unit: Unit, targets: Sequence[int], action: str, given: Given, *, many: bool) -> Written:
    model, wanted = _model(crm, action, given), _wanted(action, given)
    found = Written([])
    for some in portions(targets):
        said = defaultdict(list)
        for one in reads.of_contacts(unit.db, some):
            said[one.contact_id].append(one)
        for number in some:
            own = said[number]
            entries = list(_entries(own, model._replace(contact_id=number), wanted))
            refused = _refused(own, entries)
            if many and refused:
                found = found._replace(left_out=found.left_out + 1)
                continue
            found.entries.extend(entry._replace(id=unit.save(entry)) for entry in entries)
            outdated = sum(any(_is_later(one, entry) for one in own) for entry in entries)
            found = found._replace(overridden=found.overridden + refused, outdated=found.outdated + outdated)
    return found


def _model(crm: Workspace, action: str, given: Given) -> Consent:
    """The entry but for the contact, the channel and the purpose."""
    today = crm.today.isoformat()
    said = crm.typed_day(given.date).isoformat() if given.date else today
    expires = crm.typed_day(given.expires, forward=True).isoformat() if given.expires else ""
    model = Consent(
        date=said, channel=CONSENT_CHANNELS[0], purpose=ADVERTISING[0], action=action, basis=given.basis,
        source=given.source, evidence=given.evidence, expires=expires, actor=crm.settings.actor,
    )  # fmt: skip
    return rules.checked(model, today)


def _wanted(action: str, given: Given) -> Wanted:
    """The channels and purposes that are meant; none where they follow from what was granted."""
    channels = _listed("channel", given.channels, CONSENT_CHANNELS)
    purposes = _listed("purpose", given.purposes, CONSENT_PURPOSES)
    if action == "denied":
        return channels or CONSENT_CHANNELS, purposes or ADVERTISING
    if action == "withdrawn":
        return channels, purposes
    if not purposes:
        raise Usage(
            "A permission is for a purpose.", hint="As in --purpose newsletter. There are: {words}.",
            words=", ".join(CONSENT_PURPOSES),
        )  # fmt: skip
    return channels or CONSENT_CHANNELS[:1], purposes


def _listed(name: str, text: str, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_of(name, fold(word.strip()), words) for word in text.split(",") if word.strip()))


def _entries(own: Sequence[Consent], model: Consent, wanted: Wanted) -> Iterator[Consent]:
    """What is to be written down of one contact; what is so already is left out."""
    channels, purposes = wanted
    now = {(one.channel, one.purpose): one for one in rules.standings(own, model.date)}
    if model.action == "withdrawn" and not (channels and purposes):
        keys = [key for key, one in now.items() if one.state in ("granted", "pending")]
        keys = [(one, other) for one, other in keys if one in (channels or (one,)) and other in (purposes or (other,))]
    else:
        keys = list(product(channels, purposes))
    for channel, purpose in keys:
        entry = model._replace(channel=channel, purpose=purpose)
        stands = now.get((channel, purpose))
        is_so = stands and (stands.state in _AS_STRICT.get(model.action, ()) or rules.is_same(stands.said, entry))
        if not is_so:
            yield entry


def _refused(own: Sequence[Consent], entries: Iterable[Consent]) -> int:
    """How many of these would grant, or ask for, what was refused."""
    return sum(
        entry.action in ("granted", "pending")
        and any(
            one.state in rules.REFUSED and (one.channel, one.purpose) == (entry.channel, entry.purpose)
            for one in rules.standings(own, entry.date)
        )
        for entry in entries
    )


def _is_later(one: Consent, entry: Consent) -> bool:
    return (one.channel, one.purpose) == (entry.channel, entry.purpose) and one.date > entry.date
