"""`crm batch` from end to end."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.services.system.batch import LONGEST_LINE

Crm = Callable[..., Any]
SCRIPT = """\
# people
contact add "Ana García" --email ana@x.example

crm contact add Bruno --email bruno@x.example
  log call Bruno 'said "yes"; # no comment'
"""


def names(crm: Crm) -> list[str]:
    return list(crm("contact", "list", "--format", "plain", "--columns", "name").lines)


def changes(crm: Crm) -> list[str]:
    return [line.split("\t")[3] for line in crm("history", "--format", "plain").lines]


def test_each_line_is_a_command_and_a_change(crm: Crm, tmp_path: Path) -> None:
    file = tmp_path / "script"
    file.write_text(SCRIPT, encoding="utf-8")
    ran = crm("batch", file)
    assert (ran.code, ran.out, ran.err) == (0, '1\tAna García\n2\tBruno\n1\tsaid "yes"; # no comment\n', "")
    assert changes(crm) == ["log call", "contact add", "contact add"]
    crm("undo")
    assert names(crm) == ["Ana García", "Bruno"]


def test_standard_input_with_the_marks_of_windows(crm: Crm) -> None:
    assert crm("batch", "-", stdin="\ufeff" + SCRIPT.replace("\n", "\r\n")).code == 0
    assert names(crm) == ["Ana García", "Bruno"]


def test_errors_have_their_line_and_the_others_go_on(crm: Crm) -> None:
    ran = crm(
        "batch",
        "-",
        stdin=SCRIPT + "contact show 99\ncontact lits\ncontact add 'x\ncontact add --emial x\ncontact list\n",
    )
    assert ran.code == 7
    lines = ran.err.splitlines()
    assert lines.pop(6).startswith("crm: line 9: There is no option --emial. Did you mean --email")
    assert lines == [
        "crm: line 6: There is no contact 99.",
        "  `crm find WORDS` searches, `crm contact add` adds.",
        "crm: line 7: There is no command contact lits.",
        "  Did you mean `crm contact list`?",
        "crm: line 8: A quotation mark is opened and never closed.",
        "  Put \\ before a lone apostrophe.",
        "  `crm contact add --help` shows how it is used.",
        "4 of 8 commands failed.",
    ]
    assert len(ran.lines) == 5


def test_errors_as_json_have_their_line_too(crm: Crm) -> None:
    ran = crm("batch", "-", stdin="contact list\ncontact show 99 --json\n")
    assert json.loads(ran.err.splitlines()[0])["line"] == 2


def test_remarks_have_their_line_too(crm: Crm) -> None:
    ran = crm("batch", "-", stdin="contact add Ana\ncontact add Ana\n")
    assert ran.code == 0
    assert ran.err.startswith("line 2: Ana (contact 1) may be the same")


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("", 0),
        ("# nothing\n\n", 0),
        ("contact show 9\ncontact show 8\n", 3),
        ("contact show 9\ncontact lits\n", 5),
        ("contact show 9\ncontact list\n", 7),
    ],
)
def test_the_code_of_all(crm: Crm, script: str, code: int) -> None:
    assert crm("batch", "-", stdin=script).code == code


def test_it_stops_when_it_is_told_to(crm: Crm) -> None:
    ran = crm("batch", "-", "--stop-on-error", stdin="contact add Ana\ncontact show 9\ncontact add Bea\n")
    assert ran.code == 7
    assert "Line 2 failed; nothing after it was run." in ran.err
    assert names(crm) == ["Ana"]


def test_atomic_is_one_change(crm: Crm) -> None:
    ran = crm("batch", "-", "--atomic", stdin=SCRIPT + "contact list bruno --format plain --columns name\n")
    assert ran.code == 0
    assert ran.lines[-1] == "Bruno"
    assert changes(crm) == ["batch"]
    crm("undo")
    assert names(crm) == []


def test_atomic_is_all_or_nothing(crm: Crm, home: Path) -> None:
    ran = crm("batch", "-", "--atomic", stdin=SCRIPT + "contact show 99\ncontact add Zoe\n")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines()[-1] == "Line 6 failed; nothing of the batch was saved."
    assert names(crm) == []
    assert not (home / "crm.db").exists() or changes(crm) == []


def test_what_cannot_be_in_a_batch(crm: Crm) -> None:
    for line in ("batch other", "tui", "--db other.db contact list", "contact list --actor=bea"):
        assert crm("batch", "-", stdin=f"contact list\n{line}\n").code == 7, line
    for line in ("undo", "redo", "backup create", "doctor", "init", "demo", "history prune --before 2027-01-01 --yes"):
        assert crm("batch", "-", "--atomic", stdin=f"contact add Ana\n{line}\n").code == 5, line
    assert names(crm) == []


def test_undo_is_a_command_like_others(crm: Crm) -> None:
    ran = crm("batch", "-", stdin="contact add Ana\nundo\nredo\ncontact list --format plain --columns name\n")
    assert (ran.code, ran.lines[-1]) == (0, "Ana")


def test_a_book_that_was_empty_is_read_anew(crm: Crm) -> None:
    ran = crm("batch", "-", stdin="contact list\ncontact add Ana\ncontact list --format plain --columns name\n")
    assert ran.lines == ["1\tAna", "Ana"]


def test_no_command_reads_the_lines_that_are_to_come(crm: Crm) -> None:
    ran = crm("batch", "-", stdin="contact add Ana --note -\nimport -\ncontact add Bea\n")
    assert (ran.code, names(crm)) == (7, ["Bea"])


def test_nobody_is_asked(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    ran = crm("batch", "-", stdin="contact add Bea\ncontact set --query ana lifecycle=lead\n")
    assert ran.code == 7
    assert "This needs a yes" in ran.err


def test_what_is_no_file_of_commands(crm: Crm, tmp_path: Path) -> None:
    assert crm("batch", tmp_path).code == 5
    assert crm("batch", "/dev/zero").code == 5
    assert crm("batch", tmp_path / "missing").code == 3
    ran = crm("batch", "-", stdin=b"contact add Ana\ncontact add \xff\n" + b"x" * 2_000_000 + b"\ncontact add Bea\n")
    assert ran.code == 7
    assert "line 2: The line is not UTF-8 at byte 13." in ran.err
    assert f"line 3: The line has more than {LONGEST_LINE} bytes." in ran.err
    assert names(crm) == ["Ana", "Bea"]


def test_an_import_is_a_line_like_others(crm: Crm, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name\nAna\nBea\n")
    assert crm("batch", "-", "--atomic", stdin=f"import {tmp_path}/a.csv\ncontact add Carla\n").code == 0
    assert changes(crm) == ["batch"]
    assert names(crm) == ["Ana", "Bea", "Carla"]


def test_an_answer_that_nobody_takes_ends_it_aloud(crm: Crm, environ: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "crmcli", "batch", "-"],
            input=b"contact add Ana\ncontact add Bea\n",
            stdout=full,
            stderr=subprocess.PIPE,
            env=environ,
            check=False,
        )
    assert ran.returncode == 7
    assert b"The answer to line 1 could not be written" in ran.stderr
    assert names(crm) == ["Ana"]
