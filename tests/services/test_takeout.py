"""The whole book out and in again: the same bytes, every noun, nothing from a file that was tampered with."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.services.demo import book
from crmcli.services.people import merging
from crmcli.services.system import history, parcels, takein, takeout
from crmcli.services.workspace import Workspace
from crmcli.store.changes import exchange
from tests.services.full_book import GOES, STAYS, fill
from tests.store.books import dump

Crm = Callable[..., Any]
SEEDS = ("pipeline", "stage")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_export_restored_gives_the_same_export_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    merging.merge(workspace, STAYS, [GOES], "contact merge")
    done = takeout.write(workspace, tmp_path / "out")
    takeout.write(workspace, tmp_path / "out.zip")
    assert {noun for noun, count in done.counts.items() if not count} == {"product", "promotion", "goal"}
    for source in ("out", "out.zip"):
        other = workspace.beside(tmp_path / f"{source}.db")
        takein.restore(other, tmp_path / source, most=parcels.MEGABYTE)
        takeout.write(other, tmp_path / f"{source}-again")
        takeout.write(other, tmp_path / f"{source}-again.zip")
        assert files(tmp_path / f"{source}-again") == files(tmp_path / "out")
        assert (tmp_path / f"{source}-again.zip").read_bytes() == (tmp_path / "out.zip").read_bytes()
        left, right = dump(other.path), dump(workspace.path)
        assert {name: left[name] == rows for name, rows in right.items()} == dict.fromkeys(right, True)
        other.close()


def test_the_sample_business_comes_back_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    there, _sample = book.ready(workspace, path=None, seed=None, reset=False)
    done = takeout.write(there, tmp_path / "out")
    assert {
        noun for noun in ("contact", "deal", "sale", "quote", "invoice", "product") if not done.counts[noun]
    } == set()
    assert (tmp_path / "out" / "contacts.vcf").read_bytes().count(b"BEGIN:VCARD") == done.counts["contact"]
    other = workspace.beside(tmp_path / "other.db")
    takein.restore(other, tmp_path / "out", most=100 * parcels.MEGABYTE)
    takeout.write(other, tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "out")
    there.close()
    other.close()


HOSTILE = (
    "=cmd|' /C calc'!A0", "\x1b[31mred\x9b", "a\u202eb\u2028c\x85d", "]]>&lt;\"'", "END:VCARD",
    "\\n\\,;:", "🚀" * 200, "e\u0301",
    "{{7*7}} %s {0}", "../../etc/passwd", "' OR 1=1 --", "\ufeffx\ufffd", "tab\there",
)  # fmt: skip


def test_a_hostile_book_comes_back_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.writing("fill") as unit:
        for at, text in enumerate(HOSTILE):
            person = Contact(
                name=text, note=f"{text}\n{text}", job_title=text, tags=(f"{at} {text[:20]}",),
                fields=(("size", text),), emails=(Point(f"x{at}@x.example", text[:20]),),
                addresses=(Address("", text),),
                properties=f"X-A:{text}", external_id=text,
            )  # fmt: skip
            number = unit.save(person)
            unit.save(Interaction(at="2026-11-01", channel="call", subject=text, text=text, participants=(number,)))
            unit.save(Task(title=text, note=text, due="2026-12-01", contact_id=number))
    takeout.write(workspace, tmp_path / "out")
    other = workspace.beside(tmp_path / "other.db")
    takein.restore(other, tmp_path / "out", most=100 * parcels.MEGABYTE)
    takeout.write(other, tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "out")
    assert dump(other.path) == dump(workspace.path)
    told = {row[0] for row in other.db.execute("SELECT name FROM contact")}
    assert told == set(HOSTILE)
    other.close()


def test_a_restore_is_one_change(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    takeout.write(workspace, tmp_path / "out")
    other = workspace.beside(tmp_path / "new.db")
    takein.restore(other, tmp_path / "out", most=parcels.MEGABYTE)
    full = dump(other.path)
    history.undo(other)
    assert exchange.count(other.db) == 0
    assert [len(dump(other.path)[noun]) for noun in SEEDS] == [1, 6]
    history.redo(other)
    assert dump(other.path) == full
    with other.writing("test") as unit:
        assert unit.db.execute("INSERT INTO contact (name) VALUES ('x') RETURNING id").fetchone()[0] == 5
    other.close()


def test_every_file_and_folder_is_private(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "Ana")
    assert crm("export", "all", tmp_path / "out").code == 0
    assert crm("export", "all", tmp_path / "out.zip").code == 0
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert (modes, (tmp_path / "out").stat().st_mode & 0o777) == ({0o600}, 0o700)
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == 0o600
    assert crm("export", "all", tmp_path / "out").code == 5
    assert crm("export", "all", tmp_path / "out.zip").code == 5
    assert crm("export", "all", tmp_path / "out.zip", "--force").code == 0
    assert crm("export", "all", tmp_path / "no" / "out").code == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".crm")] == []


def test_a_book_that_is_not_empty_is_left_alone(crm: Crm, tmp_path: Path, home: Path) -> None:
    crm("contact", "add", "Ana")
    crm("export", "all", tmp_path / "out")
    before = dump(home / "crm.db")
    assert crm("restore", tmp_path / "out").code == 5
    assert dump(home / "crm.db") == before
    assert crm("restore", tmp_path / "nothing").code == 3
    dry = crm("--db", tmp_path / "new.db", "restore", tmp_path / "out", "--dry-run", "--json")
    assert (dry.code, (tmp_path / "new.db").exists()) == (0, False), dry
    told = json.loads(crm("--db", tmp_path / "new.db", "restore", tmp_path / "out", "--json").out)
    assert {**json.loads(dry.out), "change_set": told.get("change_set")} == {
        **told,
        "change_set": told.get("change_set"),
    }
    assert (told["records"], told["counts"]["contact"]) == (8, 1)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ('{"id":1,"kind":"person","name":"Mallory"}', "not as it was written"),
        ('{"id":"1","name":"Ana"}', "no number"),
        ('{"id":1,"name":5}', "cannot be the name"),
        ('{"id":1,"name":"Ana","version":"1; DROP TABLE contact"}', "cannot be the version"),
        ('{"id":1,"name":"Ana","points":[{"kind":"email"}]}', "not a list of rows"),
        ('{"id":1,"name":"Ana","secret":"x"}', "There is no secret"),
        ('{"id":1,"name":"\\ud800"}', "not text"),
        ('{"id":1,"name":"Ana","kind":"robot"}', "CHECK"),
        ('{"id":1,"kind":"person","name":"Ana","organisation_id":99}', "FOREIGN KEY"),
        ("[1]", "no record"),
        ("[" * 100_000, "no JSON"),
        ("\x00", "no JSON"),
    ],
)
def test_what_was_tampered_with_is_refused_whole(record: str, says: str, crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "Ana")
    crm("export", "all", tmp_path / "out")
    file = tmp_path / "out" / "records" / "contact.jsonl"
    file.write_text(record + "\n", encoding="utf-8")
    if says != "not as it was written":
        manifest = tmp_path / "out" / "manifest.json"
        told = json.loads(manifest.read_text())
        told["files"]["records/contact.jsonl"]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
        manifest.write_text(json.dumps(told))
    ran = crm("--db", tmp_path / "new.db", "restore", tmp_path / "out")
    assert (ran.code in (1, 5), says in ran.err, "Traceback" in ran.err) == (True, True, False), ran
    assert crm("--db", tmp_path / "new.db", "contact", "list", "is:all", "--count").out in ("0\n", "")


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        ("{}", 5),
        ('{"format":"crmcli export","version":99,"schema":2,"files":{},"numbers":{}}', 5),
        ('{"format":"crmcli export","version":1,"schema":99,"files":{},"numbers":{}}', 5),
        ('{"format":"crmcli export","version":1,"schema":2,"files":{"../x":{}},"numbers":{}}', 1),
        ('{"format":"crmcli export","version":1,"schema":2,"files":{},"numbers":{"sqlite_master":1}}', 1),
        ('{"format":"crmcli export","version":1,"schema":2,"files":[],"numbers":{}}', 1),
        ("not json", 5),
    ],
)
def test_a_manifest_that_is_none_is_refused(manifest: str, code: int, crm: Crm, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("manifest.json", manifest)
    ran = crm("--db", tmp_path / "new.db", "restore", tmp_path / "x.zip")
    assert (ran.code, "Traceback" in ran.err) == (code, False), ran


def test_a_zip_that_is_a_bomb_or_broken_is_refused(crm: Crm, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", "{}")
        packed.writestr("records/contact.jsonl", b"0" * 50_000_000)
    assert crm("restore", tmp_path / "bomb.zip").code == 5
    crm("contact", "add", "Ana")
    crm("export", "all", tmp_path / "out.zip")
    whole = (tmp_path / "out.zip").read_bytes()
    (tmp_path / "short.zip").write_bytes(whole[: len(whole) // 2])
    assert crm("--db", tmp_path / "new.db", "restore", tmp_path / "short.zip").code == 1
    (tmp_path / "flipped.zip").write_bytes(whole[:200] + bytes([whole[200] ^ 255]) + whole[201:])
    ran = crm("--db", tmp_path / "new.db", "restore", tmp_path / "flipped.zip")
    assert (ran.code in (0, 1, 5), "Traceback" in ran.err) == (True, False), ran


def test_archives_of_the_nasty_corpus_are_refused(crm: Crm, corpora: Path) -> None:
    for path in sorted((corpora / "nasty" / "zip").iterdir()):
        ran = crm("restore", path)
        assert (ran.code in (1, 5), "Traceback" in ran.err) == (True, False), ran
