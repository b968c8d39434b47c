"""A card to the draft of a contact; what the contact has no field for is kept line by line."""

from collections.abc import Iterable, Iterator, Sequence

from crmcli.core.records.contact import Point
from crmcli.formats.drafts import Draft, remark
from crmcli.formats.gathering import Gathering
from crmcli.formats.vcard.labels import LEAST_PREFERRED, is_written_so, label_of, rank, unspelt
from crmcli.formats.vcard.lines import MEDIA
from crmcli.formats.vcard.properties import Property
from crmcli.formats.vcard.reader import Card
from crmcli.formats.vcard.taking import MANY, OWN, SINGLE

LABEL = "X-ABLABEL"
POINTS = ("emails", "phones", "urls", "handles")
Ranks = dict[str, dict[int, int]]
"""By list of the contact and place in it, how much a card prefers what stands there."""
MOST_DATA = 1024 * 1024 * 4 // 3 + 4
"""Characters of a picture's base64: 1 MiB of it."""
_PASSED_OVER = frozenset(("VERSION", "REV", OWN + "REJECTED"))
_MEDIA = frozenset(name.decode() for name in MEDIA)


def draft(card: Card, *, country: str = "ES") -> Draft:
    """The contact that a card is, with what had to be said about it."""
    found = Gathering(card.line, country)
    found.warnings.extend(card.remarks)
    if card.fault is not None:
        return Draft(card.line, found.draft().contact, errors=(card.fault,))
    ranks: Ranks = {}
    kept = "\n".join(unspelt(said) for said in _kept(card.properties, found, ranks))
    _order(found, ranks)
    found.distinct()
    made = found.draft()
    return made._replace(contact=made.contact._replace(properties=kept)) if kept else made


def labels_of(properties: Iterable[Property]) -> dict[str, str]:
    """The label of each group, as it stands."""
    return {said.group.lower(): said.text for said in properties if said.name == LABEL and said.group}


def _kept(properties: Sequence[Property], found: Gathering, ranks: Ranks) -> Iterator[Property]:
    """Fill the contact and tell what is preferred; every property of which it does not hold all, in their order."""
    labels = labels_of(properties) if any(said.group for said in properties) else {}
    grouped: dict[str, list[int]] = {}
    alike: dict[tuple[str, str], list[int]] = {}
    keeps = [False] * len(properties)
    for at, said in enumerate(properties):
        name = said.name
        if said.group:
            grouped.setdefault(said.group.lower(), []).append(at)
        if name in SINGLE:
            alike.setdefault((name, ""), []).append(at)
            keeps[at] = not SINGLE[name][0](found, said, "")
        elif name in MANY:
            take, field = MANY[name]
            had = len(getattr(found, field))
            keeps[at] = not take(found, said, labels.get(said.group.lower(), "") if said.group else "")
            if field in POINTS and len(made := getattr(found, field)) > had:
                alike.setdefault((field, key_of(field, made[-1])), []).append(at)
                if said.params and (preference := rank(said)):
                    before = ranks.setdefault(field, {})
                    keeps[at] |= preference == 1 and 1 in before.values()
                    before[had] = preference
        else:
            keeps[at] = _is_kept(said, found)
    for places in alike.values():  # what says the same thing again is known by standing after the first
        if len(places) > 1:
            for at in places:
                keeps[at] = True
    for group, places in grouped.items():
        is_ours = _is_ours(group, [properties[at] for at in places], keep=keeps[places[0]])
        for at in places:
            keeps[at] = not is_ours and properties[at].name not in _PASSED_OVER
    return (said for said, keep in zip(properties, keeps, strict=True) if keep)


def _order(found: Gathering, ranks: Ranks) -> None:
    """Put what a card prefers by degrees in that order, and let the first of it be preferred."""
    for field, preferences in ranks.items():
        if max(preferences.values()) > 1:
            points: list[Point] = getattr(found, field)
            places = sorted(range(len(points)), key=lambda at: preferences.get(at, LEAST_PREFERRED + 1))
            setattr(found, field, [points[at]._replace(preferred=at == places[0]) for at in places])


def key_of(field: str, point: Point) -> str:
    """What makes two ways to reach somebody the same; one name at two services is two."""
    return f"{point.label}:{point.normal}" if field == "handles" else point.normal


def _is_kept(said: Property, found: Gathering) -> bool:
    """Whether a property without a field is kept, and what is to be told of it."""
    name = said.name
    if name in _MEDIA and len(said.value) > MOST_DATA:
        found.warnings.append(
            remark("{name} is too large ({size} bytes) and is left out.", column=name, name=name, size=len(said.value))
        )
        return False
    if name == "AGENT":
        found.warnings.append(remark("The AGENT of the card is kept, but is no contact.", column=name))
    return name not in _PASSED_OVER


def _is_ours(group: str, properties: Sequence[Property], *, keep: bool) -> bool:
    """Whether a group is a property and its label as they would be written again."""
    if keep or len(properties) != 2 or not (group.startswith("item") and group[4:].isdecimal()):
        return False
    main, label = properties
    return main.name in MANY and label.name == LABEL and is_written_so(label.value, label_of(label.text))
