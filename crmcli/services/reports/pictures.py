"""Pictures of reports as files: one that crm drew is replaced, anything else is left alone."""

from pathlib import Path

from crmcli.services import files

_BEGINNING = 200
"""Bytes in which a picture says who drew it."""


def write(path: Path, svg: str, *, mark: str) -> None:
    """Write a drawing. Refused where something else is there than a drawing with our mark."""
    with files.new(path, force=_is_ours(path, mark)) as file:
        file.write(svg.encode())


def check(path: Path, *, mark: str) -> None:
    """Refuse a target that `write` would refuse, before the work begins."""
    files.check(path, force=_is_ours(path, mark))


def _is_ours(path: Path, mark: str) -> bool:
    try:
        if not path.is_file() or path.is_symlink():
            return False
        with path.open("rb") as file:
            return mark.encode() in file.read(_BEGINNING)
    except (OSError, ValueError):
        return False
