"""Measure the program as its users run it and write docs/reference/performance.md.

    python -m tests.benchmarks.run              # everything, some minutes
    python -m tests.benchmarks.run --quick      # a tenth of the book, fewer rounds, nothing written

It runs the `crm` of the same environment against books that it makes in a temporary folder.
"""

import argparse
import csv
import os
import platform
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from crmcli.services.people import listing
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.reads import contacts as contact_reads
from tests.benchmarks import app, big_book, duplicates, insight, sales, vcards
from tests.benchmarks.timing import BARE, CRM, PYTHON, Figure, compare, cpu, spent

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "performance.md"
COMMANDS = {
    "crm --version": 5.0,
    "crm --help (piped)": 6.0,
    "crm contact show 777": 6.0,
    "crm contact list --limit 50": 6.0,
    "crm contact list --limit 50 --json": 6.0,
    "crm contact list 'gar tag:vip last<90d' --limit 50": 6.0,
    "crm contact list zzzqq --limit 50": 6.0,
    "crm find nunez": 6.0,
    "crm find zzzqq": 6.0,
    "crm contact add N{n} --email n{n}@y.example --tag vip": 6.0,
    "crm log call 500 'talked about the offer'": 6.0,
    "crm task done {n}": 6.0,
    "crm today": 6.0,
}
"""What is measured piped, and how many times bare Python it may take."""
ON_TERMINAL = {"crm --help": 12.0, "crm contact list --limit 50": 10.0}


class Line(NamedTuple):
    """One figure of the page."""

    what: str
    measured: str
    wanted: str


