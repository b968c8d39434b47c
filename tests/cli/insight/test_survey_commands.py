"""Answers to surveys: by hand and out of files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran
from tests.store.books import dump

Run = Callable[..., Ran]
FILE = """Marca temporal;Correo;Puntuación;Comentario
01/10/2026 10:15;ana@x.example;9;Muy bien
02/10/2026 11:00;bea@x.example;0;
02/10/2026 11:00;zoe@x.example;7;
03/10/2026 11:00;ana@x.example;11;
03/10/2026 11:00;ana@x.example;8,5;
01/01/2027 11:00;ana@x.example;8;
"""


@pytest.fixture
def people(crm: Run) -> Run:
    """A book with Ana, who works for Telares, and Bea."""
    crm("contact", "add", "Ana García", "--email", "ana@x.example", "--company", "Telares SL")
    crm("contact", "add", "Bea", "--email", "bea@x.example")
    return crm


def answers(crm: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(crm("survey", "list", *words, "--json").out)
    return found


def number(crm: Run, name: str) -> int:
    found: int = json.loads(crm("contact", "show", name, "--json").out)["id"]
    return found


def test_an_answer_is_written_down_listed_and_thrown_away(people: Run, home: Path) -> None:
    before = dump(home / "crm.db")
    told = people(
        "survey", "answer", "Ana García", "9", "--kind", "nps", "--channel", "web", "--note", "Fast", "--at",
        "yesterday", "--phase", "after",
    )  # fmt: skip
    assert (told.code, told.out) == (0, "1\tAna García, NPS 9\n")
    (first,) = answers(people)
    assert [first[key] for key in ("date", "contact", "kind", "score", "phase", "channel", "note", "sale_id")] == [
        "2026-11-21", "Ana García", "nps", 9, "after", "web", "Fast", None,
    ]  # fmt: skip
    people("undo")
    assert dump(home / "crm.db")["answer"] == before["answer"]
    people("redo")
    people("survey", "answer", "bea@x.example", "0", "--kind", "NPS")
    people("survey", "answer", "Bea", "5", "--kind", "csat", "--at", "2026-10-01")
    for words, scores in (
        ((), [0, 9, 5]), (("--kind", "nps"), [0, 9]), (("name:ana",), [9]), (("--from", "2026-11-01"), [0, 9]),
        (("--to", "2026-10-31"), [5]), (("--channel", "WEB"), [9]), (("--phase", "after"), [9]),
        (("--limit", "1"), [0]),
    ):  # fmt: skip
        assert [one["score"] for one in answers(people, *words)] == scores, words
    assert people("survey", "delete", "1").out == "1\tAna García, NPS 9\n"
    assert people("survey", "delete", "1").code == 5
    assert people("trash", "restore", "answer:1").code == 0
    assert len(answers(people)) == 3
    people("survey", "delete", "1", "2")
    assert people("trash", "empty", "--yes").code == 0
    people("undo")
    people("undo")
    assert [one["score"] for one in answers(people)] == [0, 9, 5]


@pytest.mark.parametrize(
    ("words", "code", "told", "way_out"),
    [
        (("Bea", "11", "--kind", "nps"), 5, "11 is no answer to NPS.", "NPS takes a whole number from 0 to 10."),
        (("Bea", "0", "--kind", "csat"), 5, "0 is no answer to CSAT.", "CSAT takes a whole number from 1 to 5."),
        (("Bea", "8", "--kind", "ces"), 5, "8 is no answer to CES.", "CES takes a whole number from 1 to 7."),
        (("Bea", "7.5", "--kind", "nps"), 5, "7.5 is no answer to NPS.", "a whole number"),
        (("Bea", "ten", "--kind", "nps"), 5, "ten is no answer to NPS.", "a whole number"),
        (("Bea", "1" * 5000, "--kind", "nps"), 5, "is no answer to NPS.", "a whole number"),
        (("Bea", "--kind", "nps", "--", "-1"), 5, "-1 is no answer to NPS.", "a whole number"),
        (("Bea", "9"), 2, "Which question was answered is missing.", "--kind nps, csat or ces"),
        (("Bea", "9", "--kind", "nsp"), 5, "nsp is no kind.", "Did you mean nps?"),
        (("Bea", "9", "--kind", "nps", "--phase", "during"), 5, "during is no phase.", "before, after"),
        (("Bea", "9", "--kind", "nps", "--at", "tomorrow"), 5, "2026-11-23 is still to come.", "today or before"),
        (("Zoe", "9", "--kind", "nps"), 3, "There is no contact Zoe.", "`crm find WORDS`"),
        (("Bea", "9", "--kind", "nps", "--sale", "7"), 3, "There is no sale 7.", "`crm sale list`"),
        (("Bea", "9", "--kind", "nps", "--sale", "1"), 5, "Sale S-1 is Telares SL's.", "`crm sale list --contact"),
    ],
)
def test_a_bad_answer_is_refused(people: Run, words: tuple[str, ...], code: int, told: str, way_out: str) -> None:
    people("sale", "add", "Telares SL", "--total", "90", "--number", "S-1")
    ran = people("survey", "answer", *words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert way_out in ran.err
    assert answers(people) == []


def test_a_sale_is_of_the_one_who_answers_or_their_firm(people: Run) -> None:
    people("sale", "add", "Telares SL", "--total", "90", "--number", "S-1")
    people("survey", "answer", "Ana García", "4", "--kind", "csat", "--sale", "S-1")
    people("survey", "answer", "Ana García", "5", "--kind", "csat", "--sale", "S-1", "--phase", "before")
    assert [(one["sale_id"], one["phase"]) for one in answers(people)] == [(1, "before"), (1, "after")]
    gone = people("survey", "delete", "3")
    assert (gone.code, gone.err) == (3, "crm: There is no survey answer 3.\n  `crm survey list` shows the newest.\n")


def test_a_detractor_is_worth_a_call(people: Run) -> None:
    told = people("survey", "answer", "Bea", "6", "--kind", "nps", "--format", "table")
    line = f'crm task add "Call Bea" --contact {number(people, "Bea")} --due 2d'
    assert line in told.err
    assert people("task", "add", "Call Bea", "--contact", "Bea", "--due", "2d").code == 0


def test_a_file_is_taken_once_and_its_bad_rows_are_put_aside(people: Run, tmp_path: Path, home: Path) -> None:
    file, rejects = tmp_path / "answers.csv", tmp_path / "rejects.csv"
    file.write_text(FILE, encoding="utf-8")
    before = dump(home / "crm.db")
    dry = people("survey", "import", file, "--kind", "nps", "--dry-run")
    assert (dry.code, dry.out) == (
        7, "answers.csv: 2 to create, 0 to update, 0 unchanged, 4 to reject. Nothing was changed.\n",
    )  # fmt: skip
    assert dump(home / "crm.db") == before
    done = people("survey", "import", file, "--kind", "nps", "--rejects", rejects)
    assert done.code == 7
    for reason in (
        "line 4, is rejected: There is no contact zoe@x.example.", "line 5, is rejected: 11 is no answer to NPS.",
        "line 6, is rejected: 8,5 is no answer to NPS.", "line 7, is rejected: 2027-01-01 is still to come.",
    ):  # fmt: skip
        assert reason in done.err
    assert [(one["date"], one["score"], one["note"]) for one in answers(people)] == [
        ("2026-10-02", 0, None), ("2026-10-01", 9, "Muy bien"),
    ]  # fmt: skip
    again = people("survey", "import", file, "--kind", "nps", "--rejects", tmp_path / "again.csv")
    assert "0 created, 0 updated, 2 unchanged, 4 rejected" in again.out
    mended = rejects.read_text(encoding="utf-8").replace("zoe@", "bea@").replace("8,5", "8").replace(";11;", ";10;")
    rejects.write_text(mended.replace("01/01/2027", "01/11/2026").replace(",11,", ",10,"), encoding="utf-8")
    assert people("survey", "import", rejects, "--kind", "nps").code == 0
    assert len(answers(people)) == 6
    people("undo")
    people("undo")
    assert dump(home / "crm.db")["answer"] == before["answer"]


def test_the_same_file_of_another_question_is_other_answers(people: Run) -> None:
    text = "contact,score,date\nBea,5,2026-10-01\nBea,5,2026-10-01\n"
    for options in (
        ("--kind", "csat"), ("--kind", "ces"), ("--kind", "csat", "--phase", "after"),
        ("--kind", "csat", "--channel", "web"),
    ):  # fmt: skip
        assert "2 created, 0 updated, 0 unchanged" in people("survey", "import", "-", *options, stdin=text).out
        loud = (options[0], options[1].upper(), *options[2:])
        assert "0 created, 0 updated, 2 unchanged" in people("survey", "import", "-", *loud, stdin=text).out
    assert sorted(one["kind"] for one in answers(people)) == ["ces"] * 2 + ["csat"] * 6
    told = "contact,score,date,kind\nBea,4,2026-10-01,ces\n"
    assert "1 created" in people("survey", "import", "-", stdin=told).out
    assert "1 unchanged" in people("survey", "import", "-", "--kind", "csat", stdin=told).out


def test_an_external_id_is_updated_and_a_row_can_say_its_question(people: Run) -> None:
    text = "id,contact,score,kind\nA1,Bea,9,nps\nA2,Bea,4,CSAT\nA3,Bea,4,\n"
    done = people("survey", "import", "-", stdin=text)
    assert (done.code, "Nothing says which question was answered." in done.err) == (7, True), done.err
    done = people("survey", "import", "-", stdin="id,contact,score\nA1,Bea,10\n")
    assert "0 created, 1 updated" in done.out
    assert sorted((one["kind"], one["score"]) for one in answers(people)) == [("csat", 4), ("nps", 10)]
    taken = people("survey", "answer", "Bea", "9", "--kind", "nps", "--external-id", "A1")
    assert (taken.code, "has the external id A1 already" in taken.err) == (5, True)
    refused = people("survey", "import", "-", stdin="who,what\nBea,9\n")
    assert (refused.code, '--map "Column=score"' in refused.err) == (5, True)


def test_it_is_told_as_its_schema_says(people: Run) -> None:
    people("survey", "answer", "Bea", "9", "--kind", "nps")
    (one,) = answers(people)
    for noun in ("answer", "survey"):
        schema = json.loads(people("schema", noun).out)
        assert schema["required"] == list(one)
        assert schema["properties"]["kind"] == {"enum": ["nps", "csat", "ces"]}


def test_the_last_answer_is_a_field_of_the_search_language(people: Run) -> None:
    for who, score, kind, day in (
        ("Bea", "3", "nps", "2026-11-01"), ("Bea", "9", "nps", "2026-10-01"), ("Ana García", "10", "nps", "2026-10-01"),
        ("Ana García", "2", "csat", "2026-10-01"), ("Ana García", "0", "nps", "2026-10-01"),
    ):  # fmt: skip
        people("survey", "answer", who, score, "--kind", kind, "--at", day)
    people("survey", "delete", "5")
    for query, names in (
        ("nps>=9", ["Ana García"]), ("nps<9", ["Bea"]), ("nps:3..9", ["Bea"]), ("csat:any", ["Ana García"]),
        ("nps:none", ["Telares SL"]), ("not nps<9", ["Ana García", "Telares SL"]),
        ("csat<4 or nps:3", ["Ana García", "Bea"]),
        ("ces:any", []),
    ):  # fmt: skip
        found = json.loads(people("contact", "list", query, "--json").out)
        assert [one["name"] for one in found] == names, query
    assert people("contact", "list", "nps:good").code == 2


def test_answers_are_in_the_history_and_on_the_card(people: Run) -> None:
    people("survey", "answer", "Ana García", "3", "--kind", "nps", "--at", "2026-10-01")
    people(
        "survey",
        "answer",
        "Ana García",
        "9",
        "--kind",
        "nps",
        "--at",
        "2026-11-01",
        "--note",
        "Fast",
        "--channel",
        "web",
    )
    people("survey", "answer", "Ana García", "4", "--kind", "csat", "--at", "2026-10-02")
    people("log", "call", "Ana García", "Thanked her", "--at", "2026-10-15")
    told = json.loads(people("timeline", "Telares SL", "--json").out)
    assert [(one["at"][:10], one["kind"], one["title"], one["detail"], one["with"]) for one in told] == [
        ("2026-11-01", "answer", "NPS 9  Fast", "web", ["Ana García"]),
        ("2026-10-15", "call", "Thanked her", None, ["Ana García"]),
        ("2026-10-02", "answer", "CSAT 4", None, ["Ana García"]),
        ("2026-10-01", "answer", "NPS 3", None, ["Ana García"]),
    ]  # fmt: skip
    only = json.loads(people("timeline", "Ana García", "--channel", "answer", "--since", "2026-10-02", "--json").out)
    assert [one["title"] for one in only] == ["NPS 9  Fast", "CSAT 4"]
    assert json.loads(people("timeline", "Ana García", "--channel", "sale", "--json").out) == []
    card = json.loads(people("show", "Ana García", "--json").out)
    assert [(one["kind"], one["score"]) for one in card["answers"]] == [("nps", 9), ("csat", 4)]
    drawn = people("show", "Telares SL", "--format", "table").out
    assert "Satisfaction" in drawn
    assert "NPS 9 (1 Nov 2026)  CSAT 4 (2 Oct 2026)" in drawn


def test_a_merge_moves_answers_and_an_export_carries_them(people: Run, tmp_path: Path, home: Path) -> None:
    people("sale", "add", "Bea", "--total", "90", "--number", "S-1")
    people("survey", "answer", "Bea", "0", "--kind", "nps", "--sale", "S-1", "--note", "Sí\nno", "--channel", "web")
    assert "1 survey answer" in people("contact", "merge", "Ana García", "Bea", "--yes", "--format", "table").out
    assert [(one["contact"], one["score"]) for one in answers(people)] == [("Ana García", 0)]
    before = dump(home / "crm.db")
    assert people("export", "all", tmp_path / "all").code == 0
    other = {"CRM_DB": str(tmp_path / "other.db")}
    assert people("restore", tmp_path / "all", **other).code == 0
    after = dump(tmp_path / "other.db")
    assert after["answer"] == before["answer"]
    assert people("export", "all", tmp_path / "again", **other).code == 0
    first, again = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).rglob("*") if path.is_file()}
        for folder in ("all", "again")
    )
    assert first == again
    assert '"score":0' in first["answer.jsonl"].decode()
    assert '"note":"Sí\\nno"' in first["answer.jsonl"].decode()
    people("undo")
    assert [one["contact"] for one in answers(people)] == ["Bea"]


def test_emptying_the_trash_takes_along_what_a_contact_answered(people: Run, home: Path) -> None:
    people("sale", "add", "Telares SL", "--total", "90", "--number", "S-1")
    people("survey", "answer", "Bea", "5", "--kind", "csat")
    people("survey", "answer", "Bea", "4", "--kind", "csat")
    people("survey", "delete", "2")
    people("survey", "answer", "Ana García", "9", "--kind", "nps", "--sale", "S-1")
    before = dump(home / "crm.db")
    people("contact", "delete", "Bea")
    told = people("trash", "empty", "--yes")
    assert (told.code, told.err) == (0, "")
    assert [one["contact"] for one in answers(people)] == ["Ana García"]
    assert json.loads(people("trash", "list", "--json").out) == []
    people("undo")
    people("undo")
    assert dump(home / "crm.db") == before


def test_who_must_stay_keeps_the_answers_and_the_sales_that_they_are_about(people: Run) -> None:
    people("sale", "add", "Telares SL", "--total", "90", "--number", "S-1")
    people("survey", "answer", "Ana García", "9", "--kind", "nps", "--sale", "S-1")
    people("deal", "add", "Looms", "--contact", "Ana García")
    people("contact", "delete", "Ana García")
    people("sale", "delete", "S-1")
    ran = people("trash", "empty", "--yes")
    assert "deal 1 refers to it" in ran.out + ran.err
    assert "survey answer 1 refers to it" in ran.out + ran.err
    assert len(json.loads(people("trash", "list", "--json").out)) == 2
    people("trash", "restore", "Ana García")
    assert [one["score"] for one in answers(people)] == [9]
