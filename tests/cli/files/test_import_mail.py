"""Mail into the book: idempotent, nobody made in silence, one change, and hostile mailboxes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.books import dump

Crm = Callable[..., Any]


def letter(number: int, sender: str, to: str, *more: str, text: str = "Hello") -> str:
    return "\n".join(
        (
            f"From: {sender}", f"To: {to}", f"Date: Mon, {number:02} Jan 2026 10:00:00 +0000",
            f"Message-ID: <{number}@x.example>", f"Subject: Subject {number}", *more, "", text, "",
        )
    )  # fmt: skip


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A mailbox of two people, a stranger, a newsletter, and an answer of the user's."""
    letters = (
        letter(1, "Ana <ana@x.example>", "me@y.example"),
        letter(2, "me@y.example", "Ana <ana@x.example>, bo@z.example", text="Yes\n\nOn Monday Ana wrote:\n> Hello"),
        letter(3, "Stranger <s@z.example>", "me@y.example"),
        letter(4, "News <ana@x.example>", "me@y.example", "List-Unsubscribe: <x>"),
        letter(5, "Stranger <s@z.example>", "me@y.example, ana@x.example"),
        letter(6, "bo@z.example", "me@y.example"),
    )
    path = tmp_path / "inbox.mbox"
    path.write_text("".join(f"From x Mon Jan  5 10:00:00 2026\n{text}\n" for text in letters))
    return path


def talks(crm: Crm) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(crm("log", "list", "--json", "--sort", "at").out)
    return found


def test_mail_becomes_interactions_of_those_in_the_book(crm: Crm, box: Path, home: Path) -> None:
    crm("contact", "add", "Ana García", "--email", "ana@x.example")
    before = dump(home / "crm.db")
    dry = json.loads(crm("import", "mail", box, "--dry-run", "--json").out)
    assert dump(home / "crm.db") == before
    told = json.loads(crm("import", "mail", box, "--json").out)
    keys = ("messages", "created", "unknown", "automatic", "rejected", "added")
    assert [told[key] for key in keys] == [dry[key] for key in keys] == [6, 3, 2, 1, 0, 0]
    assert told["me"] == ["me@y.example"]
    strangers = {one["email"]: one["messages"] for one in told["strangers"]}
    assert strangers == {"bo@z.example": 2, "s@z.example": 2}
    assert [(one["subject"], one["direction"], one["text"]) for one in talks(crm)] == [
        ("Subject 1", "in", "Hello"), ("Subject 2", "out", "Yes"), ("Subject 5", "in", "Hello"),
    ]  # fmt: skip
    again = json.loads(crm("import", "mail", box, "--json").out)
    assert (again["created"], again["unchanged"], again["change_set"]) == (0, 3, None)
    crm("undo")
    assert dump(home / "crm.db") == before


def test_strangers_are_added_only_on_request(crm: Crm, box: Path) -> None:
    crm("contact", "add", "Ana García", "--email", "ana@x.example")
    crm("import", "mail", box)
    told = json.loads(crm("import", "mail", box, "--add-unknown", "--automatic", "--json").out)
    assert (told["added"], told["created"], told["updated"], told["unchanged"]) == (2, 3, 2, 1)
    assert (
        sorted(json.loads(crm("contact", "list", "--json").out), key=lambda one: one["id"])[1]["name"] == "bo@z.example"
    )
    assert len(talks(crm)) == 6
    crm("undo")
    assert (crm("contact", "list", "--count").out, len(talks(crm))) == ("1\n", 3)


def test_what_was_thrown_away_does_not_come_back(crm: Crm, box: Path) -> None:
    crm("contact", "add", "Ana García", "--email", "ana@x.example")
    crm("import", "mail", box)
    crm("log", "delete", "1")
    assert json.loads(crm("import", "mail", box, "--json").out)["created"] == 0
    assert len(talks(crm)) == 2


def test_a_maildir_a_folder_and_standard_input(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "Ana", "--email", "ana@x.example")
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "1.x:2,S").write_text(letter(1, "ana@x.example", "me@y.example"))
    (tmp_path / "Mail" / "new" / "2.x").write_text(letter(2, "ana@x.example", "me@y.example"))
    (tmp_path / "Mail" / "tmp" / "3.x").write_text(letter(3, "ana@x.example", "me@y.example"))
    (tmp_path / "Mail" / "cur" / "link").symlink_to("/dev/zero")
    (tmp_path / "Mail" / "notes.txt").write_text("nothing")
    assert json.loads(crm("import", "mail", tmp_path / "Mail", "--json").out)["created"] == 2
    said = crm("import", "mail", "-", "--json", stdin=letter(4, "ana@x.example", "me@y.example"))
    assert json.loads(said.out)["created"] == 1
    (tmp_path / "empty").mkdir()
    assert crm("import", "mail", tmp_path / "empty").code == 5
    assert crm("import", "mail", tmp_path / "none").code == 3
    assert crm("import", "mail", "/dev/zero").code == 5
    assert crm("import", "mail", tmp_path / "Mail", "--me", "nonsense").code == 5


