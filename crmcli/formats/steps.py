"""How the columns of one file fill a contact: for each thing that they hold together, one step made beforehand."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from crmcli.core.records.contact import Address
from crmcli.core.values import durations
from crmcli.core.values.imported_dates import parse_imported
from crmcli.formats import gathering
from crmcli.formats.gathering import Gathering
from crmcli.formats.profiles import companies, own, permissions
from crmcli.formats.profiles.layout import Layout
from crmcli.formats.profiles.targets import POINTS, Column, Target, field_name
from crmcli.formats.spreadsheet import unsafe
from crmcli.formats.survey import Survey

Step = Callable[[list[str], Gathering], None]
Clean = Callable[[str], str]
Used = Sequence[tuple[Column, Target]]

_PLAIN = frozenset({
    "uid", "name", "prefix", "given", "middle", "suffix", "nickname", "organisation", "job_title", "department",
    "source", "language", "owner", "referred_by", "archived_at",
})  # fmt: skip
_CONVERSIONS: dict[str, Clean] = {
    "kind": gathering.kind,
    "lifecycle": gathering.lifecycle,
    "cadence": durations.parse_interval,
}
_YES = ("yes", "y", "true", "1", "x", "si", "sí")
_FIRST_EAST_ASIAN = "\u2e80"


class _Reading:
    """How the cells of this file are taken."""

    def __init__(self, layout: Layout, survey: Survey, date_order: str) -> None:
        self.exact = layout.program == "crmcli"
        ours: Clean = unsafe if survey.escaped else str
        self.line: Clean = ours if self.exact else gathering.line
        self.block: Clean = ours if self.exact else gathering.block
        self.dated = survey.dated
        self._orders = dict(survey.orders)
        self._order = date_order

    def order(self, column: Column) -> str:
        """How day, month and year stand in a column."""
        return self._orders.get(column.place, self._order)


def compiled(layout: Layout, survey: Survey, *, date_order: str = "") -> tuple[Step, ...]:
    """The steps that read a row of this file; columns that hold nothing are left out."""
    reading = _Reading(layout, survey, date_order)
    used = [
        (column, column.target)
        for column in layout.columns
        if column.target and column.target.field != "ignore" and survey.filled[column.place]
    ]
    steps = [*_singles(used, reading), *_joined(used, reading), *_in_parts(used, reading)]
    for column, target in used:
        if target.field == "tags":
            steps.append(_tags(column, reading))
        elif target.field == "external_id":
            steps.append(_external_id(column, reading, layout.program))
        elif target.field == "fields" and not target.part:
            steps.append(_custom(column, target, reading))
    steps.extend(_group(group, reading) for group in _groups(used) if any(t.part != "label" for _, t in group))
    if layout.program == "linkedin":
        steps.append(_linkedin_id)
    steps += filter(None, (permissions.step(layout), companies.step(layout)))
    return tuple(steps)


def _singles(used: Used, reading: _Reading) -> Iterator[Step]:
    """Fields that one column fills by itself."""
    conversions = _CONVERSIONS if reading.exact else {**_CONVERSIONS, "language": gathering.language}
    plain = tuple((c.place, t.field, c.title) for c, t in used if t.field in _PLAIN and t.field not in conversions)
    converted = [(c.place, t.field, c.title, conversions[t.field]) for c, t in used if t.field in conversions]
    for column, target in used:
        if target.field == "birthday" and not target.part:
            convert = partial(gathering.birthday, order=reading.order(column))
            converted.append((column.place, "birthday", column.title, convert))
    clean = reading.line

    def fill(cells: list[str], found: Gathering) -> None:
        for place, field, title in plain:
            if cell := cells[place]:
                found.text(field, clean(cell), title)

    def convert_and_fill(cells: list[str], found: Gathering) -> None:
        for place, field, title, convert in converted:
            if (value := clean(cells[place])) and not (field == "birthday" and _is_no_date(value)):
                found.converted(field, value, convert, title)

    yield fill
    if converted:
        yield convert_and_fill


def _joined(used: Used, reading: _Reading) -> Iterator[Step]:
    """Fields that several columns fill one after the other."""
    for field, clean, between in (
        ("family", reading.line, " "),
        ("note", reading.block, "\n"),
        ("properties", reading.block if reading.exact else gathering.kept, "\n"),
    ):
        columns = [c for c, t in sorted(used, key=lambda each: each[1].part) if t.field == field]
        if columns:
            yield _join(field, columns, clean, between)


def _join(field: str, columns: Sequence[Column], clean: Clean, between: str) -> Step:
    places, title = [column.place for column in columns], columns[0].title

    def step(cells: list[str], found: Gathering) -> None:
        found.text(field, between.join(filter(None, [clean(cells[place]) for place in places])), title)

    return step


def _in_parts(used: Used, reading: _Reading) -> Iterator[Step]:
    """Fields of which each column holds a part."""
    clean = reading.line
    spoken = {t.part: c for c, t in used if t.field == "phonetic"}
    born = {t.part: c for c, t in used if t.field == "birthday" and t.part}

    def phonetic(cells: list[str], found: Gathering) -> None:
        part = {name: clean(cells[column.place]) for name, column in spoken.items()}
        given = " ".join(filter(None, (part.get("given"), part.get("middle"))))
        family = part.get("family", "")
        both = (family, given) if max(family + given, default="") >= _FIRST_EAST_ASIAN else (given, family)
        found.text("phonetic", part.get("") or " ".join(filter(None, both)), "phonetic")

    def birthday(cells: list[str], found: Gathering) -> None:
        year, month, day = (
            cells[born[name].place].strip() if name in born else "" for name in ("year", "month", "day")
        )
        if year or month or day:
            text = f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}"
            found.converted("birthday", text, gathering.birthday, next(iter(born.values())).title)

    if spoken:
        yield phonetic
    if born:
        yield birthday


def _tags(column: Column, reading: _Reading) -> Step:
    place, clean, exact = column.place, reading.line, reading.exact

    def step(cells: list[str], found: Gathering) -> None:
        cell = clean(cells[place]) if exact else cells[place]
        if not cell:
            return
        if exact:
            found.tags += own.split_tags(cell)
            return
        for piece in re.split(r" ::: |[;,\r\n]", cell):
            tag = gathering.line(piece).strip('"')  # Mailchimp quotes each tag within its cell
            if tag.startswith("*"):  # Google's own groups; its list of everybody says nothing
                tag = tag.lstrip("* ")
                tag = "" if tag == "myContacts" else tag
            if tag:
                found.tags.append(tag)

    return step


def _external_id(column: Column, reading: _Reading, program: str) -> Step:
    place, clean, title = column.place, reading.line, column.title
    prefix = "" if reading.exact else f"{program or 'csv'}:"

    def step(cells: list[str], found: Gathering) -> None:
        if value := clean(cells[place]):
            found.text("external_id", value if ":" in value else prefix + value, title)

    return step


def _custom(column: Column, target: Target, reading: _Reading) -> Step:
    place, title, name, clean = column.place, column.title, target.name, reading.block
    is_date = target.type == "date" or column.place in reading.dated
    convert = partial(parse_imported, order=reading.order(column)) if is_date and not reading.exact else None

    def step(cells: list[str], found: Gathering) -> None:
        if (value := clean(cells[place])) and not (convert and _is_no_date(value)):
            found.field(name, value, title, convert)

    return step


def _groups(used: Used) -> list[list[tuple[Column, Target]]]:
    """Columns that describe one point, address or labelled field together, in the order of the file."""
    groups: dict[tuple[str, str, int], list[tuple[Column, Target]]] = {}
    for column, target in used:
        if target.field in (*POINTS, "addresses", "fields") and target.part:
            groups.setdefault((target.field, target.label, target.number), []).append((column, target))
    return list(groups.values())


def _group(group: list[tuple[Column, Target]], reading: _Reading) -> Step:
    match group[0][1].field:
        case "addresses":
            return _address(group, reading)
        case "fields":
            return _labelled_field(group, reading)
        case _:
            return _point(group, reading)


def _point(group: list[tuple[Column, Target]], reading: _Reading) -> Step:
    """An e-mail, phone, URL or handle with its label and its preference."""
    column, target = next(((c, t) for c, t in group if t.part == "value"), group[0])
    by_part = {t.part: c.place for c, t in group}
    place, title, clean, exact = column.place, column.title, reading.line, reading.exact
    label_place, preferred_place = by_part.get("label"), by_part.get("preferred")
    pieces = _pieces if not exact else _whole
    add: Callable[..., None] = getattr(Gathering, target.field.removesuffix("s"))

    def step(cells: list[str], found: Gathering) -> None:
        value = clean(cells[place])
        if not value:
            return
        label, preferred = target.label, target.preferred
        if label_place is not None and (said := cells[label_place]):
            label, starred = (clean(said), False) if exact else gathering.label(said)
            preferred = preferred or starred
        if preferred_place is not None:
            preferred = cells[preferred_place].strip().lower() in _YES
        for piece in pieces(target.field, value):
            if target.field == "urls" and label and not exact and "." not in piece and "/" not in piece:
                found.handle(piece, label, title, preferred=preferred)
            else:
                add(found, piece, label, title, preferred=preferred)

    return step


def _address(group: list[tuple[Column, Target]], reading: _Reading) -> Step:
    """A postal address from its parts; the whole text counts only where the parts are empty."""
    places = {t.part: c.place for c, t in group}
    fixed, title, clean, exact = group[0][1].label, group[0][0].title, reading.block, reading.exact
    if not exact and places.keys() - {"label", "text"} == {"street"} and "text" not in places:
        places["text"] = places.pop("street")

    def step(cells: list[str], found: Gathering) -> None:
        part = {name: clean(cells[place]) for name, place in places.items()}
        label = part.pop("label", "")
        if not exact:
            label = gathering.label(label)[0] if label else fixed
            second = part.pop("extended 2", "")
            if second:
                part["extended"] = ", ".join(filter(None, (part.get("extended", ""), second)))
            if any(value for name, value in part.items() if name != "text"):
                part.pop("text", None)
            if not any(part.values()):
                return
        found.address(Address(label, **part), title)

    return step


def _labelled_field(group: list[tuple[Column, Target]], reading: _Reading) -> Step:
    """A custom field that a cell names, as Google's Custom Field 1 - Label."""
    by_part = {t.part: c for c, t in group}
    column, target = group[0]
    default = field_name(f"{target.label} {target.number}".strip().capitalize())

    def step(cells: list[str], found: Gathering) -> None:
        if "value" in by_part and (value := reading.block(cells[by_part["value"].place])):
            said = gathering.line(cells[by_part["label"].place]).lstrip("* ") if "label" in by_part else ""
            found.field(field_name(said[:100]) if said else default, value, column.title)

    return step


