"""Hostile text in every field of every noun: shown harmlessly on every screen, kept exactly in every machine format."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.faults import PROGRAM, ask, assert_whole, book_of, dangers, exists, on_terminal
from tests.reliability.hostile import EVERYTHING, LINE, SHELL, SIGNS, STORABLE

Crm = Callable[..., Any]
VIEWS = [
    "contact list", "contact show 2", "contact list is:all", "company list", "company show 1", "tag list", "field list",
    "show 2", "timeline 2", "find long", "log list", "log show 1", "task list", "task show 1", "agenda", "agenda week",
    "agenda month", "today", "cadence list", "cadence due", "history", "history show 1", "history list", "trash list",
    "remind", "config list", "doctor", "backup list",
]  # fmt: skip
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")
WITHOUT_FORMAT = ("doctor", "remind", "today")


def add_everything(crm: Crm) -> None:
    """A book whose every text is hostile, in so far as it is taken."""
    sure(crm("contact", "add", LINE, "--company", f"Co {LINE}", *person_options()))
    sure(crm("contact", "set", "2", f"note={EVERYTHING}"))
    for text in STORABLE.values():
        sure(crm("contact", "add", f"x{text}x", "--tag", f"t{text}", "--note", text, "--job", text, "--city", text))
    if exists("log call"):
        sure(crm("log", "call", "2", EVERYTHING, "--subject", LINE, "--tag", LINE.replace(",", "")))
    if exists("task add"):
        options = ["--due", "2026-11-22", "--contact", "2", "--note", EVERYTHING]
        sure(crm("task", "add", LINE, *options))
        sure(crm("task", "add", LINE, "--due", "2026-11-21 10:00", "--contact", "1"))
    if exists("cadence set"):
        sure(crm("cadence", "set", "2", "1w"))
    sure(crm("contact", "add", f"To the trash {LINE}"))
    sure(crm("contact", "delete", str(len(STORABLE) + 3)))


def person_options() -> list[str]:
    fields = ["nickname", "job", "department", "city", "country", "source", "owner", "language", "note"]
    labelled = [
        ("email", "ana@x.example"),
        ("phone", "600111222"),
        ("url", f"https://x.example/{''.join(LINE.split())}"),
    ]
    words = [part for name in fields for part in (f"--{name}", LINE)]
    words += [part for name, value in labelled for part in (f"--{name}", f"work={value}")]
    words += ["--handle", f"mastodon={LINE}", "--address", f"home={EVERYTHING}", "--tag", LINE.replace(",", "")]
    return [*words, "--field", f"Size={EVERYTHING}"]


def sure(ran: Any) -> None:
    assert ran.code == 0, ran.err
    assert dangers(ran.out.encode() + ran.err.encode()) == []


@pytest.fixture
def book(crm: Crm, environ: dict[str, str]) -> Path:
    add_everything(crm)
    return book_of(environ)


def test_the_signs_are_hostile() -> None:
    harmless = {"markup", "broken markup", "places", "question", "zalgo", "hidden", "half"}
    for name, text in SIGNS.items():
        assert bool(dangers(text.encode("utf-8", "replace"))) or name in harmless, name


def test_every_view_in_every_format(crm: Crm, book: Path) -> None:
    stored = str(ask(book, "SELECT name FROM contact WHERE id = 1")[0][0])
    assert "\x1b[2J" in stored, "it was stored as it was given"
    for view in VIEWS:
        words = view.split()
        if not exists(words):
            continue
        for format_ in FORMATS:
            ran = crm(*words, *([] if view in WITHOUT_FORMAT else ["--format", format_]))
            assert ran.code in (0, 1, 3, 7), (view, format_, ran)
            assert "went wrong" not in ran.err, (view, ran.err)
            if format_ not in ("csv", "tsv") or view in WITHOUT_FORMAT:
                assert dangers(ran.out.encode()) == [], (view, format_)
            assert dangers(ran.err.encode()) == [], (view, format_)
            if format_ == "json" and view not in WITHOUT_FORMAT:
                assert ran.code == 0, (view, ran)
                json.loads(ran.out)
            if format_ == "plain" and view.endswith("list"):
                assert all(line.count("\t") == ran.lines[0].count("\t") for line in ran.lines), view
    assert_whole(book)


def test_every_view_on_a_terminal(environ: dict[str, str], crm: Crm, book: Path) -> None:
    for view in VIEWS:
        words = view.split()
        if not exists(words):
            continue
        shown = on_terminal(environ, *words, timeout=30)
        assert shown.code in (0, 1, 3), (view, shown)
        assert dangers(shown.out) == [], view
        assert b"Traceback" not in shown.out
        assert b"went wrong" not in shown.out, (view, shown.out)
    for words in (
        ["contact", "list", "--format", "csv"],
        ["contact", "list", "--format", "tsv"],
        ["contact", "list", "--json"],
    ):
        assert dangers(on_terminal(environ, *words).out) == [], words


def test_machines_read_exactly_what_is_stored(crm: Crm, book: Path) -> None:
    stored = {
        row[0]: row[1:] for row in ask(book, "SELECT id, name, note, job_title FROM contact WHERE trashed_at = ''")
    }
    found = json.loads(crm("contact", "list", "--json").out)
    assert {one["id"]: (one["name"], one["note"] or "", one["job_title"] or "") for one in found} == stored
    lines = [json.loads(line) for line in crm("contact", "list", "--format", "jsonl").lines]
    assert lines == found
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = csv.DictReader(
            io.StringIO(
                crm("contact", "list", "--format", name, "--columns", "id,name,note,job_title").out, newline=""
            ),
            delimiter=delimiter,
        )
        read = {int(row["id"]): (row["name"], row["note"], row["job_title"]) for row in rows}
        assert read == stored, name


COMPLAINTS = """
@
contact @
contact list @
contact list @:x
contact list id:@
contact list "@
contact list --sort @
contact list --columns @
contact list --format @
contact list --limit @
contact list --@
contact show @
contact show id:@
contact set 1 @
contact set 1 lifecycle=@
contact set 1 @=x
contact add B --email @
contact add B --phone @
contact add B --birthday @
contact add B --field @
contact add B --cadence @
contact add B --referred-by @
tag rename @ x
tag merge @ @
tag remove @ 1
field add f --type @
field add @
field remove @
--db @ contact list
--lock-timeout @ contact list
--lang @ contact list
--zone @ contact list
--actor @ contact add x
undo @
history @
history show @
history --contact @
log call @ @
log @
log @-and-more
log call 1 x --at @
log list @
task add x --due @
task add x --repeat @
task done @
task list @
task snooze @ @
agenda @
agenda day @
agenda export @
find @
show @
timeline @
cadence set @ @
import @
import --map @ @
export @
export contacts @
batch @
backup create @
backup restore @
backup verify @
config get @
config set @ @
config set currency @
schema @
trash restore @
init --currency @
demo @
"""
"""Lines of which most are refused; the hostile text stands at each @."""


@pytest.mark.parametrize("sign", [*SIGNS, "everything"])
def test_complaints_repeat_nothing_raw(crm: Crm, sign: str) -> None:
    text = SIGNS.get(sign, EVERYTHING)
    crm("contact", "add", "Ana", "--email", "ana@x.example")
    lines = [[word.replace("@", text) for word in line.split()] for line in COMPLAINTS.splitlines() if line]
    failed = 0
    for words in lines:
        if not exists(words):
            continue
        ran = crm(*words)
        failed += ran.code != 0
        assert "went wrong" not in ran.err, (words, ran.err)
        assert "Traceback" not in ran.err, words
        exact = "" if words[:2] == ["export", "contacts"] else ran.out
        assert dangers((exact + ran.err).encode()) == [], (words, ran)
        if sign == "everything":
            as_json = crm(*words, "--json")
            assert dangers((as_json.out + as_json.err).encode()) == [], (words, as_json)
    assert failed > 20, "they were complained of"


@pytest.mark.parametrize(
    "variable",
    [
        "CRM_ZONE",
        "CRM_LANG",
        "CRM_CURRENCY",
        "CRM_COUNTRY",
        "CRM_DATE_ORDER",
        "CRM_ACTOR",
        "CRM_NOW",
        "CRM_READONLY",
        "CRM_LOCK_TIMEOUT",
        "CRM_DB",
        "CRM_HOME",
        "LANG",
        "TZ",
    ],
)
def test_variables_that_lie(crm: Crm, variable: str) -> None:
    for text in SIGNS.values():
        if "\0" in text:
            continue
        ran = crm("contact", "list", **{variable: text})
        assert dangers(ran.out.encode() + ran.err.encode()) == [], (variable, ran)
        assert "went wrong" not in ran.err, (variable, text, ran.err)


def test_candidates_and_questions_show_no_raw_text(environ: dict[str, str], crm: Crm) -> None:
    for at in range(2):
        sure(crm("contact", "add", f"Twin {LINE}", "--email", f"t{at}@x.example", "--company", f"Co {LINE}", "--force"))
    many = crm("contact", "show", "Twin")
    assert many.code == 4
    assert len(many.err.splitlines()) == 4, "a sentence, two candidates, a hint"
    assert dangers(many.err.encode()) == []
    crm("tag", "add", f"old {LINE}", "1")
    tag = str(ask(book_of(environ), "SELECT name FROM tag")[0][0])
    if "\0" not in tag:
        asked = on_terminal(environ, "tag", "merge", tag.encode(), b"new", typed=b"n\n")
        assert dangers(asked.out) == []
    asked = on_terminal(
        environ, "contact", "set", "1", "2", f"job=[/red]{SIGNS['clear']}{SIGNS['question']}", typed=b"n\n"
    )
    assert dangers(asked.out) == []
    lines = asked.text.replace("\r\n", "\n").split("\n")
    assert sum("[y/N]" in line and line.strip().startswith("Change 2 contacts") for line in lines) == 1, (
        "the program's own"
    )
    assert not any(line.startswith("Delete everything") for line in lines), "a text cannot begin a line"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_show_no_raw_text(environ: dict[str, str], crm: Crm, shell: str) -> None:
    for at, text in enumerate((*STORABLE.values(), *SHELL)):
        tags = ["--tag", f"zz{at}{text}", "--tag", f"zz{at}{one_word(text)}"]  # a query offers tags of one word alone
        assert crm("contact", "add", f"zz{at} {text}", *tags, "--company", f"Co {text}").code == 0
    for words in ("contact show zz", "tag rename zz", "contact list tag:zz", "contact add x --company Co"):
        wanted = {
            "bash": {"COMP_WORDS": f"crm {words}", "COMP_CWORD": str(len(words.split()))},
            "zsh": {"_TYPER_COMPLETE_ARGS": f"crm {words}"},
            "fish": {"_TYPER_COMPLETE_ARGS": f"crm {words}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        }[shell]
        done = subprocess.run(
            PROGRAM, env=environ | wanted | {"_CRM_COMPLETE": f"complete_{shell}"}, capture_output=True, check=False
        )
        assert done.stderr == b"", done.stderr.decode()
        assert done.returncode == 0
        assert dangers(done.stdout.replace(b"\t", b" ")) == []
        least = 3 if "tag:" in words else 20  # what a shell takes apart stands in no query
        assert done.stdout.count(b"\n") >= least, "the names were offered"


def one_word(text: str) -> str:
    return "".join(text.split()).replace('"', "").replace("'", "")


IN_BASH = """
source {script}
COMP_WORDS=(crm contact show {begun}); COMP_CWORD=3; COMPREPLY=()
_crm_completion crm
eval "taken=(${{COMPREPLY[0]}})"
printf '%s\\n' "${{#COMPREPLY[@]}}" "${{#taken[@]}}" "${{taken[0]}}"
"""
"""What happens to a completion when the line that it was put into is run."""
IN_ZSH = """
autoload -Uz compinit && compinit -u -D
_arguments() {{ local action=${{@[-1]#\\*: :}}; eval "offered=( ${{action[3,-3]}} )" }}
source {script}
words=(crm contact show zz); CURRENT=4
_crm_completion
print -rl -- ${{#offered}} $offered
"""
"""What zsh's `_arguments` does with an action in double brackets."""


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_completed_name_never_runs(environ: dict[str, str], crm: Crm, shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    names = [f"zz{chr(97 + at)} {text}" for at, text in enumerate(SHELL)]
    for name in names:
        sure(crm("contact", "add", name, "--company", f"Co {name[4:]}"))
    stored = [
        str(row[0]) for row in ask(book_of(environ), "SELECT name FROM contact WHERE name LIKE 'zz%' ORDER BY id")
    ]
    folder = tmp_path / "work"
    folder.mkdir()
    script = folder / "completion"
    there = environ | {"PATH": f"{Path(sys.executable).parent}:{environ['PATH']}"}
    shown = subprocess.run(["crm"], env=there | {"_CRM_COMPLETE": f"source_{shell}"}, capture_output=True, check=True)
    script.write_bytes(shown.stdout)

    def run(line: str) -> list[str]:
        done = subprocess.run([shell, "-c", line], env=there, cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    if shell == "bash":
        taken = [run(IN_BASH.format(script=script, begun=name[:3])) for name in names]
        assert taken == [["1", "1", name] for name in stored], "one completion, one word, and it is the name"
    else:
        count, *offered = run(IN_ZSH.format(script=script))
        assert int(count) == len(names)
        values = {text.partition(":zz")[0].replace("\\:", ":") for text in offered}
        quotes_fall_out = {name.replace("'", "").replace('"', "") for name in stored}
        assert {value.replace("'", "").replace('"', "") for value in values} == quotes_fall_out
    assert {file.name for file in folder.iterdir()} == {"completion"}, "nothing was run"
