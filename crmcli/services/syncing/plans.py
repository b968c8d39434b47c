"""What a synchronisation of the book with a folder of cards would do; nothing is changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import CrmError, Refused
from crmcli.core.records.contact import Contact
from crmcli.core.records.system import SyncState
from crmcli.core.rules.people import imported, matching, syncing
from crmcli.core.rules.people.matching import Known
from crmcli.core.rules.people.merging import merged
from crmcli.formats.drafts import Draft, Remark, from_error, remark
from crmcli.formats.vcard.writer import written
from crmcli.services.importing.reading import Progress
from crmcli.services.syncing import folders
from crmcli.services.syncing.folders import File
from crmcli.services.workspace import Workspace
from crmcli.store.connection import one_moment
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import alive
from crmcli.store.reads import contacts, identities, sync_states

AT_ONCE = 500
SIDES = ("book", "folder")


class Local(NamedTuple):
    """A contact of the book, as far as it is compared."""

    id: int
    name: str
    version: int
    hash: str
    is_archived: bool


class Step(NamedTuple):
    """What becomes of one file and one contact."""

    action: str
    """One of core.rules.people.syncing.ACTIONS, or problem."""
    file: str = ""
    id: int = 0
    name: str = ""
    version: int = 0
    """The contact's version that this was decided on."""
    file_hash: str = ""
    card_hash: str = ""
    draft: Draft | None = None
    card_version: str = ""
    """The version of vCard that the file is in."""
    reason: Remark | None = None
    """Why it is left to the user."""


class Plan(NamedTuple):
    """All that is to be done."""

    folder: Path
    place: str
    steps: tuple[Step, ...]
    known: int
    """How many pairs there were at the last time."""

    @property
    def deleted(self) -> int:
        """How many contacts or files would go."""
        return sum(step.action in ("trash", "remove") for step in self.steps)

    @property
    def asks(self) -> bool:
        """Whether so many would go that somebody is asked first."""
        return syncing.are_many(self.deleted, self.known)


def plan(crm: Workspace, folder: Path, progress: Progress, *, prefer: str = "", fresh: bool = False) -> Plan:
    """What to do; Refused where an emptied folder would delete.

    `prefer` settles conflicts for the book or the folder; `fresh` forgets what was the same before.
    """
    place = folders.place_of(folder)
    with one_moment(crm.db):
        states = [] if fresh else sync_states.of(crm.db, place)
        known = {state.name: state for state in states}
        scanned = folders.scan(folder, {name: state.file_hash for name, state in known.items()}, crm.settings.country)
        if states and not scanned:
            raise Refused(
                "{folder} is empty, and {count} cards were in it: nothing was deleted.",
                folder=folder,
                count=len(states),
                hint="If it is meant to be filled again: --fresh.",
            )
        making = _Making(crm, folder, scanned, known, progress, prefer)
        steps = tuple(step for step in making.steps() if step.action != "same")
    return Plan(folder, place, steps, len(states))


