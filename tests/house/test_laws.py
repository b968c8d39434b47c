"""The laws of the house that no tool knows: sizes, empty rooms, who may write where, doors with a reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmcli.cli.registry import COMMANDS, Noun

REPOSITORY = Path(__file__).parents[2]
HOUSE = REPOSITORY / "crmcli"
SOURCES = sorted(path for path in HOUSE.rglob("*.py"))
LONG_FILES: dict[str, str] = {}
"""Files that may pass 400 lines, with the reason."""
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions that may pass 50 lines, with the reason."""


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400 or name(path) in LONG_FILES, f"{lines} lines"
    is_command = path.is_relative_to(HOUSE / "cli" / "commands")
    for function in functions(path):
        body_start = function.body[0].lineno if is_command else function.lineno
        length = (function.end_lineno or function.lineno) - body_start + 1
        assert length <= 50 or f"{name(path)}:{function.name}" in LONG_FUNCTIONS, f"{function.name}: {length} lines"


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("__init__.py")), ids=name)
def test_rooms_have_nothing_at_their_door(path: Path) -> None:
    if path.parent == HOUSE:
        names = re.findall(r"^(\w+) =", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert names == ["__version__"]
    else:
        assert path.read_text(encoding="utf-8") == ""


def test_every_folder_of_the_house_is_a_room() -> None:
    folders = {path.parent for path in SOURCES}
    assert {folder for folder in folders if not (folder / "__init__.py").is_file()} == set()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_stdout_and_stderr_have_their_owners(path: Path) -> None:
    owners = {"stdout": {"cli/output.py"}, "stderr": {"cli/output.py", "cli/diagnostics.py", "cli/prompts.py"}}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            assert name(path) in owners.get(node.attr, {name(path)}), f"sys.{node.attr} in line {node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nobody_writes_past_them(path: Path) -> None:
    """But for --version, which does without their cost, and the bar, which rich draws."""
    owners = {"os.write": {"cli/main.py"}, "Console": {"cli/progress.py"}, "print": set()}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in owners:
            assert name(path) in owners[called], f"{called} in line {node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_an_import_inside_a_function_is_a_door_with_a_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for function in functions(path):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                line = lines[node.lineno - 1]
                assert "door:" in line or "door:" in lines[(node.end_lineno or node.lineno) - 1], (
                    f"line {node.lineno}: {line}"
                )


@pytest.mark.parametrize("path", sorted((HOUSE / "store").rglob("*.py")), ids=name)
def test_only_the_unit_of_work_commits(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if name(path) in {"store/writing.py", "store/connection.py", "store/migrations/runner.py"}:
        return
    assert not re.search(r'"(BEGIN|COMMIT)\b|\.commit\(|\bBEGIN IMMEDIATE', text)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nobody_runs_a_shell(path: Path) -> None:
    assert "shell=True" not in path.read_text(encoding="utf-8")
    assert "os.system(" not in path.read_text(encoding="utf-8")


_TYPED = re.compile(r"\bcrm ([a-z]+)(?: ([a-z]+)\b(?![:/@.=_-]))?")
"""A command in a message: its noun, and a verb if one follows."""


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_command_that_a_message_names_is_there(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.keyword) and node.arg == "hint"):
            continue
        for part in ast.walk(node.value):
            text = part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""
            for noun, verb in _TYPED.findall(text):
                command = COMMANDS.get(noun)
                assert command, f"crm {noun}: {text}"
                if isinstance(command, Noun) and verb and not command.default:
                    assert verb in command.verbs, f"crm {noun} {verb}: {text}"
