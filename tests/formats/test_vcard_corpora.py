"""Cards of other programs, value by value as those programs' own tests have them."""

import binascii
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from crmcli.formats.drafts import Draft
from crmcli.formats.vcard import mapping
from crmcli.formats.vcard.properties import Property
from crmcli.formats.vcard.reader import Card, cards

Said = dict[str, Any]
NAMES = {
    "email": "EMAIL", "telephone": "TEL", "structuredName": "N", "FormattedName": "FN", "Organization": "ORG",
    "address": "ADR", "Birthday": "BDAY", "Categories": "CATEGORIES", "impp": "IMPP", "Revision": "REV",
    "ProductId": "PRODID", "timezone": "TZ", "geo": "GEO", "FreeBusyUrl": "FBURL", "Language": "LANG",
    "Classification": "CLASS", "SortString": "SORT-STRING", "SourceDisplayText": "NAME",
}  # fmt: skip
"""What ez-vcard calls a property, where that is not its own name."""
PLACES = ("poBox", "extendedAddress", "streetAddress", "locality", "region", "postalCode", "country")
PARTS = ("family", "given", "additional", "prefixes", "suffixes")


def read(path: Path) -> list[Card]:
    with path.open("rb") as stream:
        return list(cards(stream))


def drafts(path: Path) -> list[Draft]:
    return [mapping.draft(card) for card in read(path)]


