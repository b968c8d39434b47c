"""Files that are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from crmcli.core.errors import Refused, Unwritable
from crmcli.services import files


def test_a_file_stands_there_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / ("ñ" * 100 + ".csv")
    before = os.umask(0)
    try:
        with files.new(path) as file:
            file.write(b"half")
            assert not path.exists()
            file.write(b" and half")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"half and half"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def fail(path: Path, *, force: bool = False) -> None:
    with files.new(path, force=force) as file:
        file.write(b"half")
        raise ValueError("oops")


def lose(path: Path) -> None:
    with files.new(path) as file:
        file.write(b"ours")
        path.write_text("theirs")


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(ValueError, match="oops"):
        fail(path)
    assert list(tmp_path.iterdir()) == []
    path.write_text("old")
    with pytest.raises(ValueError, match="oops"):
        fail(path, force=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_left_by_a_program_that_was_killed_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".crm-{os.getpid()}.part").write_text("left")
    with files.new(tmp_path / "file") as file:
        file.write(b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_whoever_was_faster_keeps_the_name(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(Refused, match="there already"):
        lose(path)
    assert path.read_text() == "theirs"


def test_links_folders_and_devices_are_never_replaced(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    for path in (link, tmp_path, Path("/dev/null")):
        for force in (False, True):
            with pytest.raises(Refused), files.new(path, force=force):
                pass
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("name", ["no/such/folder/file", "a\0b", "x" * 300])
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unwritable), files.new(tmp_path / name):
        pass
