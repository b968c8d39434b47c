"""An e-mail as the program sees it: who wrote to whom, when, about what, and what is new in it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.values.addresses import email_normal
from crmcli.core.values.text import one_line, tidy
from crmcli.formats import quoting

if TYPE_CHECKING:
    from email.message import Message as Parsed

LONGEST_HEADER = 64 * 1024
MOST_ADDRESSES = 1000
LONGEST_TEXT = 100_000
"""Characters that are kept of what somebody wrote."""
MOST_PARTS = 1000
_WIDEST = 500
_AUTOMATIC = ("bulk", "list", "junk", "auto_reply")


class Address(NamedTuple):
    """Somebody's e-mail and the name beside it, which anybody may have written there."""

    email: str
    """In its normal form."""
    name: str = ""


class Message(NamedTuple):
    """What an e-mail says."""

    id: str
    """Its Message-ID without brackets; a fingerprint where it has none."""
    at: datetime | None
    sender: Address | None
    to: tuple[Address, ...]
    """To, Cc and Bcc."""
    subject: str
    text: str
    """What is new in it: neither what it quotes nor a signature."""
    attachments: tuple[str, ...]
    """Their names, safe to show."""
    is_automatic: bool
    """Whether a machine sent it: a newsletter, a list, a bounce, an answer out of office."""


def read(data: bytes) -> Message:
    """A message out of its bytes; Invalid where it is none."""
    from email import message_from_bytes, policy  # noqa: PLC0415 - door: the standard parser, 25 ms

    try:
        parsed = message_from_bytes(_bounded(data), policy=policy.compat32)
        return _message(parsed, data)
    except RecursionError:
        raise Invalid("It is nested too deep.", hint="Take out what is attached to it.") from None


def _message(parsed: "Parsed", data: bytes) -> Message:
    sender = next(iter(_addresses(parsed, "From")), None) or next(iter(_addresses(parsed, "Sender")), None)
    if sender is None and not parsed.get("Subject") and not parsed.get("Date"):
        raise Invalid(
            "It is no e-mail: it has neither a sender nor a subject nor a date.",
            hint="Give it the headers From, To, Date and Subject.",
        )
    others = dict.fromkeys(address for name in ("To", "Cc", "Bcc") for address in _addresses(parsed, name))
    plain, html, attachments = _parts(parsed)
    text = plain if plain.strip() else quoting.text_of_html(html)
    return Message(
        id=_id(parsed, data),
        at=_date(parsed),
        sender=sender,
        to=tuple(others)[:MOST_ADDRESSES],
        subject=one_line(_header(parsed, "Subject"))[:_WIDEST].strip(),
        text=tidy(quoting.new_text(text))[:LONGEST_TEXT].strip(),
        attachments=tuple(attachments),
        is_automatic=_is_automatic(parsed),
    )


def _bounded(data: bytes) -> bytes:
    """The message with headers that are no longer than a bound."""
    end = min((at for sign in (b"\n\n", b"\r\n\r\n", b"\r\r") if (at := data.find(sign)) >= 0), default=len(data))
    if end <= LONGEST_HEADER:
        return data
    head = re.split(rb"\r?\n(?![ \t])", data[:end])[:MOST_PARTS]
    return b"\n".join(field[:LONGEST_HEADER] for field in head) + data[end:]


def _header(parsed: "Parsed", name: str) -> str:
    """A header's text with its encoded words read."""
    value = parsed.get(name)
    return _decoded(_raw(value)) if value is not None else ""


def _raw(value: object) -> str:
    """A header as text, whatever bytes it was made of."""
    text = str(value)[:LONGEST_HEADER]
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return _text_of(data, "")


def _decoded(text: str) -> str:
    from email.header import decode_header, make_header  # noqa: PLC0415 - door: as above

    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError):
        pass
    try:
        parts = decode_header(text)
    except ValueError:
        return text
    return "".join(part if isinstance(part, str) else _text_of(part, charset or "") for part, charset in parts)


