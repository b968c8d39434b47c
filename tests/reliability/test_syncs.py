"""A folder of cards kept the same under bad luck: killed in the middle, two at once, hostile names, after merges."""

import json
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.formats.vcard.reader import cards as read_cards
from tests.reliability.faults import ask, book_of, dangers, on_terminal, run, start, together
from tests.thorough import HEAVY

Crm = Callable[..., Any]
KILLS = 60 if HEAVY else 12
PEOPLE = 40
SEED = int(os.environ.get("CRM_SEED", "0")) or random.randrange(1, 2**32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of cards of people whom the book does not know."""
    path = tmp_path / "cards"
    path.mkdir()
    for number in range(PEOPLE):
        (path / f"new-{number}.vcf").write_text(
            f"BEGIN:VCARD\nVERSION:3.0\nUID:new-{number}\nFN:New {number}\nEMAIL:n{number}@x.example\nX-A:{number}\n"
            "END:VCARD\n",
            encoding="utf-8",
        )
    return path


@pytest.fixture
def known(crm: Crm) -> None:
    """As many people whom the folder does not know."""
    lines = "".join(f"contact add 'Old {number}' --email o{number}@x.example\n" for number in range(PEOPLE))
    assert crm("batch", "-", stdin=lines).code == 0


def told(crm: Crm, folder: Path, *words: str) -> dict[str, Any]:
    ran = crm("contacts", "sync", "--vdir", folder, "--json", *words)
    assert ran.code == 0, ran
    found: dict[str, Any] = json.loads(ran.out)
    return {key: value for key, value in found.items() if value not in (0, [], None, False) and key != "folder"}


def uids(folder: Path) -> list[str]:
    """The uid of each card of the folder, every one of which is whole."""
    found = []
    for path in folder.glob("[!.]*.vcf"):
        with path.open("rb") as stream:
            (card,) = read_cards(stream)
        assert card.fault is None, path
        found.append(next(said.text for said in card.properties if said.name == "UID"))
    return sorted(found)


def book(environ: dict[str, str]) -> list[str]:
    return [row[0] for row in ask(book_of(environ), "SELECT uid FROM contact WHERE trashed_at = '' ORDER BY uid")]


@pytest.mark.usefixtures("known")
def test_killed_in_the_middle_it_goes_on_the_next_time(environ: dict[str, str], crm: Crm, folder: Path) -> None:
    print(f"CRM_SEED={SEED}")
    chance = random.Random(SEED)
    for round_ in range(KILLS):
        before = set(uids(folder)) | set(book(environ))
        running = start(environ, "contacts", "sync", "--vdir", folder, "--yes")
        time.sleep(chance.uniform(0.02, 0.6))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert before <= set(uids(folder)) | set(book(environ)), "nobody is lost"
        some = chance.choice(sorted(folder.glob("[!.]*.vcf")))
        text = some.read_text(encoding="utf-8")
        some.write_text(text.replace("END:VCARD", f"NOTE:round {round_}\nEND:VCARD", 1), encoding="utf-8")
        crm("contact", "set", f"o{chance.randrange(PEOPLE)}@x.example", f"job=round {round_}")
    for _time in range(2):
        ran = crm("contacts", "sync", "--vdir", folder, "--prefer", "folder", "--yes")
        assert ran.code == 0, ran
    assert told(crm, folder) == {}
    assert uids(folder) == book(environ)
    assert len(book(environ)) == 2 * PEOPLE, "nobody is there twice"
    assert crm("doctor").code == 0


@pytest.mark.usefixtures("known")
def test_several_at_once_end_the_same_as_one(environ: dict[str, str], crm: Crm, folder: Path) -> None:
    ends = together(environ, [["contacts", "sync", "--vdir", str(folder)]] * 4, at_once=4)
    assert 0 in {end.code for end in ends}
    for end in ends:
        assert end.code == 0 or "Another synchronisation of" in end.told, end
    assert crm("contacts", "sync", "--vdir", folder).code == 0
    assert told(crm, folder) == {}
    assert (uids(folder), len(uids(folder))) == (book(environ), 2 * PEOPLE)


def test_a_merge_and_its_undo_reach_the_folder(environ: dict[str, str], crm: Crm, folder: Path) -> None:
    assert told(crm, folder)["added"] == PEOPLE
    crm("contact", "merge", "1", "2", "--yes")
    assert told(crm, folder) == {"written": 1, "removed": 1}
    assert uids(folder) == book(environ)
    crm("undo")
    assert told(crm, folder) == {"written": 2}
    assert (uids(folder), len(book(environ))) == (book(environ), PEOPLE)


def test_hostile_names_are_only_names(environ: dict[str, str], crm: Crm, folder: Path, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:h-{0}\nFN:H {0}\nEND:VCARD\n"
    names = (
        "-rf.vcf",
        "a\nb.vcf",
        "\x1b[31mred.vcf",
        "\u202egnp.vcf",
        "$(touch pwned).vcf",
        "x" * 250 + ".vcf",
        "%s{0}.vcf",
    )
    for at, name in enumerate(names):
        (folder / name).write_text(card.format(at), encoding="utf-8")
    (folder / os.fsdecode(b"\xff\xfe.vcf")).write_text(card.format("bytes"), encoding="utf-8")
    (tmp_path / "secret.vcf").write_text(card.format("secret"), encoding="utf-8")
    (folder / "link.vcf").symlink_to(tmp_path / "secret.vcf")
    (folder / "passwd.vcf").symlink_to("/etc/passwd")
    (folder / "dangling.vcf").symlink_to(tmp_path / "nothing")
    (folder / "folder.vcf").mkdir()
    os.mkfifo(folder / "fifo.vcf")
    shown = on_terminal(environ, "contacts", "sync", "--vdir", folder, "--dry-run")
    assert dangers(shown.out) == []
    ran = run(environ, "contacts", "sync", "--vdir", folder)
    assert (ran.code, "Traceback" in ran.told) == (7, False), ran
    assert dangers(ran.out + ran.err) == []
    assert {f"h-{at}" for at in range(len(names))} <= set(book(environ))
    assert not {"h-secret", "h-bytes"} & set(book(environ))
    assert (folder / "link.vcf").is_symlink()
    assert (tmp_path / "secret.vcf").read_text(encoding="utf-8") == card.format("secret")
    crm("contact", "set", "uid:h-1-not", "job=x")
    for at in range(len(names)):
        assert crm("contact", "set", f"H {at}", "job=boss").code == 0
    assert crm("contacts", "sync", "--vdir", folder).code == 7, "links are told, and left alone"
    for name in names:
        assert "TITLE:boss" in (folder / name).read_text(encoding="utf-8")
    assert not list(Path.cwd().glob("pwned")) + list(folder.glob("pwned"))
