"""`crm import` from end to end."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]

SHEET = "Name,Email,Company\nAna García,ana@x.example,Telares\nBruno Díaz,bruno@x.example,\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def names(crm: Crm) -> list[str]:
    ran = crm("contact", "list", "--format", "plain", "--columns", "name")
    found: list[str] = ran.lines
    return found


def test_an_import_says_what_it_did_and_what_takes_it_back(crm: Crm, sheet: Path) -> None:
    ran = crm("import", "contacts", sheet)
    assert ran.code == 0
    assert ran.lines == [
        "people.csv: 2 created, 0 updated, 0 unchanged, 0 rejected.",
        "Organisations that were made for them: 1.",
        "`crm undo` takes the import back.",
    ]
    assert names(crm) == ["Ana García", "Bruno Díaz", "Telares"]
    assert crm("history", "--format", "plain").lines[0].split("\t")[3] == "import people.csv"
    assert crm("undo").code == 0
    assert names(crm) == []


def test_the_same_file_twice_changes_nothing(crm: Crm, sheet: Path) -> None:
    crm("import", sheet)
    ran = crm("import", sheet)
    assert ran.code == 0
    assert ran.lines == ["people.csv: 0 created, 0 updated, 2 unchanged, 0 rejected."]
    assert len(crm("history", "--format", "plain").lines) == 1


def test_a_changed_file_updates(crm: Crm, tmp_path: Path, sheet: Path) -> None:
    crm("import", sheet)
    sheet.write_text("Email,Phone,Job,Company,Tags\nANA@x.example,600111222,Buyer,,vip\n", encoding="utf-8")
    ran = crm("import", sheet)
    assert ran.lines[0] == "people.csv: 0 created, 1 updated, 0 unchanged, 0 rejected."
    ana = json.loads(crm("contact", "show", "ana@x.example", "--json").out)
    assert (ana["name"], ana["organisation"], ana["job_title"]) == ("Ana García", "Telares", "Buyer")
    assert (ana["phones"][0]["value"], ana["tags"]) == ("600111222", ["vip"])
    crm("undo")
    assert json.loads(crm("contact", "show", "ana@x.example", "--json").out)["phones"] == []


def test_standard_input(crm: Crm) -> None:
    ran = crm("import", "-", stdin=SHEET)
    assert ran.lines[0] == "-: 2 created, 0 updated, 0 unchanged, 0 rejected."
    assert crm("import", "-", stdin=SHEET).lines[0].endswith("2 unchanged, 0 rejected.")


def test_json_reports_everything(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text("Name;Phone;Shoe\nAna;600111222;\n;;42\nBea;none;38\n", encoding="utf-8")
    ran = crm("import", path, "--json")
    assert ran.code == 7
    told = json.loads(ran.out)
    assert told["encoding"] == "utf-8"
    assert told["delimiter"] == ";"
    assert told["columns"][1] == {"column": "Phone", "field": "phones"}
    assert told["unknown"] == [{"column": "Shoe", "filled": 2}]
    assert (told["rows"], told["created"], told["rejected"]) == (3, 2, 1)
    wanted = {"line": 4, "column": "Phone", "message": "none is not a phone number.", "hint": "It is left out."}
    assert told["warnings"] == [wanted]
    assert told["rejects"] == [
        {
            "line": 3,
            "column": None,
            "message": "There is no name, e-mail, phone or organisation.",
            "hint": "Fill one of them in.",
        }
    ]
    assert Path(told["rejects_file"]).exists()
    assert told["change_set"] == 1


def test_a_dry_run_tells_each_row_and_changes_nothing(crm: Crm, home: Path, sheet: Path) -> None:
    assert crm("import", sheet, "--dry-run").lines == ["2\tcreate\tAna García\t", "3\tcreate\tBruno Díaz\t"]
    assert list(home.iterdir()) == []
    crm("import", sheet)
    sheet.write_text(
        SHEET.replace(",Telares", ",Acme") + "Ana García,ana@x.example,\n,,\nx,ana@x.example;bruno@x.example,\n"
    )
    before = crm("export", "contacts").out
    ran = crm("import", sheet, "--dry-run", "--json")
    assert ran.code == 7
    rows = json.loads(ran.out)
    assert [(row["line"], row["action"]) for row in rows] == [
        (2, "update"), (3, "unchanged"), (4, "unchanged"), (6, "reject"),
    ]  # fmt: skip
    assert rows[0]["changed"] == ["organisation"]
    assert rows[2]["same_as"] == 2
    assert "ana@x.example belongs to Ana García (contact 2)" in rows[3]["reason"]
    assert "0 to create, 1 to update, 2 unchanged, 1 to reject. Nothing was changed." in ran.err
    assert crm("export", "contacts").out == before
    assert crm("import", sheet, "--dry-run", "--readonly").code == 7
    assert not (home / "rejects").exists()


def test_a_dry_run_in_one_change_of_many_sees_it_and_leaves_it(crm: Crm, sheet: Path, tmp_path: Path) -> None:
    script = f"contact add Ana --email ana@x.example\nimport {sheet} --dry-run\ncontact add Zoe\n"
    ran = crm("batch", "-", "--atomic", stdin=script)
    assert ran.code == 0
    assert "2\tupdate\tAna García\t" in ran.out
    assert names(crm) == ["Ana", "Zoe"]


def test_rejected_rows_are_mended_and_come_back(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('Name,Email,Note\nAna,ana@x.example,one\n,,"=two, ""2"""\nBea,bea@x.example,three\n')
    rejects = tmp_path / "rejected.csv"
    ran = crm("import", path, "--rejects", rejects)
    assert ran.code == 7
    assert f"The rejected rows are in {rejects}" in ran.out
    assert "people.csv, line 3, is rejected: There is no name, e-mail, phone or organisation." in ran.err
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    assert rejects.read_text().splitlines() == [
        "Name,Email,Note,Rejected line,Rejected because",
        ',,"=two, ""2""",3,"There is no name, e-mail, phone or organisation. Fill one of them in."',
    ]
    assert crm("import", path, "--rejects", rejects).code == 5, "never over a file that is there"
    rejects.write_text(rejects.read_text().replace(',,"=two', 'Carla,,"=two'))
    ran = crm("import", rejects, "--keep-unknown")
    assert (ran.code, ran.lines[0]) == (0, "rejected.csv: 1 created, 0 updated, 0 unchanged, 0 rejected.")
    carla = json.loads(crm("contact", "show", "Carla", "--json").out)
    assert (carla["note"], carla["fields"]) == ('=two, "2"', {})


