"""Bringing mail in: each message an interaction with those in the book who wrote it or got it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError
from crmcli.core.records.activity import Interaction
from crmcli.core.records.contact import Contact, Point
from crmcli.core.rules.activity import interactions as rules
from crmcli.core.values.addresses import email_normal
from crmcli.core.values.moments import instant
from crmcli.core.values.text import one_line
from crmcli.formats import mbox
from crmcli.formats import message as format_
from crmcli.formats.drafts import Remark, from_error, remark
from crmcli.formats.message import Address, Message
from crmcli.services import files
from crmcli.services.importing import mailboxes
from crmcli.services.importing.rejects import Kept, kept
from crmcli.services.importing.sources import MEGABYTE, private
from crmcli.services.importing.spool import Spool
from crmcli.services.people import adding
from crmcli.services.workspace import Workspace
from crmcli.store.reads import identities
from crmcli.store.reads import interactions as reads
from crmcli.store.unit import Unit
from crmcli.view.wording.remarks import with_way_out
from crmcli.view.words import _

MOST_TOLD = 1000
TOLD_EVERY = 100
_UNDATED = remark("Nothing says when it was sent.", hint="Give it a header, as in Date: Mon, 23 Nov 2026 09:30")
_SHARE, _FEWEST = 0.6, 5
"""An address in so large a share of so many messages, or more, is taken for the user's own."""
Progress = Callable[[str, int, int], None]


class Options(NamedTuple):
    """What is wanted of the mail."""

    me: tuple[str, ...] = ()
    """The user's own addresses."""
    add_unknown: bool = False
    automatic: bool = False
    """Whether what machines sent is brought in too."""
    max_size: int = 2048 * MEGABYTE


class Reject(NamedTuple):
    """A message that could not be read."""

    file: str
    line: int
    remark: Remark
    data: bytes = b""
    """The message; none where it is too large to be kept."""


class Stranger(NamedTuple):
    """Somebody who is not in the book."""

    email: str
    name: str
    messages: int


