"""The laws of the house that no tool knows: sizes, empty rooms, who may write where, doors with a reason."""

import ast
import re
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from crmcli.cli.entries import Noun
from crmcli.cli.registry import COMMANDS

REPOSITORY = Path(__file__).parents[2]
HOUSE = REPOSITORY / "crmcli"
SOURCES = sorted(HOUSE.rglob("*.py"))
LONG_FILES: dict[str, str] = {}
"""Files that may pass 400 lines, with the reason."""
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions that may pass 50 lines, with the reason."""
STREAMS: Mapping[str, set[str]] = {
    "sys.stdout": {"cli/output.py"},
    "sys.stderr": {"cli/output.py", "cli/diagnostics.py", "cli/prompts.py"},
}
WRITERS: Mapping[str, set[str]] = {"os.write": {"cli/main.py"}, "Console": {"cli/progress.py"}, "print": set()}
"""But for --version, which does without their cost, and the bar, which rich draws."""
SQL = re.compile(
    r"\b(SELECT|INSERT INTO|DELETE FROM|ORDER BY|GROUP BY|WHERE|LEFT JOIN|IS NULL|IS NOT NULL|json_each|crm_fold)\b"
    r"|\b[a-z_]+ (ASC|DESC)\b|\w (=|<>|<|>|<=|>=) (''|:_?[a-z]+\b|\?)|\bIN \("
    r"|^[a-z]\.[a-z_]+(, [a-z]\.[a-z_]+)+$|^[a-z]\.(id|date|due|at|trashed_at)$"
)
"""What only SQL says: its own words, a column beside a place for a value, columns under an alias."""
NO_SQL = {"cli/metavars.py: WHERE", "cli/commands/sales/pipeline.py: WHERE"}
"""What an option takes: --to WHERE."""
AT_THE_TOP = {"crmcli", "tests", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"}
"""What may lie in the first folder, beside hidden files."""
COMMITTERS = {"store/writing.py", "store/connection.py", "store/migrations/runner.py"}
NO_WAY_OUT = {
    "cli/prompts.py": "somebody was asked and said no",
    "store/journal.py": "what the program itself wrote stays",
}
"""Where errors leave nothing to do, with the reason."""
DEFAULT_HINTS = {"TermsError", "InTheWay"}
"""Errors that have a hint of their own, or are put into words by a service."""


def test_files_and_functions_stay_small() -> None:
    assert [
        f"{name(path)}: {lines} lines"
        for path in SOURCES
        if (lines := text(path).count("\n")) > 400 and name(path) not in LONG_FILES
    ] == []
    assert [
        f"{name(path)}: {function.name} has {length} lines"
        for path in SOURCES
        for function in functions(path)
        if (length := length_of(function, path)) > 50 and f"{name(path)}:{function.name}" not in LONG_FUNCTIONS
    ] == []


def test_rooms_have_nothing_at_their_door() -> None:
    doors = [path for path in SOURCES if path.name == "__init__.py"]
    assert {path.parent for path in SOURCES} - {path.parent for path in doors} == set(), "every folder is a room"
    assert [name(path) for path in doors if text(path)] == ["__init__.py"]
    assert re.findall(r"^(\w+) =", text(HOUSE / "__init__.py"), re.MULTILINE) == ["__version__"]


def test_stdout_and_stderr_have_their_owners() -> None:
    assert [
        f"{name(path)}:{node.lineno}: {written}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and (written := ast.unparse(node)) in STREAMS
        and name(path) not in STREAMS[written]
    ] == []


def test_nobody_writes_past_them() -> None:
    assert [
        f"{name(path)}:{node.lineno}: {called}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (called := ast.unparse(node.func)) in WRITERS
        and name(path) not in WRITERS[called]
    ] == []


def test_an_import_inside_a_function_is_a_door_with_a_reason() -> None:
    assert [f"{name(path)}:{node.lineno}" for path in SOURCES for node in hidden_imports(path)] == []


def test_only_the_unit_of_work_commits() -> None:
    assert [
        name(path)
        for path in SOURCES
        if name(path).startswith("store/")
        and name(path) not in COMMITTERS
        and re.search(r'"(BEGIN|COMMIT)\b|\.commit\(|\bBEGIN IMMEDIATE', text(path))
    ] == []


def test_every_place_in_a_sentence_has_its_value() -> None:
    """A hint with a place that nothing fills is a crash in the hands of whoever made the mistake."""
    sayers = {*_errors(), "said", "say", "note", "confirm", "ask"}
    assert [
        f"{name(path)}:{node.lineno}: {sorted(empty)} of {sentence}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and _called(node) in sayers
        and None not in {keyword.arg for keyword in node.keywords}
        for part in (*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "hint"))
        for found in ast.walk(part)
        if isinstance(found, ast.Constant) and isinstance(sentence := found.value, str)
        if (empty := set(re.findall(r"\{(\w+)\}", sentence)) - {keyword.arg for keyword in node.keywords})
    ] == []


def test_only_the_store_speaks_sql() -> None:
    """Conditions and orders too: a service says which records it wants, the store how they are asked for."""
    assert [
        f"{name(path)}:{node.lineno}: {node.value}"
        for path in SOURCES
        if not name(path).startswith("store/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
        if node.value not in documented(path) and f"{name(path)}: {node.value}" not in NO_SQL
    ] == []
    for said in (
        "c.trashed_at = ''", "k.date >= :since", "s.contact_id = :_contact", "SELECT id FROM deal", "t.due, t.id",
        "s.id IN (SELECT sale_id FROM sale_line)", "name = ?", "status IS NOT NULL", "WHERE x", "date DESC",
    ):  # fmt: skip
        assert SQL.search(said), said


def test_nobody_runs_a_shell() -> None:
    assert [name(path) for path in SOURCES if "shell=True" in text(path) or "os.system(" in text(path)] == []


def test_every_command_that_a_message_names_is_there() -> None:
    assert [f"{name(path)}: {hint}" for path in SOURCES for hint in hints(path) if not names_commands(hint)] == []


def test_every_error_says_the_way_out() -> None:
    """That a hint is given at all is what the type of errors asks for; nobody gives an empty one, or finds none."""
    classes = _errors()
    calls = [
        (path, node)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _called(node) in classes
    ]
    given = {(name(path), ast.unparse(one.value)) for path, node in calls for one in node.keywords if one.arg == "hint"}
    assert {place for place, hint in given if hint in ("''", "None")} == set()
    assert {place for place, hint in given if hint == "NO_WAY_OUT"} == NO_WAY_OUT.keys()
    assert [
        f"{name(path)}:{node.lineno}: {ast.unparse(node)[:80]}"
        for path, node in calls
        if _called(node) not in DEFAULT_HINTS and not {"hint", None} & {one.arg for one in node.keywords}
    ] == []


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> int:
    """Lines of a function; a command's options are not counted."""
    is_command = path.is_relative_to(HOUSE / "cli" / "commands")
    start = function.body[0].lineno if is_command else function.lineno
    return (function.end_lineno or function.lineno) - start + 1