def test_rejected_rows_go_among_the_programs_own_files(crm: Crm, home: Path) -> None:
    assert crm("import", "-", stdin="Name,Email\n,\nAna,\n,\n ,x@y.example,\n,,z\n").code == 7
    (path,) = (home / "rejects").iterdir()
    assert path.name == "input-2026-11-22-093000.csv"
    assert stat.S_IMODE((home / "rejects").stat().st_mode) == 0o700


def test_a_file_without_header_gets_one_for_its_rejects(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("ana@x.example,Ana,600111222\n,,\nnobody,,\nbea@x.example,Bea,600333444\n@,,\n")
    rejects = tmp_path / "rejected.csv"
    assert crm("import", path, "--rejects", rejects).code in (0, 7)
    if rejects.exists():
        assert rejects.read_text().splitlines()[0] == "email,name,phone,Rejected line,Rejected because"


def test_all_rejected_is_refused(crm: Crm) -> None:
    ran = crm("import", "-", stdin="Name,Email,Shoe\n,,42\n,,43\n")
    assert ran.code == 5
    assert ran.lines[0] == "-: 0 created, 0 updated, 0 unchanged, 2 rejected."


@pytest.mark.parametrize("text", ["", "\n\n", "Name,Email\n", "Name,Email\n,\n\n"])
def test_nothing_in_the_file_is_nothing_wrong(crm: Crm, home: Path, text: str) -> None:
    ran = crm("import", "-", stdin=text)
    assert (ran.code, ran.lines) == (0, ["-: 0 created, 0 updated, 0 unchanged, 0 rejected."])
    assert not (home / "crm.db").exists()


def test_what_is_no_plain_file_is_refused_before_it_is_read(crm: Crm, tmp_path: Path) -> None:
    ran = crm("import", "/dev/zero")
    assert (ran.code, ran.err.splitlines()[0]) == (5, "crm: /dev/zero is not a plain file.")
    for path in (tmp_path, "/proc"):
        ran = crm("import", path)
        assert (ran.code, ran.err.splitlines()[0]) == (3, f"crm: There are no cards in {path}.")
    os.mkfifo(tmp_path / "pipe")
    assert crm("import", tmp_path / "pipe").code == 5
    assert crm("import", tmp_path / "missing.csv").code == 3


def test_what_is_too_large_is_refused_before_it_is_read(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("Name\n")
    os.truncate(path, 2 * 1024 * 1024)
    ran = crm("import", path, "--max-size", "1")
    assert (ran.code, "larger than 1 MB" in ran.err) == (5, True)
    assert crm("import", "-", "--max-size", "1", stdin="Name\n" + "Ana\n" * 400_000).code == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("BEGIN:VCALENDAR\n", "`crm import agenda -` reads it."),
        ("[{}]", "is JSON array, which import does not read"),
    ],
)
def test_other_formats_are_refused_by_name(crm: Crm, text: str, told: str) -> None:
    ran = crm("import", "-", stdin=text)
    assert (ran.code, told in ran.err) == (5, True)


