"""What answers come to, as people and as machines read it."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.system.test_system_commands import problems
from tests.conftest import Ran

Run = Callable[..., Ran]
NPS = (10, 9, 9, 8, 7, 10, 6, 3, 9, 8)


@pytest.fixture
def answered(crm: Run) -> Run:
    """Ten customers with the answers of the worked example; the first brings nearly everything."""
    rows = "".join(f"c{at}@x.example,{score},2026-10-0{at + 1 if at < 9 else 9},web\n" for at, score in enumerate(NPS))
    for at in range(len(NPS)):
        crm("contact", "add", f"C{at}", "--email", f"c{at}@x.example")
        crm("sale", "add", f"C{at}", "--total", "9000" if at == 0 else "100", "--date", "2026-09-01")
    assert crm("survey", "import", "-", "--kind", "nps", stdin=f"email,score,date,channel\n{rows}").code == 0
    crm("survey", "answer", "C1", "5", "--kind", "csat", "--channel", "email")
    crm("survey", "answer", "C1", "2", "--kind", "csat", "--channel", "email")
    return crm


def test_people_see_figures_with_n_and_the_rule(answered: Run) -> None:
    told = answered("report", "satisfaction", "--format", "table")
    assert told.code == 0
    assert [line.split()[:4] for line in told.lines if line.startswith("NPS  ") and "█" not in line] == [
        ["NPS", "10", "30", "48.4"]
    ]
    assert "██ for us" in told.out
    assert "n = 12." in told.out
    assert "NPS of fewer than 30 answers says little." in told.out
    assert "correo" in answered("report", "satisfaction", "--by", "channel", "--format", "table", CRM_LANG="es").out
    spanish = answered("report", "satisfaction", "--format", "table", CRM_LANG="es").out
    assert "48,4" in spanish
    assert "a favor" in spanish


def test_machines_read_numbers(answered: Run, tmp_path: Path) -> None:
    nps, csat = json.loads(answered("report", "satisfaction", "--json").out)
    assert (nps["group"], nps["kind"], nps["answers"], nps["nps"], round(nps["interval"], 1)) == (
        None, "nps", 10, 30.0, 48.4,
    )  # fmt: skip
    assert (csat["nps"], csat["interval"], csat["top"], csat["mean"]) == (None, None, 0.5, 3.5)
    schema = json.loads(answered("schema", "report-satisfaction").out)
    assert [problems(row, schema) for row in (nps, csat)] == [[], []]
    rows = list(csv.DictReader(StringIO(answered("report", "satisfaction", "--by", "channel", "--format", "csv").out)))
    assert [(row["group"], row["kind"], row["answers"]) for row in rows] == [
        ("web", "nps", "10"),
        ("email", "csat", "2"),
    ]
    picture = tmp_path / "satisfaction.svg"
    assert answered("report", "satisfaction", "--svg", picture).code == 0
    assert "for us" in picture.read_text(encoding="utf-8")
    october = json.loads(answered("report", "satisfaction", "--from", "2026-10-01", "--to", "2026-10-02", "--json").out)
    assert [row["answers"] for row in october] == [2]
    assert answered("report", "satisfaction", "--as-of", "2026-09-30").code == 5


def test_what_cannot_be_told_is_refused(crm: Run) -> None:
    nobody = crm("report", "satisfaction")
    assert (nobody.code, nobody.err.splitlines()) == (
        5, ["crm: Nobody has answered a survey yet.", "  `crm survey answer REF 9 --kind nps` writes one down."],
    )  # fmt: skip
    assert crm("report", "satisfaction", "--by", "chanel").err.splitlines()[1].startswith("  Did you mean channel?")


def test_a_class_tells_n_and_a_dash_where_nobody_was_asked(answered: Run) -> None:
    for at in range(1, 10):
        for row in json.loads(answered("survey", "list", f"name:C{at}", "--kind", "nps", "--json").out):
            answered("survey", "delete", row["id"])
    first, *_rest, last = json.loads(answered("abc", "--classes", "--json").out)
    assert (first["csat"], first["csat_answers"], first["nps"], first["nps_answers"]) == (None, 0, 100.0, 1)
    assert (last["nps"], last["nps_answers"]) == (None, 0)
    table = answered("abc", "--classes", "--format", "table", "--columns", "class,csat,nps").lines
    assert [line.split() for line in table if line[:2] in ("A ", "B ")] == [
        ["A", "\N{EN DASH}", "100", "(1)"], ["B", "50.0", "%", "(2)", "\N{EN DASH}"],
    ]  # fmt: skip
    schema = json.loads(answered("schema", "abc-classes").out)
    assert problems(first, schema) == []
