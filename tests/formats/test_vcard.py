"""Cards as real programs write them, read line by line and whole; contacts as cards, and the same contacts again."""

import tracemalloc
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Usage
from crmcli.core.records.contact import LIFECYCLES, Address, Contact, Point
from crmcli.core.rules.people.imported import completed
from crmcli.core.values import addresses
from crmcli.core.values.text import one_line, tidy
from crmcli.formats.drafts import Draft
from crmcli.formats.vcard import lines, mapping
from crmcli.formats.vcard.blocks import quick
from crmcli.formats.vcard.properties import Property, escaped, parse, split, unescaped
from crmcli.formats.vcard.reader import Card, cards
from crmcli.formats.vcard.writer import written

ANA = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n"


def read(data: bytes | str, encoding: str = "") -> list[Card]:
    return list(cards(BytesIO(data.encode() if isinstance(data, str) else data), encoding))


def one(*said: str, version: str = "3.0") -> Card:
    (card,) = read("\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *said, "END:VCARD", "")))
    return card


def draft(*said: str, version: str = "3.0", name: str = "FN:Ana") -> Draft:
    return mapping.draft(one(*([name] if name else []), *said, version=version))


def contact(*said: str, version: str = "3.0") -> Contact:
    return draft(*said, version=version).contact


def again(known: Contact, version: str = "3.0") -> Contact:
    text = written(known, version)
    (card,) = read(text)
    assert not card.remarks
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    return completed(mapping.draft(card).contact)


def names(cards_: list[Card]) -> list[str]:
    return [next((said.text for said in card.properties if said.name == "FN"), "") for card in cards_]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_every_line_end_and_a_mark_before_the_first(end: bytes, before: bytes) -> None:
    text = before + (ANA + ANA).replace(b"\r\n", end)
    assert names(read(text)) == ["Ana", "Ana"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wide_encodings_are_found_out(encoding: str) -> None:
    assert names(read("BEGIN:VCARD\r\nFN:Zoë 田中\r\nEND:VCARD\r\n".encode(encoding))) == ["Zoë 田中"]


def test_an_encoding_can_be_told() -> None:
    data = "BEGIN:VCARD\nFN:Łódź\nEND:VCARD\n".encode("iso-8859-2")
    assert names(read(data, "iso-8859-2")) == ["Łódź"]
    with pytest.raises(Usage):
        read(data, "klingon")


def test_what_is_not_utf8_is_read_as_windows_writes_it_and_told() -> None:
    (card,) = read("BEGIN:VCARD\nFN:Nuñez\nNOTE:x\nEND:VCARD\n".encode("cp1252"))
    assert names([card]) == ["Nuñez"]
    assert [str(said) for said in card.remarks] == ["The card is not UTF-8 and was read as cp1252."]


def test_a_character_may_be_folded_in_its_middle() -> None:
    (card,) = read(b"BEGIN:VCARD\r\nFN:Zo\xc3\r\n \xab\r\nEND:VCARD\r\n")
    assert names([card]) == ["Zoë"]


def test_quoted_printable_with_soft_breaks_and_character_sets() -> None:
    said = [
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Nu=F1=",
        "ez",
        "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo; three=",
        "=20=3D",
        "ADR;HOME;QUOTED-PRINTABLE:;;Calle=20Mayor;Madrid;;;",
    ]
    found = mapping.draft(one(*said, version="2.1")).contact
    assert (found.name, found.note) == ("Nuñez", "one\ntwo; three =")
    assert found.addresses == (Address("home", street="Calle Mayor", city="Madrid"),)


def test_bare_words_of_version_2_1_are_types() -> None:
    found = contact("TEL;CELL;PREF:600111222", "TEL;WORK;FAX:600111333", "EMAIL;INTERNET:a@x.example", version="2.1")
    assert [(p.label, p.preferred) for p in found.phones] == [("mobile", True), ("fax", False)]
    assert found.emails[0].label == ""


def test_groups_carry_labels() -> None:
    said = [
        "item1.TEL:600111222",
        "item1.X-ABLabel:_$!<Other>!$_",
        "item2.URL:https://x.example",
        "item2.X-ABLabel:Blog",
    ]
    found = contact(*said)
    assert (found.phones[0].label, found.urls[0].label) == ("other", "blog")
    assert found.properties == "item2.URL:https://x.example\nitem2.X-ABLabel:Blog", "its capital is kept"


def test_a_missing_end_is_closed_by_the_next_card_and_never_by_the_end_of_the_file() -> None:
    found = read("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n")
    assert names(found) == ["A", "B", ""]
    assert "has no END" in str(found[0].remarks[0])
    assert found[2].fault is not None
    assert [card.line for card in found] == [1, 3, 6]


def test_a_card_inside_a_card_is_passed_over() -> None:
    text = "BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nNOTE:n\nEND:VCARD\n" + ANA.decode()
    found = read(text)
    assert names(found) == ["A", "Ana"]
    assert [said.name for said in found[0].properties] == ["FN", "NOTE"]
    assert "inside the card" in str(found[0].remarks[0])


def test_text_that_looks_like_a_card_is_text() -> None:
    assert contact("NOTE:BEGIN:VCARD\\nEND:VCARD\\n").note == "BEGIN:VCARD\nEND:VCARD"
    assert contact("NOTE:x", " BEGIN:VCARD").note == "xBEGIN:VCARD"


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("BDAY:1980-03-22", "1980-03-22"),
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY:1980-03-22T10:00:00Z", "1980-03-22"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY:--02-29", "--02-29"),
        ("BDAY:1604-12-10", "--12-10"),
        ("BDAY;X-APPLE-OMIT-YEAR=1700:1700-12-10", "--12-10"),
        ("BDAY:1980", ""),
        ("BDAY:1980-03", ""),
        ("BDAY:---22", ""),
        ("BDAY;VALUE=text:circa 1800", ""),
    ],
)
def test_birthdays(said: str, stored: str) -> None:
    found = draft(said)
    assert (found.contact.birthday, found.warnings) == (stored, ())
    assert said.replace("-", "") in written(found.contact).replace("-", "")