def test_columns_go_where_the_user_says(crm: Crm) -> None:
    text = "Wer,Wo,Was\nAna,ana@x.example,42\n"
    ran = crm("import", "-", "--map", "Wer=name", "--map", "2=email:work", "--map", "Was=field:size", stdin=text)
    assert ran.code == 0
    ana = json.loads(crm("contact", "show", "Ana", "--json").out)
    assert ana["emails"] == [{"value": "ana@x.example", "label": "work", "preferred": False}]
    assert ana["fields"] == {"size": "42"}
    for wrong in ("Nope=name", "Wer=nonsense", "Wer"):
        assert crm("import", "-", "--map", wrong, stdin=text).code == 2
    assert crm("import", "-", "--map", "Was=field:email", stdin=text).code == 5


def test_a_profile_remembers_how_a_file_is_read(crm: Crm, home: Path) -> None:
    text = "Wer;Wo\nAna;ana@x.example\n"
    ran = crm(
        "import", "-", "--map", "Wer=name", "--map", "Wo=email", "--tag", "club", "--save-profile", "club", stdin=text
    )
    assert ran.code == 0
    profile = home / "profiles" / "club.json"
    assert json.loads(profile.read_text()) == {"mapping": ["Wer=name", "Wo=email"], "tags": ["club"]}
    assert stat.S_IMODE(profile.stat().st_mode) == 0o600
    ran = crm("import", "-", "--profile", "club", "--tag", "new", stdin=text.replace("Ana;ana", "Bea;bea"))
    assert ran.code == 0
    assert json.loads(crm("contact", "show", "Bea", "--json").out)["tags"] == ["club", "new"]
    assert crm("import", "-", "--profile", "nope", stdin=text).code == 3
    assert crm("import", "-", "--profile", "../x", stdin=text).code == 2
    assert crm("import", "-", "--save-profile", "../x", stdin=text).code == 2
    assert crm("import", "-", "--profile", "google", stdin="Name\nCarla\n").code == 0
    profile.write_text("[1]")
    assert crm("import", "-", "--profile", "club", stdin=text).code == 2
    profile.write_text('{"tags": "club"}')
    assert crm("import", "-", "--profile", "club", stdin=text).code == 2


