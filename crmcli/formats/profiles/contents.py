"""What columns without known names hold, by looking at their cells."""

from collections.abc import Sequence

from crmcli.core.errors import Invalid
from crmcli.core.values.addresses import email_normal, looks_like_phone
from crmcli.core.values.text import fold
from crmcli.formats.profiles.targets import Target


def is_telling(cell: str) -> bool:
    """Whether a cell shows by itself what it is: an e-mail, a phone number or a web address."""
    text = cell.strip()
    before, at, after = text.partition("@")
    return bool(at and before and after[:1].isalnum() and "." in after) or looks_like_phone(text) or _is_url(text)


def targets(rows: Sequence[Sequence[str]], width: int) -> list[Target | None]:
    """What each column holds: e-mails, phones and web addresses by their look, names by standing beside them."""
    columns = [[row[i].strip() for row in rows if i < len(row) and row[i].strip()] for i in range(width)]
    found: list[Target | None] = [_of_column(cells) for cells in columns]
    if not any(found):
        return found
    texts = [i for i, cells in enumerate(columns) if found[i] is None and cells and _are_words(cells)]
    whole = next((i for i in texts if _is_made_of(rows, i, [j for j in texts if j != i])), None)
    if whole is not None:
        given, family = _parts(rows, whole, texts)
        found[whole], found[given], found[family] = Target("name"), Target("given"), Target("family")
    elif len(texts) > 1 and not any(" " in cell for i in texts[:2] for cell in columns[i][:20]):
        found[texts[0]], found[texts[1]] = Target("given"), Target("family")
    elif texts:
        found[texts[0]] = Target("name")
    return found


def _of_column(cells: Sequence[str]) -> Target | None:
    for looks, field in ((_is_email, "emails"), (_is_url, "urls"), (looks_like_phone, "phones")):
        if sum(1 for cell in cells if looks(cell)) * 2 > len(cells):
            return Target(field, "value")
    return None


def _are_words(cells: Sequence[str]) -> bool:
    return all(len(cell) <= 100 for cell in cells) and sum(1 for c in cells if c[0].isalpha()) * 2 > len(cells)


def _is_made_of(rows: Sequence[Sequence[str]], whole: int, others: Sequence[int]) -> bool:
    given, family = _parts(rows, whole, [whole, *others])
    return given != family


def _parts(rows: Sequence[Sequence[str]], whole: int, texts: Sequence[int]) -> tuple[int, int]:
    """The columns whose cells, one after the other, make the whole name; twice the same when none do."""
    full = [row for row in rows if len(row) > max(texts) and row[whole].strip()]
    for given in texts:
        for family in texts:
            if len({given, family, whole}) == 3 and full:
                made = sum(1 for row in full if fold(f"{row[given]} {row[family]}") == fold(row[whole]))
                if made * 2 > len(full):
                    return given, family
    return whole, whole


def _is_email(text: str) -> bool:
    if "@" not in text or "." not in text.rpartition("@")[2]:
        return False
    try:
        email_normal(text)
    except Invalid:
        return False
    return True


def _is_url(text: str) -> bool:
    return text.lower().startswith(("http://", "https://", "www.")) and " " not in text