def test_an_impossible_date_is_told_and_the_line_stays() -> None:
    found = draft("BDAY:0000-00-00")
    assert (found.contact.birthday, found.contact.properties) == ("", "BDAY:0000-00-00")
    assert [said.column for said in found.warnings] == ["BDAY"]


def test_a_line_end_in_an_address_is_refused_and_the_contact_stays() -> None:
    found = draft("EMAIL:a@x.example\\nBcc: b@x.example")
    assert found.contact.emails == ()
    assert found.contact.name == "Ana"
    assert len(found.warnings) == 1


def test_kinds() -> None:
    assert contact("KIND:org").kind == "organisation"
    assert contact("KIND:individual", "ORG:Ana").kind == "person"
    assert contact("X-ABShowAs:COMPANY").kind == "organisation"
    group = contact("KIND:group", "MEMBER:urn:uuid:1")
    assert (group.kind, group.properties) == ("organisation", "KIND:group\nMEMBER:urn:uuid:1")


def test_only_the_first_of_what_there_is_once_is_taken_and_all_are_kept() -> None:
    found = contact("N;ALTID=1:One;A;;;", "N;ALTID=1:Two;B;;;", "TITLE:x", "TITLE:y")
    assert (found.family, found.job_title) == ("One", "x")
    assert written(found).count("N;ALTID=1:") == 2
    changed = written(found._replace(job_title="z"))
    assert "TITLE:z" in changed
    assert "TITLE:x" not in changed


def test_what_has_no_field_comes_out_again_word_for_word() -> None:
    said = ['X-SPOUSE;X-Y="a:b":Maria\\, Ana', "GEO:46.7;-71.2", "RELATED;TYPE=friend:urn:uuid:1", "GENDER:F"]
    found = contact(*said)
    assert found.properties.split("\n") == said
    assert set(said) <= set(written(found).replace("\r\n ", "").split("\r\n"))