def test_unknown_columns_become_fields_when_asked(crm: Crm) -> None:
    text = "Name,Shoe,Joined\nAna,42,13/01/2024\nBea,,20/02/2024\n"
    ran = crm("import", "-", stdin=text)
    assert "Shoe" in ran.err
    ran = crm("import", "-", "--keep-unknown", stdin=text)
    assert ran.lines[0] == "-: 0 created, 2 updated, 0 unchanged, 0 rejected."
    assert json.loads(crm("contact", "show", "Ana", "--json").out)["fields"] == {"Joined": "2024-01-13", "Shoe": "42"}
    fields = {line.split("\t")[1]: line.split("\t")[2] for line in crm("field", "list", "--format", "plain").lines}
    assert fields == {"Joined": "date", "Shoe": "text"}
    assert crm("import", "-", "--keep-unknown", stdin=text).lines[0].endswith("2 unchanged, 0 rejected.")


def test_values_that_a_field_cannot_hold_are_told_and_left_out(crm: Crm) -> None:
    crm("field", "add", "size", "--type", "number")
    ran = crm("import", "-", stdin="Name,size\nAna,42\nBea,large\n")
    assert ran.code == 0
    assert "Line 3: large is not a number, and size holds numbers." in ran.err
    assert json.loads(crm("contact", "show", "Bea", "--json").out)["fields"] == {}


def test_lines_of_json(crm: Crm) -> None:
    crm("import", "-", stdin=SHEET)
    crm("contact", "set", "Ana García", "size=42", "tag+=vip")
    given = crm("contact", "list", "--format", "jsonl").out
    ran = crm("import", "-", stdin=given)
    assert ran.lines[0] == "-: 0 created, 0 updated, 3 unchanged, 0 rejected."
    ran = crm("import", "-", "--format", "jsonl", stdin=given, CRM_DB="")
    assert ran.code == 0
    broken = given + "{oops\n" + '{"name": ""}\n'
    ran = crm("import", "-", "--json", stdin=broken)
    told = json.loads(ran.out)
    assert (ran.code, told["format"], told["unchanged"], told["rejected"]) == (7, "jsonl", 3, 2)
    kept = Path(told["rejects_file"]).read_text().splitlines()
    assert kept[0] == "{oops"
    assert json.loads(kept[1]) == {
        "name": "",
        "_line": 5,
        "_reason": "There is no name, e-mail, phone or organisation. Fill one of them in.",
    }
    mended = kept[1].replace('"name":""', '"name":"Carla"')
    assert crm("import", "-", stdin=mended).lines[0] == "-: 1 created, 0 updated, 0 unchanged, 0 rejected."


def test_a_second_row_of_the_same_contact_adds_to_the_first(crm: Crm) -> None:
    text = "Name,Email,Phone,Job\nAna García,ana@x.example,,Buyer\nAna,ANA@x.example,600111222,Boss\n"
    ran = crm("import", "-", stdin=text)
    assert ran.lines[:2] == [
        "-: 1 created, 1 updated, 0 unchanged, 0 rejected.",
        "1 of these rows are the same contact as a row before them.",
    ]
    ana = json.loads(crm("contact", "show", "1", "--json").out)
    assert (ana["name"], ana["job_title"], ana["phones"][0]["value"]) == ("Ana García", "Buyer", "600111222")


def test_two_people_at_one_e_mail_are_not_taken_for_one(crm: Crm) -> None:
    text = "Name,Email\nAna García,home@x.example\nLuis García,home@x.example\n"
    ran = crm("import", "-", stdin=text)
    assert ran.code == 7
    assert "Line 3 is rejected: home@x.example belongs to Ana García in line 2" in ran.err


def test_a_renamed_contact_is_worth_a_word(crm: Crm) -> None:
    crm("contact", "add", "Ana García", "--email", "ana@x.example")
    ran = crm("import", "-", stdin="Name,Email\nBruno Díaz,ana@x.example\n")
    assert "Line 2: Contact 1 was called Ana García." in ran.err