def expected(corpora: Path, program: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((corpora / "vcard" / program / "EXPECTED.json").read_text(encoding="utf-8"))
    return found["files"]  # type: ignore[no-any-return]


def test_every_property_of_ez_vcard(corpora: Path) -> None:
    compared = 0
    for name, wanted in expected(corpora, "ez-vcard").items():
        there = read(corpora / "vcard" / "ez-vcard" / name)
        assert len(there) == len(wanted), name
        for card, said in zip(there, wanted, strict=True):
            assert card.version == said["version"]
            left = list(card.properties)
            for each in said["properties"]:
                compared += 1
                match = next((found for found in left if is_it(found, each)), None)
                assert match is not None, (name, each, [f.line[:100] for f in left if f.name == named(each)])
                left.remove(match)
    assert compared == 475


def named(said: Said) -> str:
    return NAMES.get(str(said["property"]), str(said["property"])).upper()


def is_it(found: Property, said: Said) -> bool:
    """Whether a property of ours is one of theirs, in every value that they tell."""
    if found.name != named(said):
        return False
    if "group" in said and found.group.lower() != said["group"].lower():
        return False
    wanted = {type_.lower().removeprefix('get("').removesuffix('")') for type_ in said.get("types", ())}
    has = set(found.types) | ({"pref"} if found.param("PREF") else set())
    if not wanted <= has:
        return False
    for name, values in said.get("params", {}).items():
        key = name.removeprefix("VCardParameters.")  # as their source spells it
        if key not in ("ENCODING", "CHARSET", "TYPE") and found.param(key) not in values:
            return False
    told = said.keys() - {"property", "types", "params", "group"}
    if not told <= COMPARED | {"contentType"}:
        raise AssertionError(f"nobody compares {told - COMPARED}")
    check = CHECKS.get(found.name, text)
    return check(found, said)


def text(found: Property, said: Said) -> bool:
    for key in ("value", "text", "uri"):
        if key in said:
            told: str = said[key] if isinstance(said[key], str) else "".join(said[key])
            if '"+(char)' in told:  # the origin's own way to say a control character
                before, _, code = told[1:].partition('"+(char)')
                told = before + chr(int(code))
            return told == found.value or squeezed(told) == squeezed(found.text)
    raise AssertionError(f"nothing is told of {said}")


def squeezed(words: str) -> str:
    return " ".join(words.replace("\\,", ",").replace("\\:", ":").split())


def phone(found: Property, said: Said) -> bool:
    if "text" in said:
        return text(found, said)
    number, *extension = re.findall(r'"([+0-9-]+)"', said["uri"])
    return found.text == f"tel:{number}" + "".join(f";ext={one}" for one in extension)


def name_parts(found: Property, said: Said) -> bool:
    has = [", ".join(values) for values in found.components] + [""] * 5
    return all(
        squeezed(has[at]).replace(", ", ",") == squeezed(told(said, part)).replace(", ", ",")
        for at, part in enumerate(PARTS)
    )


def told(said: Said, key: str) -> str:
    value = said.get(key, "")
    return ", ".join(value) if isinstance(value, list) else str(value)


def organisation(found: Property, said: Said) -> bool:
    wanted = said["values"] if isinstance(said["values"], list) else [said["values"]]
    if "(char)65533" in wanted[0]:
        return found.parts[0].endswith("\ufffd")
    return [part for part in found.parts if part] == wanted


def address(found: Property, said: Said) -> bool:
    has = [*found.parts, *[""] * 7]
    label = said.get("label")
    return all(squeezed(has[at]) == squeezed(told(said, part)) for at, part in enumerate(PLACES)) and (
        label is None or squeezed(found.param("LABEL") or label) == squeezed(label)
    )


def birthday(found: Property, said: Said) -> bool:
    known = mapping.draft(Card(1, properties=(found,))).contact.birthday
    if "text" in said:
        return found.param("VALUE") == "text" and found.text == said["text"]
    if "date" in said:
        return known == date.fromisoformat(said["date"]).isoformat()
    parts = dict(re.findall(r"\.(year|month|date)\((\d+)\)", said["partialDate"]))
    return known == f"{parts.get('year', '-')}-{int(parts['month']):02}-{int(parts['date']):02}"


def anniversary(found: Property, said: Said) -> bool:
    parts = [int(number) for number in re.findall(r"\((-?\d+)\)", said["partialDate"])]
    year, month, day, hour, minute, offset = parts
    return found.text == f"{year}{month:02}{day:02}T{hour:02}{minute:02}{offset:+03}00"


def gender(found: Property, said: Said) -> bool:
    return said["expected"] == "Gender.male()" and found.text == "M"


def zone(found: Property, said: Said) -> bool:
    hours = int(re.findall(r"\((-?\d+)\)", said["offset"])[0])
    return found.text in (f"{hours}:00", f"{hours:+03}00", f"{hours:+03}:00")


def items(found: Property, said: Said) -> bool:
    wanted = said["values"] if isinstance(said["values"], list) else [said["values"]]
    return ",".join(found.texts).replace(", ", ",") == ",".join(wanted).replace(", ", ",")


def medium(found: Property, said: Said) -> bool:
    if "url" in said:
        return found.text == str(said["url"])
    letters = found.value.rstrip("=")
    spare = 1 if len(letters) % 4 == 1 else 0  # one card of the corpus has a letter too many
    data = binascii.a2b_base64(letters[: len(letters) - spare] + "=" * (-(len(letters) - spare) % 4))
    kind = said.get("contentType", "").lower()
    return len(data) == int(said["dataLength"]) and (not kind or kind in found.types)


def place(found: Property, said: Said) -> bool:
    has = found.text.removeprefix("geo:").replace(",", ";").split(";")
    return [float(has[0]), float(has[1])] == [float(said["latitude"]), float(said["longitude"])]


def digits(found: Property, said: Said) -> bool:
    plain = str.maketrans("", "", "-:Z")
    return found.text.translate(plain) == str(said["value"]).translate(plain)


CHECKS: dict[str, Callable[[Property, Said], bool]] = {
    "TEL": phone, "N": name_parts, "ORG": organisation, "ADR": address, "BDAY": birthday, "CATEGORIES": items,
    "NICKNAME": items, "PHOTO": medium, "KEY": medium, "LOGO": medium, "SOUND": medium, "GEO": place, "REV": digits,
    "ANNIVERSARY": anniversary, "GENDER": gender, "TZ": zone,
}  # fmt: skip
COMPARED = {
    "value", "text", "uri", "values", "date", "partialDate", "url", "dataLength", "latitude", "longitude", "offset",
    "expected", "label", *PARTS, *PLACES,
}  # fmt: skip
"""What their tests tell that is compared here."""


def test_what_the_contacts_of_ez_vcard_are(corpora: Path) -> None:
    """What has a field is in it: names, e-mails, phones, organisation, title, birthday and note of every card."""
    for name, wanted in expected(corpora, "ez-vcard").items():
        for draft, said in zip(drafts(corpora / "vcard" / "ez-vcard" / name), wanted, strict=True):
            contact = draft.contact
            by_name: dict[str, list[Said]] = {}
            for each in said["properties"]:
                by_name.setdefault(named(each), []).append(each)
            emails = {each["value"].lower() for each in by_name.get("EMAIL", ()) if "@" in each["value"]}
            assert {point.normal for point in contact.emails} == emails, name
            phones = {_digits(each["text"]) for each in by_name.get("TEL", ()) if _digits(each.get("text", ""))}
            assert {_digits(point.value.partition(";")[0]) for point in contact.phones} >= phones, name
            for each in by_name.get("ORG", ())[:1]:
                first = each["values"] if isinstance(each["values"], str) else each["values"][0]
                assert first in (contact.organisation, contact.name) or "Ñ" in first, name
            for key, field in (("FN", "name"), ("TITLE", "job_title")):
                for each in by_name.get(key, ())[:1]:
                    assert squeezed(each["value"]) == squeezed(getattr(contact, field)), name
            for each in by_name.get("N", ())[:1]:
                assert squeezed(told(each, "family")) == contact.family, name
            for each in by_name.get("NOTE", ()):
                assert squeezed(each["value"]) in squeezed(contact.note), name
            for each in by_name.get("BDAY", ())[:1]:
                assert contact.birthday == each.get("date", contact.birthday), name


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))