def test_parameters_stay_as_long_as_their_value_does() -> None:
    found = contact("TEL;TYPE=CELL,WORK;X-ID=7:600111222", "item1.EMAIL:a@x.example", "item1.X-ABADR:es")
    assert "TEL;TYPE=CELL,WORK;X-ID=7:600111222" in written(found)
    other = written(found._replace(phones=(found.phones[0]._replace(value="600999888"),), emails=()))
    assert "TEL;TYPE=CELL:600999888" in other
    assert "600111222" not in other
    assert "X-ABADR" not in other


def test_degrees_of_preference_give_the_order_and_come_out_again() -> None:
    lines = (
        "EMAIL;PREF=75:c@x.example", "EMAIL;TYPE=work;PREF=20:a@x.example", "EMAIL:n@x.example",
        "EMAIL;PREF=50:b@x.example", "IMPP;PREF=9:xmpp:a@x", "ADR;PREF=1:;;A;;;;", "ADR;PREF=2:;;B;;;;",
        "URL;PREF=1:https://a.example", "URL;PREF=1:https://b.example",
    )  # fmt: skip
    found = contact(*lines, version="4.0")
    assert [point.value[0] for point in found.emails] == ["a", "b", "c", "n"]
    assert [point.preferred for point in (*found.emails, *found.handles)] == [True, False, False, False, True]
    assert set(written(found, "4.0").split("\r\n")) >= set(lines)
    three = written(found, "3.0").split("\r\n")
    assert {"EMAIL;TYPE=work;PREF=20;TYPE=PREF:a@x.example", "EMAIL;PREF=50:b@x.example"} <= set(three)
    other = found._replace(emails=tuple(one._replace(preferred=one.value[0] == "b") for one in found.emails))
    told = set(written(other, "4.0").split("\r\n"))
    assert {"EMAIL;PREF=1:b@x.example", "EMAIL;PREF=75:c@x.example", "EMAIL;TYPE=work:a@x.example"} <= told
    assert next(point.value for point in again(other, "4.0").emails if point.preferred) == "b@x.example"


@given(st.lists(st.sampled_from(["", "PREF=1", "PREF=2", "PREF=50", "PREF=100", "TYPE=pref", "PREF=0", "PREF=x"])))
def test_what_is_preferred_is_the_same_after_its_card(said: list[str]) -> None:
    lines = [f"TEL{';' if one else ''}{one}:+346005550{at:02}" for at, one in enumerate(said)]
    found = completed(contact(*lines, version="4.0"))
    assert set(written(found, "4.0").split("\r\n")) >= set(lines) - {line for line in lines if "TYPE" in line}
    for version in ("4.0", "3.0"):
        assert again(found, version).phones == found.phones
    for number in range(len(said)):
        phones = tuple(one._replace(preferred=at == number) for at, one in enumerate(found.phones))
        for version in ("4.0", "3.0"):
            told = again(found._replace(phones=phones), version).phones
            assert {one.normal for one in told} == {one.normal for one in phones}
            assert [one.normal for one in told if one.preferred] == [phones[number].normal]


def test_the_same_number_said_twice_is_one_and_both_lines_stay() -> None:
    found = contact("TEL;TYPE=CELL:600111222", "TEL;TYPE=WORK:600111222")
    assert len(found.phones) == 1
    assert written(found).count("600111222") == 2
    assert written(found._replace(phones=())).count("600111222") == 0


PICTURE = "iVBORw0KGgoAAAANSUhEUg=="