class _Making:
    """A plan as it is made."""

    def __init__(
        self,
        crm: Workspace,
        folder: Path,
        scanned: dict[str, File],
        known: dict[str, SyncState],
        progress: Progress,
        prefer: str,
    ) -> None:
        self._crm = crm
        self._folder = folder
        self._files = scanned
        self._known = known
        self._prefer = prefer
        self._uids: dict[str, int] = {}
        self._locals = {local.id: local for local in self._compared(progress)}
        self._bound = {state.contact_id for name, state in known.items()}

    def steps(self) -> Iterator[Step]:
        """Every pair, every file that is new, every contact that is new."""
        yield from self._renamed()
        for name, state in self._known.items():
            yield self._known_pair(name, state)
        for name, file in self._files.items():
            if name not in self._known:
                yield self._new_file(file)
        for local in self._locals.values():
            if local.id not in self._bound and not local.is_archived:
                yield Step("write", "", local.id, local.name, local.version, card_hash=local.hash)

    def _renamed(self) -> Iterator[Step]:
        """Let files that only have a new name be what they were; the old names are forgotten."""
        lost = {state.contact_id: name for name, state in self._known.items() if name not in self._files}
        for name, file in self._files.items():
            if lost and name not in self._known and file.draft is not None:
                number = self._uids.get(file.draft.contact.uid, 0)
                if number in lost:
                    old = lost.pop(number)
                    self._known[name] = self._known.pop(old)
                    yield Step("forget", old)
                    if self._known[name].file_hash == file.hash:
                        yield Step(
                            "meet",
                            name,
                            number,
                            self._locals[number].name,
                            self._locals[number].version,
                            file.hash,
                            draft=file.draft,
                        )

    def _compared(self, progress: Progress) -> Iterator[Local]:
        db = self._crm.db
        ids = contacts.ids_where(db, alive("contact"), sorting.order("contact", "id"), None)
        for start in range(0, len(ids), AT_ONCE):
            some = contacts.by_ids(db, ids[start : start + AT_ONCE])
            uids = identities.uids(db, {person.referred_by for person in some if person.referred_by})
            for person in some:
                self._uids[person.uid] = person.id
                text = card_of(person, uids)
                yield Local(person.id, person.name, person.version, folders.hash_of(text), bool(person.archived_at))
            progress("compare", start + len(some), len(ids))

    def _known_pair(self, name: str, state: SyncState) -> Step:
        file, local = self._files.get(name), self._locals.get(state.contact_id)
        if file is not None and file.problem is not None:
            return Step("problem", name, state.contact_id, local.name if local else "", reason=file.problem)
        if local is None and file is not None and sync_states.was_undone(self._crm.db, state.contact_id):
            return self._new_file(self._read(file))
        done = syncing.action(
            file.hash if file else "", local.hash if local else "", was=(state.file_hash, state.card_hash)
        )
        step = self._step(done, name, file, local, state.contact_id)
        if done == "conflict" and file is not None and local is not None and file.draft is not None:
            known = contacts.by_ids(self._crm.db, [local.id])[0]
            if self._says_same(replaced(known, file.draft), known):
                return step._replace(action="meet")
        return self._settled(step, file, local) if done == "conflict" else step

    def _new_file(self, file: File) -> Step:
        if file.problem is not None or file.draft is None:
            return Step("problem", file.name, reason=file.problem)
        draft = file.draft
        try:
            number = self._meant(draft.contact)
        except CrmError as error:
            return Step("problem", file.name, name=draft.contact.name, reason=from_error(error, ""))
        if not number:
            if draft.contact.uid and sync_states.trashed(self._crm.db, draft.contact.uid):
                return Step(
                    "problem", file.name, name=draft.contact.name, reason=remark("The contact is in the trash.")
                )
            return self._step("add", file.name, file, None, 0)._replace(name=draft.contact.name)
        self._bound.add(number)
        local = self._locals[number]
        step = self._step("meet", file.name, file, local, number)
        known, row = contacts.by_ids(self._crm.db, [number])[0], imported.completed(draft.contact)
        parted = is_parted(draft)
        if merged(known, row, fills=True, parted=parted) == merged(known, row, parted=parted):
            return step
        return self._settled(step._replace(action="conflict"), file, local)

    def _meant(self, contact: Contact) -> int:
        """Who of the book a new card is, 0 for nobody; whoever has a card of their own already is not."""
        if contact.uid in self._uids:
            number = self._uids[contact.uid]
            if number in self._bound:
                raise Refused("Another file has the same UID.", hint="Give one of them another UID, or delete it.")
            return number
        db = self._crm.db

        def ask(kind: str, key: str) -> list[Known]:
            return [known for known in identities.who(db, kind, key) if known.id not in self._bound]

        found = matching.identify(imported.completed(contact), ask, lambda _known: False)
        return found.id if found else 0

    def _settled(self, step: Step, file: File | None, local: Local | None) -> Step:
        """A conflict as the preferred side has it, or as it is."""
        if self._prefer == "book":
            return step._replace(action="remove" if local is None else "write" if file is None else "rewrite")
        if self._prefer == "folder":
            return step._replace(action="trash" if file is None else "add" if local is None else "change")
        reason = (
            remark("The file is gone, and the contact was changed.")
            if file is None
            else remark("The contact is gone, and the file was changed.")
            if local is None
            else remark("Both were changed.")
        )
        return step._replace(reason=reason)

    def _step(self, action: str, name: str, file: File | None, local: Local | None, number: int) -> Step:
        return Step(
            action,
            name,
            number,
            local.name if local else "",
            local.version if local else 0,
            file.hash if file else "",
            local.hash if local else "",
            file.draft if file else None,
            file.version if file else "",
        )

    def _read(self, file: File) -> File:
        return file if file.draft else folders.draft_of(self._folder, file.name, self._crm.settings.country)

    def _says_same(self, one: Contact, other: Contact) -> bool:
        same = {"version": 0, "updated_at": "", "organisation_id": None}
        return written(one._replace(**same), stamped=False) == written(other._replace(**same), stamped=False)  # type: ignore[arg-type]


def card_of(person: Contact, uids: dict[int, str]) -> bytes:
    """The card by which a contact is compared."""
    return written(person, referred_by=uids.get(person.referred_by or 0, ""), stamped=False).encode()


def is_parted(draft: Draft) -> bool:
    """Whether a card tells the parts of the name."""
    return bool(draft.contact.given or draft.contact.middle or draft.contact.family)


def replaced(known: Contact, draft: Draft) -> Contact:
    """A contact as a card tells it."""
    return syncing.replaced(known, imported.completed(draft.contact), is_parted=is_parted(draft))
