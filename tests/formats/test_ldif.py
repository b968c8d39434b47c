"""LDIF to entries and contacts: folds, base64, comments, changes, limits, and any bytes at all."""

import base64
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.formats.drafts import Draft
from crmcli.formats.ldif.entries import MOST_ENTRY, MOST_LINE, Entry, entries, is_text, rejected
from crmcli.formats.ldif.mapping import drafts, survey

PERSON = "objectclass: inetOrgPerson\n"


def read(text: str | bytes, encoding: str = "") -> list[Entry]:
    return list(entries(BytesIO(text.encode() if isinstance(text, str) else text), encoding))


def people(text: str, *, keep_unknown: bool = False) -> list[Draft]:
    stream = BytesIO(text.encode())
    return list(drafts(stream, survey(stream, keep_unknown=keep_unknown), keep_unknown=keep_unknown))


def test_lines_are_unfolded_and_comments_are_passed_over() -> None:
    head, end = "version: 1\n# about\n  a folded comment\n\n", "\r\n\n\ndn: cn=C\ncn: C"
    text = f"{head}dn: cn=A\ncn: An\n a\n# and\n here\nsn;lang-en: B\r\n{end}"
    assert [(entry.line, entry.dn, entry.values) for entry in read(text)] == [
        (5, "cn=A", (("cn", "Ana"), ("sn", "B"))),
        (14, "cn=C", (("cn", "C"),)),
    ]


def test_base64_is_decoded_and_what_is_none_is_told() -> None:
    (entry,) = read(
        "dn:: Y249w4E=\ncn:: w4Fu\n YQ==\nsn:: ???\njpegPhoto:: /9j/\nl:: AP8=\nx:< file:///etc/passwd\nodd\n"
    )
    assert (entry.dn, entry.values) == ("cn=Á", (("cn", "Ána"),))
    assert [str(remark) for remark in entry.remarks] == [
        "sn is not base64.",
        "l is not text.",
        "x is an address of a file, which is not fetched.",
        "odd is no line of LDIF.",
    ]


def test_a_text_that_is_not_utf8_is_read_as_windows_wrote_it() -> None:
    assert read("dn: cn=A\ncn: Año".encode("cp1252"))[0].values == (("cn", "Año"),)
    assert read("dn: cn=A\ncn: Ж".encode("koi8-r"), "koi8-r")[0].values == (("cn", "Ж"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "dn: cn=A\nchangetype: modify\nreplace: mail\nmail: a@x.example\n-\n",
            "This is a change (modify), not a contact.",
        ),
        ("dn: cn=A\nchangetype: delete\n", "This is a change (delete), not a contact."),
        ("cn: A\n", "The entry does not begin with dn:."),
        ("dn: cn=A\n" + "mail: a@x.example\n" * 1002, "The entry has more than 1000 values."),
        ("dn: cn=A\ncn: " + "a" * (MOST_LINE + 10) + "\n", "The entry has a line or text of more than 1048576 bytes."),
        (
            "dn: cn=A\n" + ("cn: " + "a" * 100_000 + "\n") * 45,
            "The entry has a line or text of more than 1048576 bytes.",
        ),
    ],
)
def test_what_cannot_be_a_contact_says_why_and_the_others_go_on(text: str, why: str) -> None:
    first, second = read(text + "\ndn: cn=B\ncn: B\n")
    assert (str(first.fault), second.values) == (why, (("cn", "B"),))
    assert MOST_ENTRY > MOST_LINE


def test_an_added_entry_is_one() -> None:
    (draft,) = people("dn: cn=A\nchangetype: add\ncn: Ana\n" + PERSON)
    assert (draft.contact.name, draft.errors) == ("Ana", ())


def test_lists_become_tags_and_units_are_nobody() -> None:
    text = (
        "dn: dc=example\nobjectclass: dcObject\nobjectclass: organization\no: Acme\n\n"
        "dn: ou=People\nobjectclass: organizationalUnit\nou: People\n\n"
        "dn: cn=Ana, mail=ana@x.example\n" + PERSON + "cn: Ana\nmail: ana@x.example\n\n"
        "dn: cn=Choir\nobjectclass: groupOfNames\ncn: Choir, old\nmember: CN=ana,mail=ana@x.example\nmember: cn=gone\n"
    )
    made = people(text)
    assert [(draft.contact.name, draft.contact.tags) for draft in made] == [("Acme", ()), ("Ana", ("Choir  old",))]
    book = survey(BytesIO(text.encode()))
    assert [str(remark) for remark in book.remarks] == ["Entries that are nobody are passed over: 1."]


def test_what_has_no_field_is_counted_or_kept_and_passwords_never() -> None:
    text = "dn: cn=A\ncn: Ana\nshoeSize: 42\nmozillaCustom2: x\nuserPassword: secret\n" + PERSON
    assert survey(BytesIO(text.encode())).unknown == (("Custom 2", 1), ("shoesize", 1))
    (draft,) = people(text, keep_unknown=True)
    assert draft.contact.fields == (("shoesize", "42"), ("Custom 2", "x"))


@pytest.mark.parametrize(
    ("said", "day"),
    [("birthyear: 1980\nbirthmonth: 3\nbirthday: 22", "1980-03-22"), ("birthmonth: 12\nbirthday: 1", "--12-01")],
)
def test_birthdays(said: str, day: str) -> None:
    assert people(f"dn: cn=A\ncn: Ana\n{said}\n")[0].contact.birthday == day


def test_a_wrong_birthday_and_a_postal_address_on_one_line() -> None:
    (draft,) = people(
        "dn: cn=A\ncn: Ana\nbirthmonth: 2\nbirthday: 31\nbirthyear: 1980\npostalAddress: Mayor 1$28001 Madrid$\n"
    )
    assert (draft.contact.birthday, len(draft.warnings)) == ("", 1)
    assert draft.contact.addresses[0].text == "Mayor 1, 28001 Madrid"


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.integers(1, 40),
)
def test_any_text_comes_back_from_folded_base64(texts: list[str], width: int) -> None:
    lines = ["dn: cn=x"]
    for text in texts:
        line = f"description:: {base64.b64encode(text.encode()).decode()}"
        lines += [line[:20], *(" " + line[at : at + width] for at in range(20, len(line), width))]
    (entry,) = read("\n".join(lines))
    assert [text for _name, text in entry.values] == texts


@given(
    st.lists(
        st.sampled_from(
            [b"dn: cn=a\n", b"cn: x\n", b" y\n", b"\n", b"#c\n", b"\xff:: =\n", b"version: 1\n", b"a", b"\r\n"]
        )
    )
)
def test_any_bytes_are_read_without_a_fault_of_ours_and_rejected_as_they_stand(parts: list[bytes]) -> None:
    data = b"".join(parts)
    found = read(data)
    assert is_text(data) in (True, False)
    again = b"".join(rejected(BytesIO(data), [(entry.line, "why") for entry in found]))
    assert [(entry.dn, entry.values) for entry in read(again)] == [(entry.dn, entry.values) for entry in found]