def test_a_file_that_is_no_mail_is_told(crm: Crm, tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_bytes(b"\x00\x01\x02 nothing")
    ran = crm("import", "mail", tmp_path / "x.eml")
    assert (ran.code, "It is no e-mail" in ran.err) == (5, True)


@pytest.mark.parametrize("folder", ["eml", "mbox"])
def test_the_nasty_corpus(folder: str, crm: Crm, corpora: Path) -> None:
    expected = {"01_ok.mbox": 2, "05_truncated.mbox": 0, "07_not_mbox.mbox": 0, "15_empty.eml": 0}
    for path in sorted((corpora / "nasty" / folder).iterdir()):
        ran = crm("import", "mail", path, "--add-unknown", "--json")
        assert (ran.code in (0, 5, 7), "Traceback" in ran.err) == (True, False), ran
        report = json.loads(ran.out)
        assert report["created"] + report["unchanged"] == expected.get(
            path.name, report["created"] + report["unchanged"]
        )
        assert report["created"] + report["unchanged"] or report["rejects"][0]["message"]
    listed = crm("log", "list").out + crm("contact", "list").out
    assert not ({chr(code) for code in range(32)} - {"\n", "\t"}) & set(listed)
    if folder == "eml":
        assert crm("find", "boss").code == 0
        assert "boss@company.example" not in crm("contact", "list", "--json").out
        assert not any("/" in line for line in listed.splitlines() if "Attached" in line)


@pytest.mark.parametrize("program", ["cpython", "flanker"])
def test_messages_of_other_programs_come_in_or_say_why_not(program: str, crm: Crm, corpora: Path) -> None:
    seen = 0
    for path in sorted((corpora / "mail" / program).iterdir()):
        if path.name == "EXPECTED.json":
            continue
        for code in (None, 0):
            ran = crm("import", "mail", path, "--add-unknown", "--automatic", "--json")
            assert (ran.code in (0, 5, 7), "went wrong" in ran.err) == (True, False), (path, ran)
            told = json.loads(ran.out)
            assert told["messages"] >= 1, path
            assert all(reject["hint"] for reject in told["rejects"]), path
            assert (
                told["created"] + told["unchanged"] + told["unknown"] + told["updated"] + told["rejected"]
                == told["messages"]
            )
            if code == 0:
                assert told["created"] == 0, "twice is once"
        seen += 1
    assert seen >= 47


def test_rejected_mail_is_mended_and_comes_in(crm: Crm, tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "a.eml").write_bytes(
        b"From: bo@x.example\r\nTo: me@y.example\r\nSubject: =?utf-8?q?H=C3=A9?=\r\n\r\nOne\r\nFrom here\r\n"
    )
    crm("contact", "add", "Bo", "-e", "bo@x.example")
    assert crm("import", "mail", tmp_path / "mails", "--rejects", tmp_path / "r.mbox").code == 5
    text = (tmp_path / "r.mbox").read_bytes()
    assert text.startswith(
        b"From - Thu Jan  1 00:00:00 1970\nX-CRMCLI-Rejected: a.eml, line 1: Nothing says when it was sent."
    )
    assert crm("import", "mail", tmp_path / "r.mbox").code == 5, "as it is it is rejected again"
    (tmp_path / "r.mbox").write_bytes(text.replace(b"Subject:", b"Date: Mon, 23 Nov 2026 09:30 +0100\r\nSubject:"))
    for created in (1, 0):
        assert json.loads(crm("import", "mail", tmp_path / "r.mbox", "--json").out)["created"] == created
    (talk,) = talks(crm)
    assert (talk["subject"], talk["text"]) == ("Hé", "One\nFrom here")


def test_the_mailbox_of_mimekit_is_four_messages_twice(crm: Crm, corpora: Path) -> None:
    path = corpora / "mail" / "mimekit" / "issue1189.mbox.txt"
    for created, unchanged in ((4, 0), (0, 4)):
        told = json.loads(crm("import", "mail", path, "--add-unknown", "--json").out)
        assert (told["created"], told["unchanged"], len(talks(crm))) == (created, unchanged, 4)
