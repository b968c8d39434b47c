"""What finding the duplicates of a large book takes: CPU time and memory of `crm duplicates` as its users run it.

python -m tests.benchmarks.duplicates           # 5,000 and 100,000 contacts
python -m tests.benchmarks.duplicates --quick   # a tenth of that
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from crmcli.store import connection, derived
from tests.benchmarks import big_book
from tests.benchmarks.timing import CRM, spent

Figures = list[tuple[str, str, str]]
"""What was measured, the figure, and what is wanted."""
WANTED = {5_000: "under 3 s and 500 MB", 100_000: "under 60 s and 500 MB"}
EVERY = 20
"""One contact in so many is there a second time, by a letter or two otherwise."""


def fill(path: Path, count: int) -> int:
    """A book of so many contacts, of whom some are there twice; how many."""
    twins = count // EVERY
    big_book.fill(path, count - twins, 0, 0)
    db = connection.writer(path)
    db.execute("BEGIN")
    rows = db.execute(
        "SELECT id, name, given, family FROM contact WHERE kind = 'person' AND id % :every = 0 LIMIT :twins",
        {"every": EVERY - 2, "twins": twins},
    ).fetchall()
    for at, (number, name, given, family) in enumerate(rows):
        new = db.execute(
            "INSERT INTO contact (uid, name, given, family, sort_name, created_at, updated_at) "
            "VALUES (:uid, :name, :given, :family, '', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z') RETURNING id",
            {"uid": f"twin-{at}", "name": name.replace("ar", "ra", 1), "given": given, "family": family},
        ).fetchone()[0]
        db.execute(
            "INSERT INTO contact_point (contact_id, kind, position, label, value, normal) "
            "SELECT :new, kind, position, label, value, normal FROM contact_point "
            "WHERE contact_id = :old AND kind = :kind",
            {"new": new, "old": number, "kind": ("email", "phone")[at % 2]},
        )
    derived.rebuild(db, lambda stored: big_book.NOW)  # noqa: ARG005 - there are no moments in it
    db.execute("COMMIT")
    db.close()
    return len(rows)


def measured(environ: Mapping[str, str]) -> tuple[float, float, int]:
    """Seconds of CPU, megabytes at the peak, and how many pairs are certain."""
    with tempfile.TemporaryFile() as answer:
        command = [CRM, "duplicates", "list", "--sure", "certain", "--columns", "left"]
        used = spent(command, environ, every=0.1, out=answer)
        answer.seek(0)
        return used.seconds, used.megabytes, answer.read().count(b"\n")


def figures(folder: Path, environ: Mapping[str, str], scale: int = 1) -> Figures:
    """All of it; `scale` divides the numbers of contacts."""
    lines = []
    for count, wanted in WANTED.items():
        home = folder / f"duplicates-{count}"
        twins = fill(home / "crm.db", count // scale)
        seconds, megabytes, found = measured({**environ, "CRM_HOME": str(home)})
        if found < twins * 0.75:
            raise SystemExit(f"of {twins} twins {found} were found")
        told = f"{seconds:.1f} s, {megabytes:.0f} MB"
        lines.append((f"duplicates among {count // scale:,} contacts, CPU and peak memory", told, wanted))
    return lines


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true")
    scale = 10 if words.parse_args().quick else 1
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CRM_")}
    environ = kept | {"CRM_COUNTRY": "ES", "CRM_CURRENCY": "EUR", "LANG": "C.UTF-8", "CRM_NOW": "2026-11-22T09:30"}
    with tempfile.TemporaryDirectory(prefix="crm-bench-") as folder:
        for what, figure, wanted in figures(Path(folder), environ, scale):
            print(f"{what}: {figure} (wanted: {wanted})", file=sys.stdout)


if __name__ == "__main__":
    main()