class Report(NamedTuple):
    """What an import of mail did, or would do."""

    file: str
    is_dry: bool = False
    messages: int = 0
    created: int = 0
    updated: int = 0
    """Known before, with more people of the book in it by now."""
    unchanged: int = 0
    unknown: int = 0
    """Left out, for nobody in it is in the book."""
    automatic: int = 0
    """Left out, for a machine sent it."""
    rejected: int = 0
    added: int = 0
    """Contacts that were made."""
    me: tuple[str, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    """Who wrote most and is not in the book, and how often."""
    rejects: tuple[Reject, ...] = ()
    rejects_file: Path | None = None
    failure: Remark | None = None
    """Why the file of rejected messages could not be written."""
    change_set: int | None = None


def bring_in(
    crm: Workspace,
    path: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    dry: bool = False,
    rejects_file: Path | None = None,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Report:
    """Bring the mail of a file or a folder in; - is standard input. A message that is there already is not doubled.

    What cannot be read goes to `rejects_file`, a mailbox, or to a new file among the program's own.
    """
    if rejects_file is not None:
        files.check(rejects_file)
    source = mailboxes.found(path, most=options.max_size)
    with ExitStack() as held:
        messages: Spool[Message] = Spool(held.enter_context(private()))
        rejects: Spool[Reject] = Spool(held.enter_context(private()), at_once=1)
        counts = _read(source, standard_input, options, messages, rejects, progress)
        me = frozenset(map(email_normal, options.me)) or _own(crm, counts, messages.count)
        bringing = _Bringing(crm, me, options)
        command = f"import mail {one_line(source.name)}"
        if messages.count:
            with crm.rehearsing(command) if dry else crm.writing(command) as unit:
                bringing.apply(unit, messages, progress)
                change_set = unit.change_set
        put = Kept()
        if rejects.count and not dry:
            put = kept(crm, rejects_file, source.name, "mbox", _again(rejects))
        told = tuple(one._replace(data=b"") for one in islice(rejects, MOST_TOLD))
        return Report(
            source.name, dry, messages.count + rejects.count, bringing.counts["created"], bringing.counts["updated"],
            bringing.counts["unchanged"], bringing.counts["unknown"], bringing.counts["automatic"], rejects.count,
            bringing.counts["added"], tuple(sorted(me)), bringing.strangers(), told, *put,
            None if dry or not messages.count else change_set,
        )  # fmt: skip


def _read(
    source: mailboxes.Mail,
    standard_input: BinaryIO | None,
    options: Options,
    messages: Spool[Message],
    rejects: Spool[Reject],
    progress: Progress,
) -> Counter[str]:
    """Put every message into one of the spools; in how many messages each address is."""
    counts: Counter[str] = Counter()
    for found in mailboxes.messages(source, standard_input, most=options.max_size):
        where, data = (found.file, found.letter.line), mbox.as_it_was(found.letter.data)
        if found.letter.is_too_large:
            rejects.add(Reject(*where, remark("It is larger than 64 MB.", hint="Take out what is attached to it.")))
            continue
        try:
            read = format_.read(data)
        except CrmError as error:
            rejects.add(Reject(*where, from_error(error, ""), data))
            continue
        if read.at is None:
            rejects.add(Reject(*where, _UNDATED, data))
            continue
        messages.add(read)
        if not read.is_automatic:
            counts.update({address.email for address in _everybody(read)})
        if messages.count % TOLD_EVERY == 0:
            progress("read", messages.count, 0)
    return counts


def _again(rejects: Iterable[Reject]) -> Iterator[bytes]:
    """The rejected messages as a mailbox, each with its place and the reason in a header."""
    for one in rejects:
        if one.data:
            yield mbox.rejected(one.data, one_line(one.file), one.line, one_line(with_way_out(one.remark)))


def _own(crm: Workspace, counts: Counter[str], messages: int) -> frozenset[str]:
    """The address that is in nearly every message and is nobody's in the book: the user's own."""
    if messages < _FEWEST:
        return frozenset()
    likely = [email for email, count in counts.most_common(3) if count >= _SHARE * messages]
    return frozenset([email for email in likely if not identities.who(crm.db, "email", email)][:1])


def _everybody(message: Message) -> Iterator[Address]:
    if message.sender:
        yield message.sender
    yield from message.to


class _Bringing:
    """An import of mail as it goes on."""

    def __init__(self, crm: Workspace, me: frozenset[str], options: Options) -> None:
        self._crm, self._me, self._options = crm, me, options
        self._known: dict[str, list[int]] = {}
        self._strangers: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self.counts: Counter[str] = Counter()

    def apply(self, unit: Unit, messages: Spool[Message], progress: Progress) -> None:
        """Put every message into the book."""
        for at, message in enumerate(messages):
            if message.is_automatic and not self._options.automatic:
                self.counts["automatic"] += 1
                continue
            self.counts[self._bring(unit, message)] += 1
            if at % TOLD_EVERY == 0:
                progress("apply", at, messages.count)

    def strangers(self) -> tuple[Stranger, ...]:
        """Who is not in the book, the most frequent first."""
        ordered = sorted(self._strangers.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TOLD]
        return tuple(Stranger(email, self._names.get(email, ""), count) for email, count in ordered)

    def _bring(self, unit: Unit, message: Message) -> str:
        people = self._people(unit, message)
        if not people:
            return "unknown"
        external_id = f"mail:{message.id}"
        number = reads.by_external_id(unit.db, external_id)
        if number is None:
            unit.save(self._interaction(unit, message, people, external_id))
            return "created"
        before = reads.by_ids(unit.db, [number])[0]
        if before.trashed_at or set(people) <= set(before.participants):
            return "unchanged"
        unit.save(before._replace(participants=tuple(sorted({*before.participants, *people}))))
        return "updated"

    def _people(self, unit: Unit, message: Message) -> list[int]:
        """Numbers of those in the book who wrote the message or got it."""
        found: list[int] = []
        is_mine = message.sender is not None and message.sender.email in self._me
        for address in dict.fromkeys(_everybody(message)):
            if address.email in self._me:
                continue
            numbers = self._who(unit, address.email)
            wrote_or_asked = (address in message.to) if is_mine else (address == message.sender)
            if not numbers and wrote_or_asked:
                if self._options.add_unknown:
                    numbers = self._added(unit, address)
                else:
                    self._strangers[address.email] += 1
                    self._names.setdefault(address.email, address.name)
            found += numbers
        return list(dict.fromkeys(found))

    def _who(self, unit: Unit, email: str) -> list[int]:
        if email not in self._known:
            self._known[email] = [known.id for known in identities.who(unit.db, "email", email)]
        return self._known[email]

    def _added(self, unit: Unit, address: Address) -> list[int]:
        name = address.name if "@" not in address.name else ""  # another's address is no name
        draft = Contact(name=name or address.email, emails=(Point(address.email),), source="mail")
        contact = adding.prepared(self._crm, unit, draft)
        self._known[address.email] = [unit.save(contact)]
        self.counts["added"] += 1
        return self._known[address.email]

    def _interaction(self, unit: Unit, message: Message, people: Sequence[int], external_id: str) -> Interaction:
        text = message.text
        if message.attachments:
            text += ("\n\n" if text else "") + _("Attached: {names}").format(names=_listed(message.attachments))
        said = Interaction(
            at=instant(message.at) if message.at else "",
            channel="email",
            direction=self._direction(unit, message),
            subject=message.subject or ("" if text else _("(no subject)")),
            text=text,
        )
        settled = rules.settled(said)
        return settled._replace(participants=tuple(people), external_id=external_id, actor=self._crm.settings.actor)

    def _direction(self, unit: Unit, message: Message) -> str:
        if message.sender is None:
            return ""
        if message.sender.email in self._me:
            return "out"
        if self._who(unit, message.sender.email):
            return "in"
        return "out" if not self._me else "in"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:50])
