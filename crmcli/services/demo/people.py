"""The people and organisations of the sample business, as contacts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.records.words import FieldType, Tag
from crmcli.core.values.text import fold
from crmcli.services.demo import people_data
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.rows import Card, cards, rows

_LEAP_YEAR = 1984
_YOUNGEST, _OLDEST = 1998, 1962
_EXTRAS = frozenset(("born", "cadence", "city", "family", "from", "given", "handle", "home", "mail", "nick", "prefix"))
"""What is known of somebody beside the custom fields."""
_PHONES = {
    "Spain": "+34 600 000 {number:03}",
    "United States": "+1 503 555 01{number:02}",
    "United Kingdom": "+44 7700 900{number:03}",
}
"""Numbers that no one will ever have; other countries have none to give away."""
_COUNTRIES = {
    "CH": "Switzerland", "DE": "Germany", "DK": "Denmark", "ES": "Spain", "GB": "United Kingdom", "IE": "Ireland",
    "IT": "Italy", "NL": "Netherlands", "PL": "Poland", "PT": "Portugal", "US": "United States",
}  # fmt: skip


class Cast(NamedTuple):
    """Everybody by a short name of ours, organisations first; numbered in this order."""

    contacts: dict[str, Contact]

    def id(self, key: str) -> int:
        """Somebody's number."""
        return self.contacts[key].id


def tags() -> tuple[Tag, ...]:
    """The tags and their intervals."""
    return tuple(Tag(name=name, cadence=cadence) for name, cadence in rows(people_data.TAGS))


def fields() -> tuple[FieldType, ...]:
    """The custom fields and their types."""
    return tuple(
        FieldType(name=name, type=kind, choices=tuple(filter(None, choices.split(", "))))
        for name, kind, choices in rows(people_data.FIELDS)
    )


def cast(chance: Chance, today: date) -> Cast:
    """Everybody, not yet checked."""
    found: dict[str, Contact] = {}
    for card in cards(people_data.ORGANISATIONS):
        found[card.cells[0]] = _organisation(card, len(found) + 1, uid(chance))
    for card in cards(people_data.PEOPLE):
        born = _birthday(card.known.get("born"), chance, today)
        found[card.cells[0]] = _person(card, found, uid(chance))._replace(birthday=born)
    return Cast(found)


def _organisation(card: Card, number: int, new_uid: str) -> Contact:
    key, name, place, tagged, lifecycle, language, source = card.cells
    street, town, country = place.split(", ")
    postal_code, city = _town(town, country)
    greeting = "hola" if language == "es" else "hello"
    return Contact(
        id=number,
        uid=new_uid,
        kind="organisation",
        name=name,
        lifecycle=lifecycle,
        language=language,
        source=source,
        note=card.note,
        emails=(Point(f"{greeting}@{key}.example", "work"),),
        phones=_phone(_COUNTRIES[country], 10 + number, "work"),
        urls=(Point(f"https://{key}.example", "work"),),
        addresses=(Address("work", street, city=city, postal_code=postal_code, country=_COUNTRIES[country]),),
        tags=tuple(tagged.split()),
        fields=tuple(card.known.items()),
    )


def _person(card: Card, known: dict[str, Contact], new_uid: str) -> Contact:
    _key, name, organisation, job, tagged, lifecycle, language, source = card.cells
    extras = {extra: card.known.get(extra, "") for extra in _EXTRAS}
    employer = known.get(organisation)
    number = len(known) + 1
    if employer:
        home = Address("work", city=employer.addresses[0].city, country=employer.addresses[0].country)
    else:
        city, _comma, country = extras["city"].partition(",")
        home = Address("home", city=city, country=_COUNTRIES[country])
    return Contact(
        id=number,
        uid=new_uid,
        name=name,
        prefix=extras["prefix"],
        given=extras["given"],
        family=extras["family"],
        nickname=extras["nick"],
        organisation_id=employer.id if employer else None,
        organisation=employer.name if employer else "",
        job_title=job,
        lifecycle=lifecycle,
        language=language,
        source=source,
        referred_by=known[extras["from"]].id if extras["from"] else None,
        cadence=extras["cadence"],
        note=card.note,
        emails=tuple(_emails(name, organisation, extras)),
        phones=_phone(home.country, 20 + number, "mobile"),
        handles=(Point(extras["handle"]),) if extras["handle"] else (),
        addresses=(home,),
        tags=tuple(tagged.split()),
        fields=tuple((field, value) for field, value in card.known.items() if field not in _EXTRAS),
    )


def _emails(name: str, organisation: str, extras: dict[str, str]) -> Iterator[Point]:
    given, *more = fold(name).split(" (")[0].split()
    own = f"{given}.{more[-1]}@correo.example"
    at_work = f"{fold(extras['nick']) or given}@{organisation}.example"
    yield Point(at_work if organisation else extras["mail"] or own, "work", preferred=True)
    if extras["home"]:
        yield Point(extras["home"], "home")


def _phone(country: str, number: int, label: str) -> tuple[Point, ...]:
    pattern = _PHONES.get(country)
    return (Point(pattern.format(number=number), label),) if pattern else ()


def _town(town: str, country: str) -> tuple[str, str]:
    """Postal code and city, whichever stands first."""
    words = town.split()
    if country == "US":
        return words[-1], words[0]
    at = 2 if country == "GB" else 1
    return " ".join(words[:at]), " ".join(words[at:])


def _birthday(born: str | None, chance: Chance, today: date) -> str:
    """A birthday by what is said of it: nothing, a year, the whole day, `soon`, or -- without its year."""
    if born is None:
        return ""
    if born == "soon":
        return f"{_LEAP_YEAR}{(today + timedelta(days=2)).isoformat()[4:]}"
    if born == "--":
        return f"-{(today + timedelta(days=6)).isoformat()[4:]}"
    if len(born) > len("1971"):
        return born
    some_day = date(int(born or chance.randint(_OLDEST, _YOUNGEST)), 1, 1) + timedelta(days=chance.randint(0, 364))
    return some_day.isoformat()