def _linkedin_id(_cells: list[str], found: Gathering) -> None:
    """The page of somebody on LinkedIn tells who it is when everything else has changed."""
    for point in found.urls:
        host, _, page = point.normal.partition("/")
        if host.endswith("linkedin.com") and page:
            found.text("external_id", f"linkedin:{page.lower()}", "URL")
            return


def _whole(_field: str, value: str) -> list[str]:
    return [value]


def _pieces(field: str, value: str) -> list[str]:
    """The values of a cell that holds several: Google's " ::: ", and what no single value of the kind can hold."""
    if " ::: " in value:
        return [piece for part in value.split(" ::: ") for piece in _pieces(field, part.strip()) if piece]
    if field == "emails":
        if "<" in value and (bracketed := re.findall(r"<\s*([^<>\s]+@[^<>\s]+)\s*>", value)):
            return bracketed
        pieces = [piece for piece in re.split(r"[;,\s]+", value) if piece]
        return pieces if len(pieces) > 1 and all("@" in piece for piece in pieces) else [value]
    if field == "phones":
        return [piece for piece in re.split(r"\s*;\s*|\s+/\s+", value) if piece]
    if field == "urls" and ("," in value or ";" in value or " " in value):
        pieces = [piece for piece in re.split(r"[;,\s]+", value) if piece]
        return pieces if all("." in piece for piece in pieces) and len(pieces) > 1 else [value]
    return [value]


def _is_no_date(value: str) -> bool:
    """Whether it is what programs write where there is no date: 0/0/00, 0000-00-00."""
    return not value.strip("0/-. ")
