"""What the ledger of permissions says: who may be written to and called, by which channel and for what."""

from collections import defaultdict
from collections.abc import Mapping

from crmcli.core.errors import NotFound
from crmcli.core.records.consents import Consent, Standing
from crmcli.core.records.history import Entry
from crmcli.core.records.kinds import CONSENT_CHANNELS, CONSENT_PURPOSES
from crmcli.core.rules.people import consents as rules
from crmcli.services.workspace import Workspace
from crmcli.store.reads import consents as reads

_MOST_AT_ONCE = len(CONSENT_CHANNELS) * len(CONSENT_PURPOSES)


def status(crm: Workspace, contact_id: int, day: str = "") -> list[Standing]:
    """What somebody allows on a day, today unless it is said."""
    on = crm.typed_day(day) if day else crm.today
    return rules.standings(reads.of_contacts(crm.db, [contact_id]), on.isoformat())


def history(crm: Workspace, contact_id: int) -> list[Consent]:
    """Everything that somebody said, the newest first."""
    return reads.of_contacts(crm.db, [contact_id])


def entries(crm: Workspace, them: Mapping[int, str], since: str, limit: int | None) -> list[Entry]:
    """What these contacts said, as lines of a history; what was said at once is one line.

    `them` are names by number, "" for whoever the history is of.
    """
    said = reads.of_contacts(crm.db, list(them), since, -1 if limit is None else limit * _MOST_AT_ONCE)
    at_once = defaultdict(list)
    for one in said:
        at_once[one.contact_id, one.date, one.action, one.source, one.created_at].append(one)
    return [
        Entry(
            some[0].date, "consent", some[0].id, ", ".join(purposes), ", ".join(channels), some[0].action,
            tuple(filter(None, (them[some[0].contact_id],))),
        )
        for some in at_once.values()
        for channels, purposes in rules.grouped(some)
    ]  # fmt: skip


def get(crm: Workspace, number: int) -> Consent:
    """An entry by its number."""
    found = reads.one(crm.db, number)
    if found is None:
        raise NotFound(
            "There is no permission {id}.", id=number, hint="`crm consent history NAME` shows what somebody said."
        )
    return found
