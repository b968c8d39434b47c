"""`crm duplicates review` at a real terminal: two contacts side by side, and what each answer does."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.store.books import dump
from tests.tui.terminals import Terminal, crm

Crm = Callable[..., Any]
TWINS = ("Ana Acosta", "Bruno Benítez", "Carla Cano", "Diego Duarte", "Elena Espina")


@pytest.fixture
def terminal(environ: dict[str, str]) -> Callable[..., Terminal]:
    """The review in a terminal of its own."""
    given = {**environ, "TERM": "xterm-256color", "PYTHONPATH": str(REPOSITORY)}
    return lambda *words, **variables: Terminal(
        *crm("duplicates", "review", *words), environ=given | variables, size=(100, 40)
    )


@pytest.fixture
def twins(crm: Crm) -> None:
    """Five people who are there twice, the second time with a job: 1 and 2 are one, 3 and 4 ..."""
    lines = [
        f"contact add '{name}' --force --email {at}@x.example {more}"
        for at, name in enumerate(TWINS)
        for more in ("--note first", "--job Baker")
    ]
    assert crm("batch", "-", stdin="\n".join(lines) + "\n").code == 0


def people(crm: Crm) -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in json.loads(crm("contact", "list", "--json").out)}


def pairs(crm: Crm) -> list[tuple[int, int]]:
    return [(one["left"], one["right"]) for one in json.loads(crm("duplicates", "list", "--json").out)]


@pytest.mark.usefixtures("twins")
def test_each_answer_does_what_it_says(terminal: Callable[..., Terminal], crm: Crm, home: Path) -> None:
    before = dump(home / "crm.db")
    assert pairs(crm) == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
    with terminal() as review:
        for at, keys in enumerate(("x\nl\n", "r\n", "b\n", "n\n", "s\n"), 1):
            review.wait_for(f"{at} of 5: certain".encode())
            for answer in keys.splitlines():
                asked = review.written.count(b"[q]uit?")
                review.wait_for(b"[q]uit? [s] ")
                review.type(answer.encode() + b"\n")
                if answer == "x":  # no answer: asked again
                    while review.written.count(b"[q]uit?") <= max(asked, 1):
                        assert review.read(5)
        assert review.end() == 0
    told = review.written.decode()
    for said in (
        "Merged Ana Acosta (#2) into Ana Acosta (contact 1)",
        "Merged Bruno Benítez (#3) into",
        "Both stay",
        "Not the same",
    ):
        assert said in told
    assert next(" ".join(line.split()) for line in told.splitlines() if "Baker" in line) == "Job Baker"
    assert "left" in told
    assert "right" in told
    left = people(crm)
    assert sorted(left) == [1, 4, 5, 6, 7, 8, 9, 10]
    assert (left[1]["job_title"], left[1]["note"], left[4]["note"]) == ("Baker", "first", "first")
    assert pairs(crm) == [(9, 10)], "what was skipped comes again, what was decided does not"
    for _answer in range(4):
        assert crm("undo").code == 0
    assert dump(home / "crm.db") == before


@pytest.mark.usefixtures("twins")
def test_quitting_and_leaving_change_nothing(terminal: Callable[..., Terminal], crm: Crm, home: Path) -> None:
    before = dump(home / "crm.db")
    for typed, code in ((b"q\n", 0), (b"\x04", 130), (b"\x03", 130)):
        with terminal() as review:
            review.wait_for(b"[q]uit?")
            review.type(typed)
            assert review.end() == code
    assert dump(home / "crm.db") == before


@pytest.mark.usefixtures("twins")
def test_it_speaks_spanish(terminal: Callable[..., Terminal], crm: Crm) -> None:
    with terminal("--sure", "certain", LANG="es_ES.UTF-8", CRM_LANG="es") as review:
        for answer in (b"i\n", b"d\n", b"a\n", b"q\n"):
            before = review.written.count(b"[q]")
            while review.written.count(b"[q]") <= before - (answer == b"i\n"):
                assert review.read(5)
            review.type(answer)
        assert review.end() == 0
    assert sorted(people(crm)) == [1, 4, 5, 6, 7, 8, 9, 10]
    assert pairs(crm) == [(7, 8), (9, 10)]


def test_three_of_one_are_reviewed_to_the_end(terminal: Callable[..., Terminal], crm: Crm) -> None:
    for job in ("Baker", "Cook", "Smith"):
        assert crm("contact", "add", "Ana Acosta", "--email", "a@x.example", "--job", job, "--force").code == 0
    assert len(pairs(crm)) == 3
    with terminal() as review:
        for at in (1, 2):
            review.wait_for(f"{at} of 3".encode())
            asked = review.written.count(b"[q]uit?")
            while review.written.count(b"[q]uit?") < at:
                assert review.read(5), asked
            review.type(b"l\n")
        assert review.end() == 0
    (ana,) = people(crm).values()
    assert ana["job_title"] == "Baker"
    assert {"Cook", "Smith"} <= set(ana["note"].replace("- Job: ", "").splitlines())


@pytest.mark.usefixtures("twins")
def test_pairs_are_listed_of_those_whom_a_query_picks(crm: Crm) -> None:
    found = json.loads(crm("duplicates", "list", "--query", "name:carla or name:elena", "--json").out)
    assert [(one["left"], one["right"]) for one in found] == [(5, 6), (9, 10)]
    assert crm("duplicates", "list", "--query", "nobody").out == ""
    assert crm("duplicates", "list", "--query", "tga:x").code == 2