def test_tutanota(corpora: Path) -> None:
    folder = corpora / "vcard" / "tutanota"
    compared = 0
    for name, wanted in expected(corpora, "tutanota").items():
        there = drafts(folder / name)
        if "cards" in wanted:
            assert len(there) == wanted["cards"], name
        own = {key: value for key, value in wanted.items() if key != "note" and not key.startswith("card")}
        numbered = {int(key[4:]): value for key, value in wanted.items() if key[:4] == "card" and key != "cards"}
        for draft, said in [(there[0], own), *((there[number - 1], value) for number, value in numbered.items())]:
            for key, value in said.items():
                compared += 1
                assert list(seen(draft, key, there)) == (value if isinstance(value, list) else [value]), (name, key)
    assert compared > 25


def seen(draft: Draft, key: str, all_: list[Draft]) -> Iterator[str]:
    contact = draft.contact
    if key == "birthdays":
        yield from (each.contact.birthday for each in all_)
    elif key in ("EMAIL", "TEL"):
        yield from (point.value for point in (contact.emails if key == "EMAIL" else contact.phones))
    elif key.endswith(".type"):
        lists = {"EMAIL": contact.emails, "TEL": contact.phones, "ADR": contact.addresses}
        yield str(getattr(lists[key.removesuffix(".type")][0], "label"))  # noqa: B009 - points and addresses have one
    elif key == "address_lines":
        yield from (part for part in contact.addresses[0][1:] if part)
    else:
        fields = {
            "FN": contact.name, "NOTE": contact.note, "BDAY": contact.birthday, "firstName": contact.given,
            "lastName": contact.family, "title": contact.prefix, "nameSuffix": contact.suffix,
            "birthday": contact.birthday,
        }  # fmt: skip
        if key in fields:
            yield fields[key]
        else:
            address = contact.addresses[0]
            yield address.country if key == "ADR.country" else address.street


def test_nextcloud(corpora: Path) -> None:
    folder = corpora / "vcard" / "nextcloud-contacts"
    (gump,), (bar,) = drafts(folder / "forrest-gump.vcf"), drafts(folder / "without-uid.vcf")
    assert (gump.contact.name, gump.contact.prefix, gump.organisation) == ("Forrest Gump", "Mr.", "Sheri Nom Co.")
    assert "X-QQ:21588891" in gump.contact.properties
    assert ("21588891", "qq") in {(point.value, point.label) for point in gump.contact.handles}
    assert (bar.contact.uid, "X-CUSTOM:foobarbaz" in bar.contact.properties) == ("", True)


