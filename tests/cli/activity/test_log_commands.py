"""`crm log`: what a person and a script read, what is refused, and that each change can be taken back and forth."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]
UNDO = "`crm undo` takes it back.\n"
CHANNELS = ("call", "meeting", "email", "message", "visit", "note")


@pytest.fixture
def book(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A book with Ana of Telares (2), her firm (1), Grace Hopper (3) and George Boole (4)."""
    monkeypatch.setenv("COLUMNS", "100")
    crm("contact", "add", "Ana García", "--company", "Telares SL", "--email", "ana@telares.example")
    crm("contact", "add", "Grace Hopper")
    crm("contact", "add", "George Boole")
    return crm


def people_read(crm: Crm, *words: str) -> str:
    done = crm(*words, "--format", "table")
    assert (done.code, done.err) == (0, "")
    return str(done.out)


def record(crm: Crm, *words: str) -> dict[str, Any]:
    done = crm(*words, "--json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def everything(crm: Crm) -> str:
    """All that can be seen of the book, without versions and times of change."""
    seen = []
    for words in (("log", "list", "is:all"), ("task", "list", "is:all"), ("contact", "list", "is:all")):
        rows = json.loads(crm(*words, "--json").out)
        seen += [{k: v for k, v in row.items() if k not in ("version", "updated_at", "sequence")} for row in rows]
    return json.dumps(seen)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_is_a_command(book: Crm, channel: str) -> None:
    assert book("log", channel, "ana garcia", "asked for the offer") == (0, "1\tasked for the offer\n", "")
    assert record(book, "log", "show", "1")["channel"] == channel
    assert f"log {channel}" in book("history").out


def test_a_person_reads_what_was_made_and_how_to_take_it_back(book: Crm) -> None:
    said = people_read(
        book, "log", "call", "2", "Grace Hopper", "asked for the offer", "--at", "friday 10:00", "-o", "positive",
        "--minutes", "1h30m", "--direction", "in", "--subject", "Prices", "-t", "vip",
        "--next", "in 2 weeks: send the offer",
    )  # fmt: skip
    assert said == (
        "Logged: call #1\n"
        "  When       Fri 20 Nov 2026 10:00 (2 days ago)\n"
        "  With       Ana García, Grace Hopper\n"
        "  Direction  from them\n"
        "  Subject    Prices\n"
        "  Said       asked for the offer\n"
        "  Outcome    positive\n"
        "  Length     1 h 30 min\n"
        "  Tags       #vip\n"
        "  Next       send the offer, Sun 6 Dec 2026 (in 2 weeks)  (task 1)\n" + UNDO
    )


def test_a_script_reads_the_record_and_the_task(book: Crm) -> None:
    said = record(book, "log", "email", "ana@telares.example", "sent it", "--next", "+3d call her")
    assert (said["id"], said["at"], said["channel"], said["text"]) == (1, "2026-11-22", "email", "sent it")
    assert said["participants"] == [{"id": 2, "name": "Ana García"}]
    assert (said["outcome"], said["minutes"], said["tags"], said["actor"]) == (None, None, [], "ana")
    assert (said["next"]["due"], said["next"]["title"], said["next"]["contact_id"]) == ("2026-11-25", "call her", 2)
    assert record(book, "log", "note", "2", "x")["next"] is None
    plain = book("log", "note", "2", "first\nsecond", "--next", "+3d")
    assert plain == (0, "3\tfirst\n", "Next: Follow up with Ana García (task 2), Wed 25 Nov 2026 (in 3 days).\n")


def test_the_text_comes_from_the_last_word_an_option_or_standard_input(book: Crm) -> None:
    book("log", "note", "2", "3", "the last")
    book("log", "note", "2", "3", "--text", "an option")
    book("log", "note", "2", "-", stdin="piped\nin\n")
    book("log", "note", "2", "--text", "-", stdin="piped")
    book("log", "call", "2", "--outcome", "no-answer")
    rows = json.loads(book("log", "list", "--sort", "id", "--json").out)
    assert [(row["text"], len(row["participants"])) for row in rows] == [
        ("the last", 2), ("an option", 2), ("piped\nin", 1), ("piped", 1), (None, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("call", "ana garcia"), 2, "Who, or what was said, is missing."),
        (("call",), 2, "WHO... TEXT is missing"),
        (("call", "Nobody", "x"), 3, "There is no contact Nobody."),
        (("call", "Ana", "x"), 4, "Nobody is called exactly Ana."),
        (("call", "2", ""), 5, "What was said is missing."),
        (("call", "2", "x", "--outcome", "positiv"), 5, "Did you mean positive?"),
        (("call", "2", "x", "--direction", "up"), 5, "up is no direction."),
        (("call", "2", "x", "--at", "tomorrow"), 5, "2026-11-23 is still to come"),
        (("call", "2", "x", "--at", "31/2"), 5, "31/2 is not a date."),
        (("call", "2", "x", "--next", "send it"), 5, "send it does not begin with a day."),
        (("call", "2", "x", "--next", "yesterday: send it"), 5, "2026-11-21 is past"),
        (("call", "2", "x", "--minutes", "long"), 5, "long is not a length of time."),
        (("lunch",), 2, "There is no command log lunch."),
        (("lunch with Bob",), 3, "There is no contact Bob."),
        (("bought chairs",), 2, "Nobody you know is named in this: bought chairs"),
        (("show", "9"), 3, "There is no interaction 9."),
        (("edit", "9", "--text", "x"), 3, "There is no interaction 9."),
        (("delete", "9"), 3, "There is no interaction 9."),
        (("list", "foo:bar"), 2, "Unknown field foo."),
    ],
)
def test_what_is_refused_writes_nothing(book: Crm, words: tuple[str, ...], code: int, told: str) -> None:
    before = everything(book)
    done = book("log", *words)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert done.err.count("\n") >= 2, "a hint"
    assert everything(book) == before


