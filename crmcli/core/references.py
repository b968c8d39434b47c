"""What a reference to a record can be: a number, a uid, an e-mail, a phone or a name."""

from typing import NamedTuple

from crmcli.core.values.text import fold

_UID_LETTERS = frozenset("abcdef")
_UID_CHARACTERS = _UID_LETTERS | frozenset("0123456789-")
MAX_ID_DIGITS = 6
"""So many digits are an id and nothing else; more are an id, else a phone."""
LARGEST_ID = 2**63 - 1


class Reference(NamedTuple):
    """How a text may refer to somebody; empty forms do not apply."""

    text: str
    id: int = 0
    uid: str = ""
    email: str = ""
    phone: str = ""
    name: str = ""


def read(text: str) -> Reference:
    """The ways in which a text can be meant; `id:`, `uid:` and `tel:` force one."""
    kind, colon, rest = text.strip().partition(":")
    if colon and kind in ("id", "uid", "tel"):
        rest = rest.strip()
        if kind == "id" and rest.isascii() and rest.isdigit():
            return Reference(text, id=min(int(rest[:20]), LARGEST_ID))
        return Reference(text, uid=rest.lower()) if kind == "uid" else Reference(text, phone=rest)
    plain = text.strip().removeprefix("#")
    if plain.isascii() and plain.isdigit():
        number = min(int(plain[:20]), LARGEST_ID)
        return Reference(text, id=number, phone="" if len(plain) <= MAX_ID_DIGITS else plain)
    if "@" in plain:
        return Reference(text, email=plain, name=fold(plain))
    digits = sum(character.isdigit() for character in plain)
    if digits > MAX_ID_DIGITS and not any(character.isalpha() for character in plain):
        return Reference(text, phone=plain)
    uid = plain.lower() if _is_uid(plain.lower()) else ""
    return Reference(text, uid=uid, name=fold(plain))


def _is_uid(text: str) -> bool:
    """Whether a text may begin a uid: six characters or more of it, and a letter among them."""
    return (
        6 <= len(text) <= 36 and set(text) <= _UID_CHARACTERS and text[0] != "-" and not _UID_LETTERS.isdisjoint(text)
    )
