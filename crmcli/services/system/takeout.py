"""The whole book out into a folder or a zip file, for any other program and for `crm restore`."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from crmcli.core.values.json_text import dumps
from crmcli.services.activity import calendar
from crmcli.services.system import exports, parcels
from crmcli.services.workspace import Workspace
from crmcli.store import connection
from crmcli.store.changes import exchange
from crmcli.store.connection import one_moment

FORMAT = "crmcli export"
VERSION = 1
MANIFEST = "manifest.json"
FOLDER = "records"
Progress = Callable[[str, int, int], None]


class Taken(NamedTuple):
    """What was written out."""

    path: str
    records: int
    counts: dict[str, int]
    """By noun."""
    files: tuple[str, ...]


def write(crm: Workspace, path: Path, *, force: bool = False, progress: Progress = lambda *_: None) -> Taken:
    """Write every record as a line of JSON, a file for each noun, and what other programs read: CSV, vCard, iCalendar.

    The same book gives the same bytes. What happened to it (the journal) is not in it: that is in a backup.
    """
    told: dict[str, dict[str, object]] = {}
    with one_moment(crm.db), parcels.new(path, force=force) as parcel:
        for at, noun in enumerate(exchange.NOUNS):
            progress("write", at, len(exchange.NOUNS))
            lines = _Counted(_lines(exchange.records(crm.db, noun)))
            name = f"{FOLDER}/{noun}.jsonl"
            parcel.put(name, lines)
            told[name] = {"records": lines.count, "sha256": lines.digest()}
        manifest = {
            "format": FORMAT, "version": VERSION, "schema": connection.SCHEMA_VERSION,
            "numbers": exchange.numbers(crm.db), "files": told,
        }  # fmt: skip
        parcel.put(MANIFEST, [(dumps(manifest, indent=2) + "\n").encode()])
        others = list(_others(crm))
        for name, parts in others:
            parcel.put(name, parts)
    counts = {noun: int(str(told[f"{FOLDER}/{noun}.jsonl"]["records"])) for noun in exchange.NOUNS}
    return Taken(str(path), sum(counts.values()), counts, (MANIFEST, *told, *(name for name, _parts in others)))


def _lines(records: Iterable[dict[str, object]]) -> Iterator[bytes]:
    return ((dumps(record) + "\n").encode() for record in records)


def _others(crm: Workspace) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Files for other programs; `restore` needs none of them."""
    yield "contacts.csv", _exported(exports.contacts(crm, "is:all", "csv"))
    yield "contacts.vcf", _exported(exports.contacts(crm, "is:all", "vcard"))
    for noun in exports.TABLES:
        yield f"{noun}s.csv", _exported(exports.records(crm, noun, "", "csv"))
    yield "agenda.ics", iter([calendar.export(crm).data])


def _exported(export: AbstractContextManager[exports.Export]) -> Iterator[bytes]:
    with export as made:
        for line in made.lines:
            yield line.encode()


class _Counted:
    """Parts of a file, counted and fingerprinted as they go by."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        from hashlib import sha256  # noqa: PLC0415 - door: 3 ms, only for whole exports

        self._parts, self._hash = parts, sha256()
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.count += 1
            self._hash.update(part)
            yield part

    def digest(self) -> str:
        """The fingerprint of what went by."""
        return self._hash.hexdigest()
