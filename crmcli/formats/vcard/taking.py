"""What each property says of a contact; one of which the contact does not hold all is kept besides."""

from collections.abc import Callable
from functools import partial

from crmcli.core.records.contact import Address
from crmcli.core.values.text import fold
from crmcli.formats import gathering
from crmcli.formats.drafts import remark
from crmcli.formats.gathering import Gathering
from crmcli.formats.vcard import days
from crmcli.formats.vcard.labels import labelled
from crmcli.formats.vcard.properties import Property

OWN = "X-CRMCLI-"
"""Begins the properties that only this program has."""
OWN_TEXTS = {
    "PHONETIC": "phonetic", "LIFECYCLE": "lifecycle", "SOURCE": "source", "OWNER": "owner", "CADENCE": "cadence",
    "EXTERNAL-ID": "external_id", "ARCHIVED": "archived_at", "REFERRED-BY": "referred_by",
}  # fmt: skip
MESSENGERS = {
    "X-AIM": "aim", "X-ICQ": "icq", "X-JABBER": "jabber", "X-MSN": "msn", "X-YAHOO": "yahoo", "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype", "X-GTALK": "gtalk", "X-GOOGLE-TALK": "gtalk", "X-QQ": "qq", "X-GADUGADU": "gadugadu",
    "X-GROUPWISE": "groupwise", "X-TWITTER": "twitter", "X-MS-IMADDRESS": "im", "X-TELEGRAM": "telegram",
}  # fmt: skip
_KINDS = {"individual": "person", "org": "organisation", "organization": "organisation", "group": "organisation"}
_PARTS = ("family", "given", "middle", "prefix", "suffix")
_PLACES = ("po_box", "extended", "street", "city", "region", "postal_code", "country")
_SOCIAL = ("X-SOCIALPROFILE", "SOCIALPROFILE")
NO_TAGS = frozenset(("mycontacts", "starred in android", "unfiled"))
"""Groups that Google and others put everybody into."""

Take = Callable[[Gathering, Property, str], bool]
"""Puts what a property says into the contact, given its X-ABLabel; whether the contact holds all of it."""


def _name(found: Gathering, said: Property, _label: str) -> bool:
    name = gathering.line(said.text)
    if not name or "name" in found.texts or not fold(name).strip():
        return not name
    found.text("name", name, said.name)
    return not said.params or (len(said.params) == 1 and said.param("PREF") == "1")


def _parts(found: Gathering, said: Property, _label: str) -> bool:
    if any(part in found.texts for part in _PARTS):
        return False
    parts = said.components
    for part, values in zip(_PARTS, parts, strict=False):
        found.text(part, " ".join(filter(None, (gathering.line(value) for value in values))), said.name)
    return not said.params and len(parts) <= len(_PARTS) and all(len(values) == 1 for values in parts)


def _organisation(found: Gathering, said: Property, _label: str) -> bool:
    if "organisation" in found.texts or "department" in found.texts:
        return False
    parts = [gathering.line(part) for part in said.parts]
    found.text("organisation", parts[0], said.name)
    found.text("department", ", ".join(filter(None, parts[1:])), said.name)
    return not said.params and len(parts) <= 2


def _nickname(found: Gathering, said: Property, _label: str) -> bool:
    if "nickname" in found.texts:
        return False
    names = said.texts
    found.text("nickname", ", ".join(filter(None, map(gathering.line, names))), said.name)
    return not said.params and len(names) == 1


def _text(field: str, found: Gathering, said: Property, _label: str) -> bool:
    if field in found.texts:
        return False
    text = said.text
    line = gathering.line(text)
    found.text(field, line, said.name)
    return not said.params and "\n" not in text


def _converted(field: str, convert: Callable[[str], str], found: Gathering, said: Property, _label: str) -> bool:
    if field in found.texts:
        return False
    found.converted(field, gathering.line(said.text), convert, said.name)
    return field in found.texts


def _note(found: Gathering, said: Property, _label: str) -> bool:
    note, had = gathering.block(said.text), found.texts.get("note", "")
    if note and note not in had.split("\n\n"):
        found.text("note", f"{had}\n\n{note}" if had else note, said.name)
    return not said.params


def _birthday(found: Gathering, said: Property, _label: str) -> bool:
    if "birthday" in found.texts:
        return False
    day, problem = days.read(said)
    if problem:
        found.warnings.append(problem)
    if day:
        found.texts["birthday"] = day
    return bool(day) and days.is_plain(said, day)


def _kind(found: Gathering, said: Property, _label: str) -> bool:
    word = said.text.strip().lower()
    if word in _KINDS and "kind" not in found.texts:
        found.texts["kind"] = _KINDS[word]
    if word == "group":
        found.warnings.append(remark("A group is kept as an organisation, with its members' lines.", column=said.name))
    return word in ("individual", "org")


def _shows_as(found: Gathering, said: Property, _label: str) -> bool:
    if said.text.strip().upper() == "COMPANY":
        found.texts.setdefault("kind", "organisation")
        return True
    return False


def _email(found: Gathering, said: Property, label: str) -> bool:
    told, had = labelled(said, label), len(found.emails)
    value = said.text
    found.email(
        value.strip() if "\n" in value else gathering.line(value), told.label, said.name, preferred=told.preferred
    )
    return told.is_all and len(found.emails) > had


