"""Entries of an address book in LDIF to drafts of contacts, in the words of Thunderbird and of LDAP servers."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

from crmcli.core.records.contact import Address
from crmcli.formats import gathering
from crmcli.formats.drafts import Draft, Remark, remark
from crmcli.formats.gathering import Gathering
from crmcli.formats.ldif.entries import Entry, entries
from crmcli.formats.profiles.targets import field_name

MOST_MEMBERS = 200_000
"""Members of lists that are remembered."""
_MOST_UNKNOWN = 200
_TEXTS = {
    "displayname": "name", "cn": "name", "commonname": "name", "givenname": "given", "gn": "given", "sn": "family",
    "surname": "family", "personaltitle": "prefix", "generationqualifier": "suffix", "title": "job_title",
    "mozillanickname": "nickname", "xmozillanickname": "nickname", "o": "organisation", "company": "organisation",
    "organizationname": "organisation", "ou": "department", "department": "department", "orgunit": "department",
    "organizationalunitname": "department", "description": "note", "notes": "note", "info": "note",
    "preferredlanguage": "language", "entryuuid": "external_id",
}  # fmt: skip
_POINTS = {
    "mail": ("email", ""), "email": ("email", ""), "rfc822mailbox": ("email", ""), "mozillasecondemail": ("email", ""),
    "xmozillasecondemail": ("email", ""), "telephonenumber": ("phone", "work"), "homephone": ("phone", "home"),
    "hometelephonenumber": ("phone", "home"), "mobile": ("phone", "mobile"), "cellphone": ("phone", "mobile"),
    "mobiletelephonenumber": ("phone", "mobile"), "carphone": ("phone", "car"), "pager": ("phone", "pager"),
    "pagerphone": ("phone", "pager"), "facsimiletelephonenumber": ("phone", "fax"), "fax": ("phone", "fax"),
    "mozillaworkurl": ("url", "work"), "workurl": ("url", "work"), "labeleduri": ("url", "work"),
    "mozillahomeurl": ("url", "home"), "homeurl": ("url", "home"), "wwwhomepage": ("url", ""),
    "nsaimid": ("handle", "aim"), "nscpaimscreenname": ("handle", "aim"),
}  # fmt: skip
_PARTS = {
    "street": "street", "streetaddress": "street", "mozillaworkstreet": "street", "mozillaworkstreet2": "extended",
    "l": "city", "locality": "city", "localityname": "city", "st": "region", "stateorprovincename": "region",
    "region": "region", "postalcode": "postal_code", "zip": "postal_code", "c": "country", "co": "country",
    "countryname": "country", "postofficebox": "po_box", "postaladdress": "text",
}  # fmt: skip
_HOME = {
    "mozillahomestreet": "street", "mozillahomestreet2": "extended", "mozillahomelocalityname": "city",
    "mozillahomestate": "region", "mozillahomepostalcode": "postal_code", "mozillahomecountryname": "country",
    "homepostaladdress": "text",
}  # fmt: skip
_DAY = ("birthyear", "birthmonth", "birthday")
_IDLE = frozenset((
    "objectclass", "modifytimestamp", "createtimestamp", "modifiersname", "creatorsname", "mozillausehtmlmail",
    "xmozillausehtmlmail", "userpassword", "changetype", "member", "uniquemember", "entrycsn", "entrydn",
    "structuralobjectclass", "subschemasubentry", "hassubordinates",
))  # fmt: skip
"""What directories keep for themselves; passwords among it."""
_LISTS = frozenset(("groupofnames", "groupofuniquenames", "groupofurls"))
_NOBODY = _LISTS | {"organizationalunit", "dcobject", "domain", "organizationalrole", "country", "locality"}
_SOMEBODY = frozenset(("person", "organizationalperson", "inetorgperson", "mozillaabpersonalpha", "organization"))


class Book(NamedTuple):
    """All that is known of a file before its entries become drafts."""

    people: int
    tags: dict[str, list[str]]
    """By the name of an entry, the lists that it is in."""
    unknown: tuple[tuple[str, int], ...]
    """What has no field, and how often it is said."""
    remarks: tuple[Remark, ...]


def survey(stream: BinaryIO, encoding: str = "", *, keep_unknown: bool = False) -> Book:
    """What is in a file, after a pass over it."""
    people = others = members = 0
    tags: dict[str, list[str]] = {}
    unknown: Counter[str] = Counter()
    for entry in entries(stream, encoding):
        classes = _classes(entry)
        if _is_somebody(classes):
            people += 1
            said = {name for name, _text in entry.values if name not in _known()}
            unknown.update(title for name in said if (title := _title(name)) in unknown or len(unknown) < _MOST_UNKNOWN)
            continue
        others += not classes & _LISTS
        name = next((gathering.line(text) for name, text in entry.values if name == "cn"), "")
        for key, text in entry.values:
            if name and classes & _LISTS and key in ("member", "uniquemember") and members < MOST_MEMBERS:
                members += 1
                tags.setdefault(_same(text), []).append(name.replace(",", " ")[:100])
    remarks = [] if not others else [remark("Entries that are nobody are passed over: {count}.", count=others)]
    left = () if keep_unknown else tuple(sorted(unknown.items()))
    remarks += [
        remark(
            "{title} is not a known column and is left out ({count} filled).", column=title, title=title, count=count
        )
        for title, count in left
    ]
    return Book(people, tags, left, tuple(remarks))


def drafts(
    stream: BinaryIO, book: Book, encoding: str = "", *, keep_unknown: bool = False, country: str = "ES"
) -> Iterator[Draft]:
    """A draft for each entry that is somebody; the lists of a file become tags of those who are in them."""
    for entry in entries(stream, encoding):
        if entry.fault is not None:
            yield Draft(entry.line, Gathering(entry.line, country).draft().contact, errors=(entry.fault,))
        elif _is_somebody(_classes(entry)):
            found = Gathering(entry.line, country)
            found.warnings.extend(entry.remarks)
            _gather(entry, found, keep_unknown=keep_unknown)
            found.tags += book.tags.get(_same(entry.dn), ())
            found.distinct()
            yield found.draft()


def _gather(entry: Entry, found: Gathering, *, keep_unknown: bool) -> None:
    work, home, day = dict[str, str](), dict[str, str](), dict[str, str]()
    for name, raw in entry.values:
        text = gathering.line(raw)
        if name in _TEXTS:
            _single(found, name, _TEXTS[name], raw)
        elif name in _POINTS:
            kind, label = _POINTS[name]
            add: Callable[..., None] = getattr(found, kind)
            value = text.split(" ")[0] if name == "labeleduri" else text
            add(value, label, name)
        elif name in _PARTS:
            work.setdefault(_PARTS[name], _lines(text, _PARTS[name]))
        elif name in _HOME:
            home.setdefault(_HOME[name], _lines(text, _HOME[name]))
        elif name in _DAY:
            day.setdefault(name, text)
        elif keep_unknown and name not in _IDLE:
            title = field_name(_title(name))
            found.field(title, gathering.block(raw), title)
    for label, parts in (("work", work), ("home", home)):
        if parts:
            told = {part: said for part, said in parts.items() if part != "text"} or parts
            found.address(Address(label=label, **told), "street")
    if day:
        _birthday(found, *(day.get(part, "") for part in _DAY))


def _single(found: Gathering, name: str, field: str, raw: str) -> None:
    """One text of a contact: the first of several, but notes are kept together and a display name goes first."""
    if field == "note":
        before = found.texts.get("note", "")
        found.text("note", f"{before}\n{gathering.block(raw)}".strip("\n"), name)
    elif field == "language":
        found.text(field, gathering.language(gathering.line(raw)), name)
    elif field not in found.texts or name == "displayname":
        found.text(field, gathering.line(raw), name)


def _birthday(found: Gathering, year: str, month: str, day: str) -> None:
    if month.isdecimal() and day.isdecimal():
        said = f"{int(year):04}" if year.isdecimal() and len(year) <= 4 else "-"
        found.converted("birthday", f"{said}-{month:0>2}-{day:0>2}", gathering.birthday, "birthday")
    elif month or day:
        text = "-".join((year, month, day))
        found.warnings.append(remark("{value} is not a date.", column="birthday", value=text[:80]))


def _lines(text: str, part: str) -> str:
    """A part of an address; directories write its lines with a $ between."""
    return ", ".join(filter(None, map(str.strip, text.split("$")))) if part == "text" else text


def _classes(entry: Entry) -> frozenset[str]:
    return frozenset(text.strip().lower() for name, text in entry.values if name == "objectclass")


def _is_somebody(classes: frozenset[str]) -> bool:
    return not classes & _NOBODY or bool(classes & _SOMEBODY)


def _same(dn: str) -> str:
    """A name of an entry as names are compared."""
    return ",".join(part.strip() for part in gathering.line(dn).casefold().split(","))


def _title(name: str) -> str:
    """What people call an attribute: Custom 1 is mozillaCustom1."""
    bare = name.removeprefix("mozilla")
    return f"Custom {bare[6:]}" if bare[:6] == "custom" and bare[6:].isdecimal() else name[:80]


@cache
def _known() -> frozenset[str]:
    return frozenset((*_TEXTS, *_POINTS, *_PARTS, *_HOME, *_DAY, *_IDLE))