def test_a_sentence_shows_what_it_was_understood_as(book: Crm) -> None:
    sentence = "Yesterday: lunch with Grace and George @ventas +3d send offer"
    meant = (
        "  When  Sat 21 Nov 2026 (yesterday)\n"
        "  With  Grace Hopper, George Boole\n"
        "  Said  lunch with Grace and George\n"
        "  Tags  #ventas\n"
        "  Next  send offer, Wed 25 Nov 2026 (in 3 days)"
    )
    assert people_read(book, "log", sentence, "--dry-run") == f"Meeting\n{meant}\nNothing was logged.\n"
    assert book("log", "list", "--count").out == "0\n"
    assert people_read(book, "log", sentence) == f"Logged: meeting #1\n{meant}  (task 1)\n{UNDO}"
    assert record(book, "log", "hablé con Ana", "--dry-run")["participants"] == [{"id": 2, "name": "Ana García"}]
    assert book("log", "hablé con Ana") == (0, "2\thablé con Ana\n", "")


def test_the_list_narrows_sorts_and_counts(book: Crm) -> None:
    for day, who in (("1 nov", "2"), ("2 nov", "3"), ("3 nov", "2")):
        book("log", "call", who, f"on {day}", "--at", day)
    assert book("log", "list", "with:ana") == (
        0,
        "3\t2026-11-03\tcall\tAna García\ton 3 nov\t\n1\t2026-11-01\tcall\tAna García\ton 1 nov\t\n",
        "",
    )
    assert book("log", "list", "at:2nov..", "--count").out == "2\n"
    shown = book("log", "list", "--limit", "1", "--format", "table")
    assert (
        shown.out == "#  When       Channel  With        What was said\n3  Tue 3 Nov  call     Ana García  on 3 nov\n"
    )
    assert people_read(book, "log", "list", "nothing") == "No conversation matches.\n"


def test_show_reads_one_whole(book: Crm) -> None:
    book("log", "meeting", "2", "3", "one\ntwo", "--outcome", "sale-closed")
    assert people_read(book, "log", "show", "1") == (
        "Meeting  #1\n"
        "  When     Sun 22 Nov 2026 (today)\n"
        "  With     Ana García, Grace Hopper\n"
        "  Said     one\n"
        "           two\n"
        "  Outcome  sale closed\n"
    )
    assert book("log", "show", "1").out == "1\t2026-11-22\tmeeting\tAna García, Grace Hopper\tone⏎two\tsale-closed\n"
    uid = record(book, "log", "show", "1")["uid"]
    assert record(book, "log", "show", uid[:23])["id"] == 1


