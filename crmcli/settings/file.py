"""Changing the settings file: one line of it, every comment kept, and the file replaced whole or not at all."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from crmcli.core.errors import BadSettings, Unwritable
from crmcli.settings import paths
from crmcli.settings.keys import Value
from crmcli.settings.settings import MAX_BYTES, UNREADABLE, check, parsed, read


def text_of(file: Path) -> str:
    """The file as it is written; "" where there is none. BadSettings when it is no text."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise BadSettings(
                "{file} is too large for a settings file.",
                file=file,
                hint="`crm config path` tells which one it is.",
            )
        return content.decode()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise BadSettings("{file} cannot be read: {why}.", file=file, why=error.strerror, hint=UNREADABLE) from error
    except UnicodeDecodeError as error:
        raise BadSettings(
            "{file} is not UTF-8 text.", file=file, hint="Open it in an editor that can save it as UTF-8."
        ) from error


def change(file: Path, values: Mapping[str, Value]) -> None:
    """Write settings into the file; BadSettings where a line cannot be changed without losing something."""
    text = text_of(file)
    wanted = {**(read(file) if text else {}), **values}
    check(wanted, file)
    for name, value in values.items():
        text = with_value(text, name, value)
    if parsed(text, file) != wanted:
        raise BadSettings(
            "{file} is written in a way that the program cannot change.",
            file=file,
            hint="`crm config edit` opens it.",
        )
    write(file, text)


def with_value(text: str, name: str, value: Value) -> str:
    """A settings text in which a key has this value: its line is changed, its comment kept, or a line is added."""
    lines = text.splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    own = re.compile(
        rf"""(\s*(?:{name}|"{name}"|'{name}')\s*=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"']+)(\s*(?:#[^\n]*)?\s*)"""
    )
    for at, line in enumerate(lines[:end]):
        if found := own.fullmatch(line):
            lines[at] = f"{found[1]}{literal(value)}{found[2]}"
            return "".join(lines)
    at = next((at for at in range(end, 0, -1) if lines[at - 1].strip()), 0)  # after the last line that says something
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    gap = ["\n"] if at == end < len(lines) else []
    return "".join((*lines[:at], f"{name} = {literal(value)}\n", *gap, *lines[at:]))


def literal(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < 0x20 or ord(c) == 0x7F else c for c in escaped) + '"'


def write(file: Path, text: str) -> None:
    """Put a text in the place of the file, for its owner's eyes only; a symbolic link stays one."""
    place = file.resolve()
    unfinished = place.with_name(place.name + ".new")
    try:
        paths.make_private(place.parent)
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(handle)
        unfinished.rename(place)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Unwritable(
            "{path} cannot be written: {why}.",
            path=place,
            why=error.strerror,
            hint="Is the disk full, or the folder not yours? Nothing was changed.",
        ) from error
