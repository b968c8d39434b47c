"""What a card says of the kind of a phone, e-mail or address, and the label that it is here: CELL is mobile."""

from functools import lru_cache
from typing import NamedTuple

from crmcli.core.values.text import one_line
from crmcli.formats.vcard.properties import Property, written

_TYPE_OF = {"mobile": "CELL", "work": "WORK", "home": "HOME", "pager": "PAGER", "main": "MAIN", "fax": "FAX"}
_LABEL_OF = {type_.lower(): label for label, type_ in _TYPE_OF.items()} | {
    "iphone": "mobile", "mobile": "mobile", "other": "other", "business": "work", "company": "work", "private": "home",
    "webpage": "homepage",
}  # fmt: skip
_FIRST = ("fax", "pager", "cell", "iphone", "mobile", "work", "home", "main")
"""Of several types the one that tells most."""
_SILENT = {
    "TEL": {"voice", "pref"},
    "EMAIL": {"internet", "pref"},
    "ADR": {"pref"},
    "URL": {"pref"},
    "IMPP": {"pref"},
}
"""Types that every such property has, or that say something else."""
_PREFERRED = {"pref"}
_NO_LABELS = {"intl", "postal", "parcel", "dom", "msg", "voice", "internet", "x400", "pref", "smtp", "ex", "text"}
_KINDS_OF_PHONE = ("pager", "main", "fax", "mobile")
LEAST_PREFERRED = 100
_FIRST_OF_ALL = ";TYPE=PREF"
OTHER = "_$!<Other>!$_"


class Labelled(NamedTuple):
    """A property's label, whether it is preferred, and whether that is all that its parameters say."""

    label: str = ""
    preferred: bool = False
    is_all: bool = True


def labelled(found: Property, named: str) -> Labelled:
    """What the parameters of a property and its X-ABLabel say."""
    return _labelled(found.name, found.params, named) if found.params or named else _PLAIN


@lru_cache(maxsize=2000)
def _labelled(name: str, params: tuple[tuple[str, str], ...], named: str) -> Labelled:
    found = Property(name, "", params)
    types = found.types
    rank = found.param("PREF")
    silent = _SILENT.get(name, _PREFERRED)
    telling = [type_ for type_ in types if type_ not in silent]
    label = label_of(named) if named else _label(telling)
    is_all = all(key == "TYPE" or (key == "PREF" and rank == "1") for key, _ in params)
    says = not telling if named else _is_said(name, telling, label)
    return Labelled(label, "pref" in types or rank == "1", is_all and says)


_PLAIN = Labelled()


def rank(said: Property) -> int | None:
    """How much a property is preferred, from 1, the most, to 100; None where it does not say."""
    told = said.param("PREF")
    if told.isascii() and told.isdecimal() and 0 < int(told[:4]) <= LEAST_PREFERRED and len(told) < 4:
        return int(told)
    return 1 if "pref" in said.types else None


def spelt(said: Property) -> str:
    """A line with degrees of preference as 3.0 takes it, which knows none."""
    return f"{said.head or said.name}{_FIRST_OF_ALL}:{said.value}"


def unspelt(said: Property) -> str:
    """The line again without what `spelt` added."""
    if said.head.endswith(_FIRST_OF_ALL) and said.param("PREF"):
        return f"{said.head.removesuffix(_FIRST_OF_ALL)}:{said.value}"
    return said.line


def label_of(named: str) -> str:
    """The label that an X-ABLabel is: _$!<HomePage>!$_ is homepage."""
    plain = named.removeprefix("_$!<").removesuffix(">!$_") if named.startswith("_$!<") else named
    folded = one_line(plain).lower()[:100]
    return "mobile" if folded == "mobile" else folded


def spelling(label: str) -> str:
    """The X-ABLabel that a label is written as, "" where it needs none."""
    return "" if not label or label in _TYPE_OF or label == "home fax" else OTHER if label == "other" else label


def types_of(kind: str, label: str) -> tuple[str, ...]:
    """The TYPE words that a label is written as."""
    if label == "home fax":
        return ("HOME", "FAX")
    if kind != "TEL" and label in _KINDS_OF_PHONE:
        return (label.upper(),)
    return (_TYPE_OF[label],) if label in _TYPE_OF else ()


def is_written_so(raw: str, label: str) -> bool:
    """Whether an X-ABLabel stands as it would be written."""
    return raw == written(spelling(label)) != ""


def _label(telling: list[str]) -> str:
    if not telling:
        return ""
    if "fax" in telling:
        return "home fax" if "home" in telling else "fax"
    for first in _FIRST:
        if first in telling:
            return _LABEL_OF[first]
    own = next((type_ for type_ in telling if type_ not in _NO_LABELS), "")
    return _LABEL_OF.get(own, one_line(own.removeprefix("x-"))[:100])


def _is_said(kind: str, telling: list[str], label: str) -> bool:
    if not telling:
        return True
    return sorted(telling) == sorted(word.lower() for word in types_of(kind, label))