def _phone(found: Gathering, said: Property, label: str) -> bool:
    told, had = labelled(said, label), len(found.phones)
    value = gathering.line(said.text)
    is_uri = value[:4].lower() == "tel:"
    if not value:
        return True
    found.phone(value[4:] if is_uri else value, told.label, said.name, preferred=told.preferred)
    return told.is_all and len(found.phones) > had and not is_uri


def _url(found: Gathering, said: Property, label: str) -> bool:
    told, had = labelled(said, label), len(found.urls)
    value = gathering.line(said.text)
    if not value:
        return True
    found.url(value, told.label, said.name, preferred=told.preferred)
    return told.is_all and len(found.urls) > had


def _address(found: Gathering, said: Property, label: str) -> bool:
    told, had, parts = labelled(said, label), len(found.addresses), said.parts
    texts = [gathering.block(part) for part in parts]
    whole = said.param("LABEL")
    address = Address(told.label, **dict(zip(_PLACES, texts, strict=False)), text=gathering.block(whole))
    if said.param(OWN + "WHOLE"):
        address = Address(told.label, text=address.street)
    if any(address[1:]):
        found.address(address, said.name)
    elif not whole:
        return True
    known = {"TYPE", "LABEL", OWN + "WHOLE"} | ({"PREF"} if said.param("PREF") == "1" else set())
    is_all = told.is_all or (not told.preferred and {key for key, _ in said.params} <= known)
    return is_all and not told.preferred and len(parts) <= len(_PLACES) and len(found.addresses) > had


def _messenger(found: Gathering, said: Property, _label: str) -> bool:
    value = gathering.line(said.text)
    service = said.param("X-SERVICE-TYPE") or said.param("SERVICE-TYPE")
    scheme, colon, name = value.partition(":")
    if not colon:
        scheme, name = "", value
    label = gathering.line(service).lower() or ("" if scheme == "x-apple" else scheme.lower())
    had, preferred = len(found.handles), "pref" in said.types or said.param("PREF") == "1"
    if not name:
        return True
    found.handle(name, label, said.name, preferred=preferred)
    own = {"X-SERVICE-TYPE"} | ({"TYPE"} if set(said.types) <= {"pref"} else set())
    own |= {"PREF"} if preferred else set()
    is_own = service.lower() == label and scheme == scheme_of(label) and {key for key, _ in said.params} <= own
    return is_own and len(found.handles) > had


def _named_messenger(found: Gathering, said: Property, _label: str) -> bool:
    if value := gathering.line(said.text):
        found.handle(value, MESSENGERS[said.name], said.name)
    return not value


def _social(found: Gathering, said: Property, _label: str) -> bool:
    service = said.param("SERVICE-TYPE") or next(
        (type_ for type_ in said.types if type_ not in ("pref", "home", "work")), ""
    )
    if value := gathering.line(said.text):
        found.handle(value.removeprefix("x-apple:"), gathering.line(service).lower(), said.name)
    return not value


def _tags(found: Gathering, said: Property, _label: str) -> bool:
    names = [gathering.line(text).replace(",", " ").lstrip("#").strip() for text in said.texts]
    found.tags += [name for name in names if name and name.lower() not in NO_TAGS]
    return not said.params


def _field(found: Gathering, said: Property, _label: str) -> bool:
    if name := gathering.line(said.param("X-NAME")):
        found.field(name, gathering.block(said.text), said.name)
        return name in found.fields
    return False


SINGLE: dict[str, tuple[Take, tuple[str, ...]]] = {
    "FN": (_name, ("name",)),
    "N": (_parts, _PARTS),
    "ORG": (_organisation, ("organisation", "department")),
    "NICKNAME": (_nickname, ("nickname",)),
    "TITLE": (partial(_text, "job_title"), ("job_title",)),
    "BDAY": (_birthday, ("birthday",)),
    "NOTE": (_note, ("note",)),
    "UID": (partial(_text, "uid"), ("uid",)),
    "LANG": (partial(_text, "language"), ("language",)),
    "KIND": (_kind, ("kind",)),
    "X-ADDRESSBOOKSERVER-KIND": (_kind, ("kind",)),
    "X-ABSHOWAS": (_shows_as, ("kind",)),
}
"""Properties that fill fields which a contact has once."""
MANY: dict[str, tuple[Take, str]] = {
    "EMAIL": (_email, "emails"),
    "TEL": (_phone, "phones"),
    "URL": (_url, "urls"),
    "ADR": (_address, "addresses"),
    "IMPP": (_messenger, "handles"),
    "CATEGORIES": (_tags, "tags"),
    **dict.fromkeys(MESSENGERS, (_named_messenger, "handles")),
    **dict.fromkeys(_SOCIAL, (_social, "handles")),
    OWN + "FIELD": (_field, "fields"),
}
"""Properties that add one to a list."""
_CONVERSIONS = {"lifecycle": gathering.lifecycle}
for _word, _field_name in OWN_TEXTS.items():
    _take = (
        partial(_converted, _field_name, _CONVERSIONS[_field_name])
        if _field_name in _CONVERSIONS
        else partial(_text, _field_name)
    )
    SINGLE[OWN + _word] = (_take, (_field_name,))


def scheme_of(label: str) -> str:
    """The scheme that the handle of a service is written with."""
    is_scheme = label[:1].isalpha() and label.isascii() and label.replace("-", "").isalnum()
    return label if is_scheme else "x-apple"
