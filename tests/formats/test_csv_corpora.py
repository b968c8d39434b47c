"""Contact files of other programs give what their origins say of them."""

import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.records.words import FieldType
from crmcli.formats import cards
from crmcli.formats.profiles import own
from crmcli.formats.spreadsheet import write


class Read:
    """A file read at one go."""

    def __init__(self, data: bytes, *, keep_unknown: bool = False) -> None:
        stream = io.BytesIO(data)
        self.sheet = cards.open_sheet(stream, keep_unknown=keep_unknown, date_order="dmy")
        self.drafts = list(cards.drafts(stream, self.sheet))
        self.good = [draft for draft in self.drafts if not draft.errors]
        self.contacts = [draft.contact for draft in self.good]
        self.said = [str(remark) for remark in self.sheet.remarks]


@pytest.fixture(scope="session")
def expected(corpora: Path) -> dict[str, dict[str, object]]:
    """What EXPECTED.json says, by folder and file."""
    return {
        found.parent.name: json.loads(found.read_text())["files"] for found in (corpora / "csv").glob("*/EXPECTED.json")
    }


def read(corpora: Path, name: str, *, keep_unknown: bool = False) -> Read:
    return Read((corpora / name).read_bytes(), keep_unknown=keep_unknown)


def only(found: Read) -> Contact:
    assert len(found.drafts) == 1
    assert not found.drafts[0].warnings
    return found.contacts[0]


def values(points: Iterable[Point]) -> list[str]:
    return [point.value for point in points]


def by_label(points: Iterable[Point]) -> dict[str, str]:
    return {point.label: point.value for point in points}


def test_every_file_with_a_count_gives_as_many_contacts(corpora: Path, expected: dict[str, dict[str, object]]) -> None:
    counted = 0
    for folder, files in expected.items():
        for name, says in files.items():
            if isinstance(says, dict) and "contacts" in says:
                found = read(corpora, f"csv/{folder}/{name}")
                assert len(found.contacts) == says["contacts"], name
                assert [draft.line for draft in found.good if draft.warnings] == [], name
                counted += 1
    assert counted >= 12


def test_google(corpora: Path) -> None:
    grace = only(read(corpora, "csv/google/google_new_labels.csv"))
    assert (grace.given, grace.middle, grace.family, grace.nickname) == ("Grace", "Brewster", "Hopper", "Amazing Grace")
    assert (grace.organisation, grace.job_title, grace.birthday) == ("US Navy", "Rear Admiral", "1906-12-09")
    assert grace.emails == (
        Point("grace@navy.example", "work", "grace@navy.example", True),
        Point("grace@example.com", "other", "grace@example.com"),
    )
    assert grace.phones == (Point("+1 555 0199", "mobile", "15550199"),)
    assert grace.addresses == (Address("work", "1 Main St", "Suite 4", "", "Arlington", "VA", "22201", "USA"),)
    assert values(grace.urls) == ["https://example.com/grace"]
    assert grace.tags == ("Navy",)

    both = only(read(corpora, "csv/google/google_old_work_first.csv"))
    assert both.name == "Work First"
    assert by_label(both.emails) == {"work": "first@work.example", "home": "first@home.example"}
    assert by_label(both.phones) == {"work": "+1 555 0001", "mobile": "+1 555 0002"}

    assert only(read(corpora, "csv/google/google_email_only_row.csv")).name == "only@example.com"
    many = read(corpora, "csv/google/google_700_rows.csv")
    assert many.contacts[-1].emails[0].value == "person700@example.com"
    taro, john = read(corpora, "csv/google/google_japanese.csv").contacts
    assert (taro.given, taro.family, taro.phonetic) == ("太郎", "山本", "やまもと たろう")
    assert (taro.birthday, taro.organisation) == ("1960-04-01", "山本工務店")
    assert john.name == "John Q Public"
    sam = only(read(corpora, "csv/google/google_preset_minimal.csv"))
    assert (sam.given, sam.family, sam.organisation) == ("Sam", "Rivera", "Rivera Roofing")


def test_linkedin(corpora: Path) -> None:
    found = read(corpora, "csv/linkedin/connections_bom_crlf_notes.csv")
    assert found.said == ["This is an export of LinkedIn.", "Lines before the header that were skipped: 3."]
    assert [(c.name, c.organisation, dict(c.fields)["connected-on"]) for c in found.contacts] == [
        ("Priya Sharma", "Stripe, Inc.", "2024-03-12"),
        ("Arjun Mehta", "Amazon Web Services (AWS)", "2023-01-03"),
        ("Neha", "Razorpay", "2022-02-07"),
        ("Rahul Verma", "Flipkart", "2021-08-01"),
    ]
    assert found.sheet.fields == (FieldType(name="connected-on", type="date"),)
    assert [c.external_id for c in found.contacts][1:] == ["linkedin:in/arjunmehta", "linkedin:in/neha-k", ""]
    assert found.contacts[1].job_title == "Engineering Manager, Payments"
    assert found.contacts[2].job_title == 'Senior Engineer "Platform"'
    (nameless,) = [draft for draft in found.drafts if draft.errors]
    assert (nameless.line, str(nameless.errors[0])) == (8, "There is no name, e-mail, phone or organisation.")
    others = read(corpora, "csv/rolomind/linkedin.csv").contacts
    assert [dict(c.fields)["connected-on"] for c in others] == [
        "2024-01-15", "2024-02-20", "2023-03-10", "2023-12-25", "2025-05-05",
    ]  # fmt: skip


