"""Figures about customers on a large book, beside data frames that do the same from a file of purchases.

The rivals are those that can be imported by the Python that CRM_RIVALS names (this one unless set). They read a CSV of
customer, day and amount, the quickest way in for all of them. Whole processes are compared, imports and start-up
included; CPU time counts every thread.
"""

import csv
import json
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from crmcli.analytics import btyd
from crmcli.analytics.btyd import History
from tests.benchmarks import trade_book
from tests.benchmarks.timing import CRM, PYTHON, compare, cpu

WITHIN_A_SECOND = ("rfm segments", "abc --limit 50", "report cohort")
OTHERS = (
    "report retention", "report trends", "report churn-risk --limit 50", "report next-purchase --limit 50",
    "report crosssell", "report maturity", "report unit-economics", "abc --classes", "clv historic --limit 50",
    "clv projected --limit 50", "cac", "dashboard",
)  # fmt: skip
RIVALS = {
    "polars": """
import sys, polars as pl
s = pl.read_csv(sys.argv[1], try_parse_dates=True)
c = s.group_by("customer").agg(pl.col("day").max(), pl.len().alias("f"), pl.col("amount").sum().alias("m"))
c = c.with_columns((pl.date(2026, 11, 22) - pl.col("day")).dt.total_days().alias("r"))
def score(name):
    edges = [c[name].quantile(q / 5, "linear") for q in range(1, 5)]
    return sum(((pl.col(name) > e).cast(pl.Int8) for e in edges), start=pl.lit(1))
c = c.with_columns((6 - score("r")).alias("R"), score("f").alias("F"), score("m").alias("M"))
c.group_by("R", "F", "M").agg(pl.len(), pl.col("m").sum())
print(c.filter((pl.col("R") == 5) & (pl.col("F") == 5)).height)
""",
    "pandas": """
import sys, pandas as pd
s = pd.read_csv(sys.argv[1], parse_dates=["day"])
c = s.groupby("customer").agg(day=("day", "max"), f=("day", "size"), m=("amount", "sum"))
c["r"] = (pd.Timestamp("2026-11-22") - c["day"]).dt.days
def score(x):
    return 1 + sum((x > x.quantile(q / 5)).astype(int) for q in range(1, 5))
c["R"], c["F"], c["M"] = 6 - score(c["r"]), score(c["f"]), score(c["m"])
c.groupby(["R", "F", "M"])["m"].agg(["size", "sum"])
print(int(((c["R"] == 5) & (c["F"] == 5)).sum()))
""",
    "duckdb": """
import sys, duckdb
d = duckdb.connect()
d.execute(f"CREATE TABLE c AS SELECT customer, date '2026-11-22' - max(day) AS r, count(*) AS f, sum(amount) AS m "
          f"FROM read_csv('{sys.argv[1]}') GROUP BY customer")
score = "1 + list_sum([(%s > e)::INT FOR e IN (SELECT quantile_cont(%s, [.2, .4, .6, .8]) FROM c)])"
d.execute("CREATE TABLE s AS SELECT m, 6 - (%s) AS R, %s AS F, %s AS V FROM c"
          % tuple(score % (name, name) for name in "rfm"))
d.execute("SELECT R, F, V, count(*), sum(m) FROM s GROUP BY ALL").fetchall()
print(d.execute("SELECT count(*) FROM s WHERE R = 5 AND F = 5").fetchone()[0])
""",
}
"""Programs that score recency, frequency and money by fifths and say how many customers have 5 in the first two."""
_CDNOW = "analytics/cdnow/cdnow_sample_transactions.csv"
_CALIBRATED = date(1997, 9, 30)