def test_monica(corpora: Path) -> None:
    bono, doe, johnny = drafts(corpora / "vcard" / "monica" / "vcard_stub.vcf")
    assert (bono.contact.name, bono.organisation, bono.contact.birthday) == ("Bono", "U2", "1960-05-10")
    assert doe.contact.emails[0].value == "john.doe@example.com"
    assert (johnny.contact.name, johnny.contact.nickname) == ("Johnny", "Johnny")
    assert johnny.contact.addresses[0].postal_code == "SO17 2HB"


def test_khard(corpora: Path) -> None:
    folder = corpora / "vcard" / "khard"
    found = {path.stem: drafts(path)[0] for path in sorted(folder.glob("*.vcf"))}
    assert found["unparsable"].errors
    assert found["altid"].contact.properties.count("N;ALTID=1") == 2
    assert found["category"].contact.tags == ("bar",)
    assert found["org"].contact.kind == "organisation"
    assert found["org"].contact.name == "ACME Inc."
    assert found["korean-j"].contact.name == "전도훈"
    assert found["text-bday"].contact.properties == "BDAY;VALUE=text:circa 1800"
    assert found["tel-value-uri"].contact.phones[0].value == "67545678"
    assert found["post"].contact.addresses[0][1:8] == (
        "Main Street 1", "Ext", "PostBox", "The City", "SomeState", "00000", "HomeCountry",
    )  # fmt: skip
    for version in ("photov3", "photov4"):
        assert "iVBORw0KGgo" in found[version].contact.properties


def test_thunderbird(corpora: Path) -> None:
    folder = corpora / "vcard" / "thunderbird"
    counts = {path.name: len(drafts(path)) for path in sorted(folder.glob("*.vcf"))}
    assert {name: count for name, count in counts.items() if count != 1} == {
        "basic_vcard_addressbook.vcf": 2,
        "emptylines_vcard_addressbook.vcf": 2,
        "export.vcf": 2,
    }
    second = drafts(folder / "export.vcf")[1].contact
    assert (second.note, second.job_title) == ("here's some unicode text…", '"worker"')
    assert "X-CUSTOM1;VALUE=TEXT:custom\\, 1" in second.properties
    assert "X-CUSTOM3;VALUE=TEXT:custom\\n3" in second.properties
    pictures = [drafts(path)[0].contact.properties for path in sorted(folder.glob("v*-*.vcf"))]
    assert all("PHOTO" in kept for kept in pictures)
    assert len(pictures) == 12


def test_hostile_cards(corpora: Path) -> None:
    found = {path.name[:2]: drafts(path) for path in sorted((corpora / "nasty" / "vcf").glob("*.vcf"))}
    good = {number: [draft for draft in there if not draft.errors] for number, there in found.items()}
    assert {number: len(there) for number, there in good.items() if len(there) != 1} == {
        "11": 0,
        "13": 3,
        "25": 3,
        "33": 0,
    }
    assert good["07"][0].contact.name == "Ann\ufffdHidden"
    assert len(good["19"][0].contact.emails) == 998
    assert good["21"][0].contact.emails == ()
    assert [draft.contact.birthday for draft in good["25"]] == ["", "--02-29", ""]
    assert good["27"][0].contact.emails[0].label == "other"
    assert [said.column for said in good["27"][0].warnings] == ["AGENT"]
    assert good["31"][0].contact.emails == ()
    assert len(good["17"][0].contact.note) == 100_000


@pytest.mark.parametrize("count", [1, 10])
def test_quoted_printable_takes_time_by_its_length_alone(count: int) -> None:
    said = b"=41=\r\n" * (20_000 * count)
    (card,) = cards(
        BytesIO(b"BEGIN:VCARD\r\nFN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:=41=\r\n" + said + b"\r\nEND:VCARD\r\n")
    )
    assert len(card.properties[1].value) == 20_000 * count + 1
