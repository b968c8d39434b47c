"""The catalogue of messages: `python tests/house/catalogue.py` brings it up to date with the source and compiles it.

Messages are found by reading the source: what goes through `_` and its like, errors and their hints, help of options
and commands, headings, summaries of fields and settings.
"""

import ast
from collections.abc import Container, Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).parents[2] / "crmcli"
CATALOGUE = HOUSE / "view" / "locale" / "es" / "LC_MESSAGES" / "crmcli.po"
FIRST_ARGUMENT = {
    "_", "say", "note", "Usage", "BadSettings", "NotFound", "Ambiguous", "Refused", "Invalid",
    "Damaged", "Busy", "Unwritable", "CrmError", "QueryError", "LineError",
    "remark", "Remark", "error", "Noun", "N_", "said", "NobodyYet",
    "TermsError",
}  # fmt: skip
"""Calls whose first argument is a message."""
SECOND_ARGUMENT = {"Column", "Verb", "_mended", "Tab", "_aged", "_day", "_amount"}
THIRD_ARGUMENT = {"Action", "Tab", "Key", "wrote", "_wrote", "wrote_many", "Finding", "_verdict", "_tell", "_ambiguous"}
FOURTH_ARGUMENT = {"Action", "Field", "meant", "_verdict", "_ambiguous"}
FIFTH_ARGUMENT = {"Finding", "_verdict"}
WITHIN_CLI = {"confirm", "ask", "bar", "need_somebody"}
WITHIN_TUI = {"tell", "Question"}
"""Calls whose first argument is a message in one face alone."""
KEYWORDS = {"help", "hint", "empty", "summary", "epilog", "birthday"}
COMMANDS = HOUSE / "cli" / "commands"
Named = dict[str, list[ast.expr]]
"""Names, and the expressions that are assigned to each."""


@cache
def messages() -> dict[tuple[str, ...], str]:
    """Every message (with its plural) and where it is, in the order of the files."""
    found: dict[tuple[str, ...], str] = {}
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        faces = {"cli": WITHIN_CLI, "tui": WITHIN_TUI}
        first = FIRST_ARGUMENT.union(*(names for face, names in faces.items() if face in path.relative_to(HOUSE).parts))
        for message in (*_of_calls(tree, first), *_of_commands(tree, path), *_of_tables(tree), *_of_defaults(tree)):
            if message[0] and any(character.isalpha() for character in message[0]):
                found.setdefault(message, str(path.relative_to(HOUSE.parent)))
    return found


def update() -> None:
    """Write the catalogue: new messages without their Spanish, those that are gone left out, and the compiled form."""
    old = read(CATALOGUE) if CATALOGUE.exists() else Catalog("es")
    new = Catalog("es", domain="crmcli", fuzzy=False, header_comment="# Spanish for crmcli.")
    new.mime_headers = [
        ("Plural-Forms", "nplurals=2; plural=(n != 1);")
    ]  # newer Babels count a third one, for millions
    for message, place in messages().items():
        known = old.get(message[0])
        string = known.string if known and known.string else ("" if len(message) == 1 else ("", ""))
        new.add(message[0] if len(message) == 1 else message, string, locations=[(place, 0)])
    new.revision_date = new.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, omit_header=False, sort_output=False, width=118, include_lineno=False)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(new))


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, "es")


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def _of_calls(tree: ast.AST, first: Container[str]) -> Iterator[tuple[str, ...]]:
    places = (first, SECOND_ARGUMENT, THIRD_ARGUMENT, FOURTH_ARGUMENT, FIFTH_ARGUMENT)
    for node, named in _calls(tree, {}):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "ngettext" and isinstance(node.args[0], ast.Constant):
            yield tuple(next(_strings(argument)) for argument in node.args[:2])
        for place, names in enumerate(places):
            if name in names and len(node.args) > place:
                yield from ((text,) for text in _strings(node.args[place], named))
        for keyword in node.keywords:
            if keyword.arg in KEYWORDS:
                yield from ((text,) for text in _strings(keyword.value, named))


def _calls(node: ast.AST, named: Named) -> Iterator[tuple[ast.Call, Named]]:
    """Every call, with what the names that it can see stand for."""
    if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
        named = {**named, **_assigned(node)}
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        named = {**named, **_unpacked(node.generators[0])}
    if isinstance(node, ast.Call):
        yield node, named
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, named)


def _assigned(scope: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef) -> Named:
    """The names of a module or a function, with all that is assigned to each; a parameter stands for nothing known."""
    found: Named = {}
    if not isinstance(scope, ast.Module):
        found = {argument.arg: [] for argument in (*scope.args.args, *scope.args.kwonlyargs)}
    within: list[ast.AST] = list(scope.body)
    while within:
        node = within.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
        within += ast.iter_child_nodes(node)
    return found


def _unpacked(loop: ast.comprehension) -> Named:
    """The names of a loop over rows that are written there, with what each row has for them."""
    if not (isinstance(loop.target, ast.Tuple) and isinstance(loop.iter, ast.Tuple)):
        return {}
    rows = [row.elts for row in loop.iter.elts if isinstance(row, ast.Tuple)]
    names = [name.id for name in loop.target.elts if isinstance(name, ast.Name)]
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _of_commands(tree: ast.Module, path: Path) -> Iterator[tuple[str, ...]]:
    if path.is_relative_to(COMMANDS):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "complete")):
                yield (ast.get_docstring(node) or "",)


def _of_tables(tree: ast.Module) -> Iterator[tuple[str, ...]]:
    """Constants whose name says that they hold messages: MESSAGES, and what ends in _MESSAGES."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id.endswith("MESSAGES"):
                yield from ((text,) for text in _strings(node.value))


def _of_defaults(tree: ast.Module) -> Iterator[tuple[str, ...]]:
    """What a function says by itself where it is given no other hint."""
    named = _assigned(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
                if argument.arg in KEYWORDS and default is not None:
                    yield from ((text,) for text in _strings(default, named))


def _strings(node: ast.expr, named: Named | None = None) -> Iterator[str]:
    """The constant texts of an expression: of both arms of a choice, every value of a table, what a name holds."""
    within: list[ast.expr] = []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        within = [node.body, node.orelse]
    elif isinstance(node, ast.Dict | ast.BoolOp):
        within = node.values
    elif isinstance(node, ast.Tuple | ast.List):
        within = node.elts
    elif isinstance(node, ast.Subscript):
        within = [node.value]
    elif isinstance(node, ast.Name) and named:
        within = named.get(node.id, [])
    for inner in within:
        yield from _strings(inner, {name: held for name, held in (named or {}).items() if held is not within})


if __name__ == "__main__":
    update()
    left = [message.id for message in read(CATALOGUE) if message.id and not any(message.string or ())]
    print(f"{len(messages())} messages, {len(left)} without their Spanish")
