"""`crm demo`: what a newcomer sees first, and that it may be tried as it says."""

import json
import shlex
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import Ran


def steps(ran: Ran) -> list[str]:
    """The commands that the end of the answer proposes."""
    return [line.strip().split("   ")[0] for line in ran.lines if line.startswith(("  crm ", "  export "))]


def test_it_makes_a_business_and_shows_its_day(crm: Callable[..., Ran], home: Path) -> None:
    ran = crm("demo")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0].startswith("A designer's sample business: 180 people and companies")
    headings = [line for line in ran.lines if line and not line.startswith(" ")]
    assert headings[1:8] == [
        "Sun 22 Nov 2026", "Overdue", "Today", "Coming days", "Money and deliveries", "Birthdays",
        "Waiting to hear from you",
    ]  # fmt: skip
    assert "Llamar a Tía Encarna" in ran.out
    assert (home / "demo.db").stat().st_mode & 0o777 == 0o600
    assert not (home / "crm.db").exists()


def test_what_it_proposes_works(crm: Callable[..., Ran]) -> None:
    exported, *commands = steps(crm("demo"))
    name, _equals, path = exported.removeprefix("export ").partition("=")
    assert name == "CRM_DB"
    assert len(commands) == 4
    for command in commands:
        ran = crm(*shlex.split(command)[1:], CRM_DB=path)
        assert ran.code == 0, ran.err
        assert ran.out
    assert "Harriet Plumtree" in crm("log", "list", "--limit", "1", CRM_DB=path).out
    assert crm("undo", CRM_DB=path).code == 0
    assert crm("undo", CRM_DB=path).code == 3


def test_it_fits_eighty_columns(crm: Callable[..., Ran]) -> None:
    ran = crm("demo", COLUMNS="80")
    assert max(len(line) for line in ran.lines if "export" not in line) <= 80
    crm_db = crm("demo", "--json").out
    assert json.loads(crm_db)["contacts"] == 180


def test_machines_get_one_object(crm: Callable[..., Ran], home: Path) -> None:
    assert json.loads(crm("demo", "--json", "--seed", 4).out) == {
        "path": str(home / "demo.db"),
        "seed": 4,
        "made_on": "2026-11-22",
        "is_new": True,
        "contacts": 180,
        "interactions": 609,
        "tasks": 105,
    }
    assert json.loads(crm("demo", "--json").out)["is_new"] is False


def test_the_second_time_it_shows_the_first_and_says_how_old_it_is(crm: Callable[..., Ran]) -> None:
    crm("demo")
    assert crm("demo").err == ""
    older = crm("demo", CRM_NOW="2026-11-25T09:30")
    assert older.err == "This sample was made 3 days ago; `crm demo --reset` makes it new.\n"
    assert older.lines[2] == "Wed 25 Nov 2026"
    assert crm("demo", "--reset", CRM_NOW="2026-11-25T09:30").err == ""
    assert crm("demo", CRM_NOW="2026-11-25T09:30").err == ""


def test_another_seed_needs_a_reset(crm: Callable[..., Ran]) -> None:
    crm("demo")
    told = crm("demo", "--seed", 9)
    assert told.err == "This sample is of seed 1; `crm demo --reset --seed 9` makes another.\n"
    assert crm("demo", "--seed", 9, "--reset").err == ""
    assert json.loads(crm("demo", "--json").out)["seed"] == 9


def test_a_path_with_spaces_can_be_pasted(crm: Callable[..., Ran], tmp_path: Path) -> None:
    place = tmp_path / "my samples" / "it's one.db"
    ran = crm("demo", "--path", place)
    assert shlex.split(steps(ran)[0]) == ["export", f"CRM_DB={place}"]
    assert crm("contact", "list", "--count", CRM_DB=str(place)).out == "180\n"


def test_within_the_sample_there_is_nothing_to_export(crm: Callable[..., Ran], home: Path) -> None:
    crm("demo")
    ran = crm("demo", CRM_DB=str(home / "demo.db"))
    assert ran.code == 0
    assert not any(step.startswith("export") for step in steps(ran))


def test_a_file_that_is_something_else_is_refused(crm: Callable[..., Ran], home: Path, tmp_path: Path) -> None:
    crm("contact", "add", "Ana García")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    for place in (letter, home / "crm.db"):
        before = place.read_bytes()
        ran = crm("demo", "--reset", "--path", place)
        assert (ran.code, ran.out) == (5, "")
        assert ran.err.splitlines()[0] == f"crm: {place} is not a sample business: it was left as it is."
        assert place.read_bytes() == before
    assert crm("contact", "list", "--count").out == "1\n"


def test_a_read_only_session_shows_it_and_makes_none(crm: Callable[..., Ran], home: Path) -> None:
    assert crm("--readonly", "demo").code == 5
    assert not (home / "demo.db").exists()
    crm("demo")
    assert crm("--readonly", "demo").code == 0
    assert crm("--readonly", "demo", "--reset").code == 5


def test_two_at_once_make_one(program: Callable[..., Ran], crm: Callable[..., Ran], home: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda _: program("demo", "--json"), range(3)))
    assert [ran.code for ran in runs] == [0, 0, 0], [ran.err for ran in runs]
    assert sum(json.loads(ran.out)["is_new"] for ran in runs) == 1
    assert crm("contact", "list", "--count", "--db", home / "demo.db").out == "180\n"


def test_the_search_language_finds_its_way_in_it(crm: Callable[..., Ran], home: Path) -> None:
    crm("demo")

    def count(query: str) -> int:
        return int(crm("contact", "list", "--count", query, "--db", home / "demo.db").out)

    assert count("kind:organisation") == 15
    assert count("tag:vip") == 4
    assert count("city:valencia tag:client") >= 3
    assert count("arrangement:barter") == 1
    assert count("hourly-rate>=60") >= 4
    assert count("birthday:any") > 20
    assert count("is:overdue") == 6