@pytest.mark.parametrize(
    ("said", "three", "four"),
    [
        (
            f"PHOTO;ENCODING=b;TYPE=PNG:{PICTURE}",
            f"PHOTO;ENCODING=b;TYPE=PNG:{PICTURE}",
            f"PHOTO:data:image/png;base64,{PICTURE}",
        ),
        (
            f"PHOTO:data:image/png;base64\\,{PICTURE}",
            f"PHOTO;ENCODING=b;TYPE=PNG:{PICTURE}",
            f"PHOTO:data:image/png;base64\\,{PICTURE}",
        ),
        ("PHOTO;VALUE=uri:https://x.example/a.png",) * 3,
    ],
)
def test_pictures_are_kept_and_written_as_each_version_wants_them(said: str, three: str, four: str) -> None:
    found = contact(said)
    assert three in written(found, "3.0").replace("\r\n ", "")
    assert four in written(found, "4.0").replace("\r\n ", "")


def test_a_picture_of_version_2_1_ends_at_the_blank_line() -> None:
    folded = f"PHOTO;JPEG;ENCODING=BASE64:\n {PICTURE[:8]}\n{PICTURE[8:]}\n\n"
    text = f"BEGIN:VCARD\nVERSION:2.1\nFN:Ana\n{folded}NOTE:x\nEND:VCARD\n"
    found = mapping.draft(read(text)[0]).contact
    assert found.properties == f"PHOTO;TYPE=JPEG;ENCODING=b:{PICTURE}"
    assert found.note == "x"


def test_large_things_are_left_out_and_told() -> None:
    picture = "A" * (3 * 1024 * 1024)
    tracemalloc.start()
    folded = "\n ".join(picture[at : at + 74] for at in range(0, len(picture), 74))
    found = draft(f"PHOTO;ENCODING=b:{folded}", "NOTE:" + "x" * (lines.MOST_LINE + 1), "TITLE:boss")
    tracemalloc.stop()
    assert (found.contact.job_title, found.contact.note, found.contact.properties) == ("boss", "", "")
    assert [said.column for said in found.warnings] == ["PHOTO", "NOTE"]


def test_a_card_has_a_thousand_properties_at_most() -> None:
    card = one(*(f"EMAIL:a{number}@x.example" for number in range(3000)))
    assert len(card.properties) == 1000
    assert "2000 after the first 1000" in str(card.remarks[0])


def test_a_line_that_never_ends_takes_no_memory() -> None:
    class Endless(BytesIO):
        left = 200

        def read(self, _size: int | None = -1) -> bytes:
            self.left -= 1
            return b"BEGIN:VCARD\n" if self.left == 199 else b"x" * 1_000_000 if self.left > 0 else b""

    tracemalloc.start()
    (card,) = cards(Endless())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert card.fault is not None
    assert peak < 60_000_000


def test_nesting_has_its_end() -> None:
    deep = "BEGIN:VCARD\nFN:A\nAGENT:\n" + "BEGIN:VCARD\n" * 50 + "END:VCARD\n" * 51
    assert "nested more than 8 deep" in str(read(deep)[0].fault)


@pytest.mark.parametrize(
    "raw",
    [
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:G;A;;;\r\nFN:A G\r\nTEL;TYPE=CELL:1\r\nNOTE:a\r\n b\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\nitem1.TEL;type=pref:1\nitem1.X-ABLabel:x\n\nX-A;X-B=c:d:e\nEND:VCARD\n",
        b"BEGIN:VCARD\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\nEND:VCARD",
    ],
)
def test_a_plain_card_is_the_same_taken_whole_and_line_by_line(raw: bytes) -> None:
    taken = quick(raw)
    assert taken is not None
    by_lines = [parse(line.raw)[0] for line in lines.unfolded(BytesIO(raw))][1:-1]
    assert taken == by_lines


@given(st.lists(st.binary(max_size=60), max_size=12), st.sampled_from([b"\r\n", b"\n", b"\r"]))
def test_no_bytes_break_the_reader(said: list[bytes], end: bytes) -> None:
    for card in read(end.join([b"BEGIN:VCARD", *said, b"END:VCARD", b""])):
        found = mapping.draft(card)
        if not found.errors:
            written(found.contact, "4.0")


@given(st.text())
def test_escapes_can_be_undone(text: str) -> None:
    plain = text.replace("\r", "")
    assert unescaped(escaped(plain)) == plain
    assert split(f"{escaped(plain)};x", ";") == [escaped(plain), "x"]


