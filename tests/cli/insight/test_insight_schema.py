"""What the commands about customers show is what `crm schema` says of it, no more and no less."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.records.contact import Contact
from crmcli.core.records.sales import Sale
from crmcli.services.system.insight_schema import INSIGHT
from crmcli.services.workspace import Workspace
from tests.cli.system.test_system_commands import problems
from tests.conftest import Ran

Crm = Callable[..., Ran]
COMMANDS = {
    "rfm": "rfm", "rfm-segments": "rfm segments", "rfm-grid": "rfm grid", "rfm-explain": "rfm explain 11",
    "rfm-keep": "rfm keep", "rfm-migrate": "rfm migrate --from 2026-06-30", "rfm-map": "rfm map",
    "clv-historic": "clv historic", "clv-projected": "clv projected", "clv-predict": "clv predict",
    "clv-fit": "clv fit", "clv-validate": "clv validate", "cac": "cac --by campaign", "abc": "abc",
    "abc-classes": "abc --classes --budget 500", "report-profitability": "report profitability",
    "report-unit-economics": "report unit-economics", "report-retention": "report retention",
    "report-cohort": "report cohort --value", "report-churn-risk": "report churn-risk --all",
    "report-next-purchase": "report next-purchase", "report-crosssell": "report crosssell",
    "report-maturity": "report maturity", "report-trends": "report trends", "report-activity": "report activity",
    "dashboard": "dashboard", "goal": "goal list", "segment": "segment list", "segment-diff": "segment diff Regulars",
}  # fmt: skip


def test_every_noun_has_a_command_here() -> None:
    assert COMMANDS.keys() == INSIGHT.keys()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample business, made once."""
    return str(tmp_path_factory.mktemp("sample") / "demo.db")


@pytest.mark.parametrize("noun", COMMANDS)
def test_what_is_shown_is_as_its_schema_says(noun: str, sample: str, crm: Crm) -> None:
    assert crm("demo", "--path", sample).code == 0
    schema: dict[str, Any] = json.loads(crm("schema", noun).out)
    shown = crm(*COMMANDS[noun].split(), "--json", CRM_DB=sample)
    assert shown.code == 0, shown.err
    records = json.loads(shown.out)
    assert records
    for record in records if isinstance(records, list) else [records]:
        assert problems(record, schema) == []


@pytest.mark.parametrize("noun", sorted(COMMANDS.keys() - {"rfm-keep", "clv-fit"}))
def test_the_sample_business_shows_something_of_each_and_the_same_twice(noun: str, sample: str, crm: Crm) -> None:
    assert crm("demo", "--path", sample).code == 0
    words = COMMANDS[noun].split()
    first, again = (crm(*words, "--format", "table", CRM_DB=sample, COLUMNS=80) for _twice in range(2))
    assert (first.code, first.out) == (0, again.out)
    assert len(first.lines) > 3
    assert "nan" not in first.out.casefold().replace("finan", "")


def test_spanish_has_a_word_of_its_own_for_who_left_and_for_each_channel(sample: str, crm: Crm) -> None:
    assert crm("demo", "--path", sample).code == 0
    for words, expected in ((("segment", "diff", "Regulars"), {"entró", "salió"}), (("cac",), {"reunión", "visita"})):
        told = crm(*words, "--format", "table", CRM_DB=sample, CRM_LANG="es").out
        assert expected <= set(told.split()), told
    assert "meeting" in crm("cac", "--json", CRM_DB=sample, CRM_LANG="es").out


@pytest.mark.parametrize("words", ["abc", "report profitability"])
def test_the_curve_is_of_all_however_many_are_listed(words: str, sample: str, crm: Crm, tmp_path: Path) -> None:
    assert crm("demo", "--path", sample).code == 0
    drawn: list[tuple[list[str], str]] = []
    for limit in ([], ["--limit", "3"]):
        file = tmp_path / f"{len(drawn)}.svg"
        ran = crm(*words.split(), "--format", "table", "--svg", file, *limit, CRM_DB=sample, COLUMNS=80)
        drawn.append(([line for line in ran.lines if line.startswith("80 %") or "customers" in line], file.read_text()))
        assert ("These are the first 100; --limit shows more." in ran.err) is not bool(limit)
    assert drawn[0] == drawn[1]
    assert any("162 customers" in line for line in drawn[0][0])
    assert "<polyline" in drawn[0][1]


def test_what_is_dated_later_changes_nothing(crm: Crm, tmp_path: Path) -> None:
    book = str(tmp_path / "demo.db")
    assert crm("demo", "--path", book).code == 0
    words = [COMMANDS[noun].split() for noun in sorted(COMMANDS) if not noun.startswith(("rfm-map", "rfm-keep", "seg"))]
    words = [one for one in words if one[:2] not in (["clv", "fit"], ["rfm", "migrate"])]
    words = [[*one, "--force"] if one[1:] in (["predict"], ["validate"]) else one for one in words]

    def told() -> list[str]:
        return [crm(*one, "--json", "--as-of", "2026-06-30", CRM_DB=book).out for one in words]

    before = told()
    assert all(before)
    later = (
        ("sale", "add", "11", "--total", "999", "--date", "2026-07-01"), ("sale", "add", "17", "--total", "9"),
        ("sale", "refund", "1", "5", "--date", "2026-07-02"), ("sale", "cancel", "7"), ("cost", "add", "700", "Ads"),
        ("log", "call", "11", "long", "--minutes", "90"), ("log", "call", "17", "short", "--minutes", "9"),
    )  # fmt: skip
    for change in later:
        ran = crm(*change, CRM_DB=book)
        assert ran.code == 0, ran.err
    for one, was, now in zip(words, before, told(), strict=True):
        assert now == was, one


def test_of_few_customers_nothing_is_nan(crm: Crm, workspace: Workspace) -> None:
    with workspace.writing("test") as unit:
        number = unit.save(Contact(name="Ana"))
        unit.save(Sale(contact_id=number, date=workspace.today.isoformat(), net_minor=1, currency="EUR"))
        unit.save(
            Sale(contact_id=number, date=(workspace.today + timedelta(9)).isoformat(), net_minor=1, currency="EUR")
        )
    for words in (*COMMANDS.values(), "abc --by margin", "clv projected --churn 0 --discount 0"):
        for form in ("json", "table"):
            ran = crm(*words.replace("explain 11", "explain ana").split(), "--format", form)
            assert ran.code in (0, 3, 5), (words, ran.err)
            assert not {"nan", "inf", "traceback"} & set(ran.out.casefold().replace('"', " ").split()), ran.out
            assert ran.out or ran.err
