"""What one row or object says of a contact, collected value by value until it makes a draft."""

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from crmcli.core.errors import CrmError, Invalid
from crmcli.core.records.consents import Consent
from crmcli.core.records.contact import LIFECYCLES, Address, Contact, Point
from crmcli.core.rules.texts import LONGEST_LINE, LONGEST_NOTE
from crmcli.core.values import addresses, dates, names
from crmcli.core.values.text import fold, one_line, tidy
from crmcli.formats.drafts import Draft, Remark, from_error, remark

_LEFT_OUT_HINT = "It is left out."
_BLOCKS = ("note", "properties")
_LABELS = {
    "work": "business,office,company,trabajo,oficina,empresa,profesional,laboral",
    "home": "particular,casa,domicilio",
    "mobile": "cell,cellular,cell phone,mobile phone,movil,celular,iphone",
    "other": "otro,otra",
    "fax": "work fax,business fax,workfax,fax trabajo",
    "home fax": "homefax,fax particular",
    "": "smtp,ex",
}
_KINDS = {
    "organisation": "organisation,organization,company,org,empresa,organizacion,compania,business",
    "person": "person,individual,contact,persona,contacto",
}
_STAGES = {
    "mql": "marketing qualified lead,marketingqualifiedlead",
    "sql": "sales qualified lead,salesqualifiedlead",
    "customer": "client,cliente",
    "former": "former customer,churned,antiguo cliente,excliente",
    "subscriber": "suscriptor",
    "opportunity": "oportunidad",
    "other": "otro",
}
_LANGUAGES = {
    "es": "spanish,espanol,castellano", "en": "english,ingles", "fr": "french,frances,francais",
    "de": "german,aleman,deutsch", "pt": "portuguese,portugues", "it": "italian,italiano", "ca": "catalan,catala",
}  # fmt: skip


class Gathering:
    """The values of one contact; what is wrong with one becomes a warning and the others stand."""

    def __init__(self, line: int, country: str) -> None:
        self.line = line
        self.country = country
        """The ISO code of the country of phone numbers without a calling code."""
        self.texts: dict[str, str] = {}
        self.emails: list[Point] = []
        self.phones: list[Point] = []
        self.urls: list[Point] = []
        self.handles: list[Point] = []
        self.addresses: list[Address] = []
        self.tags: list[str] = []
        self.fields: dict[str, str] = {}
        self.consents: list[Consent] = []
        self.warnings: list[Remark] = []

    def text(self, field: str, value: str, column: str) -> None:
        """Set a field of text."""
        longest = LONGEST_NOTE if field in _BLOCKS else LONGEST_LINE
        if len(value) > longest:
            self.warnings.append(too_long(column, longest))
        elif value:
            self.texts[field] = value

    def converted(self, field: str, value: str, convert: Callable[[str], str], column: str) -> None:
        """Set a field to what a conversion makes of the value, or warn."""
        try:
            self.texts[field] = convert(value)
        except CrmError as error:
            self.warnings.append(from_error(error, column)._replace(hint=_LEFT_OUT_HINT))

    def field(self, name: str, value: str, column: str, convert: Callable[[str], str] | None = None) -> None:
        """Set a custom field; a second value goes to a line of its own."""
        try:
            kept = convert(value) if convert else value
        except CrmError as error:
            self.warnings.append(from_error(error, column)._replace(hint=_LEFT_OUT_HINT))
            return
        if len(kept) > LONGEST_NOTE:
            self.warnings.append(too_long(column, LONGEST_NOTE))
        elif kept:
            self.fields[name] = f"{self.fields[name]}\n{kept}" if name in self.fields else kept

    def email(self, value: str, label: str, column: str, *, preferred: bool = False) -> None:
        """Add an e-mail."""
        try:
            self.emails.append(Point(value, label, addresses.email_normal(value), preferred))
        except CrmError as error:
            self.warnings.append(from_error(error, column)._replace(hint=_LEFT_OUT_HINT))

    def phone(self, value: str, label: str, column: str, *, preferred: bool = False) -> None:
        """Add a phone number."""
        normal = addresses.phone_normal(value, self.country) if len(value) <= LONGEST_LINE else ""
        if normal:
            self.phones.append(Point(value, label, normal, preferred))
        else:
            self.warnings.append(
                remark("{value} is not a phone number.", column=column, value=_shown(value), hint=_LEFT_OUT_HINT)
            )

    def url(self, value: str, label: str, column: str, *, preferred: bool = False) -> None:
        """Add a web address."""
        if len(value) <= LONGEST_LINE and addresses.is_url(value):
            self.urls.append(Point(value, label, addresses.url_normal(value), preferred))
        else:
            self.warnings.append(
                remark("{value} is not a web address.", column=column, value=_shown(value), hint=_LEFT_OUT_HINT)
            )

    def handle(self, value: str, label: str, column: str, *, preferred: bool = False) -> None:
        """Add a handle; without a label its service is taken from the value."""
        if len(value) > LONGEST_LINE or not addresses.handle_normal(value):
            self.warnings.append(
                remark("{value} is not a name at a service.", column=column, value=_shown(value), hint=_LEFT_OUT_HINT)
            )
            return
        named = label or addresses.handle(value).service
        self.handles.append(Point(value, named, addresses.handle_normal(value), preferred))

    def address(self, address: Address, column: str) -> None:
        """Add a postal address, unless it is empty."""
        if any(len(part) > LONGEST_LINE for part in address):
            self.warnings.append(too_long(column, LONGEST_LINE))
        elif any(address):
            self.addresses.append(address)

    def draft(self) -> Draft:
        """The contact of these values: named by what it has, an organisation when it is named like its own."""
        texts = self.texts
        organisation, kind, name = texts.get("organisation", ""), texts.get("kind", ""), texts.get("name", "")
        prefix, given, middle = texts.get("prefix", ""), texts.get("given", ""), texts.get("middle", "")
        family, suffix, nickname = texts.get("family", ""), texts.get("suffix", ""), texts.get("nickname", "")
        parted = bool(given or middle or family)
        if not name:
            name = names.display(given, middle, family, prefix, suffix, nickname=nickname)
        if not name and self.emails:
            name = self.emails[0].value
        elif organisation and (not name or (not parted and fold(name) == fold(organisation))):
            name, kind = name or organisation, kind or "organisation"
        name = name or (self.phones[0].value if self.phones else "")
        errors, said = () if name else (_nobody(),), tuple(self.consents)
        if kind == "organisation" and fold(name) == fold(organisation):
            organisation = ""
        contact = Contact(
            uid=texts.get("uid", ""),
            kind=kind or "person",
            name=name,
            prefix=prefix,
            given=given,
            middle=middle,
            family=family,
            suffix=suffix,
            nickname=nickname,
            phonetic=texts.get("phonetic", ""),
            organisation=organisation,
            job_title=texts.get("job_title", ""),
            department=texts.get("department", ""),
            lifecycle=texts.get("lifecycle", ""),
            source=texts.get("source", ""),
            birthday=texts.get("birthday", ""),
            language=texts.get("language", ""),
            owner=texts.get("owner", ""),
            cadence=texts.get("cadence", ""),
            note=texts.get("note", ""),
            **self._lists(),
            properties=texts.get("properties", ""),
            external_id=texts.get("external_id", ""),
            archived_at=texts.get("archived_at", ""),
        )
        referred_by, key = texts.get("referred_by", ""), texts.get("organisation_key", "")
        return Draft(self.line, contact, organisation, referred_by, tuple(self.warnings), errors, said, key)

    def _lists(self) -> dict[str, Any]:
        points = {name: tuple(getattr(self, name)) for name in ("emails", "phones", "urls", "handles", "addresses")}
        return {**points, "tags": tuple(self.tags), "fields": tuple(self.fields.items())}

    def distinct(self) -> None:
        """Keep each way to reach somebody once, and one of each kind as preferred; each tag once."""
        self.emails, self.phones = _distinct(self.emails), _distinct(self.phones)
        self.urls, self.handles = _distinct(self.urls), _distinct(self.handles, by_label=True)
        if len(self.tags) > 1:
            self.tags = list({fold(tag): tag for tag in reversed(self.tags)}.values())[::-1]


