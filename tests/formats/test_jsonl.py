"""Lines of JSON become objects and drafts, and contacts become objects again."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.json_text import dumps
from crmcli.core.values.text import fold
from crmcli.formats import gathering
from crmcli.formats.drafts import Draft
from crmcli.formats.jsonl import DEPTH_LIMIT, LINE_LIMIT, Line, contact_from, lines, loads
from crmcli.view.columns.people.people import CONTACT
from tests.formats.test_own_csv import CONTACTS
from tests.thorough import examples

ANN = Contact(
    id=7,
    uid="5f0c",
    name="Ann Lee",
    given="Ann",
    family="Lee",
    organisation_id=3,
    organisation="Acme",
    birthday="--12-10",
    note="two\nlines",
    emails=(Point("Ann@example.com", "work", "ann@example.com", True),),
    phones=(Point("+34 600 111 222", "", "34600111222"),),
    handles=(Point("@ann", "mastodon", "ann"),),
    addresses=(Address("home", "1 Main St", city="León", country="ES"),),
    tags=("vip", "press"),
    fields=(("Shoe size", "39"),),
    created_at="2026-01-01T00:00:00Z",
    version=4,
)


def shown(contact: Contact) -> dict[str, object]:
    """The object that lists show of a contact."""
    return {column.key: column.value(contact) for column in CONTACT if column.machine}


def read(data: bytes) -> list[Line]:
    return list(lines(io.BytesIO(data)))


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(remark.column, str(remark)) for remark in draft.warnings]


def test_a_line_is_an_object() -> None:
    assert read(b'\xef\xbb\xbf{"name": "Ann"}\n\n  \r\n{"name": "L\xc3\xb3pez"}') == [
        Line(1, {"name": "Ann"}),
        Line(4, {"name": "López"}),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"name": }', "This is not JSON at column 10: Expecting value."),
        ('{"name": "Ann"} {}', "This is not JSON at column 17: Extra data."),
        ("[1, 2]", 'The JSON is not an object, as in {"name": "Ana"}.'),
        ('"Ann"', 'The JSON is not an object, as in {"name": "Ana"}.'),
        ('{"a": NaN}', "NaN is not JSON."),
        ('{"a": -Infinity}', "-Infinity is not JSON."),
        ('{"a": 1, "b": 2, "a": 3}', "The key a is there twice."),
        ('{"a": ' + "[" * 64 + "]" * 64 + "}", "The JSON is more than 64 levels deep."),
        ("[" * 100_000, "The JSON is more than 64 levels deep."),
        ('{"a": ' + "9" * 5000 + "}", "A number in the JSON has too many digits."),
    ],
)
def test_what_is_no_object_is_said_with_its_place(line: str, why: str) -> None:
    bad, good = read(line.encode() + b'\n{"name": "Ann"}\n')
    assert (bad.number, bad.value, str(bad.fault)) == (1, {}, why)
    assert good == Line(2, {"name": "Ann"})
    with pytest.raises(Invalid):
        loads(line)


def test_brackets_in_strings_are_no_levels() -> None:
    text = '{"a": "' + "[" * 200 + '\\"' + "{" * 200 + '", "b": ' + "[" * 63 + "]" * 63 + "}"
    assert DEPTH_LIMIT == 64
    assert loads(text)["a"] == "[" * 200 + '"' + "{" * 200


def test_a_line_over_the_limit_is_skipped_whole() -> None:
    data = b'{"a": "' + b"x" * 3 * LINE_LIMIT + b'"}\n{"name": "Ann"}\n{"b": "' + b"x" * LINE_LIMIT
    found = read(data)
    assert [(line.number, line.fault is None) for line in found] == [(1, False), (2, True), (3, False)]
    assert str(found[0].fault) == f"The line has more than {LINE_LIMIT} bytes."


def test_a_line_that_is_not_utf8_is_said() -> None:
    bad, good = read(b'{"name": "J\xf3se"}\n{"name": "Ann"}\n')
    assert str(bad.fault) == "The line is not UTF-8 at byte 12."
    assert good.value == {"name": "Ann"}


def test_an_object_becomes_the_same_contact() -> None:
    draft = contact_from(loads(dumps(shown(ANN))), line=3)
    assert draft.line == 3
    assert draft.organisation == "Acme"
    assert draft.contact == ANN._replace(id=0, organisation_id=None, created_at="", version=0)
    assert draft.warnings == draft.errors == ()


def test_keys_may_be_missing_and_values_plain() -> None:
    draft = contact_from({"emails": ["a@example.com", " A@example.com "], "phones": None, "fields": {"size": 39}})
    assert draft.contact == Contact(
        name="a@example.com", emails=(Point("a@example.com", "", "a@example.com"),), fields=(("size", "39"),)
    )
    assert not draft.errors
    assert [str(error) for error in contact_from({"note": "x"}).errors] == [
        "There is no name, e-mail, phone or organisation."
    ]


def test_what_cannot_be_is_left_out_and_said() -> None:
    draft = contact_from({
        "name": "Ann", "shoe": 39, "given": 5, "emails": "a@example.com", "phones": [5], "urls": [{"label": "x"}],
        "tags": ["vip", 3], "fields": [], "birthday": "31 feb", "kind": "robot", "id": "x", "referred_by": 4,
        "addresses": [{"city": "León", "country": 5}, {}], "handles": ["@ann"],
    })  # fmt: skip
    assert draft.contact == Contact(
        name="Ann",
        tags=("vip",),
        addresses=(Address(city="León"),),
        handles=(Point("@ann", "", "ann"),),
    )
    assert said(draft) == [
        ("shoe", "There is no field shoe."),
        ("given", "given is not text."),
        ("emails", "emails is not a list."),
        ("phones", "phones holds something that cannot stand in it."),
        ("urls", 'urls needs objects like {"value": "…", "label": "work"}.'),
        ("tags", "tags holds something that cannot stand in it."),
        ("fields", "fields is not an object."),
        ("birthday", "31 feb is not a birthday."),
        ("kind", "robot is neither a person nor an organisation."),
    ]


@settings(max_examples=examples(500), deadline=None)
@given(st.binary(max_size=200) | st.text('{}[]":,\\ntrueals0123.-', max_size=60).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for line in lines(io.BytesIO(data)):
        assert line.number >= 1
        assert line.fault is None or str(line.fault)


KEYS = st.sampled_from([*Contact._fields, "x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "label", "preferred", "city", "a"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=examples(1000), deadline=None)
@given(st.dictionaries(KEYS, VALUES))
def test_no_object_breaks_a_draft(value: dict[str, object]) -> None:
    draft = contact_from(value)
    assert draft.errors or draft.contact.name
    assert all(str(remark) for remark in draft.warnings)
    dumps(shown(draft.contact)).encode()


_OF_THE_BOOK = {"id": 0, "organisation_id": None, "referred_by": None, "created_at": "", "updated_at": "", "version": 0}


@settings(max_examples=300, deadline=None)
@given(CONTACTS)
def test_a_contact_is_the_same_after_its_line(drawn: Contact) -> None:
    contact = _once(drawn)
    told = shown(contact)
    (line,) = read((dumps(told) + "\n").encode())
    draft = contact_from(line.value)
    assert (draft.errors, draft.warnings) == ((), ())
    found = draft.contact._replace(organisation=draft.organisation or draft.contact.organisation)
    differing = {
        field: (getattr(contact, field), getattr(found, field))
        for field in Contact._fields
        if field not in _OF_THE_BOOK and getattr(contact, field) != getattr(found, field)
    }
    assert differing == {}


def _once(contact: Contact) -> Contact:
    """A contact in whom nothing is said twice, at most one of each kind is preferred, and lines end with a newline."""
    changes: dict[str, object] = {}
    for kind in ("emails", "phones", "urls", "handles"):
        points: dict[tuple[str, str], Point] = {}
        for point in getattr(contact, kind):
            points.setdefault((point.normal, point.label if kind == "handles" else ""), point)
        first = next((point for point in points.values() if point.preferred), None)
        changes[kind] = tuple(point._replace(preferred=point is first) for point in points.values())
    changes["addresses"] = tuple(
        dict.fromkeys(Address._make(part.replace("\r", "\n") for part in one) for one in contact.addresses)
    )
    changes["fields"] = tuple((name, value.replace("\r", "\n")) for name, value in contact.fields)
    changes["note"] = contact.note.replace("\r", "\n")
    changes["tags"] = tuple({fold(tag): tag for tag in reversed(contact.tags)}.values())[::-1]
    changes["properties"] = gathering.kept(contact.properties)
    return contact._replace(**changes)  # type: ignore[arg-type]
