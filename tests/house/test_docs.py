"""The docs are run: what they show is what the program does, and what the program has is in them."""

import ast
import importlib
import pkgutil
import re
import subprocess
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest

from crmcli.cli.diagnostics import EXIT_CODES
from crmcli.cli.entries import Noun, Verb
from crmcli.cli.examples.every import EXAMPLES
from crmcli.cli.registry import COMMANDS
from crmcli.cli.sections import SECTION_MESSAGES, SECTIONS
from crmcli.core.errors import CrmError
from crmcli.core.search.fields import FIELDS
from crmcli.core.values import dates, periods
from crmcli.settings.keys import KEYS
from crmcli.view import columns as view_columns
from crmcli.view.columns.column import Column
from tests.house.consoles import REPOSITORY, Reader, answer, follow, is_told, pages, sample_in
from tests.house.reference import PAGES, REGIONS, written
from tests.house.screenshots import FOLDER, PICTURES, picture, shown, words
from tests.house.shapes import PARTS_OF_OTHERS, SHAPES
from tests.tui.terminals import Terminal

TEXTS = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
CALENDAR = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nBEGIN:VEVENT\nUID:e1\nSUMMARY:Looms\n"
    "DTSTART:20261201T093000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n"
)
CONTACTS = "Who,E-mail,City\nWanda Wu,wanda@wu.example,Sevilla\nMilo Moss,milo@moss.example,Leeds\n"
COSTS = "Day,Spent,Channel\n2026-10-01,120.50,meta\n2026-10-15,89,fair\n"
DEALS = "Record ID,Deal Name,Deal Stage,Amount,Associated Contact\n1,Menus,Contract Sent,900,Wanda Wu (w@wu.example)\n"
ORDERS = "Order,Date,Client,Total\nA-1,2026-10-05,Wanda Wu,100\n"
ANSWERS = "Date,Client,Rating\n2026-10-30,Carmen Rovira Sanchis,5\n"
INVOICES = "Number,Date,Client,Total\nF-1,2026-10-05,Wanda Wu,121\n"
PAYMENTS = "Date,Client,Amount\n2026-10-30,Carmen Rovira Sanchis,121\n"
MAIL = """From x Mon Nov 23 09:30:00 2026
From: Carmen <carmen@corteza.example>
Date: Mon, 23 Nov 2026 09:30:00 +0100
Subject: Bread

Yes.
"""
NEEDS_A_TERMINAL = 5
LINES = 'contact add "Wanda Wu"\ntag add lead "Wanda Wu"\n# a remark\n\ntask add "Call Wanda" --due friday\n'


def name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def every_command() -> Iterator[str]:
    for word, entry in COMMANDS.items():
        if isinstance(entry, Verb):
            yield word
        else:
            yield from (f"{word} {verb}" for verb in entry.verbs)


def with_defaults() -> list[str]:
    return [*every_command(), *(word for word, entry in COMMANDS.items() if isinstance(entry, Noun) and entry.default)]