def _addresses(parsed: "Parsed", name: str) -> Iterator[Address]:
    """The addresses of a header that are so without a doubt: what stands beside one is a name, whatever it says."""
    raw = ", ".join(_raw(value) for value in parsed.get_all(name, []))[:LONGEST_HEADER]
    for entry in _entries(" ".join(raw.split()))[:MOST_ADDRESSES]:
        shown, bracket, rest = entry.rpartition("<")
        bare = rest.partition(">")[0] if bracket else re.sub(r"\([^()]*\)", "", entry.rpartition(":")[2])
        try:
            normal = email_normal(bare.strip(" ;"))
        except Invalid:
            continue
        yield Address(normal, one_line(_decoded(shown.strip("\"' ").replace('\\"', '"')))[:_WIDEST].strip())


def _entries(text: str) -> list[str]:
    """The parts of a list of addresses, cut at commas that stand neither in quotes nor in brackets."""
    entries, begins, is_quoted, is_bracketed = [], 0, False, False
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\" and is_quoted:
            at += 1
        elif sign == '"':
            is_quoted = not is_quoted
        elif not is_quoted and sign in "<>":
            is_bracketed = sign == "<"
        elif sign in ",;" and not is_quoted and not is_bracketed:
            entries.append(text[begins:at])
            begins = at + 1
        at += 1
    return [entry.strip() for entry in (*entries, text[begins:]) if entry.strip()]


def _date(parsed: "Parsed") -> datetime | None:
    """When it was sent, or else when the first server had it; None where nothing says so."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - door: as above

    stamps = [_raw(parsed.get("Date", "")), *(_raw(v).rpartition(";")[2] for v in parsed.get_all("Received", [])[::-1])]
    for stamp in stamps:
        try:
            at = parsedate_to_datetime(stamp[:_WIDEST])
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if at.year >= 1970:
            return at
    return None


def _id(parsed: "Parsed", data: bytes) -> str:
    said = one_line(_raw(parsed.get("Message-ID", ""))).strip().strip("<>").strip()
    if said and len(said) <= _WIDEST:
        return said
    from hashlib import sha256  # noqa: PLC0415 - door: 3 ms, only for messages without a name

    return f"sha256-{sha256(data).hexdigest()[:32]}"


def _is_automatic(parsed: "Parsed") -> bool:
    answers = _raw(parsed.get("Auto-Submitted", "no")).strip().lower()
    return (
        not answers.startswith("no")
        or _raw(parsed.get("Precedence", "")).strip().lower() in _AUTOMATIC
        or any(parsed.get(name) is not None for name in ("List-Id", "List-Unsubscribe", "Feedback-ID"))
        or parsed.get_content_type() == "multipart/report"
        or _raw(parsed.get("Return-Path", "")).strip() == "<>"
    )


def _parts(parsed: "Parsed") -> tuple[str, str, list[str]]:
    """The plain text, the HTML, and the names of what is attached."""
    plain: list[str] = []
    html: list[str] = []
    attachments: list[str] = []
    for part in _walk(parsed):
        kind = part.get_content_type()
        name = _file_name(part)
        is_text = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
        if is_text and not name:
            (plain if kind == "text/plain" else html).append(_content(part))
        elif name or part.get_content_disposition() == "attachment":
            attachments.append(name or kind)
    return "\n".join(plain), "\n".join(html), attachments[:MOST_PARTS]


def _walk(parsed: "Parsed") -> Iterator["Parsed"]:
    """The leaves of a message, what is attached as a message of its own apart."""
    waiting = [parsed]
    for _count in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inside = part.get_payload()
        if isinstance(inside, list) and part.get_content_maintype() == "multipart":
            waiting[:0] = [one for one in inside if not isinstance(one, str)]
        else:
            yield part


def _content(part: "Parsed") -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return _text_of(data, str(part.get_param("charset") or "").strip("\"' "))


def _text_of(data: bytes, charset: str) -> str:
    """Bytes as text: as they say, else UTF-8, else as old Windows wrote."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            if name and name.isascii():
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _file_name(part: "Parsed") -> str:
    """What an attachment is called, without any folder."""
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return "?"
    if name is None:
        return ""
    bare = one_line(_decoded(_raw(name))).replace("\\", "/").rpartition("/")[2].strip(". ")
    return bare[:255] or "?"
