"""What was kept of a card beside its contact, and which of it still holds: what the user changed is left out."""

from collections.abc import Iterator, Sequence
from itertools import count

from crmcli.core.errors import CrmError
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.text import fold
from crmcli.formats.gathering import Gathering
from crmcli.formats.vcard import media
from crmcli.formats.vcard.labels import rank, spelt
from crmcli.formats.vcard.lines import MEDIA
from crmcli.formats.vcard.mapping import key_of, labels_of
from crmcli.formats.vcard.properties import Property, parse
from crmcli.formats.vcard.taking import MANY, SINGLE

_MEDIA = frozenset(name.decode() for name in MEDIA)
_NONE: list[str] = []
_ABSENT = {"kind": "person"}


class Keeping:
    """The lines that were kept of a contact's card, as they may be written again."""

    def __init__(self, contact: Contact, version: str) -> None:
        self.lines: list[str] = []
        """Those that still hold and stand by themselves, in their order."""
        self._contact = contact
        self._version = version
        self._says: set[str] = set()
        self._told: dict[tuple[str, int], list[str]] = {}
        self._firsts: dict[tuple[str, str], int | None] = {}
        self._best: dict[str, int] = {}
        """By list of the contact, how much the most preferred of its kept lines is preferred."""
        self._tagged: set[int] = set()
        self._groups: set[str] = set()
        if contact.properties:
            self._read(_parsed(contact.properties))

    def says(self, name: str) -> bool:
        """Whether a kept line says all that this property would."""
        return name in self._says

    def told(self, field: str, at: int) -> list[str]:
        """The kept lines that tell what stands at a place in a list of the contact."""
        return self._told.get((field, at), _NONE)

    def untagged(self) -> list[str]:
        """The tags that no kept line tells."""
        return [tag for at, tag in enumerate(self._contact.tags) if at not in self._tagged]

    def groups(self) -> Iterator[str]:
        """Names for groups that no kept line has."""
        return (name for name in map("item{}".format, count(1)) if name not in self._groups)

    def _read(self, kept: Sequence[Property]) -> None:
        labels = labels_of(kept)
        self._groups = {said.group.lower() for said in kept if said.group}
        single = {name: self._holds(name, [said for said in kept if said.name == name]) for name in SINGLE}
        for said in kept:
            if said.name in MANY and (preference := rank(said)):
                field = MANY[said.name][1]
                self._best[field] = min(preference, self._best.get(field, preference))
        places: dict[str, list[str]] = {}
        gone = set()
        for said in kept:
            group = said.group.lower()
            if said.name in SINGLE:
                target = self.lines if single[said.name] else None
                if target is not None:
                    self._says.add("KIND" if "KIND" in said.name or said.name == "X-ABSHOWAS" else said.name)
            elif said.name in MANY:
                target = self._place(said, labels.get(group, ""))
            else:
                continue
            if target is None:
                gone.add(group)
            else:
                target.append(self._line(said))
                places.setdefault(group, target)
        for said in kept:
            group = said.group.lower()
            if said.name not in SINGLE and said.name not in MANY and not (group and group in gone):
                line = media.line(said, self._version) if said.name in _MEDIA else said.line
                (places.get(group, self.lines) if group else self.lines).append(line)

    def _line(self, said: Property) -> str:
        """A line as it stands; 3.0 knows no degrees, so that what comes first of them is preferred there."""
        if self._version == "3.0" and said.name in MANY and said.param("PREF") and "pref" not in said.types:
            preference = rank(said)
            if preference is not None and preference == self._best.get(MANY[said.name][1]):
                return spelt(said)
        return said.line

    def _holds(self, name: str, kept: Sequence[Property]) -> bool:
        """Whether the contact still is what these lines made of it."""
        if not kept:
            return False
        take, fields = SINGLE[name]
        found = Gathering(0, "")
        for said in kept:
            take(found, said, "")
        for field in fields:
            has, told = self._has(field), found.texts.get(field, _ABSENT.get(field, ""))
            if has != told and not (field == "organisation" and fold(has) == fold(told)):
                return False
        return True

    def _has(self, field: str) -> str:
        contact = self._contact
        if field == "organisation":
            return contact.organisation or (contact.name if contact.kind == "organisation" else "")
        if field == "referred_by":
            return ""
        return str(getattr(contact, field))

    def _place(self, said: Property, label: str) -> list[str] | None:
        """Where a line belongs: beside what it put into a list of the contact; None where that is no longer there."""
        take, field = MANY[said.name]
        found = Gathering(0, "")
        take(found, said, label)
        if field == "tags":
            return self.lines if self._are_tagged(found.tags) else None
        if field == "fields":
            return None
        made: list[Point] | list[Address] = getattr(found, field)
        if not made:  # a value that was not taken holds for ever
            return self.lines
        key = (field, key_of(field, made[0])) if isinstance(made[0], Point) else (field, "")
        if key[1] and key in self._firsts:
            at = self._firsts[key]
            return None if at is None else self._told[field, at]
        points = getattr(self._contact, field)
        for at, has in enumerate(points):
            if (field, at) not in self._told and _same(has, made[0]) and self._is_as_preferred(said, field, at, points):
                self._firsts[key] = at
                return self._told.setdefault((field, at), [])
        self._firsts[key] = None
        return None

    def _is_as_preferred(self, said: Property, field: str, at: int, points: Sequence[Point | Address]) -> bool:
        """Whether a line says of what it prefers what the contact does: that one comes first which is preferred."""
        has, told = points[at], rank(said)
        if isinstance(has, Address):
            return True
        if told is None or has.preferred:
            return has.preferred == (told is not None and told == self._best[field])
        first = next((place for place, one in enumerate(points) if isinstance(one, Point) and one.preferred), None)
        return first is not None and (first < at or told > self._best[field])

    def _are_tagged(self, tags: Sequence[str]) -> bool:
        had = {fold(tag): at for at, tag in enumerate(self._contact.tags)}
        if not all(fold(tag) in had for tag in tags):
            return False
        self._tagged.update(had[fold(tag)] for tag in tags)
        return True


def _same(has: Point | Address, made: Point | Address) -> bool:
    if isinstance(has, Point) and isinstance(made, Point):
        return (has.value, has.label) == (made.value, made.label)
    return has == made


def _parsed(text: str) -> list[Property]:
    found = []
    for line in text.split("\n"):
        try:
            found.append(parse(line.encode("utf-8", "replace"))[0])
        except CrmError:
            continue  # a line that somebody wrote into the column
    return found