def figures(folder: Path, environ: Mapping[str, str], scale: int) -> list[tuple[str, str, str]]:
    """What is measured, how much it was, and what is wanted."""
    home = folder / "trade"
    customers, sales = 100_000 // scale, 1_000_000 // scale
    trade_book.fill(home / "crm.db", customers, sales)
    own = dict(environ) | {"CRM_HOME": str(home)}
    book = f"{sales:,} sales of {customers:,} customers"
    start = min(cpu([CRM, "rfm", "map"], own) for _ in range(3))
    lines = [
        (f"`crm {words}` on {book}, CPU over start-up", f"{_over(words, own, start):.2f} s", wanted)
        for words, wanted in (*((one, "at most 1 s") for one in WITHIN_A_SECOND), *((one, "") for one in OTHERS))
    ]
    lines += _beside_rivals(folder, own, start)
    subprocess.run([CRM, "rfm", "keep"], env=own, stdout=subprocess.DEVNULL, check=True)
    kept = compare({"": [CRM, "rfm", "explain", "777"]}, own, rounds=11)[""]
    lines.append(("`crm rfm explain 777` by kept scores, to bare Python", f"{kept.ratio:.2f}x", "6x"))
    lines.append(("`crm rfm segments` by kept scores", f"{_over('rfm segments', own, start):.2f} s", ""))
    return [*lines, *_fit()]


def _over(words: str, environ: Mapping[str, str], start: float) -> float:
    return min(cpu([CRM, *words.split()], environ) for _ in range(3)) - start


def _beside_rivals(folder: Path, environ: Mapping[str, str], start: float) -> Iterator[tuple[str, str, str]]:
    """The same scores by others, whole processes all of them; refused where they do not agree with ours."""
    rivals, purchases = os.environ.get("CRM_RIVALS", PYTHON), folder / "purchases.csv"
    exported = "SELECT contact_id AS customer, date AS day, net_minor AS amount FROM sale"
    _export(Path(environ["CRM_HOME"]) / "crm.db", exported, purchases)
    grid = json.loads(
        subprocess.run([CRM, "rfm", "grid", "--json"], env=environ, capture_output=True, check=True).stdout
    )
    ours = next(cell["customers"] for cell in grid if cell["r"] == cell["f"] == 5)
    spent = _over("rfm segments", environ, 0)
    yield "`crm rfm segments`, the whole process", f"{spent:.2f} s", "less than each of these"
    for name, program in RIVALS.items():
        if subprocess.run([rivals, "-c", f"import {name}"], capture_output=True, check=False).returncode:
            yield f"the same by {name}, from a CSV", "not installed", ""
            continue
        command = [rivals, "-c", program, str(purchases)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if int(found) != ours:
            raise SystemExit(f"{name} finds {found} customers of 55x, we {ours}")
        yield f"the same by {name}, from a CSV", f"{min(cpu(command, os.environ) for _ in range(3)):.2f} s", ""


def _export(book: Path, sql: str, file: Path) -> None:
    with sqlite3.connect(book) as db, file.open("w", encoding="utf-8", newline="") as stream:
        rows = db.execute(sql)
        writer = csv.writer(stream)
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)


def _fit() -> Iterator[tuple[str, str, str]]:
    """BG/NBD on the purchases that its authors published, where they are there."""
    file = Path(os.environ.get("CRM_CORPORA", "")) / _CDNOW
    if not file.is_file():
        yield "fit of BG/NBD to CDNOW", "no corpora", "at most 0.5 s"
        return
    days: dict[str, set[date]] = {}
    with file.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if (day := date.fromisoformat(row["date"])) <= _CALIBRATED:
                days.setdefault(row["sample_id"], set()).add(day)
    histories = [
        History(len(bought) - 1, (max(bought) - min(bought)).days / 7, (_CALIBRATED - min(bought)).days / 7)
        for bought in days.values()
    ]
    spent = []
    for _ in range(3):
        began = time.process_time()
        btyd.fit_buying(histories)
        spent.append(time.process_time() - began)
    yield f"fit of BG/NBD to CDNOW ({len(histories):,} customers), CPU", f"{min(spent):.2f} s", "at most 0.5 s"
