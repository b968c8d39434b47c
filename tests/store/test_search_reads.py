"""Searching: the indexes give what a look at every text gives, for rare words and for common ones."""

import sqlite3

import pytest

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact
from crmcli.core.values.text import words
from crmcli.services.workspace import Workspace
from crmcli.store.reads import search

NAMES = ("Ana", "Anabel", "Bruno", "Bruna", "Habib", "Hablas")
TEXTS = (
    "Hablamos de la oferta verde", "Habanero y café", "Hablaron sin más", "ofertas rojas", "Übung mit ÖL",
    "habla clara", "nada", "ha", "h h h",
)  # fmt: skip
SOUGHT = (
    "h", "ha", "hab", "habl", "habla", "hablamos", "haban", "ofert ver", "oferta", "zzzz", "habl zzzz", "ubung ol",
    "ana", "bru", "bruno", "verde hablamos", "cafe", "x", "habl ofer",
)  # fmt: skip


@pytest.fixture
def full(workspace: Workspace) -> sqlite3.Connection:
    """A book in which some words are common enough for the index to be asked in the other way."""
    with workspace.writing("import") as unit:
        for at in range(400):
            unit.save(Contact(name=f"{NAMES[at % 6]} {at}", note=TEXTS[at % 9] if at % 5 == 0 else ""))
        for at in range(900):
            day = f"20{10 + at * 7 % 15}-01-{1 + at % 28:02}"
            unit.save(Interaction(at=day, text=TEXTS[at % 9], participants=(1 + at % 400,)))
            unit.save(Task(title=TEXTS[at * 2 % 9], note=TEXTS[at % 9] if at % 7 == 0 else "", due=day))
        for number in (7, 8, 9):
            unit.save(Interaction(at="2026-01-01", text="hablamos", participants=(number,), trashed_at="2026-01-02"))
    return workspace.db


def has(text: str, sought: tuple[str, ...]) -> bool:
    """Whether each word begins a word of the text; a single letter is a whole word."""
    tokens = words(text)
    return all(any(t == word if len(word) == 1 else t.startswith(word) for t in tokens) for word in sought)


@pytest.mark.parametrize("text", SOUGHT)
def test_the_indexes_find_what_the_texts_say(full: sqlite3.Connection, text: str) -> None:
    sought = words(text)
    questions = (
        (search.interactions, "SELECT id, text FROM interaction WHERE trashed_at = ''"),
        (search.tasks, "SELECT id, title || ' ' || note FROM task"),
        (search.with_name_words, "SELECT id, name FROM contact"),
        (search.contacts, "SELECT id, name || ' ' || note FROM contact"),
    )
    for question, everything in questions:
        expected = {number for number, told in full.execute(everything) if has(told, sought)}
        assert set(question(full, sought, 1000)) == expected
        some = question(full, sought, 10)
        assert len(some) == min(10, len(expected))
        assert set(some) <= expected


def test_the_newest_come_first(full: sqlite3.Connection) -> None:
    for text in ("hablamos", "haban", "ha"):
        found = search.interactions(full, words(text), 1000)
        days = dict(full.execute("SELECT id, at FROM interaction"))
        assert found == sorted(found, key=lambda number: (days[number], number), reverse=True)


def test_names_whole_and_begun(full: sqlite3.Connection) -> None:
    assert len(search.exactly_named(full, "ana 0", 10)) == 1
    assert search.exactly_named(full, "ana", 10) == []
    assert len(search.named_like(full, "ana ", 100)) == 67
    assert len(search.named_like(full, "ana", 1000)) == 134
    assert [found.name for found in search.whole_words(full, ("ana", "6"))] == ["Ana 6"]
    assert search.whole_words(full, ("an",)) == []
    assert len(search.whole_words(full, ("ana",))) == 20


def test_hits_tell_what_they_are(full: sqlite3.Connection) -> None:
    (hit,) = search.found_interactions(full, [1])
    assert (hit.noun, hit.kind, hit.title, hit.detail, hit.date) == (
        "interaction", "note", "Hablamos de la oferta verde", "Ana 0", "2010-01-01",
    )  # fmt: skip
    assert [hit.id for hit in search.found_tasks(full, [3, 99999, 1])] == [3, 1]
    assert search.found_contacts(full, [2])[0][2:] == ("person", "Anabel 1", "", "")