def test_outlook(corpora: Path) -> None:
    found = read(corpora, "csv/outlook/outlook_desktop.csv")
    linus = only(found)
    assert (linus.prefix, linus.given, linus.family, linus.job_title) == ("Mr.", "Linus", "Torvalds", "Maintainer")
    assert values(linus.emails) == ["linus@example.com", "linus@work.example"]
    assert by_label(linus.phones) == {
        "home": "+358 9 000 0001", "work": "+358 9 000 0002", "mobile": "+358 40 000 0003", "fax": "+358 9 000 0004",
    }  # fmt: skip
    assert (linus.birthday, linus.fields) == ("1969-12-28", (("anniversary", "2000-01-01"),))
    assert [address.postal_code for address in linus.addresses] == ["00100", "02100"]
    assert linus.tags == ("Friends", "Open source")
    assert "Dates in Birthday are read as month/day/year." in found.said
    assert found.said[-1] == "Spouse is not a known column and is left out (1 filled)."
    kept = only(read(corpora, "csv/outlook/outlook_desktop.csv", keep_unknown=True))
    assert ("Spouse", "Tove") in kept.fields


@pytest.mark.parametrize("name", ["HEADER_outlook_92_columns.txt", "HEADER_outlook_com_56_columns.txt"])
def test_outlook_headers_alone_are_understood(corpora: Path, name: str) -> None:
    header = (corpora / "csv/outlook" / name).read_bytes().strip()
    row = b",".join(
        b"x%d@example.com" % i if b"mail" in title.lower() else b"" for i, title in enumerate(header.split(b","))
    )
    found = Read(header + b"\r\n" + row + b"\r\n")
    assert found.sheet.layout.program == "outlook"
    assert len(only(found).emails) == 3
    unknown = [column.title for column in found.sheet.layout.columns if column.target is None]
    assert not [
        title for title in unknown if "Street" in title or "Phone" in title or "Fax" in title or "City" in title
    ]


def test_thunderbird(corpora: Path) -> None:
    folder = "csv/thunderbird"
    john_and_jane = [
        ("John Doe", "John", "Doe", ["john@doe.invalid"]),
        ("Jane Doe", "Jane", "Doe", ["jane@doe.invalid"]),
    ]
    for name in ("basic_csv_addressbook.csv", "csv_semicolon.csv", "csv_no_header.csv"):
        found = read(corpora, f"{folder}/{name}")
        assert [(c.name, c.given, c.family, values(c.emails)) for c in found.contacts] == john_and_jane, name
    wide = only(read(corpora, f"{folder}/utf16_addressbook.csv"))
    assert (wide.name, wide.given, wide.family, values(wide.emails)) == (
        "John Doe",
        "John",
        "Doe",
        ["johndoe@host.invalid"],
    )
    acer = only(read(corpora, f"{folder}/quote.csv"))
    assert (acer.name, acer.kind, by_label(acer.phones)) == ("Acer America", "organisation", {"work": "(800) 000-0000"})
    for name in ("export.csv", "export.txt"):
        found = read(corpora, f"{folder}/{name}", keep_unknown=True)
        assert [c.name for c in found.contacts] == ["contact number one", "contact number two"]
        assert found.contacts[1].job_title == '"worker"'
        assert found.contacts[1].note == "here's some unicode text…"
        assert dict(found.contacts[1].fields) == {
            "Custom 1": "custom, 1", "Custom 2": "custom\t2", "Custom 3": "custom\n3", "Custom 4": "custom\n4",
        }  # fmt: skip
    mixed = read(corpora, f"{folder}/tab_comma_mixed.csv")
    assert [draft.line for draft in mixed.drafts if draft.errors] == [1]
    assert [c.emails[0].value for c in mixed.contacts] == ["2@host.invalid", "3@host.invalid", "4@host.invalid"]


def test_monica_and_rolomind(corpora: Path) -> None:
    bono = only(read(corpora, "csv/monica/single_contact_stub.csv"))
    assert (bono.given, bono.family, bono.birthday) == ("Bono", "Hewson", "1960-05-10")
    assert values(bono.emails) == ["bono@example.com"]
    for name in ("custom", "google", "rolodex"):
        found = read(corpora, f"csv/rolomind/{name}.csv")
        assert [c.name.split()[1] for c in found.contacts] == ["Doe", "Smith", "Wilson", "Brown"]
        assert all(c.organisation and c.job_title and c.emails for c in found.contacts)
        assert not any(" is not a known column" in said for said in found.said)
        assert all(draft.warnings == () for draft in found.drafts)