def line(text: str) -> str:
    """A cell as one line of tidy text."""
    return text.strip() if text.isascii() and text.isprintable() and "  " not in text else one_line(text)


def block(text: str) -> str:
    """A cell as tidy text of many lines, each ended by a newline alone."""
    return tidy(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)


def kept(text: str) -> str:
    """What is kept word for word of another program's card, its lines ended by a newline alone."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


@lru_cache(maxsize=1000)
def label(text: str) -> tuple[str, bool]:
    """A label in our words, and whether the value is preferred: Google's "* Work" is ("work", True)."""
    plain = one_line(text).lower()
    bare = plain.lstrip("* ")
    return _spellings("labels").get(fold(bare), bare), plain.startswith("*")


def birthday(text: str, order: str = "") -> str:
    """A birthday as it is stored; the form in which most files have it is known at sight."""
    if len(text) == len("1815-12-10") and text >= "1700" and text[4] == "-":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    return dates.parse_birthday(text, order)


def kind(text: str) -> str:
    """person or organisation."""
    found = _spellings("kinds").get(fold(text))
    if found is None:
        raise Invalid(
            "{value} is neither a person nor an organisation.", value=_shown(text), hint="Write person or organisation."
        )
    return found


def lifecycle(text: str) -> str:
    """A stage of the life of a customer."""
    folded = fold(text)
    found = _spellings("stages").get(folded, folded)
    if found not in LIFECYCLES:
        raise Invalid(
            "{value} is no lifecycle.",
            value=_shown(text),
            hint="As in lead, customer or former.",
        )
    return found


def language(text: str) -> str:
    """The code of a language that is named, the text itself otherwise."""
    return _spellings("languages").get(fold(text), text)


def too_long(column: str, limit: int) -> Remark:
    """What is said of a value that has more characters than it may."""
    return remark("The text has more than {limit} characters.", column=column, limit=limit, hint=_LEFT_OUT_HINT)


def _distinct(points: list[Point], *, by_label: bool = False) -> list[Point]:
    if len(points) < 2:
        return points
    kept: dict[tuple[str, str], Point] = {}
    preferred = False
    for point in points:
        key = (point.normal, point.label if by_label else "")
        if key not in kept:
            kept[key] = point._replace(preferred=point.preferred and not preferred)
            preferred = preferred or point.preferred
    return list(kept.values())


def _nobody() -> Remark:
    return remark("There is no name, e-mail, phone or organisation.", hint="Fill one of them in.")


def _shown(value: str) -> str:
    return value if len(value) <= 80 else value[:79] + "…"


@cache
def _spellings(of: str) -> dict[str, str]:
    """Our word by the folded spellings of others."""
    table = {"labels": _LABELS, "kinds": _KINDS, "stages": _STAGES, "languages": _LANGUAGES}[of]
    return {spelling: word for word, spellings in table.items() for spelling in spellings.split(",")}
