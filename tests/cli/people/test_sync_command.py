"""A folder of cards and the book: both ways, nothing lost, nothing deleted by mistake."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]
ZOE = "BEGIN:VCARD\nVERSION:4.0\nUID:zoe-1\nFN:Zoe New\nEMAIL:zoe@x.example\nX-PET:Tom\nEND:VCARD\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "cards"
    path.mkdir()
    return path


@pytest.fixture
def sync(crm: Crm, folder: Path) -> Callable[..., dict[str, Any]]:
    def run(*words: str, code: int = 0) -> dict[str, Any]:
        ran = crm("contacts", "sync", "--vdir", folder, "--json", *words)
        assert ran.code == code, ran
        told: dict[str, Any] = json.loads(ran.out or ran.err)
        return {key: value for key, value in told.items() if value not in (0, [], None, False) and key != "folder"}

    return run


def cards(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.vcf"))}


def of(folder: Path, word: str) -> Path:
    (path,) = [path for path in folder.glob("*.vcf") if word in path.read_text(encoding="utf-8")]
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def three(crm: Crm, sync: Callable[..., dict[str, Any]], folder: Path) -> Path:
    for name in ("Ana García", "Bruno Díaz", "Carla Ruiz"):
        crm("contact", "add", name, "-e", f"{name[0].lower()}@x.example", "-t", "vip", "--cadence", "3w")
    assert sync() == {"written": 3}
    return folder


def test_both_sides_become_the_same_and_stay_so(crm: Crm, sync: Any, three: Path) -> None:
    before = cards(three)
    assert len(before) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in three.iterdir()} == {0o600}
    (three / "zoe.vcf").write_text(ZOE, encoding="utf-8")
    told = sync()
    assert told.pop("change_set")
    assert told == {"added": 1}
    assert sync() == {}
    assert cards(three) == {**before, "zoe.vcf": ZOE}, "what nobody changed is not written again"


def test_a_change_goes_to_the_other_side(crm: Crm, sync: Any, three: Path) -> None:
    edit(of(three, "Ana"), "a@x.example", "ana@y.example")
    crm("contact", "set", "Bruno Díaz", "job=boss")
    told = sync()
    assert (told["changed"], told["written"]) == (1, 1)
    ana = json.loads(crm("contact", "show", "1", "--json").out)
    assert [point["value"] for point in ana["emails"]] == ["ana@y.example"]
    assert (ana["cadence"], ana["tags"]) == ("3w", ["vip"])
    assert "TITLE:boss" in of(three, "Bruno").read_text(encoding="utf-8")
    assert sync() == {}
    assert crm("undo").code == 0
    assert sync() == {"written": 1}, "an undo is a change of the book"
    assert "a@x.example" in of(three, "Ana").read_text(encoding="utf-8")


def test_a_conflict_is_listed_and_kept_until_somebody_settles_it(crm: Crm, sync: Any, three: Path) -> None:
    path = of(three, "Ana")
    edit(path, "a@x.example", "file@x.example")
    crm("contact", "set", "Ana García", "email=book@x.example")
    for _ in range(2):
        (conflict,) = sync(code=7)["conflicts"]
        assert (conflict["file"], conflict["id"], conflict["reason"]) == (path.name, 1, "Both were changed.")
    assert "file@x.example" in path.read_text(encoding="utf-8")
    assert "book@x.example" in crm("contact", "show", "1").out
    assert sync("--prefer", "book", "--dry-run")["written"] == 1
    assert "file@x.example" in path.read_text(encoding="utf-8")
    assert sync("--prefer", "folder")["changed"] == 1
    assert "file@x.example" in crm("contact", "show", "1").out
    assert sync() == {}


def test_the_same_change_on_both_sides_is_no_conflict(crm: Crm, sync: Any, three: Path) -> None:
    edit(of(three, "Ana"), "a@x.example", "same@x.example")
    crm("contact", "set", "Ana García", "email=same@x.example")
    assert "conflicts" not in sync()
    assert sync() == {}


def test_deleting_asks_where_more_than_a_fifth_would_go(crm: Crm, sync: Any, three: Path) -> None:
    of(three, "Ana").unlink()
    ran = crm("contacts", "sync", "--vdir", three)
    assert (ran.code, "needs a yes" in ran.err) == (2, True)
    assert json.loads(crm("contact", "list", "--json").out)[0]["name"] == "Ana García"
    told = sync("--yes")
    assert told["trashed"] == 1
    assert crm("trash", "list").out.count("Ana") == 1
    crm("contact", "delete", "Bruno Díaz")
    assert sync("--yes") == {"removed": 1}
    assert next(iter(cards(three).values())).count("Carla") >= 1
    assert len(cards(three)) == 1


def test_a_few_deletions_need_no_yes(crm: Crm, sync: Any, folder: Path) -> None:
    for number in range(10):
        crm("contact", "add", f"Person {number}", "-e", f"p{number}@x.example")
    sync()
    of(folder, "Person 3").unlink()
    assert sync()["trashed"] == 1
    crm("undo")
    assert sync() == {"written": 1}


def test_an_emptied_folder_deletes_nothing(crm: Crm, sync: Any, three: Path) -> None:
    for path in three.glob("*.vcf"):
        path.unlink()
    for words in ((), ("--yes",), ("--prefer", "folder")):
        told = sync(*words, code=5)
        assert "nothing was deleted" in json.dumps(told)
    assert len(json.loads(crm("contact", "list", "--json").out)) == 3
    assert sync("--fresh") == {"written": 3}


def test_gone_here_and_changed_there_is_a_conflict(crm: Crm, sync: Any, three: Path) -> None:
    edit(of(three, "Ana"), "a@x.example", "new@x.example")
    crm("contact", "delete", "Ana García")
    of(three, "Bruno").unlink()
    crm("contact", "set", "Bruno Díaz", "job=boss")
    told = sync(code=7)
    assert sorted(each["reason"] for each in told["conflicts"]) == [
        "The contact is gone, and the file was changed.",
        "The file is gone, and the contact was changed.",
    ]
    told = sync("--prefer", "folder", "--yes")
    assert (told["added"], told["trashed"]) == (1, 1)
    assert "new@x.example" in crm("contact", "show", "1").out, "out of the trash again"


def test_a_first_meeting_unites_and_contradictions_are_conflicts(crm: Crm, sync: Any, folder: Path) -> None:
    crm("contact", "add", "Zoe New", "-e", "zoe@x.example", "-p", "600111222")
    crm("contact", "add", "Ana García", "-e", "a@x.example", "--job", "boss")
    (folder / "zoe.vcf").write_text(ZOE, encoding="utf-8")
    (folder / "ana.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nUID:other\nFN:Ana García\nTITLE:clerk\nEMAIL:a@x.example\nEND:VCARD\n",
        encoding="utf-8",
    )
    told = sync(code=7)
    assert [each["name"] for each in told["conflicts"]] == ["Ana García"]
    zoe = (folder / "zoe.vcf").read_text(encoding="utf-8")
    assert "600111222" in zoe
    assert "X-PET:Tom" in zoe
    assert "VERSION:4.0" in zoe
    assert len(json.loads(crm("contact", "list", "--json").out)) == 2
    assert sync("--prefer", "book") == {"written": 1}
    assert sync() == {}


def test_a_file_under_a_new_name_is_the_same(crm: Crm, sync: Any, three: Path) -> None:
    of(three, "Ana").rename(three / "moved.vcf")
    assert sync() == {}
    crm("contact", "set", "Ana García", "job=boss")
    assert sync() == {"written": 1}
    assert "TITLE:boss" in (three / "moved.vcf").read_text(encoding="utf-8")
    assert len(cards(three)) == 3


def test_what_cannot_be_read_is_left_alone(crm: Crm, sync: Any, three: Path) -> None:
    kept = {"two.vcf": ZOE + ZOE, "cut.vcf": "BEGIN:VCARD\nFN:x\n", "big.vcf": "not a card"}
    for name, text in kept.items():
        (three / name).write_text(text, encoding="utf-8")
    (three / "link.vcf").symlink_to(of(three, "Ana"))
    of(three, "Bruno").write_text("garbage", encoding="utf-8")
    told = sync(code=7)
    assert len(told["conflicts"]) == 5
    assert {name: (three / name).read_text(encoding="utf-8") for name in kept} == kept
    assert len(json.loads(crm("contact", "list", "--json").out)) == 3


def test_undoing_an_addition_brings_it_again_and_deletes_no_file(crm: Crm, sync: Any, three: Path) -> None:
    (three / "zoe.vcf").write_text(ZOE, encoding="utf-8")
    sync()
    crm("undo")
    assert sync()["added"] == 1
    assert (three / "zoe.vcf").read_text(encoding="utf-8") == ZOE


def test_hostile_uids_stay_in_the_folder(crm: Crm, sync: Any, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    uids = ("../../evil", "con", "a/b", ".hidden", "x" * 300, "UP", "up", "\u202e")
    path.write_text("".join(f"BEGIN:VCARD\nUID:{uid}\nFN:P{at}\nEND:VCARD\n" for at, uid in enumerate(uids)), "utf-8")
    crm("import", path)
    assert sync()["written"] == len(uids)
    names = [entry.name for entry in folder.iterdir()]
    assert len({name.lower() for name in names}) == len(uids)
    assert all(name.isascii() and len(name) < 120 and name[0] != "." for name in names)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["cards", "home", "stdin", "x.vcf"]
    assert sync() == {}


def test_only_folders_are_taken(crm: Crm, tmp_path: Path) -> None:
    assert crm("contacts", "sync").code == 2
    assert crm("contacts", "sync", "--vdir", tmp_path / "none").code == 3
    assert crm("contacts", "sync", "--vdir", tmp_path, "--prefer", "me").code == 2
    assert crm("contacts", "sync", "--vdir", tmp_path, "--vcard-version", "2.1").code == 2
    assert crm("contacts", "sync", "--vdir", tmp_path).code == 0
