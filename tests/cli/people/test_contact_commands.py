"""People and organisations through the program's own entry."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]


@pytest.fixture
def ana(crm: Crm) -> Crm:
    """A book with Ana of Telares (2), her firm (1) and Bruno (3)."""
    crm(
        "contact", "add", "Ana García", "--email", "work=ana@telares.example", "--phone", "600 111 222",
        "--company", "Telares SL", "--tag", "client", "--field", "size=42", "--birthday", "10/12/1985",
    )  # fmt: skip
    crm("contact", "add", "Bruno Díaz", "-e", "bruno@x.example", "-t", "client,vip")
    return crm


def names(crm: Crm, *query: str) -> list[str]:
    return [row["name"] for row in json.loads(crm("contact", "list", *query, "--json").out)]


def test_add_prints_number_and_name(crm: Crm) -> None:
    assert crm("contact", "add", "Ana García") == (0, "1\tAna García\n", "")


def test_add_as_json_gives_the_whole_record(ana: Crm) -> None:
    shown = json.loads(ana("contact", "show", "2", "--json").out)
    assert (shown["given"], shown["family"], shown["organisation"]) == ("Ana", "García", "Telares SL")
    assert shown["emails"] == [{"value": "ana@telares.example", "label": "work", "preferred": False}]
    assert (shown["birthday"], shown["fields"], shown["tags"]) == ("1985-12-10", {"size": "42"}, ["client"])
    assert shown["note"] is None


def test_the_same_email_is_refused_whatever_its_case(ana: Crm) -> None:
    ran = ana("contact", "add", "Otra", "--email", "ANA@Telares.example")
    assert (ran.code, ran.out) == (5, "")
    assert "belongs to Ana García (contact 2) already" in ran.err
    assert ana("contact", "add", "Otra", "--email", "ANA@Telares.example", "--force").code == 0


def test_the_same_phone_or_name_is_only_a_warning(ana: Crm) -> None:
    ran = ana("contact", "add", "Carla", "--phone", "+34 600 11 12 22")
    assert ran.code == 0
    assert "Ana García (contact 2) may be the same" in ran.err
    assert "may be the same" in ana("contact", "add", "ANA GARCIA").err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--email", "nobody"], "nobody"),
        (["--birthday", "31/02/1990"], "31/02/1990"),
        (["--lifecycle", "custmer"], "Did you mean customer?"),
        (["--cadence", "often"], "often"),
        (["--phone", "abc"], "abc"),
        (["--url", "not a url"], "not a url is not a web address"),
        (["--url", "-x"], "-x is not a web address"),
        (["--field", "size"], "NAME=VALUE"),
        (["--field", "tag=x"], "tag is a field of the program"),
        (["--referred-by", "Nobody"], "no contact Nobody"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_stored(crm: Crm, options: list[str], words: str) -> None:
    ran = crm("contact", "add", "Ana", *options)
    assert ran.code in (2, 3, 5)
    assert words in ran.err
    assert len(ran.err.splitlines()) <= 2
    assert crm("contact", "list", "is:all", "--count").out.strip() == "0"


def test_a_contact_needs_something_to_be_called(crm: Crm) -> None:
    assert crm("contact", "add").code == 5
    assert crm("contact", "add", "--email", "solo@x.example").out == "1\tsolo@x.example\n"


def test_references(ana: Crm) -> None:
    uid = json.loads(ana("contact", "show", "2", "--json").out)["uid"]
    for reference in (
        "2",
        "#2",
        "id:2",
        "ana@telares.example",
        "+34600111222",
        "tel:600111222",
        "ana garcia",
        "garc",
        uid,
        uid[:8],
    ):
        if reference == uid[:8] and reference.isdigit():
            continue
        assert ana("contact", "show", reference, "--columns", "id").out == "2\n", reference


def test_a_write_never_guesses(ana: Crm) -> None:
    ran = ana("contact", "set", "garc", "job=Weaver")
    assert ran.code == 4
    assert "2  Ana García" in ran.err
    assert ana("contact", "show", "Nadie").code == 3


def test_two_of_one_name_are_listed(ana: Crm) -> None:
    ana("contact", "add", "Ana García")
    ran = ana("contact", "show", "Ana García")
    assert ran.code == 4
    assert "     2  Ana García  (Telares SL)" in ran.err


def test_company_is_the_same_noun(ana: Crm) -> None:
    assert ana("company", "list").lines == ["1\tTelares SL\t\t\t\t\t\t"]
    ana("company", "add", "Café Sol", "--city", "Cádiz")
    assert json.loads(ana("company", "show", "cafe", "--json").out)["kind"] == "organisation"
    assert ana("company", "show", "Ana García").code == 3


def test_queries_narrow_lists(ana: Crm) -> None:
    assert names(ana) == ["Ana García", "Bruno Díaz", "Telares SL"]
    assert names(ana, "tag:client", "not", "tag:vip") == ["Ana García"]
    assert names(ana, "size:42") == ["Ana García"]
    assert names(ana, "org:telares") == ["Ana García"]
    assert ana("contact", "list", "tag:client", "--count").out == "2\n"


def test_an_unknown_field_is_an_error_that_points(ana: Crm) -> None:
    ran = ana("contact", "list", "tagg:x")
    assert ran.code == 2
    assert "Unknown field tagg" in ran.err
    assert "tag" in ran.err


def test_columns_sorting_and_limits(ana: Crm) -> None:
    assert ana("contact", "list", "--columns", "name,city", "--sort", "-name", "--limit", "1").out == "Telares SL\t\n"
    assert ana("contact", "list", "--columns", "nam").code == 2
    assert "no sort key" in ana("contact", "list", "--sort", "x; DROP").err


@pytest.mark.parametrize("shape", ["plain", "json", "jsonl", "csv", "tsv"])
def test_every_format_answers_for_an_empty_book(crm: Crm, shape: str) -> None:
    ran = crm("contact", "list", "--format", shape)
    assert ran.code == 0
    assert ran.err == ""


def test_reading_makes_no_book(crm: Crm, home: Path) -> None:
    crm("contact", "list")
    assert list(home.iterdir()) == []


def test_an_explicit_book_that_is_missing_is_not_made(crm: Crm, home: Path) -> None:
    missing = home / "typo.db"
    assert crm("--db", missing, "contact", "list").code == 3
    assert crm("contact", "add", "Ana", "--db", missing).code == 3
    assert not missing.exists()


def test_set_changes_one_at_once(ana: Crm) -> None:
    ran = ana(
        "contact", "set", "bruno@x.example", "lifecycle=customer", "tag+=press", "tag-=vip", "phone+=home=911222333"
    )
    assert ran.code == 0
    shown = json.loads(ana("contact", "show", "3", "--json").out)
    assert (shown["lifecycle"], shown["tags"], shown["phones"][0]["label"]) == ("customer", ["client", "press"], "home")


def test_set_of_many_shows_before_and_after_and_needs_a_yes(ana: Crm) -> None:
    dry = ana("contact", "set", "--query", "tag:client", "job=Chief", "--dry-run")
    assert (dry.code, "Job: - -> Chief" in dry.err) == (0, True)
    refused = ana("contact", "set", "--query", "tag:client", "job=Chief")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert names(ana, "job:chief") == []
    assert ana("contact", "set", "--query", "tag:client", "job=Chief", "--yes").code == 0
    assert names(ana, "job:chief") == ["Ana García", "Bruno Díaz"]
    ana("undo")
    assert names(ana, "job:chief") == []


def test_a_new_name_is_split_and_new_parts_make_a_name(ana: Crm) -> None:
    ana("contact", "set", "3", "name=Berta Vega Ruiz")
    shown = json.loads(ana("contact", "show", "3", "--json").out)
    assert (shown["given"], shown["family"]) == ("Berta", "Vega Ruiz")
    ana("contact", "set", "3", "family=Vega")
    assert ana("contact", "show", "3", "--columns", "name").out == "Berta Vega\n"


def editor(tmp_path: Path, script: str) -> str:
    """A fake editor that runs a sed script on the form."""
    return f"sed -i {script}"


def test_edit_stores_what_the_form_says(ana: Crm, tmp_path: Path) -> None:
    ran = ana("contact", "edit", "2", EDITOR=editor(tmp_path, "s/^job:/job:Weaver/"))
    assert ran.code == 0
    assert ana("contact", "show", "2", "--columns", "job_title,organisation").out == "Weaver\tTelares SL\n"


def test_edit_changes_nothing_when_the_form_is_left_or_the_editor_fails(ana: Crm) -> None:
    before = ana("history", "list").out
    assert "Nothing was changed" in ana("contact", "edit", "2", EDITOR="true").err
    failed = ana("contact", "edit", "2", EDITOR="false")
    assert (failed.code, "The editor ended with 1" in failed.err) == (5, True)
    assert ana("history", "list").out == before


def test_edit_refuses_a_form_that_cannot_be_read(ana: Crm, tmp_path: Path) -> None:
    ran = ana("contact", "edit", "2", EDITOR=editor(tmp_path, "s/^birthday:.*/birthday:never/"))
    assert (ran.code, "never is not a birthday" in ran.err) == (5, True)
    assert ana("contact", "show", "2", "--columns", "birthday").out == "1985-12-10\n"


def scripted(tmp_path: Path, script: str) -> str:
    """A fake editor that is a shell script; the form is its first argument."""
    path = tmp_path / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)


def test_what_was_written_in_vain_is_kept_and_nothing_else(ana: Crm, tmp_path: Path) -> None:
    private = tmp_path / "run"
    private.mkdir()
    for script, words in (
        ("sed -i s/^birthday:.*/birthday:never/ $1", "never is not a birthday"),
        ("sed -i s/^job:/job:Weaver/ $1; kill -9 $$", "The editor ended with -9"),
    ):
        ran = ana("contact", "edit", "2", EDITOR=scripted(tmp_path, script), XDG_RUNTIME_DIR=str(private))
        assert (ran.code, words in ran.err) == (5, True)
        kept = Path(ran.err.rpartition(" is in ")[2].strip().removesuffix("."))
        assert kept.is_relative_to(private)
        assert ("birthday:never" in kept.read_text(), "job:Weaver" in kept.read_text()).count(True) == 1
        assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        kept.unlink()
        kept.parent.rmdir()
    assert ana("contact", "edit", "2", EDITOR="no-such-editor", XDG_RUNTIME_DIR=str(private)).code == 2
    assert ana("contact", "edit", "2", EDITOR="true", XDG_RUNTIME_DIR=str(private)).code == 0
    assert list(private.iterdir()) == []


@pytest.mark.parametrize("words", [["contact", "edit", "2"], ["log", "edit", "1"], ["config", "edit"]])
def test_no_editor_is_opened_where_nobody_writes(ana: Crm, tmp_path: Path, words: list[str]) -> None:
    ana("log", "note", "2", "hello")
    opened = tmp_path / "opened"
    own = scripted(tmp_path, f"touch {opened}")
    for ran in (ana("--no-input", *words, EDITOR=own), ana(*words, EDITOR="", VISUAL="")):
        assert (ran.code, "This opens an editor" in ran.err) == (2, True)
    ran = ana("batch", "-", stdin=" ".join(words), EDITOR=own)
    assert (ran.code, "This opens an editor" in ran.err) == (2, True)
    assert not opened.exists()


def test_a_form_that_was_changed_meanwhile_is_refused(ana: Crm, tmp_path: Path) -> None:
    script = f"sed -i s/^job:/job:Weaver/ $1; {sys.executable} -m crmcli contact set 2 note=meanwhile"
    ran = ana("contact", "edit", "2", EDITOR=scripted(tmp_path, script), PYTHONPATH=str(Path.cwd()))
    assert (ran.code, "was changed by another program meanwhile" in ran.err) == (5, True)
    assert ana("contact", "show", "2", "--columns", "job_title,note").out == "\tmeanwhile\n"


def test_a_text_cannot_command_the_editor(ana: Crm, tmp_path: Path) -> None:
    ana("contact", "set", "2", "note=hello\nvim: set foldmethod=expr :")
    ana("log", "note", "2", "vim: set foldmethod=expr :")
    for words in (["contact", "edit", "2"], ["log", "edit", "1"]):
        seen = tmp_path / "seen"
        ran = ana(*words, EDITOR=scripted(tmp_path, f"cp $1 {seen}"))
        assert (ran.code, ran.err) == (0, "Nothing was changed.\n")
        lines = seen.read_text().splitlines()
        assert all(line.startswith("#") for line in (*lines[:5], *lines[-5:]))
        assert ana(*words, EDITOR=scripted(tmp_path, 'printf "%s\\n" "more" >> $1')).code == 0
    note = json.loads(ana("contact", "show", "2", "--json").out)["note"]
    assert note == "hello\nvim: set foldmethod=expr :\nmore"
    assert json.loads(ana("log", "show", "1", "--json").out)["text"] == "vim: set foldmethod=expr :\nmore"


def test_a_double_e_mail_from_before_does_not_bar_other_changes(ana: Crm) -> None:
    mail = json.loads(ana("contact", "show", "2", "--json").out)["emails"][0]["value"]
    assert ana("contact", "add", "Twin", "--email", mail, "--force").code == 0
    assert ana("contact", "set", "Twin", "job=Weaver", "--yes").code == 0
    assert ana("contact", "set", "2", "job=Owner", "--yes").code == 0
    ran = ana("contact", "set", "3", f"email={mail}", "--yes")
    assert (ran.code, f"{mail} belongs to" in ran.err, "--force" in ran.err) == (5, True, False)


def test_a_query_in_place_of_a_reference_is_told_its_place(ana: Crm) -> None:
    assert "--query takes it" in ana("contact", "set", "tag:lead", "job=X", "--yes").err
    assert "--query takes it" not in ana("contact", "set", "zzz:lead", "job=X", "--yes").err


def test_an_untouched_form_describes_the_same_contact(ana: Crm, tmp_path: Path) -> None:
    ana("contact", "set", "2", "note=line one", "url=blog=https://x.example", "address=x")
    ran = ana("contact", "edit", "2", EDITOR=editor(tmp_path, "s/^nickname:/nickname:Anita/"))
    assert ran.code == 0
    shown = json.loads(ana("contact", "show", "2", "--json").out)
    assert (shown["nickname"], shown["note"], shown["emails"][0]["label"]) == ("Anita", "line one", "work")


def test_archive_restore_delete(ana: Crm) -> None:
    ana("contact", "archive", "3")
    assert "Bruno Díaz" not in names(ana)
    assert names(ana, "is:archived") == ["Bruno Díaz"]
    ana("contact", "restore", "3")
    assert "Bruno Díaz" in names(ana)
    ana("contact", "delete", "3")
    assert names(ana, "is:trashed") == ["Bruno Díaz"]
    ana("undo")
    assert "Bruno Díaz" in names(ana)


def test_deleting_by_query_needs_a_yes(ana: Crm) -> None:
    assert ana("contact", "delete", "--query", "tag:client").code == 2
    assert ana("contact", "delete", "--query", "tag:client", "--yes").code == 0
    assert names(ana) == ["Telares SL"]


def test_completion_folds_accents(ana: Crm, program: Crm) -> None:
    ran = program(_CRM_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="crm contact show garc")
    assert "Ana García" in ran.out
    tags = program(_CRM_COMPLETE="complete_bash", COMP_WORDS="crm contact add x --tag v", COMP_CWORD="5")
    assert tags.out.split() == ["vip"]


def test_completion_knows_fields_and_never_shortens_what_is_typed(ana: Crm, program: Crm) -> None:
    def offered(line: str) -> list[str]:
        count = len(line.split(" ")) - 1
        return str(program(_CRM_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(count)).out).splitlines()

    ana("contact", "add", "Añorga")
    ana("field", "add", "shoe size", "--type", "choice", "--choice", "small,large")
    assert offered("crm contact list sho") == ["shoe-size:any", "shoe-size:none"]
    assert offered("crm contact list shoe-size:l")[-1].endswith("large")
    assert offered("crm contact set 1 sho") == ["shoe\\ size="]
    assert offered("crm contact set 1 nickn") == ["nickname="]
    assert offered("crm contact show An") == ["Ana\\ García"], "not both, whose common beginning is A"
    assert offered("crm contact show anor") == ["Añorga"]


def test_read_only_sessions_change_nothing(ana: Crm) -> None:
    ran = ana("contact", "add", "Eva", "--readonly")
    assert (ran.code, "read-only" in ran.err) == (5, True)
    assert ana("contact", "list", CRM_READONLY="1").code == 0


def test_errors_are_objects_where_json_was_asked_for(ana: Crm) -> None:
    told = json.loads(ana("contact", "show", "99", "--json").err)
    assert told["error"] == "not-found"
    assert json.loads(ana("contact", "set", "garc", "job=x", "--json").err)["error"] == "ambiguous"


def test_who_may_be_the_same_is_told_with_what_is(crm: Crm) -> None:
    crm("contact", "add", "Ana García", "--phone", "600111222")
    assert "(contact 1) may be the same: the same name." in crm("contact", "add", "Ana García").err
    assert "(contact 1) may be the same: the same phone." in crm("contact", "add", "Bo", "--phone", "600111222").err
    assert "contact 1) may be the same: the same name and phone." in (
        crm("contact", "add", "Ana García", "--phone", "600111222").err
    )


def test_a_field_that_setting_made_is_told(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    made = crm("contact", "set", "1", "wibble=1", "--format", "table")
    assert "wibble=1" in made.err
    assert "`crm field remove wibble`" in made.err
    assert "crm field remove" not in crm("contact", "set", "1", "wibble=2").err
