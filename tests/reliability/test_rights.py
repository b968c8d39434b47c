"""Files and folders that are not ours to write, or open to everybody: one line, nothing changed, reading goes on."""

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reliability.faults import assert_whole, book_of, bound_by_modes, fingerprint, mode, number, run

SOMEBODY = 12345


@pytest.fixture
def book(environ: dict[str, str]) -> Iterator[Path]:
    """A book with Ana in it; its folder is opened again at the end."""
    assert run(environ, "contact", "add", "Ana").code == 0
    yield book_of(environ)
    Path(environ["CRM_HOME"]).chmod(0o700)


def lists_ana(environ: dict[str, str], *arguments: str) -> bool:
    listed = run(environ, *arguments, "contact", "list", before=bound_by_modes())
    return (listed.code, listed.err) == (0, b"") and listed.text.startswith("1\tAna\t")


def refuses(environ: dict[str, str], *arguments: str, words: str) -> None:
    refused = run(environ, *arguments, "contact", "add", "Bob", before=bound_by_modes())
    assert (refused.code, refused.out) == (1, b""), refused
    assert words in refused.told
    assert refused.told.startswith("crm: ")
    assert len(refused.told.splitlines()) == 2, "what is, and what to do"


def test_a_read_only_file_is_read_and_not_written(environ: dict[str, str], book: Path) -> None:
    book.chmod(0o400)
    before = fingerprint(book)
    assert lists_ana(environ)
    refuses(environ, words="read-only")
    assert fingerprint(book) == before
    book.chmod(0o600)
    assert run(environ, "contact", "add", "Bob", before=bound_by_modes()).code == 0


def test_a_read_only_folder_is_read_and_not_written(environ: dict[str, str], book: Path) -> None:
    book.with_name("crm.db.lock").chmod(0o400)
    book.parent.chmod(0o500)
    before = fingerprint(book)
    assert lists_ana(environ)
    refuses(environ, words="Permission denied")
    assert fingerprint(book) == before
    assert {path.name for path in book.parent.iterdir()} == {"crm.db", "crm.db.lock"}
    book.parent.chmod(0o700)
    book.with_name("crm.db.lock").chmod(0o600)
    assert run(environ, "contact", "add", "Bob", before=bound_by_modes()).code == 0