def hidden_imports(path: Path) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports inside functions that no comment calls a door."""
    lines = text(path).splitlines()
    for function in functions(path):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not any(
                "door:" in lines[at - 1] for at in (node.lineno, node.end_lineno or node.lineno)
            ):
                yield node


def hints(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.keyword) and node.arg == "hint":
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def names_commands(hint: str) -> bool:
    """Whether each `crm NOUN VERB` of a hint can be called."""
    for noun, verb in re.findall(r"\bcrm ([a-z]+)(?: ([a-z]+)\b(?![:/@.=_-]))?", hint):
        command = COMMANDS.get(noun)
        if command is None:
            return False
        if isinstance(command, Noun) and verb and not command.default and verb not in command.verbs:
            return False
    return True


@cache
def documented(path: Path) -> set[str]:
    """The docstrings of a file, those of its names included."""
    return {
        node.value.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


ONE_DOCUMENT = {"quote export", "invoice export"}
"""What writes a single document: there is nothing to wait for."""


def test_what_brings_in_or_writes_out_much_has_a_bar() -> None:
    doors = {
        f"{word} {verb}": entry.target
        for word, noun in COMMANDS.items()
        if isinstance(noun, Noun)
        for verb, entry in noun.verbs.items()
        if {word, verb} & {"import", "export", "sync"}
    }
    assert {"import agenda", "cost import", "agenda export", "export all", "contacts sync"} <= doors.keys()
    assert [
        door
        for door, target in doors.items()
        if "progress.bar(" not in text(HOUSE.parent / (target.partition(":")[0].replace(".", "/") + ".py"))
        and door not in ONE_DOCUMENT
    ] == []


def _errors() -> set[str]:
    """CrmError, its children and theirs."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    found = {"CrmError"}
    while more := {child for child, parents in bases.items() if parents & found} - found:
        found |= more
    return found


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_nothing_else_lies_in_the_first_folder() -> None:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("only a clone knows what is kept")
    kept = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    assert {line.partition("/")[0] for line in kept.splitlines() if not line.startswith(".")} == AT_THE_TOP