def test_whoever_referred_somebody_may_come_later(crm: Crm) -> None:
    ran = crm("import", "-", stdin="Name,Referred by\nAna,Bea\nBea,\nCarla,Nobody\n")
    assert ran.code == 0
    assert json.loads(crm("contact", "show", "Ana", "--json").out)["referred_by"] == 2
    assert "Line 4: There is no contact Nobody who could have referred them." in ran.err
    assert crm("import", "-", stdin="Name,Referred by\nAna,Bea\nBea,\n").lines[0].endswith("2 unchanged, 0 rejected.")


def test_the_trash_is_not_looked_into(crm: Crm, sheet: Path) -> None:
    crm("import", sheet)
    exported = crm("export", "contacts").out
    crm("contact", "delete", "ana@x.example")
    ran = crm("import", "-", stdin=exported)
    assert ran.lines[0] == "-: 1 created, 0 updated, 2 unchanged, 0 rejected."
    assert names(crm) == ["Ana García", "Bruno Díaz", "Telares"]


def test_everybody_is_tagged(crm: Crm, sheet: Path) -> None:
    crm("import", sheet, "--tag", "fair 2026", "-t", "#new")
    assert crm("contact", "list", "tag:new", "--count").lines == ["2"]
    assert crm("contact", "list", 'tag:"fair 2026"', "--count").lines == ["2"]


def test_the_order_of_dates_is_found_out_and_said(crm: Crm) -> None:
    ran = crm("import", "-", stdin="Name,Birthday\nAna,12/28/1969\nBea,03/04/1970\n")
    assert "Dates in Birthday are read as month/day/year." in ran.err
    assert json.loads(crm("contact", "show", "Bea", "--json").out)["birthday"] == "1970-03-04"
    crm("import", "-", "--date-order", "mdy", stdin="Name,Birthday\nCarla,03/04/1970\n")
    assert json.loads(crm("contact", "show", "Carla", "--json").out)["birthday"] == "1970-03-04"
    assert crm("import", "-", "--date-order", "xyz", stdin="Name\nAna\n").code == 2
    ran = crm("import", "-", stdin="Name,Birthday\nDora,99/99/1980\nEva,03/04/1970\nFay,28/12/1969\n")
    assert "Dates in Birthday are read as day/month/year." in ran.err
    assert json.loads(crm("contact", "show", "Eva", "--json").out)["birthday"] == "1970-04-03"


def test_a_read_only_session_refuses(crm: Crm, sheet: Path) -> None:
    assert crm("import", sheet, "--readonly").code == 5
    assert crm("import", sheet, "--dry-run", "--readonly").code == 0


@pytest.mark.parametrize(
    "options", [("--encoding", "klingon"), ("--delimiter", "ab"), ("--format", "xml"), ("--max-size", "0")]
)
def test_options_that_make_no_sense(crm: Crm, options: tuple[str, str]) -> None:
    assert crm("import", "-", *options, stdin=SHEET).code == 2


