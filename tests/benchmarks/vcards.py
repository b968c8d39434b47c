"""How fast cards are read beside vobject, and what an import of many of them takes.

python -m tests.benchmarks.vcards           # 10,000 cards for the codec, 100,000 for the import
python -m tests.benchmarks.vcards --quick   # a tenth of that
"""

import argparse
import io
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from crmcli.formats.vcard import mapping
from crmcli.formats.vcard.reader import cards
from crmcli.formats.vcard.writer import written
from tests.benchmarks.timing import CRM, spent

Figures = list[tuple[str, str, str]]
"""What was measured, the figure, and what is wanted."""
_CARD = """BEGIN:VCARD\r
VERSION:3.0\r
UID:{n:08}-aaaa\r
N:García {n};Ana{n};;;\r
FN:Ana{n} García {n}\r
ORG:Firm {firm};Sales\r
TITLE:Buyer\r
EMAIL;TYPE=INTERNET,WORK:ana{n}@x.example\r
TEL;TYPE=CELL:+34 600 {n:06}\r
ADR;TYPE=WORK:;;Calle Mayor {n};Madrid;;28001;Spain\r
CATEGORIES:client,vip\r
NOTE:Met at the fair\\, wants the price list of looms and an offer for 2027 that is l\r
 ong enough to be folded\r
X-CUSTOM:{n}\r
END:VCARD\r
"""


def many(count: int) -> Iterator[str]:
    """Cards of made-up people."""
    return (_CARD.format(n=n, firm=n % 500) for n in range(count))


def codec(count: int) -> Figures:
    """The codec beside vobject, in this process and on the same text."""
    text = "".join(many(count))
    data = text.encode()
    found = list(cards(io.BytesIO(data)))
    drafts = [mapping.draft(card) for card in found]
    read = _spent(lambda: list(cards(io.BytesIO(data))))
    mapped = _spent(lambda: [mapping.draft(card) for card in cards(io.BytesIO(data))])
    wrote = _spent(lambda: [written(draft.contact) for draft in drafts])
    if len(found) != count or any(draft.warnings or draft.errors for draft in drafts):
        raise SystemExit("the cards were not read as they are")
    rate = f"reading {count:,} vCards"
    figures = [
        (f"{rate}, to checked contacts, CPU a card", f"{mapped / count * 1e6:.0f} µs", ""),
        (f"writing {count:,} vCards, CPU a card", f"{wrote / count * 1e6:.0f} µs", ""),
    ]
    try:
        vobject = import_module("vobject")
    except ImportError:
        return [(f"{rate}, CPU a card", f"{read / count * 1e6:.0f} µs", ""), *figures]
    theirs = _spent(lambda: list(vobject.readComponents(text)))
    told = f"{theirs / read:.0f} times (to checked contacts {theirs / mapped:.1f} times)"
    return [(f"{rate}, beside vobject's rate in the same run", told, "at least 10 times"), *figures]


def imported(folder: Path, environ: Mapping[str, str], count: int) -> Figures:
    """The import of a file of cards into an empty book; `environ` names the book's folder in CRM_HOME."""
    file = folder / f"people-{count}.vcf"
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(many(count))
    took, peak = spent([CRM, "import", str(file)], environ, every=0.1)
    book = sqlite3.connect(Path(environ["CRM_HOME"]) / "crm.db")
    rows = book.execute("SELECT count(*) FROM contact WHERE kind = 'person'").fetchone()[0]
    book.close()
    if rows != count:
        raise SystemExit(f"the import of {count} cards stored {rows}")
    return [
        (f"import of {count:,} vCards, CPU", f"{took:.0f} s", ""),
        (f"import of {count:,} vCards, peak memory", f"{peak:.0f} MB", "under 200 MB"),
    ]


def figures(folder: Path, environ: Mapping[str, str], scale: int = 1) -> Figures:
    """All of it; `scale` divides the numbers of cards.

    The import comes first: a child's peak counts the size of the process that it was forked from.
    """
    home = folder / "import-vcards"
    home.mkdir()
    many_in = imported(folder, {**environ, "CRM_HOME": str(home)}, 100_000 // scale)
    return [*codec(10_000 // scale), *many_in]


def _spent(work: Callable[[], object]) -> float:
    """The least CPU time of three runs."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true")
    scale = 10 if words.parse_args().quick else 1
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CRM_")}
    environ = kept | {"CRM_COUNTRY": "ES", "CRM_CURRENCY": "EUR", "LANG": "C.UTF-8"}
    with tempfile.TemporaryDirectory(prefix="crm-bench-") as folder:
        for what, measured, wanted in figures(Path(folder), environ, scale):
            print(f"{what}: {measured}{f' (wanted: {wanted})' if wanted else ''}", file=sys.stdout)


if __name__ == "__main__":
    main()