def test_nasty_tables(corpora: Path) -> None:
    folder = "csv/nasty"
    john, jane = read(corpora, f"{folder}/09_duplicate_headers.csv").contacts
    assert values(john.emails) == ["john@dup.com", "john.d@alt.com"]
    assert john.fields == (("Name 2", "John D."),)
    assert jane.note == "Follow up Monday"

    dates = read(corpora, f"{folder}/10_mixed_dates.csv", keep_unknown=True)
    assert {field.name: field.type for field in dates.sheet.fields} == {"Signup Date": "date", "Last Contact": "date"}
    assert [dict(c.fields) for c in dates.contacts] == [
        {"Signup Date": day, "Last Contact": day} for day in ("2024-01-15", "2024-01-20", "2024-03-20")
    ]
    assert sum("two days is left out" in said for said in dates.said) == 1

    assert [draft.line for draft in read(corpora, f"{folder}/14_blank_rows.csv").drafts] == [3, 7]
    assert len({c.emails for c in read(corpora, f"{folder}/15_duplicate_rows.csv").contacts}) == 3
    messy = read(corpora, f"{folder}/16_messy_spaces_quotes.csv").contacts
    assert (messy[0].name, messy[0].organisation, values(messy[0].phones)) == (
        'John "Johnny" Doe', "Acme, Inc.", ["555-0900"],
    )  # fmt: skip
    assert (messy[1].organisation, messy[2].name) == ("Beta LLC", "spaces@test.com")
    quoted = read(corpora, f"{folder}/23_multiline_quoted.csv").contacts
    assert quoted[0].addresses == (Address(text="123 Main St\nApt 4B"),)

    twice = read(corpora, f"{folder}/quoted_newline_duplicate_header.csv")
    assert twice.sheet.dialect.delimiter == ";"
    assert [column.title for column in twice.sheet.layout.columns] == ["Email", "Nom", "Tags", "Tags (2)"]
    assert [draft.line for draft in twice.drafts] == [2, 5]
    assert (twice.contacts[0].name, twice.contacts[0].tags) == ("Du Pont", ("x", "y", "z"))
    assert values(twice.contacts[1].emails) == ["b@x.fr"]


@pytest.mark.parametrize(
    ("name", "contacts"),
    [("01_ok", 1), ("03_nul", 1), ("05_field_200k", 1), ("07_dup_header", 1), ("09_semicolon_cp1252", 1), ("11_bom", 1),
     ("13_mixed_newlines", 3), ("15_esc_and_markup", 1), ("17_dup_rows", 101), ("19_header_only", 0),
     ("21_only_newlines", 0)],
)  # fmt: skip
def test_hostile_files_keep_their_contract(corpora: Path, name: str, contacts: int) -> None:
    found = read(corpora, f"nasty/csv/{name}.csv")
    assert len(found.contacts) == len(found.drafts) == contacts


def test_what_hostile_files_are_said_to_hold(corpora: Path) -> None:
    nul = read(corpora, "nasty/csv/03_nul.csv").drafts[0]
    assert nul.contact.name == "Ann\ufffdHidden"
    assert [str(said) for said in nul.warnings] == ["NUL characters were replaced."]
    assert len(read(corpora, "nasty/csv/05_field_200k.csv").contacts[0].note) == 200_000
    twice = read(corpora, "nasty/csv/07_dup_header.csv")
    assert values(twice.contacts[0].emails) == ["a@example.com", "b@example.com"]
    assert twice.said == [
        "More than one column is called email; all of them are kept.",
        "Column 4 is not a known column and is left out (1 filled).",
    ]
    latin = read(corpora, "nasty/csv/09_semicolon_cp1252.csv")
    assert (latin.contacts[0].name, latin.contacts[0].addresses[0].city) == ("Jürgen", "München")
    assert [said.split(";")[0] for said in latin.said] == [
        "The text is not UTF-8",
        "Columns are separated by semicolons.",
    ]
    assert len({c.emails[0].normal for c in read(corpora, "nasty/csv/17_dup_rows.csv").contacts}) == 1
    with pytest.raises(Refused, match="not text"):
        read(corpora, "nasty/csv/23_binary_png.csv")


def test_two_thousand_people_of_twelve_languages(corpora: Path) -> None:
    found = read(corpora, "fakedata/people_2000.csv")
    assert len(found.contacts) == 2000
    assert [draft.warnings for draft in found.drafts if draft.warnings] == []
    assert all(
        c.given and c.family and c.organisation and c.emails and c.phones and c.addresses for c in found.contacts
    )
    assert {tag for c in found.contacts for tag in c.tags} == {
        "cliente", "feria-2026", "newsletter", "prospecto", "proveedor", "vip",
    }  # fmt: skip
    multiline = [c for c in found.contacts if "\n" in c.addresses[0].street]
    assert multiline
    assert any(c.addresses[0].postal_code.startswith("0") for c in found.contacts)
    shape = own.shape(found.contacts)
    rows = [own.cells(contact, shape) for contact in found.contacts]
    again = Read("".join(write(own.header(shape), rows)).encode())
    assert again.contacts == found.contacts