def test_many_rows_are_kept_in_a_file_between_the_steps(
    crm: Crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmcli.services.importing.contacts.IN_MEMORY", 0)
    monkeypatch.setattr("crmcli.services.importing.spool.AT_ONCE", 3)
    rows = "".join(f"Person {n},p{n % 9}@x.example\n" for n in range(10)) + ",\n" + "x,\n"
    ran = crm("import", "-", stdin=f"Name,Email\n{rows}")
    assert ran.lines[0] == "-: 10 created, 0 updated, 0 unchanged, 1 rejected."


def test_control_characters_of_a_file_never_reach_the_terminal(crm: Crm) -> None:
    ran = crm("import", "-", "--dry-run", stdin="Name,Email,\x1b[31mX\n\x1b]0;PWN\x07,e@x.example,1\n")
    assert "\x1b" not in ran.out + ran.err
    assert "\x07" not in ran.out + ran.err


def test_a_file_is_read_as_the_user_says(crm: Crm) -> None:
    text = "Núñez|ana@x.example\nPeña|bea@x.example\n".encode("cp850")
    ran = crm("import", "-", "--no-header", "--encoding", "cp850", "--delimiter", "|", stdin=text)
    assert (ran.code, names(crm)) == (0, ["Núñez", "Peña"])


def test_the_first_line_may_name_the_delimiter(crm: Crm) -> None:
    text = "sep=;\r\nName;Note\r\nAna;a,b,c\r\nBea;d,e,f\r\n".encode("utf-16")
    ran = crm("import", "-", "--json", stdin=text)
    told = json.loads(ran.out)
    assert (ran.code, told["encoding"], told["delimiter"], told["created"]) == (0, "utf-16", ";", 2)


def test_a_hint_goes_with_rejects_whose_dates_would_not_tell(crm: Crm) -> None:
    ran = crm("import", "-", stdin="Name,Birthday,Shoe\nAna,12/28/1969,\n,03/04/1970,42\n")
    assert ran.code == 7
    assert "Give it --date-order mdy: so few rows may not tell." in ran.lines


def test_ldif_is_told_mended_and_brought_in_again(crm: Crm, tmp_path: Path) -> None:
    text = (
        "version: 1\n\ndn: cn=Ana\nobjectclass: person\ncn: Ana\nmail: ana@x.example\nshoeSize: 42\n\n"
        "dn: cn=Bob\nchangetype: modify\nreplace: mail\ncn: Bob\n-\n\n"
        "dn: cn=\nobjectclass: person\nl: Madrid\n\n"
        "dn: cn=Cy\nobjectclass: person\ncn: Cy\nmail: no address\nmail: cy@x.example\n"
    )
    (tmp_path / "book.ldif").write_text(text, encoding="utf-8")
    dry = crm("import", tmp_path / "book.ldif", "--dry-run")
    assert dry.code == 7
    ran = crm("import", tmp_path / "book.ldif", "--rejects", tmp_path / "left.ldif")
    assert ran.code == 7
    assert "book.ldif: 2 created, 0 updated, 0 unchanged, 2 rejected." in ran.out
    assert (
        "book.ldif, line 9, is rejected: This is a change (modify), not a contact. Export the entries themselves."
        in ran.err
    )
    assert "book.ldif, line 15, is rejected: There is no name, e-mail, phone or organisation." in ran.err
    assert "Line 19: no address is not an e-mail address" in ran.err
    assert "shoesize is not a known column and is left out (1 filled)." in ran.err
    left = (tmp_path / "left.ldif").read_text(encoding="utf-8")
    assert left.startswith(
        "# 9: This is a change (modify), not a contact. Export the entries themselves.\ndn: cn=Bob\n"
    )
    mended = left.replace("changetype: modify\nreplace: mail\n", "").replace("-\n", "").replace("l: Madrid", "cn: Dee")
    (tmp_path / "left.ldif").write_text(mended, encoding="utf-8")
    again = crm("import", tmp_path / "left.ldif")
    assert (again.code, again.out.startswith("left.ldif: 2 created, 0 updated, 0 unchanged, 0 rejected.")) == (0, True)
    assert crm("import", "-", stdin=text).out.startswith("-: 0 created, 0 updated, 2 unchanged, 2 rejected.")
    assert crm("import", tmp_path / "book.ldif", "--map", "mail=email").code == 2


def test_a_dirty_sheet_tells_what_to_mend_and_comes_back(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "Ana", "-e", "ana@x.example")
    rows = [
        "Name;Email;Phone;Birthday", "Ana;ana@x.example;600 555 001;31/02/1990", ";;;1990-12-31",
        "Two Keys;ana@x.example;;",
        "P\u0430ypal;pay@x.example;;", "Evil\u202egnp;evil@x.example;;", '"Bell\a \x1b[31mred";red@x.example;abc;',
        '"never closed;x@x.example;;',
    ]  # fmt: skip
    (tmp_path / "dirty.csv").write_text("\r\n".join(rows), encoding="utf-8", newline="")
    ran = crm("import", tmp_path / "dirty.csv", "--rejects", tmp_path / "left.csv")
    assert (ran.code, ran.out.splitlines()[0]) == (7, "dirty.csv: 3 created, 1 updated, 0 unchanged, 3 rejected.")
    for line in (
        "Line 2: Birthday: 31/02/1990 is not a birthday.",
        "Line 5: The name has signs that may deceive: U+0430.",
        "Line 6: The name has signs that may deceive: U+202E.",
        "Line 7: Phone: abc is not a phone number.",
        "dirty.csv, line 3, is rejected: There is no name, e-mail, phone or organisation. Fill one of them in.",
        "dirty.csv, line 4, is rejected: ana@x.example belongs to Ana in line 2, and this row is called Two Keys. "
        "Give each of them an e-mail of their own, or both the same name.",
        "dirty.csv, line 8, is rejected: A quotation mark is opened and never closed. "
        "Close it, or double it where it is text.",
    ):
        assert line in ran.err, line
    assert "\x1b" not in ran.err
    left = (tmp_path / "left.csv").read_text(encoding="utf-8")
    assert left.count("\n") == 4
    mended = left.replace("Two Keys,ana@", "Two Keys,two@").replace(",,,1990-12-31,3", "Bo,bo@x.example,,,3")
    (tmp_path / "left.csv").write_text("\n".join(mended.splitlines()[:3]), encoding="utf-8")
    again = crm("import", tmp_path / "left.csv")
    assert (again.code, again.out.splitlines()[0]) == (0, "left.csv: 2 created, 0 updated, 0 unchanged, 0 rejected.")


def test_dirty_cards_tell_what_to_mend_and_come_back(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "Ana", "-e", "ana@x.example")
    crm("contact", "add", "Bob", "-e", "bob@x.example")
    cards = [
        "FN:Good\nEMAIL:good@x.example\nBDAY:1990-02-31\nEND:VCARD\n", "ADR:;;Street;Madrid;;;\nEND:VCARD\n",
        "FN:P\u0430ypal \u202egnp\nTEL:abc\ngarbage line\nEND:VCARD\n",
        "FN:Both\nEMAIL:ana@x.example\nEMAIL:bob@x.example\nEND:VCARD\n", "FN:Unfinished\n",
    ]  # fmt: skip
    (tmp_path / "dirty.vcf").write_text(
        "".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}" for card in cards), encoding="utf-8"
    )
    ran = crm("import", tmp_path / "dirty.vcf", "--rejects", tmp_path / "left.vcf")
    assert (ran.code, ran.out.splitlines()[0]) == (7, "dirty.vcf: 2 created, 0 updated, 0 unchanged, 3 rejected.")
    for line in (
        "Line 1: BDAY: 1990-02-31 is not a birthday.",
        "Line 11: This is no line of a card: garbage line",
        "Line 11: TEL: abc is not a phone number.",
        "Line 11: The name has signs that may deceive: U+202E U+0430.",
        "dirty.vcf, line 7, is rejected: There is no name, e-mail, phone or organisation. Fill one of them in.",
        "dirty.vcf, line 17, is rejected: ana@x.example belongs to Ana (contact 1) and bob@x.example to Bob "
        "(contact 2). Make two of it; if they are one: crm contact merge 1 2",
        "dirty.vcf, line 23, is rejected: The card is not closed: END:VCARD is missing. "
        "Put END:VCARD after its last line.",
    ):
        assert line in ran.err, line
    left = (tmp_path / "left.vcf").read_text(encoding="utf-8")
    mended = left.replace("ADR:", "FN:Cy\nADR:").replace("EMAIL:ana@x.example\n", "EMAIL:both@x.example\n")
    (tmp_path / "left.vcf").write_text(mended.replace("EMAIL:bob@x.example\n", ""), encoding="utf-8")
    again = crm("import", tmp_path / "left.vcf")
    assert (again.code, again.out.splitlines()[0]) == (0, "left.vcf: 3 created, 0 updated, 0 unchanged, 0 rejected.")
    assert "REJECTED" not in crm("export", "contacts", "is:all", "--format", "vcard").out
