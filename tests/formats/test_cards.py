"""A row becomes a draft of a contact: what it holds is taken, what cannot be is said."""

import io
from collections.abc import Iterable

import pytest

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.formats import cards


class Read:
    """A file read at one go."""

    def __init__(self, data: bytes, *, keep_unknown: bool = False) -> None:
        stream = io.BytesIO(data)
        self.sheet = cards.open_sheet(stream, keep_unknown=keep_unknown, date_order="dmy")
        self.drafts = list(cards.drafts(stream, self.sheet))
        self.good = [draft for draft in self.drafts if not draft.errors]
        self.contacts = [draft.contact for draft in self.good]
        self.said = [str(remark) for remark in self.sheet.remarks]


def values(points: Iterable[Point]) -> list[str]:
    return [point.value for point in points]


def test_dates_without_proof_follow_the_other_columns_and_then_the_house() -> None:
    table = b"name,birthday,anniversary\nAnn,01/02/1980,12/28/2001\nBob,03/04/1981,\n"
    found = Read(table)
    assert [c.birthday for c in found.contacts] == ["1980-01-02", "1981-03-04"]
    alone = Read(b"name,birthday\nAnn,01/02/1980\n")
    assert alone.contacts[0].birthday == "1980-02-01"
    assert alone.said == ["Dates in birthday are read as day/month/year."]
    stream = io.BytesIO(b"name,birthday\nAnn,01/02/1980\n")
    sheet = cards.open_sheet(stream, date_order="")
    (draft,) = cards.drafts(stream, sheet)
    assert (draft.contact.birthday, draft.warnings[0].column) == ("", "birthday")


def test_a_value_that_cannot_be_is_left_out_with_its_column_and_reason() -> None:
    header = "name,email,phone,birthday,website,lifecycle,cadence\n"
    found = Read(f"{header}Ann,ann(at)example.com,12,31/31/1980,none of it,nearly,sometimes\n".encode())
    (draft,) = found.drafts
    assert draft.contact == Contact(name="Ann")
    assert sorted(said.column for said in draft.warnings) == [
        "birthday", "cadence", "email", "lifecycle", "phone", "website",
    ]  # fmt: skip
    assert "12 is not a phone number." in map(str, draft.warnings)


def test_who_has_no_name_is_called_by_what_there_is() -> None:
    header = b"name,nickname,email,organisation,phone,website\n"
    rows = (
        b" ,Johnny,,,,",
        b",,a@example.com,Acme,,",
        b",,,Acme,555 0100 22,",
        b",,,,555 0100 22,",
        b",,,,,example.com",
    )
    found = Read(header + b"\n".join(rows))
    assert [(c.name, c.kind, c.organisation) for c in found.contacts] == [
        ("Johnny", "person", ""),
        ("a@example.com", "person", "Acme"),
        ("Acme", "organisation", ""),
        ("555 0100 22", "person", ""),
    ]
    assert [draft.line for draft in found.drafts if draft.errors] == [6]


@pytest.mark.parametrize(
    ("header", "cell", "found"),
    [
        ("email", "a@example.com; b@example.com", ["a@example.com", "b@example.com"]),
        ("email", "Ann Lee <a@example.com>, Bob <b@example.com>", ["a@example.com", "b@example.com"]),
        ("E-mail 1 - Value", "a@example.com ::: b@example.com", ["a@example.com", "b@example.com"]),
        ("phone", "+1 555 0100 ::: +1 555 0101", ["+1 555 0100", "+1 555 0101"]),
        ("phone", "+1 555 0100; +1 555 0100", ["+1 555 0100"]),
        ("website", "example.com, example.org", ["example.com", "example.org"]),
    ],
)
def test_one_cell_may_hold_several_values(header: str, cell: str, found: list[str]) -> None:
    contact = Read(f'name,{header}\nAnn,"{cell}"\n'.encode()).contacts[0]
    assert values((*contact.emails, *contact.phones, *contact.urls)) == found


def test_parts_are_put_together() -> None:
    header = (
        "Nombre,Primer apellido,Segundo apellido,Birth Year,Birth Month,Birth Day,Notes,Comments,Address,Address 2,City"
    )
    ana, luis = Read(
        f"{header}\nAna,García,López,1980,4,9,one,two,Calle 1,2º B,León\nLuis,Gil,,,12,3,,,,,\n".encode()
    ).contacts
    assert (ana.name, ana.family, ana.birthday, ana.note) == (
        "Ana García López",
        "García López",
        "1980-04-09",
        "one\ntwo",
    )
    assert ana.addresses == (Address(street="Calle 1", extended="2º B", city="León"),)
    assert (luis.birthday, luis.addresses) == ("--12-03", ())


def test_labelled_custom_fields_of_google_are_kept_by_their_labels() -> None:
    header = (
        b"Name,E-mail 1 - Value,Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
    )
    (ann,) = Read(header + b"\nAnn,a@example.com,Spouse,Tom,,blue\n").contacts
    assert ann.fields == (("Spouse", "Tom"), ("Custom field 1", "blue"))


def test_zero_dates_are_no_dates() -> None:
    found = Read(b"name,birthday,anniversary\nAnn,0/0/00,0000-00-00\n")
    assert found.drafts[0].contact == Contact(name="Ann")
    assert not found.drafts[0].warnings


def test_a_row_that_cannot_be_read_is_rejected_where_it_stands() -> None:
    found = Read(b"name,email\nAnn,a@example.com\nBob," + b",".join([b"x"] * 600) + b'\n"Cy,c@example.com\n')
    assert [(draft.line, str(draft.errors[0])) for draft in found.drafts if draft.errors] == [
        (3, "The row has more than 500 columns."),
        (4, "A quotation mark is opened and never closed."),
    ]


def test_a_text_beyond_the_longest_is_left_out() -> None:
    (draft,) = Read(b"name,company\nAnn," + b"x" * 1001 + b"\n").drafts
    assert draft.contact == Contact(name="Ann")
    assert [str(said) for said in draft.warnings] == ["The text has more than 1000 characters."]
