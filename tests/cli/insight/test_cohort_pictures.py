"""What the cohort triangle, who may leave and the map of segments show to people: all of it, at any width."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crmcli.services.workspace import Workspace
from tests.conftest import Ran
from tests.services.insight.sales_book import customer, sell

Run = Callable[..., Ran]


@pytest.fixture
def long(workspace: Workspace) -> Workspace:
    """Two customers who bought over twenty months, one of them every month."""
    every, once = customer(workspace, "Every"), customer(workspace, "Once")
    for month in range(20):
        sell(workspace, every, date(2024 + month // 12, month % 12 + 1, 10), 123400)
    sell(workspace, once, "2024-02-10", 5000)
    return workspace


def test_values_are_drawn_and_told_on_lines(crm: Run, long: Workspace, tmp_path: Path) -> None:
    asked = ("report", "cohort", "--as-of", "2025-08-31")
    drawing = tmp_path / "cohorts.svg"
    told = crm(*asked, "--value", "--format", "table", "--svg", str(drawing), COLUMNS="200").out
    assert "in EUR" in told
    assert "24,680" in told
    assert "24,680" in drawing.read_text(encoding="utf-8")
    assert "in EUR" not in crm(*asked, "--format", "table").out
    first = crm(*asked, "--value", "--format", "plain").lines[0].split("\t")
    assert first[:2] == ["2024-01", "1"]
    assert first[3].startswith("1234.00 EUR, 2468.00 EUR")
    assert len(crm(*asked, "--format", "plain").lines[0].split("\t")) == 3


def test_small_values_keep_their_decimals(crm: Run, workspace: Workspace) -> None:
    sell(workspace, customer(workspace, "Ana"), "2026-01-10", 150)
    told = crm("report", "cohort", "--as-of", "2026-01-31", "--value", "--format", "table").out
    assert "1.50" in told


def test_all_months_are_shown_where_there_is_room_and_else_counted(crm: Run, long: Workspace, tmp_path: Path) -> None:
    asked = ("report", "cohort", "--as-of", "2025-08-31", "--format", "table")
    drawing = tmp_path / "cohorts.svg"
    wide = crm(*asked, "--svg", str(drawing), COLUMNS="200").lines
    assert wide[3].split()[2:] == [str(month) for month in range(20)]
    assert not any("more column" in line for line in wide)
    assert ">19</text>" in drawing.read_text(encoding="utf-8")
    narrow = crm(*asked, COLUMNS="80").lines
    shown = len(narrow[3].split()) - 2
    assert narrow[6].strip() == f"{20 - shown} more columns"
    (together,) = (line for line in wide if line.startswith("All together"))
    assert len(together.split()) == 4 + 20


def test_the_running_month_is_marked_in_its_cells(crm: Run, long: Workspace) -> None:
    asked = ("report", "cohort", "--format", "table", "--as-of")
    running = crm(*asked, "2025-08-15", COLUMNS="200").out
    assert [line.rstrip()[-4:] for line in running.splitlines()[4:6]] == ["100*", "  0*"]
    assert "* The running month is not over." in running
    over = crm(*asked, "2025-08-31", COLUMNS="200").out
    assert "*" not in over
    assert "running month" not in over
    rows = json.loads(crm("report", "cohort", "--json", "--as-of", "2025-08-15").out)
    assert [row["partial"] for row in rows] == [True, True]
    # a month that has hardly begun takes nothing from what all together bought
    (together,) = (line for line in crm(*asked, "2025-09-01", COLUMNS="200").lines if line.startswith("All together"))
    assert together.split()[-1] == "100"


def test_more_cohorts_are_only_promised_where_there_are_more(crm: Run, workspace: Workspace) -> None:
    for month in range(24):
        sell(workspace, customer(workspace, f"c{month}"), date(2024 + month // 12, month % 12 + 1, 10), 100)
    asked = ("report", "cohort", "--format", "table", "--as-of")
    assert "--last" not in crm(*asked, "2025-12-31").err
    sell(workspace, customer(workspace, "newest"), "2026-01-10", 100)
    assert "The last 24 cohorts; --last shows more." in crm(*asked, "2026-01-31").err


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_reason_is_cut(crm: Run, workspace: Workspace, language: str) -> None:
    who = customer(workspace, "A customer whose name alone is longer than half of the line")
    for day, minor in (("2025-01-01", 90000), ("2025-02-01", 90000), ("2025-03-01", 100), ("2025-04-01", 100)):
        sell(workspace, who, day, minor)
    asked = ("report", "churn-risk", "--as-of", "2026-01-01", "--format", "table")
    said = {
        "en": "275 days quiet, usually 31; orders grow smaller; not spoken to in half a year",
        "es": "275 días callado, suele 31; las compras menguan; sin hablar desde hace medio año",
    }[language]
    for columns in ("80", "60", "40"):
        told = crm(*asked, COLUMNS=columns, CRM_LANG=language).lines
        assert all(len(line) <= int(columns) for line in told)
        at = next(at for at, line in enumerate(told) if line.lstrip().startswith("#"))
        place = told[at].rindex("Why" if language == "en" else "Por qué")
        end = told.index("", at)
        assert said in " ".join(line[place:].strip() for line in told[at + 1 : end])
        assert "…" not in "".join(line[place:] for line in told[at:end])


def test_the_map_shows_all_codes(crm: Run) -> None:
    told = crm("rfm", "map", "--format", "table", COLUMNS="80").out
    assert len([word for word in told.split() if word.isdecimal()]) == 125
    assert "…" not in told


def test_moves_from_a_later_day_to_an_earlier_one_are_refused(crm: Run, long: Workspace) -> None:
    ran = crm("rfm", "migrate", "--from", "2025-06-01", "--to", "2025-01-01")
    assert (ran.code, ran.out) == (5, "")
    assert "2025-01-01 is before 2025-06-01" in ran.err
    assert "Turn --from and --to round." in ran.err


def test_the_hint_for_weights_is_of_weights(crm: Run, long: Workspace) -> None:
    ran = crm("rfm", "--weights", "a,b,c")
    assert ran.code == 2
    assert "--weights 3,2,1" in ran.err
