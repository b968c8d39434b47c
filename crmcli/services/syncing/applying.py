"""Doing what a plan says: the book in one change, the folder file by file, and then what both are is remembered."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import CrmError, Refused
from crmcli.core.records.contact import Contact
from crmcli.core.records.system import SyncState
from crmcli.core.rules.people import imported
from crmcli.core.rules.people.merging import merged
from crmcli.formats.drafts import from_error, remark
from crmcli.formats.vcard.writer import written
from crmcli.services.importing.reading import Progress
from crmcli.services.people import adding
from crmcli.services.syncing import folders
from crmcli.services.syncing.plans import Plan, Step, card_of, is_parted, replaced
from crmcli.services.workspace import Workspace
from crmcli.store import sync_states
from crmcli.store.reads import contacts, identities
from crmcli.store.reads import sync_states as state_reads
from crmcli.store.unit import Unit

COMMAND = "contacts sync"
_LEFT = ("conflict", "problem")


class Report(NamedTuple):
    """What a synchronisation did, or would do."""

    folder: Path
    is_dry: bool
    added: int = 0
    changed: int = 0
    trashed: int = 0
    written: int = 0
    removed: int = 0
    conflicts: tuple[Step, ...] = ()
    """What is left to the user."""
    change_set: int | None = None


def told(plan: Plan) -> Report:
    """The report of a plan that is not carried out."""
    return _report(plan, plan.steps, is_dry=True)


def apply(
    crm: Workspace, plan: Plan, progress: Progress, *, may_delete: bool, version: str = "", fresh: bool = False
) -> Report:
    """Carry a plan out; Refused where more than a fifth would go and nobody said yes.

    Whatever changed since the plan was made is left alone and told as a conflict.
    """
    if plan.asks and not may_delete:
        raise Refused(
            "{count} of {known} would be deleted: nothing was changed.",
            count=plan.deleted,
            known=plan.known,
            hint="--dry-run shows them, --yes agrees.",
        )
    book = [step for step in plan.steps if step.action in ("add", "change", "meet", "trash")]
    done = [step for step in plan.steps if step.action in _LEFT]
    change_set = None
    if book or fresh:
        with crm.writing(COMMAND) as unit:
            if fresh:
                sync_states.forget_all(unit.db, plan.place)
            bringing = _Bringing(crm, unit)
            book = [bringing.bring(step) for step in book]
            unit.settle()
            _remember(crm, plan, [step for step in book if step.action not in _LEFT])
            change_set = unit.change_set
    rewritten = [step._replace(action="rewrite") for step in book if step.action == "meet" and step.draft is None]
    outside = [step for step in plan.steps if step.action in ("write", "rewrite", "remove")] + rewritten
    forgotten = [step.file for step in plan.steps if step.action == "forget"]
    if outside or forgotten:
        outside = _to_folder(crm, plan, outside, version, progress)
        with crm.writing(COMMAND) as unit:
            _remember(crm, plan, [step for step in outside if step.action in ("write", "rewrite")])
            gone = [step.file for step in outside if step.action == "remove"]
            sync_states.forget(unit.db, plan.place, [*gone, *forgotten])
    return _report(plan, [*done, *book, *outside], is_dry=False)._replace(change_set=change_set)


def _report(plan: Plan, steps: Iterable[Step], *, is_dry: bool) -> Report:
    counts = dict.fromkeys(("add", "change", "trash", "write", "rewrite", "remove"), 0)
    left = []
    for step in steps:
        if step.action in counts:
            counts[step.action] += 1
        elif step.action in _LEFT:
            left.append(step)
    return Report(
        plan.folder,
        is_dry,
        counts["add"],
        counts["change"],
        counts["trash"],
        counts["write"] + counts["rewrite"],
        counts["remove"],
        tuple(left),
    )


class _Bringing:
    """What the folder says, on its way into the book."""

    def __init__(self, crm: Workspace, unit: Unit) -> None:
        self._crm = crm
        self._unit = unit
        self._versions = state_reads.versions(unit.db)

    def bring(self, step: Step) -> Step:
        """Put one step into the book; what became of it."""
        if step.id and step.action != "add" and self._versions.get(step.id) != step.version:
            return step._replace(action="conflict", reason=remark("The contact was changed meanwhile."))
        try:
            return self._brought(step)
        except CrmError as error:
            return step._replace(action="problem", reason=from_error(error, ""))

    def _brought(self, step: Step) -> Step:
        unit = self._unit
        if step.action == "trash":
            person = contacts.by_ids(unit.db, [step.id])[0]
            unit.save(person._replace(trashed_at=unit.now))
            return step
        assert step.draft is not None
        if step.action == "add":
            if step.id and (found := contacts.by_ids(unit.db, [step.id])):  # out of the trash again
                unit.save(self._prepared(replaced(found[0]._replace(trashed_at=""), step.draft), step))
                return step
            card = imported.completed(step.draft.contact)
            if card.uid and identities.uid_is_taken(unit.db, card.uid):
                card = card._replace(uid="")
            return step._replace(id=unit.save(self._prepared(card, step)))
        known = contacts.by_ids(unit.db, [step.id])[0]
        if step.action == "meet":
            after = merged(known, imported.completed(step.draft.contact), fills=True, parted=is_parted(step.draft))
            if after != known:
                unit.save(self._prepared(after, step))
            now = contacts.by_ids(unit.db, [step.id])[0]
            says_all = card_of(replaced(now, step.draft), {}) == card_of(now, {})
            return step if says_all else step._replace(draft=None)
        unit.save(self._prepared(replaced(known, step.draft), step))
        return step._replace(name=step.draft.contact.name)

    def _prepared(self, contact: Contact, step: Step) -> Contact:
        referrer = step.draft.referred_by if step.draft else ""
        if referrer and (found := identities.who(self._unit.db, "uid", referrer)):
            contact = contact._replace(referred_by=found[0].id)
        return adding.prepared(self._crm, self._unit, contact)


def _remember(crm: Workspace, plan: Plan, steps: Iterable[Step]) -> None:
    """Keep what these pairs are now; inside a write."""
    live = [step for step in steps if step.action != "trash"]
    cards = _cards(crm, [step.id for step in live])
    db = crm.db
    sync_states.keep(
        db,
        (
            SyncState(plan.place, step.file, step.id, step.file_hash, folders.hash_of(cards[step.id]))
            for step in live
            if step.id in cards and not (step.action == "meet" and step.draft is None)
        ),
    )
    sync_states.forget(db, plan.place, [step.file for step in steps if step.action == "trash"])


def _cards(crm: Workspace, ids: list[int]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for start in range(0, len(ids), 500):
        some = contacts.by_ids(crm.db, ids[start : start + 500])
        uids = identities.uids(crm.db, {person.referred_by for person in some if person.referred_by})
        found.update((person.id, card_of(person, uids)) for person in some)
    return found


def _to_folder(crm: Workspace, plan: Plan, steps: list[Step], version: str, progress: Progress) -> list[Step]:
    """Write and remove files; each step with what became of it. What was done stands, whatever happens later."""
    taken = {path.name.lower() for path in plan.folder.iterdir()}
    done: list[Step] = []
    for at, step in enumerate(steps, 1):
        done.append(_filed(crm, plan.folder, step, version, taken))
        if at % 50 == 0:
            progress("write", at, len(steps))
    return done


def _filed(crm: Workspace, folder: Path, step: Step, version: str, taken: set[str]) -> Step:
    meanwhile: Callable[[], Step] = lambda: step._replace(  # noqa: E731 - said in two places
        action="conflict", reason=remark("The file was changed meanwhile.")
    )
    try:
        if step.action == "remove":
            return step if folders.remove(folder, step.file, was=step.file_hash) else meanwhile()
        found = contacts.by_ids(crm.db, [step.id])
        if not found:
            return step._replace(action="conflict", reason=remark("The contact was changed meanwhile."))
        person = found[0]
        name = step.file or folders.free_name(person.uid, taken)
        chosen = version or step.card_version or _version_of(crm, folder, step)
        uids = identities.uids(crm.db, [person.referred_by] if person.referred_by else [])
        card = written(person, chosen, referred_by=uids.get(person.referred_by or 0, ""))
        put = folders.put(folder, name, card, was=step.file_hash)
        return step._replace(file=name, file_hash=put) if put else meanwhile()
    except CrmError as error:
        return step._replace(action="problem", reason=from_error(error, ""))


def _version_of(crm: Workspace, folder: Path, step: Step) -> str:
    """The version that the file is in, 3.0 for a new one."""
    if not step.file_hash:
        return "3.0"
    version = folders.draft_of(folder, step.file, crm.settings.country).version
    return "4.0" if version == "4.0" else "3.0"