def main() -> None:
    """Measure and write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true")
    words.add_argument("--rounds", type=int, default=21)
    given = words.parse_args()
    scale, rounds = (10, 5) if given.quick else (1, given.rounds)
    with tempfile.TemporaryDirectory(prefix="crm-bench-") as folder:
        book = Path(folder) / "big" / "crm.db"
        print("making the book ...", file=sys.stderr)
        big_book.fill(book, 100_000 // scale, 1_000_000 // scale, 20_000 // scale)
        environ = _environ(book.parent)
        subprocess.run([PYTHON, "-m", "compileall", "-q", str(Path(listing.__file__).parents[1])], check=True)
        starts = _starts(environ, rounds)
        lines = [*_keystroke(environ), *_imports(Path(folder), scale), *_batch(Path(folder), environ, scale)]
        lines += [Line(*figure) for figure in vcards.figures(Path(folder), environ, scale)]
        lines += [Line(*figure) for figure in sales.figures(Path(folder), environ, rounds, scale)]
        lines += [Line(*figure) for figure in duplicates.figures(Path(folder), environ, scale)]
        lines += [Line(*figure) for figure in insight.figures(Path(folder), environ, scale)]
        lines += [Line(*figure) for figure in app.figures(environ, keys=5000 // scale)]
    page = _page(starts, lines, scale)
    print(page)
    if not given.quick:
        PAGE.write_text(page, encoding="utf-8")


def _environ(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CRM_"))}
    return kept | {"CRM_HOME": str(home), "CRM_NOW": "2026-11-22T09:30", "LANG": "C.UTF-8", "CRM_COUNTRY": "ES"}


def _starts(environ: Mapping[str, str], rounds: int) -> list[tuple[str, Figure, float]]:
    piped = {name: [CRM, *shlex.split(name.removesuffix(" (piped)"))[1:]] for name in COMMANDS}
    figures = compare(piped, environ, rounds=rounds)
    completing = dict(environ) | {
        "_CRM_COMPLETE": "complete_bash",
        "COMP_WORDS": "crm contact show nun",
        "COMP_CWORD": "3",
    }
    figures |= {"completing a name (Tab)": compare({"": [CRM]}, completing, rounds=rounds)[""]}
    wanted = COMMANDS | {"completing a name (Tab)": 6.0}
    drawn = compare(
        {name: [CRM, *shlex.split(name)[1:]] for name in ON_TERMINAL}, environ, rounds=rounds, terminal=True
    )
    on_terminal = [(f"{name} (on a terminal)", drawn[name], most) for name, most in ON_TERMINAL.items()]
    return [(name, figure, wanted[name]) for name, figure in figures.items()] + on_terminal


def _keystroke(environ: Mapping[str, str]) -> list[Line]:
    crm = Workspace(environ)
    spent = []
    for prefix in ("gar", "nun", "mar", "lop", "ana", "zzz"):
        picked = listing.condition(crm, "contact", prefix)
        started = time.perf_counter()
        contact_reads.ids_where(crm.db, picked, sorting.order("contact", ""), 50)
        spent.append((time.perf_counter() - started) * 1000)
    crm.close()
    return [
        Line("a search keystroke (three letters) in the store, slowest of six", f"{max(spent):.1f} ms", "at most 5 ms")
    ]


def _imports(folder: Path, scale: int) -> list[Line]:
    lines = []
    for count in (5_000, 1_000_000 // scale):
        home = folder / f"import-{count}"
        home.mkdir()
        file = folder / f"people-{count}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["First Name", "Last Name", "E-mail", "Phone", "Company", "City", "Tags"])
            writer.writerows(
                [
                    f"Ana{n}",
                    f"García {n % 977}",
                    f"ana{n}@x.example",
                    f"600{n:06}",
                    f"Firm {n % 500}",
                    "Madrid",
                    "client",
                ]
                for n in range(count)
            )
        environ = _environ(home)
        start = min(cpu([CRM, "contact", "list", "--limit", "1"], environ) for _ in range(3))
        took, peak = spent([CRM, "import", str(file), "--format", "csv"], environ, every=0.1)
        if count == 5_000:
            lines.append(Line("import of 5,000 CSV rows, CPU over start-up", f"{took - start:.2f} s", "at most 1 s"))
        else:
            lines.append(Line(f"import of {count:,} CSV rows, CPU", f"{took:.0f} s", ""))
            lines.append(Line(f"import of {count:,} CSV rows, peak memory", f"{peak:.0f} MB", "under 200 MB"))
        rows = (
            sqlite3.connect(home / "crm.db").execute("SELECT count(*) FROM contact WHERE kind = 'person'").fetchone()[0]
        )
        if rows != count:
            raise SystemExit(f"the import of {count} rows stored {rows}")
    return lines


def _batch(folder: Path, environ: Mapping[str, str], scale: int) -> list[Line]:
    home = folder / "batch"
    home.mkdir()
    own = dict(environ) | {"CRM_HOME": str(home)}
    adds = folder / "adds.txt"
    adds.write_text("".join(f"contact add B{n} --email b{n}@y.example\n" for n in range(1000)), encoding="utf-8")
    together = cpu([CRM, "batch", str(adds)], own)
    some = 200 // scale
    apart = (
        sum(cpu([CRM, "contact", "add", f"C{n}", "--email", f"c{n}@y.example"], own) for n in range(some)) / some * 1000
    )
    return [
        Line(
            "1,000 adds by `crm batch`, against 1,000 processes",
            f"{apart / together:.0f} times faster",
            "at least 20 times",
        )
    ]


def _page(starts: list[tuple[str, Figure, float]], lines: list[Line], scale: int) -> str:
    bare = min(cpu(BARE, os.environ) for _ in range(9)) * 1000
    head = f"""# Performance

Measured by `python -m tests.benchmarks.run`, which writes this page: CPU time of whole processes, as multiples of
`python -c pass` in the same rounds (medians), on a book of {100_000 // scale:,} contacts and {1_000_000 // scale:,}
interactions. The machine of this page: {os.cpu_count()} cores, Python {platform.python_version()}, SQLite
{sqlite3.sqlite_version}; bare Python took {bare:.1f} ms. It is shared and noisy: read the ratios.

## Start to end

| command | CPU | to bare Python | wanted |
|---|---|---|---|
"""
    rows = "".join(
        f"| `{name}` | {figure.milliseconds:.0f} ms | {figure.ratio:.2f}x | {most:g}x |\n"
        for name, figure, most in starts
    )
    more = "".join(f"| {line.what} | {line.measured} | {line.wanted} |\n" for line in lines)
    return f"{head}{rows}\n## In bulk and in the store\n\n| what | measured | wanted |\n|---|---|---|\n{more}"


if __name__ == "__main__":
    main()
