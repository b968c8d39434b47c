"""Makes the filled book of this schema that tests later migrations: `python -m tests.store.make_fixture`.

Run it once for each schema, when its release is made, and never again: what a release wrote must stay readable. Before
the first release it may be run whenever the schema changes.
"""

import gzip
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.services.activity import cadence, log, task_changes, tasks
from crmcli.services.activity.task_times import Times
from crmcli.services.people import adding, contacts, custom, tags
from crmcli.services.system import history
from crmcli.store import connection
from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import load
from tests.store.books import Numbered, environment

FOLDER = Path(__file__).parent / "fixtures"
NAMES = (
    "Ana García", "Bo Núñez", "Zoë Ørsted", "Łukasz Żak", "Æthel Straße", "İbrahim Ünal", "Đorđe Ćosić", "Jörg Weiß",
    "Мария Иванова", "Γιώργος Παππάς", "山田 太郎", "김민수", "محمد علي", "דוד כהן", "नेहा शर्मा", "O'Hara; DROP TABLE",
    "Grace Hopper", "Ada Lovelace", "Jean-Luc d'Arc", "Conchita Fernández de la Torre",
)  # fmt: skip
FIRMS = ("Telares SL", "Ácme & Söhne", "Fábrica de Ñandúes", "Empty Ltd", "北京公司")


def make(home: Path) -> Path:
    """Fill a book as a user would."""
    crm = Numbered(environment(home))
    for firm in FIRMS:
        adding.add(crm, Contact(kind="organisation", name=firm, urls=(Point(f"https://{firm[:3].lower()}.example"),)))
    custom.declare(crm, "size", "number", ())
    custom.declare(crm, "tier", "choice", ("gold", "silver"))
    with crm.writing("import") as unit:
        for at, name in enumerate(NAMES):
            person = _person(at, name)
            unit.save(adding.prepared(crm, unit, person))
    tags.put(crm, ["vip"], [6, 7, 8])
    cadence.settle(crm, "tag:vip", "3w")
    cadence.settle(crm, "10", "2m")
    for at in range(12):
        said = Interaction(
            channel=("call", "meeting", "note")[at % 3], text=f"Talk {at} about ñandúes", minutes=at or None
        )
        log.add(crm, said, [str(6 + at), str(7 + at)], at=f"2026-{10 - at % 9:02}-15")
    for at in range(8):
        times = Times(due=f"2026-12-{at + 1:02}" + (" 10:00" if at % 2 else ""), remind="30min" if at % 2 else None)
        task_changes.add(
            crm, Task(title=f"Promise {at}", priority=("low", "normal", "high")[at % 3]), times, contact=str(6 + at)
        )
    tasks.done(crm, ["1"])
    tasks.cancel(crm, ["2"])
    contacts.archive(crm, [20], "contact archive")
    contacts.trash(crm, [21], "contact delete")
    log.delete(crm, ["3"])
    contacts.set_fields(crm, [6, 7], ["job=Jefa", "size=42"], "contact set")
    history.undo(crm)
    tags.rename(crm, "vip", "Oro")
    history.undo(crm)
    history.redo(crm)
    crm.close()
    return crm.path


def _person(at: int, name: str) -> Contact:
    return Contact(
        name=name,
        organisation=FIRMS[at % 3] if at % 2 else "",
        emails=(Point(f"person{at}@work.example", "work", preferred=True), Point(f"p{at}@home.example", "home")),
        phones=(Point(f"+34 600 555 {at:03}", "mobile"),) if at % 3 else (),
        addresses=(Address(label="home", street=f"Calle Mayor {at}", city="Cádiz", postal_code="11001", country="ES"),),
        tags=("ventas",) if at % 4 == 0 else (),
        fields=(("size", str(at)), ("tier", "gold")) if at % 5 == 0 else (),
        birthday=("1815-12-10", "--02-29", "")[at % 3],
        note="Línea uno\nlínea dos" if at % 6 == 0 else "",
        properties="X-KEPT:value\r\n" if at == 3 else "",
        external_id=f"google:{at}" if at % 7 == 0 else "",
    )


def content(db: sqlite3.Connection) -> dict[str, object]:
    """What the book says, and its journal, as JSON can hold them."""
    records = {
        noun: load(db, noun, [row[0] for row in db.execute(f"SELECT id FROM {shape.table} ORDER BY id")])
        for noun, shape in SHAPES.items()
    }
    sets = db.execute("SELECT id, actor, command, kind, inverts, undone_by FROM change_set ORDER BY id").fetchall()
    changes = db.execute(
        "SELECT change_set_id, seq, noun, record_id, before, after FROM change ORDER BY 1, 2"
    ).fetchall()
    found: dict[str, object] = json.loads(json.dumps({"records": records, "sets": sets, "changes": changes}))
    return found


def main() -> None:
    """Write the fixture of the present schema."""
    stem = FOLDER / f"schema_{connection.SCHEMA_VERSION}"
    with tempfile.TemporaryDirectory() as folder:
        book = make(Path(folder))
        with closing(sqlite3.connect(book)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("VACUUM")
            db.execute("PRAGMA journal_mode = WAL")
        with gzip.GzipFile(stem.with_suffix(".db.gz"), "wb", mtime=0) as packed, book.open("rb") as plain:
            shutil.copyfileobj(plain, packed)
        with closing(connection.reader(book)) as db:
            told = json.dumps(content(db), ensure_ascii=False, indent=0, sort_keys=True)
    stem.with_suffix(".json").write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
