"""Profiles of imports: how the files of one origin are read, one small JSON file each, beside the settings."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from crmcli.core.errors import BadSettings, Unwritable, Usage
from crmcli.settings import paths

MAX_BYTES = 1_000_000


def read(environ: Mapping[str, str], name: str) -> dict[str, object] | None:
    """What a profile says; None where there is none. BadSettings names the file that cannot be read."""
    path = _path(environ, name)
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
        found = json.loads(text) if len(text) <= MAX_BYTES else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadSettings(
            "{file} cannot be read: {why}.", file=path, why=error.strerror, hint="Is it yours?"
        ) from error
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadSettings(
            "{file} is not a profile.", file=path, hint="--save-profile {name} writes it anew.", name=name
        )
    return found


def write(environ: Mapping[str, str], name: str, values: Mapping[str, object]) -> Path:
    """Write a profile, in the place of an older one of that name; its path."""
    path = _path(environ, name)
    unfinished = path.with_name(f".{os.getpid()}.part")
    try:
        paths.make_private(path.parent)
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(values, file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(handle)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Unwritable(
            "{path} cannot be written: {why}.", path=path, why=error.strerror, hint="Is the folder yours?"
        ) from error
    return path


def names(environ: Mapping[str, str]) -> list[str]:
    """The profiles that there are."""
    folder = _folder(environ)
    return sorted(path.stem for path in folder.glob("*.json")) if folder.is_dir() else []


def check_name(name: str) -> None:
    """Usage where a profile cannot be called so."""
    if not re.fullmatch(r"\w[\w -]{0,59}", name):
        raise Usage(
            "{name} cannot be the name of a profile.",
            name=name,
            hint="Letters, digits, spaces and hyphens, 60 at most.",
        )


def _folder(environ: Mapping[str, str]) -> Path:
    return paths.config_file(environ).parent / "profiles"


def _path(environ: Mapping[str, str], name: str) -> Path:
    check_name(name)
    return _folder(environ) / f"{name}.json"
