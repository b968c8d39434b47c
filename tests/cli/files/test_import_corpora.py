"""Files that other programs wrote, brought in through the command: twice, and taken back."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]
Person = dict[str, Any]
PEOPLE = {
    "csv/google/google_new_labels.csv": 1,
    "csv/google/google_old_work_first.csv": 1,
    "csv/google/google_email_only_row.csv": 1,
    "csv/google/google_700_rows.csv": 700,
    "csv/google/google_japanese.csv": 2,
    "csv/google/google_preset_minimal.csv": 1,
    "csv/linkedin/connections_bom_crlf_notes.csv": 4,
    "csv/linkedin/connections_no_preamble.csv": 1,
    "csv/outlook/outlook_desktop.csv": 1,
    "csv/thunderbird/basic_addressbook.csv": 1,
    "csv/thunderbird/basic_ldif_addressbook.ldif": 1,
    "csv/thunderbird/bug_263304.ldif": 1,
    "csv/thunderbird/csv_no_header.csv": 2,
    "csv/thunderbird/csv_semicolon.csv": 2,
    "csv/thunderbird/export.ldif": 2,
    "csv/thunderbird/import.csv": 1,
    "csv/thunderbird/import.ldif": 1,
    "csv/thunderbird/quote.csv": 1,
    "csv/thunderbird/utf16_addressbook.csv": 1,
    "csv/monica/single_contact_stub.csv": 1,
    "csv/nasty/09_duplicate_headers.csv": 2,
    "csv/nasty/10_mixed_dates.csv": 3,
    "csv/nasty/14_blank_rows.csv": 2,
    "csv/nasty/15_duplicate_rows.csv": 3,
    "csv/nasty/16_messy_spaces_quotes.csv": 3,
    "csv/nasty/23_multiline_quoted.csv": 2,
    "csv/nasty/quoted_newline_duplicate_header.csv": 2,
    "nasty/csv/01_ok.csv": 1,
    "nasty/csv/03_nul.csv": 1,
    "nasty/csv/05_field_200k.csv": 1,
    "nasty/csv/07_dup_header.csv": 1,
    "nasty/csv/09_semicolon_cp1252.csv": 1,
    "nasty/csv/11_bom.csv": 1,
    "nasty/csv/13_mixed_newlines.csv": 3,
    "nasty/csv/15_esc_and_markup.csv": 1,
    "nasty/csv/17_dup_rows.csv": 1,
    "nasty/csv/19_header_only.csv": 0,
    "nasty/csv/21_only_newlines.csv": 0,
    "fakedata/people_2000.csv": 2000,
}
"""How many contacts each file creates, the organisations that it only names apart."""
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def report(crm: Crm, path: Path, *options: str) -> dict[str, Any]:
    ran = crm("import", path, "--json", *options)
    assert not UNSAFE.search(ran.err)
    told: dict[str, Any] = json.loads(ran.out)
    assert ran.code == (7 if told["rejected"] else 0)
    return told


def people(crm: Crm, *query: str) -> list[Person]:
    found: list[Person] = json.loads(crm("contact", "list", "kind:person", *query, "--sort", "id", "--json").out)
    return found


def book(crm: Crm) -> str:
    return str(crm("export", "contacts", "is:all").out)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_file_comes_in_once_and_goes_again(crm: Crm, corpora: Path, name: str) -> None:
    told = report(crm, corpora / name)
    assert told["created"] == PEOPLE[name]
    first = book(crm)
    assert first.count("\r\n") == 1 + PEOPLE[name] + told["organisations"]
    again = report(crm, corpora / name)
    assert (again["created"], again["updated"], again["change_set"]) == (0, 0, None)
    assert again["rejected"] == told["rejected"]
    assert book(crm) == first
    shown = crm("contact", "list")
    assert shown.code == 0
    assert not UNSAFE.search(shown.out)
    if told["created"]:
        assert crm("undo").code == 0
        assert book(crm).count("\r\n") == 1
        assert crm("redo").code == 0
        assert book(crm) == first


def test_google_new(crm: Crm, corpora: Path) -> None:
    report(crm, corpora / "csv/google/google_new_labels.csv")
    (grace,) = people(crm)
    assert (grace["given"], grace["middle"], grace["family"]) == ("Grace", "Brewster", "Hopper")
    assert (grace["nickname"], grace["organisation"], grace["job_title"]) == (
        "Amazing Grace",
        "US Navy",
        "Rear Admiral",
    )
    assert (grace["birthday"], grace["tags"]) == ("1906-12-09", ["Navy"])
    assert grace["emails"] == [
        {"value": "grace@navy.example", "label": "work", "preferred": True},
        {"value": "grace@example.com", "label": "other", "preferred": False},
    ]
    assert grace["addresses"][0]["street"] == "1 Main St"
    assert (grace["addresses"][0]["extended"], grace["addresses"][0]["postal_code"]) == ("Suite 4", "22201")


def test_google_old_email_only_and_japanese(crm: Crm, corpora: Path) -> None:
    for name in ("google_old_work_first", "google_email_only_row", "google_japanese"):
        report(crm, corpora / f"csv/google/{name}.csv")
    first, only, taro, john = people(crm)
    assert [point["label"] for point in first["emails"]] == ["work", "home"]
    assert only["emails"][0]["value"] == only["name"] == "only@example.com"
    assert (taro["name"], taro["phonetic"], taro["organisation"]) == ("山本太郎", "やまもと たろう", "山本工務店")
    assert john["name"] == "John Q Public"


def test_700_rows_with_the_full_new_header_come_back_the_same(crm: Crm, corpora: Path, tmp_path: Path) -> None:
    header = (corpora / "csv/google/HEADER_new_full.txt").read_text(encoding="utf-8").strip().split(",")
    file = tmp_path / "google.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, lineterminator="\r\n")
        writer.writeheader()
        for n in range(700):
            row = dict.fromkeys(header, "")
            row |= {
                "First Name": f"Given{n}", "Middle Name": "M." if n % 3 else "", "Last Name": f"Family{n}",
                "Phonetic First Name": f"Fon{n}", "Name Prefix": "Dr." if n % 5 == 0 else "", "Nickname": f"Nick{n}",
                "Organization Name": f"Firm {n % 20}", "Organization Title": "Buyer",
                "Organization Department": "Sales",
                "Birthday": f"19{n % 70 + 20:02}-{n % 12 + 1:02}-{n % 28 + 1:02}" if n % 2 else "--05-17",
                "Notes": f"first, second\nthird \"{n}\"", "Labels": f"* myContacts ::: Group {n % 4} ::: * starred",
                "E-mail 1 - Label": "* Work", "E-mail 1 - Value": f"w{n}@example.com",
                "E-mail 2 - Label": "Home", "E-mail 2 - Value": f"h{n}@example.com",
                "E-mail 3 - Label": "My own", "E-mail 3 - Value": f"o{n}@example.com",
                "Phone 1 - Label": "Mobile", "Phone 1 - Value": f"+34 600 {n:03} 555",
                "Phone 2 - Label": "Work Fax", "Phone 2 - Value": f"+34 910 {n:03} 555",
                "Custom Field 1 - Label": "Shoe size", "Custom Field 1 - Value": f"{n % 20 + 30}",
            }  # fmt: skip
            writer.writerow(row)
    told = report(crm, file)
    assert (told["program"], told["created"], told["warned"], told["unknown"]) == ("google", 700, 0, [])
    last = people(crm)[-1]
    assert (last["name"], last["nickname"], last["organisation"]) == ("Given699 Family699", "Nick699", "Firm 19")
    assert last["fields"] == {"Shoe size": "49"}
    assert [point["label"] for point in last["emails"]] == ["work", "home", "my own"]
    assert last["tags"] == ["Group 3", "starred"]
    exported = tmp_path / "ours.csv"
    assert crm("export", "contacts", "-o", exported).code == 0
    other = {"CRM_HOME": str(tmp_path / "other")}
    assert crm("import", exported, **other).code == 0
    assert crm("export", "contacts", **other).out.encode() == exported.read_bytes()
    assert crm("import", file, **other).lines[0] == "google.csv: 0 created, 0 updated, 700 unchanged, 0 rejected."


def test_linkedin(crm: Crm, corpora: Path) -> None:
    told = report(crm, corpora / "csv/linkedin/connections_bom_crlf_notes.csv")
    assert (told["program"], told["encoding"], told["rejected"]) == ("linkedin", "utf-8-sig", 1)
    assert told["rejects"][0]["line"] == 8
    priya, arjun, neha, rahul = people(crm)
    assert (priya["name"], priya["organisation"]) == ("Priya Sharma", "Stripe, Inc.")
    assert [person["fields"]["connected-on"] for person in (priya, arjun, neha, rahul)] == [
        "2024-03-12", "2023-01-03", "2022-02-07", "2021-08-01",
    ]  # fmt: skip
    assert crm("company", "list", "stripe", "--count").lines == ["1"]
    rejects = Path(told["rejects_file"])
    mended = rejects.read_text(encoding="utf-8").replace("\n,", "\nNobody,")
    rejects.write_text(mended, encoding="utf-8")
    assert crm("import", rejects).lines[0].endswith(": 1 created, 0 updated, 0 unchanged, 0 rejected.")


def test_outlook(crm: Crm, corpora: Path) -> None:
    told = report(crm, corpora / "csv/outlook/outlook_desktop.csv")
    assert told["date_orders"]["Birthday"] == "mdy"
    (linus,) = people(crm)
    assert [address["postal_code"] for address in linus["addresses"]] == ["00100", "02100"]
    assert (linus["birthday"], linus["fields"]["anniversary"]) == ("1969-12-28", "2000-01-01")
    assert linus["tags"] == ["Friends", "Open source"]


def test_thunderbird(crm: Crm, corpora: Path) -> None:
    for name in ("utf16_addressbook", "csv_no_header", "export"):
        report(crm, corpora / f"csv/thunderbird/{name}.csv", "--keep-unknown")
    john, jane_or_john, *_others = people(crm, "doe")
    assert (john["name"], john["emails"][0]["value"]) == ("John Doe", "johndoe@host.invalid")
    assert jane_or_john["name"] == "John Doe"
    assert jane_or_john["emails"][0]["value"] == "john@doe.invalid"
    (second,) = people(crm, "two")
    assert (second["name"], second["job_title"]) == ("contact number two", '"worker"')
    assert second["fields"]["Custom 3"] == "custom\n3"


def test_thunderbird_ldif(crm: Crm, corpora: Path) -> None:
    folder = corpora / "csv/thunderbird"
    expected = json.loads((folder / "addressbook.json").read_text(encoding="utf-8"))["basic_addressbook"][0]
    for name in ("basic_ldif_addressbook", "bug_263304", "export", "import"):
        report(crm, folder / f"{name}.ldif", "--keep-unknown")
    (person,) = people(crm, "display")
    names = ("DisplayName", "FirstName", "LastName", "NickName")
    assert [person[key] for key in ("name", "given", "family", "nickname")] == [expected[name] for name in names]
    assert [one["value"] for one in person["emails"]] == [expected["PrimaryEmail"], expected["SecondEmail"]]
    card = [line for line in expected["_vCard"] if line.startswith("TEL")]
    assert {one["value"] for one in person["phones"]} == {line.rpartition(":")[2] for line in card}
    assert (person["birthday"], person["organisation"], person["department"]) == (
        "1900-01-02", "Organization Name", "Department",
    )  # fmt: skip
    assert person["note"] == "Notes line 1\nNotes line 2\nNotes line 3\nNotes line 4"
    assert [(one["label"], one["street"], one["extended"]) for one in person["addresses"]] == [
        ("work", "Work Address Line 1", "Work Address Line 2"),
        ("home", "Home Address Line 1", "Home Address Line 2"),
    ]
    assert [one["value"] for one in person["urls"]] == ["http://127.0.0.1", "http://localhost"]
    assert person["fields"] == {f"Custom {number}": f"Custom Field {number}" for number in range(1, 5)}
    assert people(crm, "one")[0]["tags"] == ["list", "new list"]


def test_monica(crm: Crm, corpora: Path) -> None:
    report(crm, corpora / "csv/monica/single_contact_stub.csv")
    (bono,) = people(crm)
    assert (bono["given"], bono["family"], bono["birthday"]) == ("Bono", "Hewson", "1960-05-10")
    assert bono["emails"][0]["value"] == "bono@example.com"


def test_nasty_sheets_keep_everything(crm: Crm, corpora: Path) -> None:
    report(crm, corpora / "csv/nasty/09_duplicate_headers.csv")
    report(crm, corpora / "csv/nasty/10_mixed_dates.csv", "--keep-unknown")
    report(crm, corpora / "csv/nasty/quoted_newline_duplicate_header.csv")
    report(crm, corpora / "csv/nasty/23_multiline_quoted.csv")
    john = people(crm, "email:john@dup.com")[0]
    assert [point["value"] for point in john["emails"]] == ["john@dup.com", "john.d@alt.com"]
    days = [person["fields"]["Signup Date"] for person in people(crm, "dates.com")]
    assert days == ["2024-01-15", "2024-01-20", "2024-03-20"]
    (pont,) = people(crm, "email:a@x.fr")
    assert (pont["name"], set(pont["tags"])) == ("Du Pont", {"x", "y", "z"})
    (doe,) = people(crm, "email:john@quote.com")
    assert doe["addresses"][0]["text"] == "123 Main St\nApt 4B"


def test_a_picture_is_no_sheet(crm: Crm, corpora: Path, home: Path) -> None:
    ran = crm("import", corpora / "nasty/csv/23_binary_png.csv")
    assert (ran.code, ran.err.splitlines()[0]) == (5, "crm: The file is not text.")
    assert not (home / "crm.db").exists()


def test_duplicates_are_counted(crm: Crm, corpora: Path) -> None:
    told = report(crm, corpora / "nasty/csv/17_dup_rows.csv")
    assert (told["created"], told["unchanged"], told["duplicates"]) == (1, 100, 100)