def test_a_property_says_its_parts() -> None:
    said = parse(b'item1.TEL;TYPE="work,voice";PREF=1;X-A=^^b^nc:tel:+1;ext=2')[0]
    assert said == Property(
        "TEL",
        "tel:+1;ext=2",
        (("TYPE", "work"), ("TYPE", "voice"), ("PREF", "1"), ("X-A", "^b\nc")),
        "item1",
        'item1.TEL;TYPE="work,voice";PREF=1;X-A=^^b^nc',
    )


def test_a_note_cannot_break_out_of_its_card() -> None:
    known = Contact(
        name="Ana\rx", note="x\nEND:VCARD\r\nBEGIN:VCARD\nFN:Eve", given="Ana", emails=(Point("a@x.example"),)
    )
    for version in ("3.0", "4.0"):
        assert len(read(written(known, version))) == 1


def test_only_versions_that_are_written_are_taken() -> None:
    with pytest.raises(Usage):
        written(Contact(name="Ana"), "2.1")


def test_a_brief_card_tells_no_secrets() -> None:
    known = Contact(
        name="Ana", note="secret", tags=("vip",), lifecycle="lead", properties="X-A:b\nPHOTO:x", fields=(("size", "4"),)
    )
    text = written(known, brief=True)
    assert "FN:Ana" in text
    assert not [word for word in ("secret", "vip", "lead", "X-A", "PHOTO", "size") if word in text]


def _line(text: str) -> str:
    return one_line(text)[:60].strip()


LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=20).map(_line)
WORD = LINE.filter(lambda text: any(letter.isalnum() for letter in text))
BLOCK = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\n"), max_size=80).map(
    tidy
)
LABEL = st.one_of(
    st.sampled_from(["", "work", "home", "mobile", "fax", "home fax", "pager", "main", "other", "blog"]),
    st.from_regex(r"[a-z][a-z ]{0,8}[a-z]", fullmatch=True).map(one_line),
)
TAG = WORD.map(lambda text: text.replace(",", "").strip("# ")).filter(
    lambda text: bool(text) and text.lower() not in ("mycontacts", "unfiled")
)
DAY = st.one_of(
    st.just(""), st.dates().filter(lambda d: d.year > 1800).map(str), st.just("--02-29"), st.just("--12-10")
)
DIGITS = st.from_regex(r"\+34 6\d\d \d\d\d \d\d\d", fullmatch=True)


FIELD = st.from_regex(r"[a-z][a-z ]{0,8}[a-z]", fullmatch=True).map(one_line)
FIELDS = st.dictionaries(FIELD, BLOCK.filter(bool), max_size=2)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    emails = tuple(
        Point(f"{word}@x.example", draw(LABEL), f"{word}@x.example")
        for word in draw(st.lists(st.from_regex(r"[a-z]{3,8}", fullmatch=True), max_size=3, unique=True))
    )
    phones = tuple(
        Point(value, draw(LABEL), addresses.phone_normal(value))
        for value in draw(st.lists(DIGITS, max_size=3, unique=True))
    )
    phones = tuple(point._replace(preferred=at == 0) for at, point in enumerate(phones))
    handles = tuple(
        Point(name, service, addresses.handle_normal(name))
        for service, name in draw(
            st.dictionaries(
                st.sampled_from(["twitter", "xmpp", "my chat"]), st.from_regex("[a-z]{3,9}", fullmatch=True)
            )
        ).items()
    )
    places = tuple(Address._make(draw(st.tuples(LABEL, *[BLOCK] * 8))) for _ in range(draw(st.integers(0, 2))))
    kind = draw(st.sampled_from(["person", "organisation"]))
    organisation = draw(st.one_of(st.just(""), WORD))
    named = Contact(
        uid=draw(st.uuids().map(str)),
        kind=kind,
        name=draw(WORD.filter(lambda text: text != organisation)),
        prefix=draw(LINE), given=draw(WORD), middle=draw(LINE), family=draw(LINE), suffix=draw(LINE),
        nickname=draw(LINE), organisation=organisation, job_title=draw(LINE), department=draw(LINE),
        lifecycle=draw(st.sampled_from(["", *LIFECYCLES])), source=draw(LINE), birthday=draw(DAY),
        language=draw(st.sampled_from(["", "es", "en-GB"])), owner=draw(LINE), note=draw(BLOCK),
        emails=emails, phones=phones, handles=handles, addresses=tuple(a for a in places if any(a[1:])),
        tags=tuple(draw(st.lists(TAG, max_size=3, unique_by=str.casefold))),
        fields=tuple(draw(FIELDS).items()), external_id=draw(st.sampled_from(["", "google:1"])),
        archived_at=draw(st.sampled_from(["", "2026-01-01T00:00:00Z"])),
    )  # fmt: skip
    return completed(named)


