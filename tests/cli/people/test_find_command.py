"""`crm find`: everything at once, best first, for people and for scripts."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Crm = Callable[..., Any]


@pytest.fixture
def book(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A book with Ana of Telares (2), her firm (1), Anabel (3), a call and a promise about Ana."""
    monkeypatch.setenv("COLUMNS", "100")
    crm(
        "contact",
        "add",
        "Ana Núñez",
        "--company",
        "Telares SL",
        "--job",
        "CEO",
        "-e",
        "ana@telares.example",
        "-p",
        "600 111 222",
    )
    crm("contact", "add", "Anabel")
    crm("log", "call", "Anabel", "talked about Ana", "--at", "yesterday", "--next", "+3d: ask Ana")
    return crm


def test_people_first_then_what_was_said_and_promised(book: Crm) -> None:
    assert book("find", "ana") == (
        0,
        "contact\t3\tAnabel\t\t2026-11-21\n"
        "contact\t2\tAna Núñez\tCEO, Telares SL\t\n"
        "task\t1\task Ana\tAnabel\t2026-11-25\n"
        "interaction\t1\ttalked about Ana\tAnabel\t2026-11-21\n",
        "",
    )
    assert book("find", "ana", "--format", "table").out == (
        "What    #  Title             Detail           Date\n"
        "person  3  Anabel                             1 d\n"
        "person  2  Ana Núñez         CEO, Telares SL\n"
        "task    1  ask Ana           Anabel           +3 d\n"
        "call    1  talked about Ana  Anabel           1 d\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("ana", "nunez"), ("ANA NÚÑEZ",), ("nuñ",), ("telares",), ("600 111 222",), ("600111222",),
        ("ana@telares.example",), ("2",), ("ceo",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_words_in_any_spelling(book: Crm, words: tuple[str, ...]) -> None:
    assert 2 in [row["id"] for row in json.loads(book("find", *words, "--json").out) if row["noun"] == "contact"]


def test_narrowed_and_limited(book: Crm) -> None:
    def nouns(*words: str) -> list[str]:
        return [line.split("\t")[0] for line in book("find", "ana", *words).lines]

    assert nouns("--in", "task,interaction") == ["task", "interaction"]
    assert nouns("--in", "task", "--in", "contact") == ["contact", "contact", "task"]
    assert len(book("find", "ana", "--limit", "1").lines) == 1
    assert book("find", "ana", "--limit", "0").out == ""


def test_formats(book: Crm) -> None:
    assert json.loads(book("find", "ask", "--json").out) == [
        {"noun": "task", "id": 1, "kind": "follow-up", "title": "ask Ana", "detail": "Anabel", "date": "2026-11-25"}
    ]
    assert book("find", "ask", "--format", "csv").out == (
        "noun,id,kind,title,detail,date\ntask,1,follow-up,ask Ana,Anabel,2026-11-25\n"
    )
    assert book("find", "zzzz", "--json").out == "[]\n"
    assert book("find", "zzzz", "--format", "table").out == "Nothing found.\n"


def test_what_cannot_be_sought(book: Crm) -> None:
    assert (book("find").code, book("find", "--", "-,-").code, book("find", "ana", "--in", "people").code) == (2, 2, 2)


def test_signs_of_the_index_are_words_like_any(book: Crm) -> None:
    for words in (
        '"',
        "ana OR zzzz",
        "NEAR(ana)",
        "name : ana",
        "ana*",
        "^ana",
        "'; DROP TABLE contact; --",
        "-ana",
        "%",
    ):
        assert book("find", "--", words).code in (0, 2), words


def test_a_book_that_is_not_there_is_empty(crm: Crm) -> None:
    assert crm("find", "ana") == (0, "", "")
