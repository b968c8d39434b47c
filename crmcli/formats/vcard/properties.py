"""One line of a card: its name, its parameters and its value, as the standards and real files have it."""

import binascii
import codecs
import re
from functools import cache
from typing import NamedTuple

from crmcli.core.errors import Invalid

_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT")
_PLACES = ("INLINE", "URL", "CONTENT-ID", "CID")
_STRUCTURED = ("N", "ADR", "ORG", "NICKNAME", "CATEGORIES")
_ESCAPES = {"n": "\n", "N": "\n"}
_PART = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})
_WHOLE = str.maketrans({"\\": "\\\\", ",": "\\,", "\n": "\\n", "\r": None})


class Property(NamedTuple):
    """What one line says."""

    name: str
    """In capitals."""
    value: str
    """As it stands, escapes included; quoted-printable and character sets are undone."""
    params: tuple[tuple[str, str], ...] = ()
    """Names in capitals, one pair for each value."""
    group: str = ""
    head: str = ""
    """Everything before the colon, as it stands."""

    @property
    def line(self) -> str:
        """The whole line again."""
        return f"{self.head or self.name}:{self.value}"

    def param(self, name: str) -> str:
        """The first value of a parameter, "" for none."""
        return next((value for key, value in self.params if key == name), "")

    @property
    def types(self) -> tuple[str, ...]:
        """What TYPE says, in small letters."""
        return tuple([value.lower() for key, value in self.params if key == "TYPE"])

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value)

    @property
    def components(self) -> list[list[str]]:
        """The value between semicolons, each part as its values between commas."""
        if "\\" not in self.value:
            return [part.split(",") for part in self.value.split(";")]
        return [[unescaped(item) for item in split(part, ",")] for part in split(self.value, ";")]

    @property
    def parts(self) -> list[str]:
        """The value between semicolons, commas left in it."""
        if "\\" not in self.value:
            return self.value.split(";")
        return [unescaped(part) for part in split(self.value, ";")]

    @property
    def texts(self) -> list[str]:
        """The values between commas."""
        return [unescaped(item) for item in split(self.value, ",")]


def parse(raw: bytes, encoding: str = "") -> tuple[Property, str]:
    """A line as a property, and the encoding that had to be guessed, "" for none. Invalid for what is no property."""
    guessed = ""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text, guessed = _decoded(raw, encoding)
    head, colon, value = text.partition(":")
    if '"' in head and head.count('"') % 2:
        match = _quoted_head().match(text)
        if match is None:
            raise Invalid("The quotes of the line are not closed.", hint="Close them.")
        head, colon, value = match[1], ":", text[match.end() :]
    name = head.partition(";")[0]
    group = ""
    if "." in name:
        group, _, name = name.rpartition(".")
    if not colon or not name or not _is_name(name.strip()):
        raise Invalid(
            "This is no line of a card: {text}",
            text=text[:60],
            hint="A line is NAME:value, and one that goes on begins with a space.",
        )
    if "\r" in value:
        value = value.replace("\r", "\\n")
    if "\0" in text:
        value, head = value.replace("\0", "\ufffd"), head.replace("\0", "\ufffd")
    if ";" not in head:
        return Property(name.strip().upper(), value, (), group, head), guessed
    found = Property(name.strip().upper(), value, _params(head), group, head)
    encoded = found.param("ENCODING").upper()
    if encoded in ("BASE64", "B"):
        return _base64(found, encoded), guessed
    if encoded == "QUOTED-PRINTABLE" or found.param("CHARSET"):
        return _plain(found, encoded), "" if found.param("CHARSET") else guessed
    if any("=" not in word for word in _words(head)):
        found = found._replace(head=head_of(found.name, found.params, group))
    return found, guessed


def head_of(name: str, params: tuple[tuple[str, str], ...] = (), group: str = "") -> str:
    """What stands before the colon."""
    head = f"{group}.{name}" if group else name
    return head + "".join(f";{key}={quoted(value)}" for key, value in params)


def quoted(value: str) -> str:
    """A parameter's value, in quotes where it needs them; line ends, carets and quotes as RFC 6868 has them."""
    safe = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{safe}"' if any(sign in safe for sign in ",;:") else safe


def escaped(text: str) -> str:
    """A text as it stands in one of the parts of a value."""
    return text.translate(_PART)


def written(text: str) -> str:
    """A text as it stands for a whole value: its semicolons bare, since many readers take no escaped ones there."""
    return text.translate(_WHOLE)


def unescaped(value: str) -> str:
    """The text of a value; a backslash before anything else than a sign or n stands for itself."""
    if "\\" not in value:
        return value
    return _escape().sub(lambda found: _ESCAPES.get(found[1], found[1]), value)


def split(value: str, sign: str) -> list[str]:
    """The parts between signs that no backslash stands before."""
    if "\\" not in value:
        return value.split(sign)
    parts, begin, at = [], 0, 0
    while (at := _next(value, sign, at)) >= 0:
        parts.append(value[begin:at])
        at += 1
        begin = at
    parts.append(value[begin:])
    return parts


