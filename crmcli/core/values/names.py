"""How the parts of a person's name make one line, and how one line is taken apart."""

from functools import cache
from typing import NamedTuple

from crmcli.core.values.text import fold

_TITLES = """
arq d da dn dna don dona dr dra eng frau fr herr hon ing lic lord m mag me miss mlle mme monsieur mr mrs ms mx pr prof
profa profra rev sir sr sra srta sor
"""
_SUFFIXES = "cpa dds esq ii iii iv jd jr junior llm mba md phd ph.d sr"
_BEFORE_FAMILIES = """
abu af al am auf av bar ben bin bint da das dal dalla dei della den der di do dos du el ibn le lo mac 't 's ten ter van
vande vander vom von zu zum zur
"""
"""What stands between the given names and the family name: Ludwig van Beethoven, Maria Clara dos Santos."""
_INSIDE_FAMILIES = "d' de del la las los"
"""What may as well stand in a second surname: Ana García de la Torre."""
_JOINS = "y i e"
_SECOND_GIVEN = """
alberto alejandro alexander alfonso ana andres angel angeles ann anna anne antonia antonio beatriz belen carlos carmen
clara claude cristina david eduardo elena elizabeth emilia enrique ester eugenia eva felipe fernanda fernando francisco
gabriel gloria grace guillermo henrique ignacio ines isabel jacques james jane javier jean jesus joao john jorge jose
joseph juan julia laura lee louis louise lourdes lucia luis luisa luiz manuel mar maria marie mary mercedes michael
miguel nuria pablo paul paula paulo pedro philippe pierre pilar rafael ramon raquel ricardo roberto rosa rosario rose
sofia soledad sophie teresa victor victoria vitoria
"""
"""Names that in second place are nearly always a second given name: Juan Carlos, María José, Mary Jane."""
_DEVOTIONS = """
angeles carmen concepcion consuelo dolores fatima guadalupe jesus lourdes luz mar mercedes milagros nieves paz pilar
rocio rosario sol soledad
"""


class Split(NamedTuple):
    """A name in two parts; either may be empty."""

    given: str
    family: str


def display(
    given: str = "", middle: str = "", family: str = "", prefix: str = "", suffix: str = "", *, nickname: str = ""
) -> str:
    """The parts on one line, or the nickname; Chinese, Japanese and Korean names family first and without spaces."""
    core = [part for part in (given, middle, family) if part.strip()]
    if not core:
        return " ".join(nickname.split())
    family_first = len(core) > 1 and bool(family.strip()) and all(map(_is_east_asian, core))
    if family_first:
        name = "".join((family + given + middle).split())
        if suffix and _is_east_asian(suffix):
            name, suffix = name + suffix, ""
    else:
        name = " ".join(core)
    return " ".join(f"{prefix} {name} {suffix}".split())


def split(full: str) -> Split:
    """A name taken apart by a simple rule: titles stay with the given name, suffixes and particles with the family.

    "García López, Ana" and "Ana García López" are Ana and García López; a single word is a given name.
    """
    before, comma, after = full.partition(",")
    if comma and not _is_suffix(after):
        return Split(" ".join(after.split()), " ".join(before.split()))
    parts = full.split()
    if len(parts) == 2 and all(map(_is_east_asian, parts)):
        return Split(parts[1], parts[0])
    titles = 0
    while titles < len(parts) - 1 and fold(parts[titles]).rstrip(".") in _list(_TITLES):
        titles += 1
    suffixes = 0
    while suffixes < len(parts) - titles - 1 and _is_suffix(parts[-1 - suffixes]):
        suffixes += 1
    bare = parts[titles : len(parts) - suffixes]
    border = titles + _given_words([fold(part) for part in bare])
    if border == titles + len(bare) and suffixes and len(bare) > 1:
        border -= 1
    return Split(" ".join(parts[:border]), " ".join(parts[border:]))


@cache
def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _given_words(names: list[str]) -> int:
    """How many of the folded words, titles and suffixes apart, are given names."""
    if len(names) <= 1:
        return len(names)
    for place, word in enumerate(names[1:-1], 1):
        if word in _list(_JOINS):
            return max(1, place - 1)  # José | Ortega y Gasset
        if word in _list(_INSIDE_FAMILIES):
            return _given_before_particle(names, place)
        if word in _list(_BEFORE_FAMILIES):
            return place
    return _plain(names)


def _given_before_particle(names: list[str], place: int) -> int:
    end = place
    while end < len(names) - 1 and names[end] in _list(_INSIDE_FAMILIES):
        end += 1
    if place == 1 and names[0] == "maria" and names[end] in _list(_DEVOTIONS) and end < len(names) - 1:
        return end + 1  # María del Carmen | López
    return 1 if place == 1 else _plain([*names[:place], names[end]])


def _plain(names: list[str]) -> int:
    if len(names) == 2:
        return 1
    second = names[1]
    if len(names) == 3:
        return 2 if second in _list(_SECOND_GIVEN) or len(second.rstrip(".")) == 1 else 1
    return len(names) - 2


def _is_suffix(text: str) -> bool:
    words = [fold(word).strip(".,") for word in text.split()]
    return bool(words) and all(word in _list(_SUFFIXES) for word in words)


def _is_east_asian(text: str) -> bool:
    """Whether it is in Han, Hiragana or Hangul; Katakana alone is a name from elsewhere."""
    letters = [ord(c) for c in text if not c.isspace()]
    if not letters or not all(_is_han_kana_or_hangul(code) for code in letters):
        return False
    return not all(0x30A0 <= code <= 0x30FF for code in letters)


def _is_han_kana_or_hangul(code: int) -> bool:
    return (
        0x3400 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7A3
        or 0x3040 <= code <= 0x30FF
        or code == 0x3005
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )
