"""Our own CSV of contacts gives back what was written, in every dialect of it."""

import io
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.addresses import email_normal, handle_normal, phone_normal, url_normal
from crmcli.core.values.text import fold, one_line, tidy
from crmcli.formats import cards
from crmcli.formats.profiles import own
from crmcli.formats.spreadsheet import write
from tests.thorough import examples


class Read:
    """A file read at one go."""

    def __init__(self, data: bytes, *, keep_unknown: bool = False) -> None:
        stream = io.BytesIO(data)
        self.sheet = cards.open_sheet(stream, keep_unknown=keep_unknown, date_order="dmy")
        self.drafts = list(cards.drafts(stream, self.sheet))
        self.good = [draft for draft in self.drafts if not draft.errors]
        self.contacts = [draft.contact for draft in self.good]
        self.said = [str(remark) for remark in self.sheet.remarks]


def exported(contacts: Iterable[Contact], *, raw: bool = False, delimiter: str = ",") -> bytes:
    kept = list(contacts)
    shape = own.shape(kept)
    rows = (own.cells(contact, shape) for contact in kept)
    return "".join(write(own.header(shape), rows, raw=raw, delimiter=delimiter)).encode()


def with_sorted_fields(contact: Contact) -> Contact:
    return contact._replace(fields=tuple(sorted(contact.fields, key=lambda field: (fold(field[0]), field[0]))))


LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'\"\\;,＝"), min_size=1, max_size=12
).map(one_line)
BLOCKS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("=+-@'\";,\r\n"), max_size=20
).map(tidy)


def points(values: st.SearchStrategy[str], kind: str) -> st.SearchStrategy[tuple[Point, ...]]:
    normals = {"email": email_normal, "phone": phone_normal, "url": url_normal, "handle": handle_normal}
    point = st.builds(
        lambda value, label, preferred: Point(value, label, normals[kind](value), preferred),
        values,
        LINES.map(str.lower) | st.just(""),
        st.booleans(),
    )
    return st.lists(point, max_size=3).map(tuple)


PARTS: dict[str, st.SearchStrategy[Any]] = {
    "uid": st.uuids().map(str),
    "kind": st.sampled_from(["person", "organisation"]),
    "name": LINES.filter(bool),
    "prefix": LINES,
    "given": LINES,
    "family": LINES,
    "nickname": LINES,
    "organisation": LINES,
    "job_title": LINES,
    "lifecycle": st.sampled_from(["", "lead", "customer"]),
    "birthday": st.sampled_from(["", "1815-12-10", "--02-29", "0999-01-01"]),
    "language": LINES | st.just("spanish"),
    "cadence": st.sampled_from(["", "3w", "2m"]),
    "note": BLOCKS,
    "emails": points(st.sampled_from(["a@example.com", "=b@example.com", "+c@example.com", "'d@example.com"]), "email"),
    "phones": points(st.sampled_from(["+34 600 111 222", "-600111", "+34600111222", "(555) 0100"]), "phone"),
    "urls": points(st.sampled_from(["https://example.com/a;b", "example.org/?q='x'"]), "url"),
    "handles": points(st.sampled_from(["@ann", "ann", "'ann"]), "handle"),
    "addresses": st.lists(
        st.tuples(*[BLOCKS] * 9).filter(lambda parts: any(parts[1:])).map(Address._make), max_size=2
    ).map(tuple),
    "tags": st.lists(LINES.filter(bool), max_size=4).map(tuple),
    "fields": st.dictionaries(st.sampled_from(["Shoe size", "signup", "Ñame", "x" * 300]), BLOCKS.filter(bool)).map(
        lambda kept: tuple(kept.items())
    ),
    "properties": BLOCKS,
    "external_id": LINES,
}
CONTACTS = (
    st.fixed_dictionaries(PARTS)
    .map(lambda parts: Contact(**parts))
    .filter(lambda contact: contact.kind == "person" or fold(contact.name) != fold(contact.organisation))
)


@settings(max_examples=examples(600), deadline=None)
@given(st.lists(CONTACTS, max_size=4), st.sampled_from([",", ";", "\t"]))
def test_our_own_export_comes_back_byte_for_byte(contacts: list[Contact], delimiter: str) -> None:
    data = exported(contacts, delimiter=delimiter)
    found = Read(data)
    assert found.sheet.layout.program == "crmcli"
    assert [draft.organisation for draft in found.drafts] == [contact.organisation for contact in contacts]
    assert [draft.warnings for draft in found.drafts if draft.warnings] == []
    assert [with_sorted_fields(c) for c in found.contacts] == [with_sorted_fields(c) for c in contacts]
    assert exported(found.contacts, delimiter=delimiter) == data


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(CONTACTS, max_size=3))
def test_our_raw_export_comes_back_byte_for_byte(contacts: list[Contact]) -> None:
    plain = Contact(uid="x", name="Plain", phones=(Point("+34 600 111 222", "", "34600111222"),))
    data = exported([*contacts, plain], raw=True)
    found = Read(data)
    assert [with_sorted_fields(c) for c in found.contacts] == [with_sorted_fields(c) for c in (*contacts, plain)]
    assert exported(found.contacts, raw=True) == data


def test_our_export_knows_whose_idea_a_contact_was_and_what_a_book_is_called() -> None:
    ann = Contact(uid="u-1", name="Ann", organisation="Acme", archived_at="2026-01-01T00:00:00Z")
    shape = own.shape([ann])
    (draft,) = Read("".join(write(own.header(shape), [own.cells(ann, shape, "u-2")])).encode()).drafts
    assert (draft.organisation, draft.referred_by) == ("Acme", "u-2")
    assert draft.contact == ann
    assert exported([]).startswith(b'"uid","kind","name",')
    assert Read(exported([])).drafts == []


def test_our_export_may_be_edited_by_hand() -> None:
    data = exported([Contact(uid="u", name="=Ann", note="'quoted'")]).replace(b'"', b"").replace(b"\r\n", b";x\r\n", 1)
    found = Read(data, keep_unknown=True)
    assert (found.contacts[0].name, found.contacts[0].note) == ("=Ann", "'quoted'")