def _phrases() -> Iterator[tuple[str, str]]:
    """What the tables of the page on dates say can be written, with the heading above."""
    text = (PAGES / "dates.md").read_text(encoding="utf-8")
    for heading, body in re.findall(r"^## (Days|Times|Periods)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        for row in re.findall(r"^\| (`.*?) \|", body, re.MULTILINE):
            yield from ((heading, phrase) for phrase in re.findall(r"`([^`]+)`", row))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business as of the hour of the docs."""
    return sample_in(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_page_shows_what_its_commands_answer(page: Path, tmp_path: Path, sample: Path) -> None:
    for step, told in follow(page, Reader(tmp_path, sample)):
        now = answer(told)
        assert is_told(step.answer, now), (
            f"{name(page)}:{step.line + 1}: $ {step.command}\n"
            + "\n".join(now)
            + "\n(python -m tests.house.consoles writes it)"
        )


@pytest.mark.parametrize("example", [line for noun, lines in EXAMPLES.items() for line in lines if noun != "tui"])
def test_an_example_works_on_the_sample_business(example: str, tmp_path: Path, sample: Path) -> None:
    reader = Reader(tmp_path, sample)
    reader.told("demo", "")
    reader.environ |= {"EDITOR": "true", "CRM_LANG": "en"}
    if example.startswith("crm tui"):
        _open_app(example, reader)
        return
    (reader.place / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    (reader.place / "costs.csv").write_text(COSTS, encoding="utf-8")
    (reader.place / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    for file, text in (("deals", DEALS), ("orders", ORDERS), ("invoices", INVOICES), ("payments", PAYMENTS)):
        (reader.place / f"{file}.csv").write_text(text, encoding="utf-8")
    (reader.place / "commands.txt").write_text(LINES, encoding="utf-8")
    (reader.place / "inbox.mbox").write_text(MAIL, encoding="utf-8")
    (reader.place / "calendar.ics").write_text(CALENDAR, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", example], cwd=reader.place, env=reader.environ, capture_output=True, text=True, check=False
    )
    wanted = NEEDS_A_TERMINAL if example.startswith("crm tui") else 0
    assert (done.returncode, "Traceback" in done.stderr) == (wanted, False), done.stderr


def _open_app(example: str, reader: Reader) -> None:
    """Run an example of the app in a terminal, and leave it."""
    with Terminal(*example.split(), environ={**reader.environ, "TERM": "xterm-256color"}) as terminal:
        terminal.wait_for(b"commands")
        terminal.type(b"q")
        assert terminal.end() == 0
        assert terminal.is_sane


@pytest.mark.parametrize("command", with_defaults())
def test_a_command_has_examples_that_are_its_own(command: str) -> None:
    assert EXAMPLES.get(command), "crmcli/cli/examples/ has none"
    for example in EXAMPLES[command]:
        assert f"crm {command}" in example.replace("--db mine.db ", "").replace("crm batch --atomic", "crm batch")
        assert len(example) <= 78
        assert "[" not in example, "rich would take it for markup"


def test_there_are_no_examples_of_commands_that_are_not_there() -> None:
    assert set(EXAMPLES) <= set(with_defaults())


def test_every_command_stands_in_one_section_of_the_help() -> None:
    assert sorted(word for words in SECTIONS.values() for word in words) == sorted(COMMANDS)
    assert SECTIONS.keys() == SECTION_MESSAGES.keys()


@pytest.mark.parametrize("command", sorted(every_command()))
def test_a_command_has_a_summary_and_a_test(command: str) -> None:
    word, _space, verb = command.partition(" ")
    entry = COMMANDS[word]
    spec = entry.verbs[verb] if isinstance(entry, Noun) else entry
    assert spec.summary.endswith(".")
    assert spec.summary[0].isupper()
    assert any(line.startswith(f"{command} ") for line in _lines_of_tests()), "no test runs it"


@pytest.mark.parametrize("page", sorted({page for page, _made in REGIONS.values()}))
def test_the_made_parts_of_the_reference_are_those_of_the_program(page: str) -> None:
    assert written(page) == (PAGES / page).read_text(encoding="utf-8"), "run python -m tests.house.reference"


def test_every_error_has_an_exit_code_and_a_line_in_the_docs() -> None:
    told = (PAGES / "exit-codes-and-errors.md").read_text(encoding="utf-8")
    for kind in _kinds(CrmError):
        assert kind.slug in EXIT_CODES
    for slug, code in EXIT_CODES.items():
        assert re.search(rf"^\| `{slug}` \| .+ \| {code} \|$", told, re.MULTILINE), slug


@pytest.mark.parametrize(
    ("page", "names"),
    [("settings.md", [key.name for key in KEYS]), ("fields.md", [field.name for field in FIELDS])],
    ids=["settings", "fields"],
)
def test_every_setting_and_field_is_in_the_reference(page: str, names: list[str]) -> None:
    told = (PAGES / page).read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in told] == []


def test_every_table_is_in_the_reference() -> None:
    schema = (REPOSITORY / "crmcli" / "store" / "tables" / "schema.sql").read_text(encoding="utf-8")
    told = (PAGES / "database.md").read_text(encoding="utf-8")
    tables = re.findall(r'CREATE (?:VIRTUAL )?TABLE "?(\w+)"?', schema)
    assert [table for table in tables if f"`{table}`" not in told] == []


def test_every_kind_of_answer_is_in_the_reference() -> None:
    told = {columns for made in SHAPES.values() for _given_by, columns in made.values()} | PARTS_OF_OTHERS
    missing = []
    for module in pkgutil.walk_packages(view_columns.__path__, f"{view_columns.__name__}."):
        for key, value in vars(importlib.import_module(module.name)).items():
            is_shape = key.isupper() and not key.startswith("_") and isinstance(value, tuple)
            if is_shape and value and isinstance(value[0], Column) and value not in told:
                missing.append(f"{module.name}.{key}")
    assert missing == [], "tests/house/shapes.py has them not"


@pytest.mark.parametrize("page", TEXTS, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        place, _hash, heading = target.partition("#")
        if "://" in target:
            continue
        found = (page.parent / place).resolve() if place else page
        assert found.exists(), target
        if heading:
            assert heading in _headings(found), target


def test_every_page_can_be_reached_from_the_first() -> None:
    seen: set[Path] = set()
    waiting = [REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        waiting += [(page.parent / target).resolve() for target in targets if "://" not in target]
    assert {name(page) for page in TEXTS} <= {name(page) for page in seen}


@pytest.mark.parametrize(("heading", "phrase"), list(_phrases()))
def test_a_phrase_of_the_page_on_dates_is_understood(heading: str, phrase: str) -> None:
    now = datetime.fromisoformat("2026-11-23T09:30+01:00")
    assert periods.parse(phrase, now.date()) if heading == "Periods" else dates.parse(phrase, now=now, order="dmy")


@pytest.mark.parametrize("title", PICTURES)
def test_a_picture_shows_what_its_command_answers(title: str, tmp_path: Path, sample: Path) -> None:
    now = picture(title, shown(PICTURES[title], sample, tmp_path))
    taken = (FOLDER / f"{title}.svg").read_text(encoding="utf-8")
    assert words(taken) == words(now), "run python -m tests.house.screenshots"


def test_a_picture_fetches_nothing() -> None:
    for path in FOLDER.glob("*.svg"):
        addresses = set(re.findall(r"https?://[^\"' )]+", path.read_text(encoding="utf-8")))
        assert addresses == {"http://www.w3.org/2000/svg"}


def test_the_readme_has_exactly_two_commands_to_set_up() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    before_the_tour = text.partition("\n## The tour of a day\n")[0]
    blocks = re.findall(r"^## (\w+)\n[^#]*?^```sh\n(.*?)^```", before_the_tour, re.MULTILINE | re.DOTALL)
    assert [(title, block.count("\n")) for title, block in blocks] == [("Install", 1), ("Test", 1)]


@cache
def _lines_of_tests() -> set[str]:
    """What tests could hand to the program: the words that stand one after another in a call or a list, and lines."""
    folders = (REPOSITORY / "tests" / part for part in ("cli", "services", "formats", "reliability", "store", "tui"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for folder in folders for path in folder.rglob("*.py")]
    found = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(_words(node.args))
        elif isinstance(node, ast.List | ast.Tuple):
            found.add(_words(node.elts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            found.update(f"{line.removeprefix('crm ')} " for line in node.value.splitlines())
    return found


def _words(nodes: Iterable[ast.expr]) -> str:
    """The first words that are written out, each with a space behind it."""
    words = [node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None for node in nodes]
    told = takewhile(lambda word: word is not None, dropwhile(lambda word: word is None, words))
    return "".join(f"{word} " for word in told)


def _kinds(kind: type[CrmError]) -> Iterator[type[CrmError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def _headings(page: Path) -> set[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
