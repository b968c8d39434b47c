"""A whole export back into an empty book: every record under its number, as it was."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import CrmError, Damaged, Invalid, Refused
from crmcli.services.system import parcels
from crmcli.services.system.parcels import Opened
from crmcli.services.system.takeout import FOLDER, FORMAT, MANIFEST, VERSION
from crmcli.services.workspace import Workspace
from crmcli.store import connection
from crmcli.store.changes import exchange
from crmcli.store.unit import Unit

AT_ONCE = 500
LONGEST = 16 * parcels.MEGABYTE
"""Bytes of one record's line."""
Progress = Callable[[str, int, int], None]


class Returned(NamedTuple):
    """What was put back."""

    path: str
    records: int
    counts: dict[str, int]
    """By noun."""
    change_set: int | None


def restore(
    crm: Workspace, path: Path, *, most: int, dry: bool = False, progress: Progress = lambda *_: None
) -> Returned:
    """Put a whole export into a book that is empty, all or nothing. Damaged where a file is not as it was written.

    A `dry` one does all of it and keeps nothing.
    """
    with parcels.opened(path, most=most) as parcel:
        manifest = _manifest(parcel, path)
        writing = crm.rehearsing if dry else crm.writing
        with writing(f"restore {path.name}") as unit:
            if exchange.count(unit.db):
                raise Refused(
                    "The book is not empty.", hint="Name a new one, as in: crm --db new.db restore {path}", path=path
                )
            counts = _fill(unit, parcel, manifest, progress)
            unit.settle()
            numbers = manifest["numbers"]
            exchange.set_numbers(unit.db, numbers if isinstance(numbers, dict) else {})
            change_set = None if dry else unit.change_set
    return Returned(str(path), sum(counts.values()), counts, change_set)


def _manifest(parcel: Opened, path: Path) -> Mapping[str, object]:
    if MANIFEST not in parcel.names():
        raise Refused("{path} has no {name}.", path=path, name=MANIFEST, hint="It takes what `crm export all` wrote.")
    with parcel.stream(MANIFEST) as stream:
        told = _object(stream.read(LONGEST), MANIFEST, 1)
    if told.get("format") != FORMAT:
        raise Refused("{path} is no export of this program.", path=path, hint="It takes what `crm export all` wrote.")
    version, schema = told.get("version"), told.get("schema")
    if not isinstance(version, int) or not isinstance(schema, int):
        raise Damaged("{path} does not say of which version it is.", path=path, hint=parcels.ANOTHER)
    if version > VERSION or schema > connection.SCHEMA_VERSION:
        raise Refused("{path} is from a newer program.", path=path, hint="Upgrade crmcli first.")
    files, numbers = told.get("files"), told.get("numbers")
    if not isinstance(files, dict) or not isinstance(numbers, dict):
        raise Damaged("{path} does not say what is in it.", path=path, hint=parcels.ANOTHER)
    is_sound = all(noun in exchange.NOUNS and type(number) is int for noun, number in numbers.items())
    if not is_sound or not {_name(noun) for noun in exchange.NOUNS} >= files.keys():
        raise Damaged("{path} names records that there are none of.", path=path, hint=parcels.ANOTHER)
    return told


def _fill(unit: Unit, parcel: Opened, manifest: Mapping[str, object], progress: Progress) -> dict[str, int]:
    files = manifest["files"]
    known = files if isinstance(files, dict) else {}
    exchange.clear_seeds(unit)
    reader, counts = exchange.Reader(unit.db), {}
    for at, noun in enumerate(exchange.NOUNS):
        progress("read", at, len(exchange.NOUNS))
        name, counts[noun] = _name(noun), 0
        if name not in known:
            continue
        lines = _Checked(parcel, name)
        while some := list(islice(lines, AT_ONCE)):
            records = {}
            for number, told in some:
                try:
                    record_id, snapshot = reader.record(noun, told)
                except CrmError as error:
                    raise _refused(name, number, str(error)) from error
                records[record_id] = snapshot
            unit.take_over(noun, records)
            counts[noun] += len(some)
        if known[name] != {"records": lines.count, "sha256": lines.digest()}:
            raise Damaged("{name} is not as it was written.", name=name, hint="Was it changed, or not copied whole?")
    return counts


def _name(noun: str) -> str:
    return f"{FOLDER}/{noun}.jsonl"


class _Checked:
    """The records of a file with their lines' numbers, counted and fingerprinted as they go by."""

    def __init__(self, parcel: Opened, name: str) -> None:
        from hashlib import sha256  # noqa: PLC0415 - door: 3 ms, only for whole exports

        self._hash = sha256()
        self.count = 0
        self._lines = self._read(parcel, name)

    def __iter__(self) -> Iterator[tuple[int, dict[str, object]]]:
        return self._lines

    def digest(self) -> str:
        """The fingerprint of what went by."""
        return self._hash.hexdigest()

    def _read(self, parcel: Opened, name: str) -> Iterator[tuple[int, dict[str, object]]]:
        with parcel.stream(name) as stream:
            while line := stream.readline(LONGEST):
                self.count += 1
                self._hash.update(line)
                yield self.count, _object(line, name, self.count)


def _object(data: bytes, name: str, line: int) -> dict[str, object]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _refused(name, line, "it is no JSON") from error
    if not isinstance(told, dict):
        raise _refused(name, line, "it is no record")
    return told


def _refused(name: str, line: int, why: str) -> CrmError:
    return Invalid("Line {line} of {name} cannot be read: {why}", line=line, name=name, why=why, hint=parcels.ANOTHER)