def test_a_read_only_file_system_is_read_and_not_written(environ: dict[str, str], book: Path) -> None:
    folder = book.parent
    mounts = (["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,ro,bind", str(folder)])
    if os.geteuid() != 0 or subprocess.run(mounts[0], capture_output=True, check=False).returncode:
        pytest.skip("only root can make a file system read-only")
    try:
        subprocess.run(mounts[1], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (folder / "anything").touch()
        before = fingerprint(book)
        assert lists_ana(environ)
        refuses(environ, words="Read-only file system")
        assert fingerprint(book) == before
    finally:
        subprocess.run(["umount", folder], check=True)
    assert run(environ, "contact", "add", "Bob").code == 0


def test_the_folder_of_somebody_else(environ: dict[str, str], tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    os.chown(theirs, SOMEBODY, SOMEBODY)
    environ["CRM_HOME"] = str(theirs)
    refused = run(environ, "contact", "add", "Bob", before=bound_by_modes())
    assert refused.code in (1, 2)
    assert (refused.out, refused.told[:5]) == (b"", "crm: ")
    assert "Permission denied" in refused.told
    assert str(theirs) in refused.told
    listed = run(environ, "contact", "list", before=bound_by_modes())
    assert listed.code in (1, 2)
    assert "Permission denied" in listed.told
    assert list(theirs.iterdir()) == []
    below = run(environ, "--db", str(theirs / "deeper" / "crm.db"), "contact", "list", before=bound_by_modes())
    assert below.code in (1, 2)
    assert len(below.told.splitlines()) <= 2


def test_a_file_of_somebody_else(environ: dict[str, str], book: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(book, SOMEBODY, SOMEBODY)
    refused = run(environ, "contact", "list", before=bound_by_modes())
    assert (refused.code, refused.out) == (1, b"")
    assert "cannot be read" in refused.told
    os.chown(book, 0, 0)
    assert lists_ana(environ)


def test_a_folder_that_everybody_may_write_is_refused(environ: dict[str, str], book: Path) -> None:
    book.parent.chmod(0o777)
    before = fingerprint(book)
    for words in (("contact", "list"), ("contact", "add", "Bob")):
        refused = run(environ, *words)
        assert (refused.code, refused.out) == (1, b"")
        assert f"Everybody may write in {book.parent}" in refused.told
    assert fingerprint(book) == before
    book.parent.chmod(0o1777)
    assert lists_ana(environ), "in a sticky folder, such as /tmp, nobody else can replace it"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
def test_files_are_private_whatever_the_mask(environ: dict[str, str], tmp_path: Path, mask: int) -> None:
    user = tmp_path / "user"
    user.mkdir(mode=0o755)
    del environ["CRM_HOME"]
    environ["HOME"] = str(user)
    for words in (["contact", "add", "Ana"], ["config", "set", "currency", "EUR"], ["backup", "create"]):
        assert run(environ, *words, umask=mask).code == 0
    people = tmp_path / "people.csv"
    people.write_text("Name,E-mail\nBob,bob@x.example\nNobody,not-an-address\n,\n", encoding="utf-8")
    assert run(environ, "import", people, "--save-profile", "mine", umask=mask).code in (0, 7)
    found = list(user.rglob("*"))
    assert {path.name for path in found if path.is_file()} >= {"crm.db", "crm.db.lock"}
    open_to_others = {str(path.relative_to(user)): oct(mode(path)) for path in found if mode(path) & 0o077}
    assert open_to_others == {}


def test_a_second_hard_link_is_refused(environ: dict[str, str], book: Path) -> None:
    other = book.with_name("other.db")
    os.link(book, other)
    before = fingerprint(book)
    for arguments in (["contact", "list"], ["contact", "add", "Bob"], ["--db", str(other), "contact", "list"]):
        refused = run(environ, *arguments)
        assert (refused.code, refused.out) == (1, b"")
        assert "2 hard links" in refused.told
    assert fingerprint(book) == before
    other.unlink()
    assert lists_ana(environ)


def test_a_symbolic_link_is_followed_once_for_book_and_lock(
    environ: dict[str, str], book: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(book)
    assert run(environ, "--db", str(link), "contact", "add", "Bob").code == 0
    assert number(book, "SELECT count(*) FROM contact") == 2
    assert link.is_symlink()
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("link")} == {"link.db"}
    assert_whole(book)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
        (lambda path: path.symlink_to("/dev/zero"), "not a file"),
        (lambda path: os.mkfifo(path, 0o600), "not a file"),
        (lambda path: path.mkdir(), "not a file"),
        (lambda path: path.symlink_to(path.parent / "nowhere"), "There is no book"),
    ],
    ids=["loop", "device", "pipe", "folder", "dangling"],
)
def test_what_is_no_file_is_refused_before_it_is_opened(
    environ: dict[str, str], tmp_path: Path, made: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "book.db"
    made(path)
    for verb in (["contact", "list"], ["contact", "add", "Bob"]):
        refused = run(environ, "--db", str(path), *verb, timeout=10)
        assert refused.code in (1, 3), refused
        assert refused.out == b""
        assert refused.told.startswith("crm: ")
        assert words in refused.told or "There is no book" in refused.told
    assert stat.S_IFMT(path.lstat().st_mode) != stat.S_IFREG


def test_the_book_of_a_user_stays_theirs_when_root_writes(environ: dict[str, str], tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can write as root")
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    os.chown(theirs, SOMEBODY, SOMEBODY)
    environ["CRM_HOME"] = str(theirs)
    assert run(environ, "contact", "add", "Ana").code == 0
    assert {path.stat().st_uid for path in theirs.iterdir()} == {SOMEBODY}
