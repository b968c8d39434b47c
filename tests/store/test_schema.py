"""Every statement of the store fits the declared tables, and SQLModel reads a book."""

import ast
import inspect
import re
import sqlite3
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType
from crmcli.core.search import conditions, fields, insight_fields
from crmcli.core.search.query import QueryError
from crmcli.core.search.query_reading import Reading
from crmcli.core.values.moments import LocalMoment
from crmcli.services.people import adding
from crmcli.store import connection, where
from crmcli.store.fields import functions, sorting
from crmcli.store.fields.picked import Where
from crmcli.store.fields.where_fields import ALIASES, TABLES
from crmcli.store.shapes.shapes import SHAPES, UNTOLD
from crmcli.store.tables import schema
from tests.store.books import Numbered, environment
from tests.store.make_fixture import make

STORE = Path(connection.__file__).parent
READS = sorted(
    ".".join(path.relative_to(STORE / "reads").with_suffix("").parts) for path in (STORE / "reads").rglob("[a-z]*.py")
)
STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s")
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "notebook.md"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CUSTOM = {
    kind: FieldType(at, kind, kind, kind, ("a", "b") if kind == "choice" else ())
    for at, kind in enumerate(("text", "number", "date", "money", "choice"), 1)
}
VALUES = {
    "text": ("x", "=x", "!=x"), "number": ("1", ">1", "1..2"), "money": ("10", ">10EUR"), "tag": ("x", "x,y"),
    "past": ("today", "<90d", ">=2026-01-01"), "future": ("tomorrow", "<7d"), "anniversary": ("this-month", "12-10"),
    "day": ("today", "<90d"), "late": ("any", ">30d"), "stage": ("lead",),
    "email": ("x", "=a@x.example"), "phone": ("600",),
    "url": ("x",), "id": ("1", "1,2"), "uid": ("abcdef12",),
}  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A filled book, for reading."""
    folder = tmp_path_factory.mktemp("home")
    with closing(connection.reader(make(folder))) as opened:
        yield opened


@pytest.fixture
def declared() -> Iterator[sqlite3.Connection]:
    """An empty book made of the declared tables."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.executescript(schema.script())
        functions.register(opened)
        yield opened


def test_new_books_are_made_of_the_declared_tables() -> None:
    made = connection.SCHEMA_FILE.read_text(encoding="utf-8")
    assert made == schema.script(), "run python -m crmcli.store.tables.schema"


def test_no_row_is_taken_along_by_another() -> None:
    assert not re.search("CASCADE|SET NULL|CREATE TRIGGER", schema.script())


def test_shapes_name_every_column_that_is_not_derived(declared: sqlite3.Connection) -> None:
    derived = {
        "contact": {"sort_name", "last_at", "touch_by", "birthday_md"},
        "task": {"remind_at", "reminded", "title_folded"},
    }
    for noun, shape in SHAPES.items():
        assert columns(declared, shape.table) - {"id"} == {*shape.columns} | derived.get(noun, set())
        assert {*shape.columns} & {*UNTOLD} >= {"version"}
        for part in shape.parts:
            assert columns(declared, part.table) - {"id", part.owner} == {*part.columns}


