"""Files for other programs: private, whole or not at all, never through a link, over another only when told to."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from crmcli.core.errors import CrmError, Refused, Unwritable


@contextmanager
def new(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file that stands under its name, readable by its owner alone, when the block has ended well.

    Refused where something is there already, unless `force` replaces it; what is no plain file is never replaced.
    """
    check(path, force=force)
    unfinished = path.parent / f".crm-{os.getpid()}.part"
    try:
        with suppress(FileNotFoundError):
            unfinished.unlink()
        handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o600)
            yield file
            file.flush()
            os.fsync(handle)
        _put_in_place(unfinished, path, force=force)
        _sync(path.parent)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def check(path: Path, *, force: bool = False) -> None:
    """Refuse a target that `new` would refuse, before the work begins."""
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise Unwritable(
                "There is no folder {folder}.", folder=path.parent, hint="Make it first, or choose another."
            ) from None
        return
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from error
    if stat.S_ISDIR(found):
        raise Refused("{path} is a folder.", path=path, hint="Name a file in it.")
    if not stat.S_ISREG(found):
        raise Refused("{path} is not a plain file.", path=path, hint="Name a new file, or - for standard output.")
    if not force:
        raise Refused("{path} is there already.", path=path, hint="--force writes over it.")


def _put_in_place(unfinished: Path, path: Path, *, force: bool) -> None:
    if force:
        unfinished.replace(path)
        return
    try:
        path.hardlink_to(unfinished)  # unlike a rename it fails where another program was faster
    except FileExistsError:
        raise Refused("{path} is there already.", path=path, hint="--force writes over it.") from None
    except OSError:  # a file system without links
        check(path)
        unfinished.replace(path)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritten(path: Path, error: OSError | ValueError) -> CrmError:
    why = error.strerror if isinstance(error, OSError) else error
    return Unwritable("{path} cannot be written: {why}.", path=path, why=why, hint="Nothing is left of it.")
