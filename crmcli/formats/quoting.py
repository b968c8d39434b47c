"""What is new in an e-mail's text: without what it quotes, and without the signature; and HTML as text."""

import re
from functools import cache
from html.parser import HTMLParser

_HIDDEN = frozenset(("script", "style", "head", "title", "template"))
_BLOCKS = frozenset(("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "ul", "ol", "hr"))
_DEEPEST = 200_000
_HEADERS = (
    "from",
    "de",
    "von",
    "da",
    "sent",
    "enviado",
    "gesendet",
    "date",
    "fecha",
    "to",
    "para",
    "an",
    "subject",
    "asunto",
)
_LONGEST_LEAD = 300
"""Characters of a line like "On Monday Ana wrote:"."""


def new_text(text: str) -> str:
    """The text without quoted lines, without the earlier mail below it, without the signature."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for at, line in enumerate(lines):
        bare = line.strip()
        if line.rstrip("\n") == "-- " or _is_divider(bare) or _is_header_block(lines, at):
            break
        if _is_lead(lines, at):
            if not _answers_below(lines, at):
                break
            continue
        if not bare.startswith(">"):
            kept.append(line.rstrip())
    told = re.sub(r"\n{3,}", "\n\n", "\n".join(kept))
    return told.strip("\n")


def _is_divider(line: str) -> bool:
    return bool(_divider().match(line))


def _is_lead(lines: list[str], at: int) -> bool:
    """Whether a line, with the next one, says who wrote what follows, and something quoted does follow."""
    line = lines[at].strip()
    if not line or len(line) > _LONGEST_LEAD or line.startswith(">") or not _lead_start().match(line):
        return False
    both = line if line.endswith(":") else f"{line} {lines[at + 1].strip()}" if at + 1 < len(lines) else line
    return bool(_lead().match(both))


def _answers_below(lines: list[str], at: int) -> bool:
    """Whether the writer goes on between or below the quoted lines."""
    rest = [line.strip() for line in lines[at + 1 : at + 400]]
    quoted = [i for i, line in enumerate(rest) if line.startswith(">")]
    return bool(quoted) and any(line and not line.startswith(">") for line in rest[quoted[0] :])


def _is_header_block(lines: list[str], at: int) -> bool:
    """Whether an earlier mail's headers begin here, as Outlook puts them: at least three of them in a row."""
    if at and lines[at - 1].strip(" _-*"):
        return False
    names = [line.strip(" *").partition(":") for line in lines[at : at + 4]]
    return sum(name.strip(" *").lower() in _HEADERS and sign == ":" for name, sign, _rest in names) >= 3


@cache
def _divider() -> re.Pattern[str]:
    return re.compile(
        r"-{2,} ?(original message|mensaje original|message d'origine|ursprüngliche nachricht|messaggio originale)"
        r" ?-{2,}",
        re.IGNORECASE,
    )


@cache
def _lead_start() -> re.Pattern[str]:
    return re.compile(r"(on|el|le|am|il|em|op|at|den)\b|.{0,120}\b(wrote|escribió|schrieb)\b", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        r".{0,580}\b(wrote|writes|escribió|escribio|a écrit|schrieb|ha scritto|escreveu|schreef)\b.{0,80}:$",
        re.IGNORECASE,
    )


def text_of_html(html: str) -> str:
    """HTML as text: links with where they really lead, nothing fetched, nothing run."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):
        return re.sub(r"<[^>]{0,1000}>", " ", html)
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._quoted = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "blockquote":
            self._quoted += 1
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Note what ends; a link is told by where it leads."""
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "blockquote":
            self._quoted = max(self._quoted - 1, 0)
        elif tag == "a" and self._link.startswith(("http://", "https://")) and not self._quoted:
            self.parts.append(f" <{self._link[:1000]}>")
            self._link = ""
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is to be read and is not quoted."""
        if not self._hidden and not self._quoted and len(self.parts) < _DEEPEST:
            self.parts.append(data.replace("\n", " "))