@given(contacts(), st.sampled_from(["3.0", "4.0"]))
def test_a_contact_is_the_same_after_its_card(known: Contact, version: str) -> None:
    found = again(known, version)
    differing = {
        field: (getattr(known, field), getattr(found, field))
        for field in Contact._fields
        if field != "tags" and getattr(known, field) != getattr(found, field)
    }
    assert differing == {}
    assert {tag.casefold() for tag in found.tags} == {tag.casefold() for tag in known.tags}


def test_every_card_of_the_corpora_is_the_same_after_it_was_written(corpora: Path) -> None:
    seen = 0
    for path in sorted((corpora / "vcard").glob("*/*.vcf")):
        for card in read(path.read_bytes()):
            found = mapping.draft(card)
            if found.errors:
                continue
            seen += 1
            known = completed(found.contact)
            for version in ("3.0", "4.0"):
                assert _bare(again(known, version)) == _bare(known), path.name
            assert again(again(known, "4.0"), "3.0").properties.count("\n") == known.properties.count("\n")
    assert seen > 60


def _bare(known: Contact) -> Any:
    """A contact with its kept lines in any order, and its pictures apart, which each version has in its own way."""
    kept = sorted(
        line for line in known.properties.split("\n") if not line.startswith(("PHOTO", "KEY", "LOGO", "SOUND"))
    )
    return known._replace(properties="\n".join(kept))


KEPT_NAMES = st.sampled_from(
    ["GEO", "RELATED", "ROLE", "TZ", "GENDER", "MEMBER", "ANNIVERSARY", "XML", "FBURL", "X-A", "x-Mixed"]
)
KEPT_VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=90)
KEPT_PARAMS = st.sampled_from(
    [
        "",
        ";TYPE=work,home",
        ";VALUE=uri;PREF=7",
        ';SORT-AS="a;b:c"',
        ";X-P=^n^'^^",
        ";ALTID=1;LANGUAGE=es",
        ";MEDIATYPE=text/plain",
    ]
)
KEPT_GROUPS = st.sampled_from(["", "item1.", "item7.", "g."])


@given(
    st.lists(st.tuples(KEPT_GROUPS, KEPT_NAMES, KEPT_PARAMS, KEPT_VALUES), min_size=1, max_size=6),
    st.sampled_from(["3.0", "4.0"]),
)
def test_what_has_no_field_comes_out_word_for_word(kept: list[tuple[str, str, str, str]], version: str) -> None:
    lines = [f"{group}{name}{params}:{value}" for group, name, params, value in kept]
    data = "\r\n".join(("BEGIN:VCARD", "VERSION:4.0", "FN:Ana", *lines, "END:VCARD", "")).encode()
    (card,) = read(data)
    draft = mapping.draft(card)
    assert (draft.errors, draft.warnings) == ((), ())
    contact = completed(draft.contact)
    for known in (contact, contact._replace(nickname="Anita", job_title="Boss")):  # whatever else is changed
        out = written(known, version).replace("\r\n ", "").split("\r\n")
        assert sorted(line for line in out if line in lines) == sorted(lines)