def _next(value: str, sign: str, at: int) -> int:
    """Where the next bare sign is, -1 for nowhere: every character is looked at once."""
    while True:
        found, slash = value.find(sign, at), value.find("\\", at)
        if found < 0 or slash < 0 or found < slash:
            return found
        at = slash + 2


def _is_name(name: str) -> bool:
    return name.isascii() and name.replace("-", "").replace("_", "").replace("/", "").isalnum()


def _words(head: str) -> list[str]:
    """What stands between the semicolons after the name."""
    return (head.split(";") if '"' not in head else _split_quoted(head, ";"))[1:]


def _params(head: str) -> tuple[tuple[str, str], ...]:
    """Every parameter; a bare word of version 2.1 says an encoding, a place or else a type."""
    found: list[tuple[str, str]] = []
    for word in _words(head):
        key, equals, value = word.partition("=")
        if not equals:
            bare = key.strip().upper()
            key = "ENCODING" if bare in _ENCODINGS else "VALUE" if bare in _PLACES else "TYPE"
            if bare:
                found.append((key, word.strip()))
            continue
        key = key.strip().upper()
        if '"' in value:
            items = _split_quoted(value, ",") if key == "TYPE" else [value]
            items = [each for item in items for each in _opened(item, key)]
        else:
            items = value.split(",") if key == "TYPE" and "," in value else [value.strip()]
        found.extend((key, _uncareted(item)) for item in items)
    return tuple(found)


def _opened(item: str, key: str) -> list[str]:
    """A value out of its quotes; of TYPE="work,voice" each word."""
    bare = item.strip().strip('"')
    return bare.split(",") if key == "TYPE" else [bare.replace('"', "")]


def _uncareted(value: str) -> str:
    if "^" not in value:
        return value
    return _caret().sub(lambda found: {"n": "\n", "'": '"', "^": "^"}[found[1]], value)


def _split_quoted(text: str, sign: str) -> list[str]:
    parts, begin, inside = [], 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            inside = not inside
        elif letter == sign and not inside:
            parts.append(text[begin:at])
            begin = at + 1
    return [*parts, text[begin:]]


def _decoded(raw: bytes, encoding: str) -> tuple[str, str]:
    """A line that is no UTF-8: in the encoding that it names, else in Windows' western one."""
    head = raw.partition(b":")[0].decode("latin-1")
    named = re.search(r"CHARSET=\"?([\w.:-]+)", head, re.IGNORECASE)
    for name in filter(None, (named[1] if named else "", encoding, "cp1252")):
        try:
            codecs.lookup(name)
            return raw.decode(name), name
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode("latin-1"), "iso-8859-1"


def _plain(found: Property, encoded: str) -> Property:
    """A property without its character set and quoted-printable, which only version 2.1 has."""
    value = found.value
    if encoded == "QUOTED-PRINTABLE":
        charset = found.param("CHARSET")
        undone = binascii.a2b_qp(found.value.encode("utf-8", "replace"))
        value = _text(undone, charset).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        value = value.replace("\n", "\\n")
    params = tuple(
        (key, said)
        for key, said in found.params
        if key != "CHARSET" and not (key == "ENCODING" and said.upper() in ("QUOTED-PRINTABLE", "8BIT", "7BIT"))
    )
    return found._replace(value=value, params=params, head=head_of(found.name, params, found.group))


def _text(data: bytes, charset: str) -> str:
    """Bytes in the character set that is named, or else in the first that fits."""
    if charset:
        try:
            return data.decode(charset, "replace")
        except (LookupError, ValueError):
            pass
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _base64(found: Property, encoded: str) -> Property:
    """A property in base64: data stays as it is, under version 3's name for it; text is undone."""
    if found.name in ("PHOTO", "LOGO", "SOUND", "KEY") or found.name.startswith("X-"):
        params = tuple((key, "b" if key == "ENCODING" else said) for key, said in found.params)
        value = "".join(found.value.split())
        head = found.head if encoded == "B" and "ENCODING=" in found.head.upper() else ""
        return found._replace(value=value, params=params, head=head or head_of(found.name, params, found.group))
    parts = found.value.split(";") if found.name in _STRUCTURED else [found.value]
    charset = found.param("CHARSET")
    undone = ";".join(escaped(_unpacked(part, charset)) for part in parts)
    params = tuple((key, said) for key, said in found.params if key not in ("CHARSET", "ENCODING"))
    return found._replace(value=undone, params=params, head=head_of(found.name, params, found.group))


def _unpacked(part: str, charset: str) -> str:
    try:
        return _text(binascii.a2b_base64(part.encode()), charset).replace("\r\n", "\n").replace("\0", "\ufffd")
    except (binascii.Error, ValueError):
        return part


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(r'\\([\\,;:"nN])')


@cache
def _caret() -> re.Pattern[str]:
    return re.compile(r"\^([n'^])")


@cache
def _quoted_head() -> re.Pattern[str]:
    return re.compile(r'((?:[^":]|"[^"]*")*):', re.DOTALL)
