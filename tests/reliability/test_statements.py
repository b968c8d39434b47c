"""A failure at every single statement of every command that writes: the book is left as it was, to the last row."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.faults import assert_whole, book_of, everything, exists

Crm = Callable[..., Any]
COMMANDS = """
contact add Zoe --email zoe@x.example --tag new --company Acme --field size=42
contact set 2 note=x tag+=a
contact set 2 3 job=Boss --yes
contact archive 2
contact delete 2 3
contact restore 4
company add Initech
tag add vip 2 3
tag remove friend --everywhere --yes
tag rename friend pal
tag merge friend family --yes
field add height --type number
log call 2 3 asked-for-it --tag offer
task add Send-it --due 2026-12-01 --contact 2
task done 1
task snooze 1 2026-12-24
task cancel 1
task delete 1
log delete 1
survey answer 2 0 --kind nps --channel web
consent grant 2 -p newsletter,survey --source call
consent deny 2 -p newsletter
contact merge 2 3 --yes
cadence set 2 3w
undo
undo 2
trash restore 4
trash empty --yes
history prune --before 2030-01-01 --yes
remind
import people.csv
"""
IMPORTED = "Name,E-mail,Tags\nGil,gil@x.example,new\nHal,hal@x.example,\n"


class Breaking(sqlite3.Connection):
    """A connection that fails at one statement of its transaction, as a broken disk would."""

    fails_at = 0
    """Which statement; none when 0."""
    seen = 0
    """Statements so far."""

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self._count(arguments[0])
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._count(arguments[0])
        return super().executemany(*arguments)

    def _count(self, sql: str) -> None:
        if self.in_transaction and not sql.startswith("ROLLBACK"):
            Breaking.seen += 1
            if Breaking.seen == Breaking.fails_at:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR
                error.sqlite_errorname = "SQLITE_IOERR"
                raise error


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Breaking]]:
    real = sqlite3.connect

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = real(*arguments, **{"factory": Breaking, **options})
        return opened

    monkeypatch.setattr(sqlite3, "connect", connect)
    yield Breaking
    Breaking.fails_at = Breaking.seen = 0


@pytest.fixture
def book(crm: Crm, environ: dict[str, str]) -> Path:
    assert crm("contact", "add", "Ana", "--email", "ana@x.example", "--tag", "friend", "--company", "Acme").code == 0
    assert crm("contact", "add", "Bob", "--tag", "family").code == 0
    assert crm("contact", "add", "Gone").code == 0
    assert crm("contact", "delete", "4").code == 0
    if exists("log call") and exists("task add"):
        assert crm("log", "call", "2", "hello").code == 0
        assert crm(
            "task", "add", "Call", "--due", "2026-11-20", "--contact", "2", "--repeat", "every week", "--remind", "1h"
        ).code in (0, 2)
        crm("task", "add", "Call", "--due", "2026-11-20", "--contact", "2", "--remind", "1h")
    return book_of(environ)


@pytest.mark.parametrize("line", COMMANDS.strip().splitlines())
def test_a_failure_at_each_statement(
    crm: Crm, book: Path, breaking: type[Breaking], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exists(line):
        pytest.skip("not written yet")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(IMPORTED, encoding="utf-8")
    before, failures = everything(book), 0
    while True:
        breaking.seen, breaking.fails_at = 0, failures + 1
        ran = crm(*line.split())
        if breaking.seen < breaking.fails_at:
            break
        failures += 1
        assert ran.code in (1, 5), (failures, ran)
        assert ran.out == "", "nothing is acknowledged"
        assert "went wrong" not in ran.err, ran.err
        assert "othing was" in ran.err, ran.err
        breaking.fails_at = 0
        assert everything(book) == before, f"statement {failures}"
        assert failures < 500
    print(f"{failures} statements failed")
    assert failures >= 3
    assert ran.code == 0, ran
    assert everything(book) != before, "without a failure it changes the book"
    if "prune" not in line:  # which takes away what the book is compared with
        assert_whole(book)