def test_every_table_belongs_to_a_record_or_to_the_program(declared: sqlite3.Connection) -> None:
    known = {shape.table for shape in SHAPES.values()} | {p.table for s in SHAPES.values() for p in s.parts}
    found = {row[0] for row in declared.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    left = {name for name in found - known if "_search" not in name and not name.startswith("sqlite_")}
    assert left == {"change_set", "change", "fact", "kept", "score", "sync_state"}


@pytest.mark.parametrize("path", sorted(STORE.rglob("*.py")), ids=lambda path: str(path.relative_to(STORE)))
def test_every_statement_that_stands_whole_in_the_source_can_be_prepared(
    path: Path, declared: sqlite3.Connection
) -> None:
    declared.execute("CREATE TEMP TABLE alembic_version (version_num TEXT)")
    for statement in statements(path):
        problem = prepared(declared, statement)
        assert problem in ("", "incomplete input"), f"{problem}: {statement}"


@pytest.mark.parametrize("room", READS)
def test_every_question_can_be_asked(room: str, db: sqlite3.Connection) -> None:
    module = import_module(f"crmcli.store.reads.{room}")
    asked = [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    assert asked
    for function in asked:
        for values in arguments(function, room):
            answer = function(db, **values)
            if isinstance(answer, Iterable) and not isinstance(answer, str):
                list(answer)


@pytest.mark.parametrize("noun", fields.NOUNS)
def test_every_field_of_the_search_language_is_a_column(noun: str, declared: sqlite3.Connection) -> None:
    reading = Reading(NOW, "dmy", "EUR", "ES")
    asked = 0
    for field in fields.fields_of(noun, CUSTOM):
        if insight_fields.is_worked_out(field):  # a service turns these into sets of numbers first
            continue
        for value in (*VALUES.get(field.type, ()), *field.choices[:2], "any", "none"):
            try:
                tree = conditions.read(f"{field.name}:{value}", noun, CUSTOM, reading)
            except QueryError:  # not every field takes every value; the language has its own tests
                continue
            found = where.condition(tree, noun, midnight=lambda day: f"{day}T00:00:00Z")
            sql = f"EXPLAIN SELECT {ALIASES[noun]}.id FROM {TABLES[noun]} WHERE {found.sql}"
            declared.execute(sql, found.parameters)
            asked += 1
    assert asked > 20


@pytest.mark.parametrize("noun", fields.NOUNS)
def test_every_order_is_of_columns(noun: str, declared: sqlite3.Connection) -> None:
    for key in sorting.keys(noun):
        for order in (key, f"-{key}"):
            declared.execute(f"EXPLAIN SELECT 1 FROM {TABLES[noun]} ORDER BY {sorting.order(noun, order)}")


def test_a_notebook_reads_a_book_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crm = Numbered(environment(tmp_path))
    adding.add(crm, Contact(name="Ana García", organisation="Telares SL", tags=("vip",)))
    crm.close()
    code = "\n".join(re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL))
    before = sorted(path.name for path in tmp_path.iterdir())
    exec(
        compile(code.replace('Path.home() / ".local/share/crmcli/crm.db"', f"Path({str(crm.path)!r})"), HOW_TO, "exec"),
        {},
    )
    assert capsys.readouterr().out.splitlines() == ["Ana García Telares SL", "vip 1", "read-only"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}


def statements(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    formatted = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in formatted:
            continue
        if STATEMENT.match(node.value) and "{" not in node.value:
            yield node.value


def prepared(db: sqlite3.Connection, statement: str) -> str:
    places = dict.fromkeys(re.findall(r"[:@$](\w+)", statement))
    values: Any = places or [None] * max(statement.count("?"), *map(int, re.findall(r"\?(\d+)", statement)), 0)
    try:
        db.execute(f"EXPLAIN {statement}", values)
    except sqlite3.ProgrammingError:
        db.execute(f"EXPLAIN {statement}", [None] * len(set(re.findall(r"\?\d*", statement))))
    except sqlite3.OperationalError as error:
        return str(error)
    return ""


_NOUNS = {
    "contacts": "contact", "interactions": "interaction", "sales.deals": "deal", "lists": "deal",
    "sales.sales": "sale", "sales.invoices": "invoice", "money.invoices": "invoice",
}  # fmt: skip


def arguments(function: Callable[..., object], room: str) -> Iterator[dict[str, object]]:
    """Something for every parameter, by what it is."""
    hints = typing.get_type_hints(function)
    names = [name for name in inspect.signature(function).parameters if name != "db"]
    for number, text in ((1, "x"), (6, "ana garcia")):
        yield {name: _argument(name, hints[name], number, text, room) for name in names}
        if not names:
            return


def _argument(name: str, kind: Any, number: int, text: str, room: str) -> object:
    origin, inside = typing.get_origin(kind) or kind, typing.get_args(kind)
    if name == "order":
        return sorting.order(_NOUNS.get(room, "task"))
    if name == "noun":
        return _NOUNS.get(room, "contact")
    if name == "kind":
        return "email"
    if name == "sql":
        return "1"
    if Where in (kind, *inside):
        return Where("1", {}) if kind is Where or number == 1 else None
    if kind == LocalMoment:
        return datetime.fromisoformat
    if hasattr(kind, "_fields"):
        hints = typing.get_type_hints(kind)
        return kind(*(_argument(field, hints[field], number, text, room) for field in kind._fields))
    if origin in (Sequence, Iterable):
        return [number, 7] if inside == (int,) else text.split()
    if origin is Mapping:
        return {}
    options: dict[object, object] = {int: number, str: text, bool: True}
    wanted = next((option for option in (kind, *inside) if option in options), None)
    assert wanted is not None, f"teach this test what to give for {name}: {kind}"
    return options[wanted]