def test_edit_by_options(book: Crm) -> None:
    book("log", "call", "2", "first", "--outcome", "busy", "--minutes", "5")
    said = people_read(
        book, "log", "edit", "1", "--text", "second", "--outcome", "none", "--minutes", "none", "--at", "1 nov",
        "--channel", "visit", "--with", "Grace Hopper", "--without", "2", "-t", "new", "--subject", "S",
    )  # fmt: skip
    assert said == (
        "Visit  #1\n  When     Sun 1 Nov 2026 (3 weeks ago)\n  With     Grace Hopper\n  Subject  S\n"
        f"  Said     second\n  Tags     #new\n{UNDO}"
    )
    assert book("log", "edit", "1", "--untag", "NEW", "--text", "-", stdin="third").out == "1\tS\n"
    assert (record(book, "log", "show", "1")["tags"], record(book, "log", "show", "1")["text"]) == ([], "third")


def test_edit_in_the_editor(book: Crm, tmp_path: Path) -> None:
    book("log", "call", "2", "first\nsecond")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ncat "$1" > "$1.seen"\nprintf "changed\\n\\n" > "$1"\ncp "$1.seen" "$SEEN"\n')
    editor.chmod(0o700)
    seen = tmp_path / "seen"
    done = book("log", "edit", "1", EDITOR=str(editor), SEEN=str(seen))
    assert (done.code, done.out) == (0, "1\tchanged\n")
    assert seen.read_text() == "# --\n" * 5 + "first\nsecond\n" + "# --\n" * 5
    assert book("log", "edit", "1", EDITOR="true") == (0, "", "Nothing was changed.\n")
    failed = book("log", "edit", "1", EDITOR="false")
    assert (failed.code, failed.out) == (5, "")
    assert record(book, "log", "show", "1")["text"] == "changed"


def test_delete_moves_to_the_trash(book: Crm) -> None:
    for _ in range(3):
        book("log", "call", "2", "x")
    assert people_read(book, "log", "delete", "1") == f"Moved interaction 1 to the trash. {UNDO}"
    assert people_read(book, "log", "delete", "2", "3") == f"Moved 2 interactions to the trash. {UNDO}"
    assert people_read(book, "log", "delete", "3") == "Nothing was changed: it is in the trash already.\n"
    assert book("log", "list").out == ""
    assert book("log", "list", "is:trashed", "--count").out == "3\n"


WRITES = (
    ("log", "call", "2", "3", "asked", "--tag", "new tag", "--next", "+3d: send"),
    ("log", "Yesterday: lunch with Grace and George @ventas +3d send offer"),
    ("log", "edit", "1", "--text", "other", "--outcome", "busy", "--with", "4", "--tag", "x", "--at", "1 nov"),
    ("log", "delete", "1"),
)


@pytest.mark.parametrize("words", WRITES, ids=" ".join)
def test_what_writes_can_be_undone_and_redone(book: Crm, words: tuple[str, ...]) -> None:
    book("log", "call", "2", "the first")
    before = everything(book)
    assert book(*words).code == 0
    after = everything(book)
    assert after != before
    assert book("undo").code == 0
    assert everything(book) == before
    assert book("redo").code == 0
    assert everything(book) == after


def test_a_read_only_session_logs_nothing(book: Crm) -> None:
    assert book("--readonly", "log", "call", "2", "x").code == 5
    assert book("--readonly", "log", "hablé con Ana", "--dry-run", "--json").code == 0
    assert book("log", "list", "--count").out == "0\n"


def test_hostile_text_is_stored_and_shown_harmlessly(book: Crm) -> None:
    text = "a\x1b[31mred\x9b2J [bold]b[/bold] \u202eevil {name} %s"
    book("log", "call", "2", text, "--subject", text)
    assert record(book, "log", "show", "1")["text"] == text
    for words in (("log", "show", "1"), ("log", "list"), ("timeline", "2"), ("show", "2"), ("find", "evil")):
        for style in ("table", "plain"):
            shown = book(*words, "--format", style).out
            assert "\x1b[31m" not in shown
            assert not {"\x9b", "\u202e"} & set(shown)
            assert "[bold]b[/bold]" in shown or "…" in shown
    long = book("log", "note", "2", "x" * 1_000_001)
    assert (long.code, long.out) == (5, "")
