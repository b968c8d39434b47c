"""A folder or a zip file of named files: written whole or not at all, the same bytes for the same content."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from crmcli.core.errors import CrmError, Damaged, NotFound, Refused, Unwritable
from crmcli.services import files

if TYPE_CHECKING:
    from zipfile import ZipFile

MEGABYTE = 1024 * 1024
ANOTHER = "Take another copy of the export, or make a new one: crm export all."
"""The way out where an export is not whole."""
MOST_RATIO = 100
"""Bytes unpacked from one packed beyond which an archive is a trap."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same for every file: an archive tells what is in the book, not when it was made."""
_CHUNK = 1024 * 1024


class Parcel(Protocol):
    """Where files go."""

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        """Write one file."""


def is_packed(path: Path) -> bool:
    """Whether a path stands for a zip file rather than a folder."""
    return path.suffix.lower() == ".zip"


@contextmanager
def new(path: Path, *, force: bool = False) -> Iterator[Parcel]:
    """A parcel that stands under its name when the block has ended well; Refused where something is there."""
    with _new_zip(path, force=force) if is_packed(path) else _new_folder(path) as parcel:
        yield parcel


class Opened(Protocol):
    """A parcel that is read."""

    def names(self) -> list[str]:
        """The files that are in it."""

    def stream(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A file's bytes."""


@contextmanager
def opened(path: Path, *, most: int) -> Iterator[Opened]:
    """A folder or a zip file to read; Refused when it is larger than `most` bytes unpacked."""
    if path.is_dir():
        yield _Folder(path, most)
        return
    if not path.is_file():
        raise NotFound("There is no file {path}.", path=path, hint="It takes what `crm export all` wrote.")
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - door: 6 ms, only for archives
    from zlib import error as BadStream  # noqa: N812, PLC0415 - door: as above

    try:
        with ZipFile(path) as packed:
            yield _Zip(packed, path, most)
    except (BadZipFile, BadStream, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged(
            "{path} cannot be read as a zip file: {why}.", path=path, why=error, hint="Was it copied whole?"
        ) from error


class _Folder:
    def __init__(self, path: Path, most: int) -> None:
        self._path, self._left = path, most

    def names(self) -> list[str]:
        """The files that are in it."""
        return [str(file.relative_to(self._path)) for file in sorted(self._path.rglob("*")) if file.is_file()]

    def stream(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A file's bytes."""
        path = self._path / name
        try:
            self._left -= path.stat().st_size
            if self._left < 0:
                raise _too_large(self._path)
            return path.open("rb")
        except OSError as error:
            raise Damaged("{path} cannot be read: {why}.", path=path, why=error.strerror, hint=ANOTHER) from error


class _Zip:
    def __init__(self, packed: "ZipFile", path: Path, most: int) -> None:
        self._packed, self._path = packed, path
        entries = packed.infolist()
        size, packed_size = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
        if size > most or size > MOST_RATIO * max(packed_size, MEGABYTE // MOST_RATIO):
            raise _too_large(path)

    def names(self) -> list[str]:
        """The files that are in it."""
        return self._packed.namelist()

    def stream(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A file's bytes; zipfile itself stops at the size that the entry names."""
        try:
            return self._packed.open(name)
        except KeyError as error:
            raise Damaged("{path} lacks {name}.", path=self._path, name=name, hint=ANOTHER) from error


def _too_large(path: Path) -> CrmError:
    return Refused("{path} is too large unpacked.", path=path, hint="--max-size allows more.")


@contextmanager
def _new_zip(path: Path, *, force: bool) -> Iterator[Parcel]:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # noqa: PLC0415 - door: as above

    class Packing:
        def put(self, name: str, parts: Iterable[bytes]) -> None:
            entry = ZipInfo(name, _DAY)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            with packed.open(entry, "w", force_zip64=True) as stream:
                for part in parts:
                    stream.write(part)

    with files.new(path, force=force) as file, ZipFile(file, "w", ZIP_DEFLATED) as packed:
        yield Packing()


@contextmanager
def _new_folder(path: Path) -> Iterator[Parcel]:
    _check_folder(path)
    unfinished = path.parent / f".crm-{os.getpid()}.part"

    class Filling:
        def put(self, name: str, parts: Iterable[bytes]) -> None:
            target = unfinished / name
            target.parent.mkdir(mode=0o700, exist_ok=True)
            with files.new(target) as stream:
                for part in parts:
                    stream.write(part)

    try:
        _remove(unfinished)
        unfinished.mkdir(mode=0o700)
        yield Filling()
        unfinished.rename(path)
    except OSError as error:
        raise Unwritable(
            "{path} cannot be written: {why}.", path=path, why=error.strerror, hint="Nothing is left of it."
        ) from error
    finally:
        _remove(unfinished)


def _check_folder(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Refused("{path} is not a folder.", path=path, hint="Name a new folder, or a file that ends in .zip.")
    if path.is_dir() and any(path.iterdir()):
        raise Refused("{path} is not empty.", path=path, hint="Name a new folder, or a file that ends in .zip.")
    if not path.parent.is_dir():
        raise Unwritable("There is no folder {folder}.", folder=path.parent, hint="Make it first, or choose another.")


def _remove(folder: Path) -> None:
    """Take away a folder of our own that was not finished."""
    with suppress(OSError):
        for file in sorted(folder.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
        folder.rmdir()
