"""Which column holds what: the header found and read, or the contents looked at when there is none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from crmcli.core.errors import Usage
from crmcli.core.records.words import FieldType
from crmcli.core.search.fields import field_key
from crmcli.core.values.text import fold, one_line
from crmcli.formats.delimited import Row
from crmcli.formats.drafts import Remark, remark
from crmcli.formats.profiles import contents, names, own, programs
from crmcli.formats.profiles.targets import POINTS, Column, Target, field_name, of_header

_LOOKED_AT = 60
_PREAMBLE = 10
_LONGEST_TITLE = 200
_MANY = ("note", "tags", "ignore")
"""Single fields that several columns may fill together."""


class Layout(NamedTuple):
    """What the columns of a file hold."""

    program: str = ""
    """Whose export it is: crmcli, google, linkedin, ...; "" for any other."""
    columns: tuple[Column, ...] = ()
    header_line: int = 0
    """Where the header stands; the rows after it are data. 0 when there is none."""
    remarks: tuple[Remark, ...] = ()


def read_layout(
    rows: Iterable[Row],
    *,
    header: bool | None = None,
    mapping: Mapping[str, Target] | None = None,
    fields: Sequence[FieldType] = (),
    keep_unknown: bool = False,
) -> Layout:
    """What the columns hold, from the first rows of the file.

    `header` says whether there is one (None: find out), `mapping` what the user knows better, by title or number of the
    column; `fields` are the custom fields that exist. With `keep_unknown` every other column becomes a custom field.
    """
    head = list(islice((row for row in rows if row.fault is None), _LOOKED_AT))
    if not head:
        return Layout()
    at, remarks = _header_at(head)
    top = head[at].cells
    if header is False or (header is None and _is_data(top)):
        width = max(len(row.cells) for row in head)
        titles = _titles([""] * width)
        said: tuple[Remark, ...] = (remark("There is no header: the columns were recognised by what they hold."),)
        guesses = contents.targets([row.cells for row in head], width)
        columns = _settled(titles, guesses, mapping or {}, keep_unknown=keep_unknown)
        return Layout("", columns, 0, said)
    program = programs.whose(top)
    width = max(len(row.cells) for row in head[at:])
    titles = _titles([*top, *[""] * (width - len(top))])
    if program == "crmcli":
        ours = [own.target(cell) for cell in [*top, *[""] * (width - len(top))]]
        return Layout(program, _settled(titles, ours, mapping or {}, keep_unknown=keep_unknown), head[at].line)
    targets = _of_headers(
        top, programs.spoken(program, top), titles, {field_key(field.name): field for field in fields}
    )
    targets = programs.adapted(program, targets, width)
    if not any(target and target.field in _IDENTIFYING for target in targets):
        guesses = contents.targets([row.cells for row in head[at + 1 :]], width)
        if any(guesses):
            targets = [target or guess for target, guess in zip(targets, guesses, strict=True)]
            remarks = (*remarks, remark("No column has a known name: they were recognised by what they hold."))
    columns = _settled(titles, targets, mapping or {}, keep_unknown=keep_unknown)
    if said_so := programs.remark_of(program):
        remarks = (said_so, *remarks)
    return Layout(program, columns, head[at].line, (*remarks, *_repeated(top)))


def _repeated(top: Sequence[str]) -> tuple[Remark, ...]:
    """What is said of headers that stand there more than once."""
    headers = [one_line(cell) for cell in top if cell.strip()]
    repeated = [header for header in dict.fromkeys(headers) if headers.count(header) > 1]
    return tuple(
        remark("More than one column is called {title}; all of them are kept.", column=title, title=title)
        for title in repeated
    )


_IDENTIFYING = ("name", "given", "family", "organisation", "emails", "phones")


def _header_at(head: Sequence[Row]) -> tuple[int, tuple[Remark, ...]]:
    """Which row is the header: the first, unless lines of other text stand before it."""
    for at, row in enumerate(head[:_PREAMBLE]):
        if sum(1 for cell in row.cells if names.lookup(cell)) >= 2:
            if at and all(len(list(filter(None, before.cells))) == 1 for before in head[:at]):
                return at, (remark("Lines before the header that were skipped: {count}.", count=row.line - 1),)
            break
    return 0, ()


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a first row holds somebody already."""
    return not any(names.lookup(cell) for cell in cells) and any(contents.is_telling(cell) for cell in cells)


def _titles(header: Sequence[str]) -> list[str]:
    """The headers, each unlike the others: Tags, Tags (2), Column 4."""
    titles: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(header, 1):
        base = title = one_line(cell)[:_LONGEST_TITLE] or f"Column {place}"
        count = 1
        while title in taken:
            count += 1
            title = f"{base} ({count})"
        taken.add(title)
        titles.append(title)
    return titles


def _of_headers(
    top: Sequence[str], spoken: Sequence[str], titles: Sequence[str], known: Mapping[str, FieldType]
) -> list[Target | None]:
    """What each header names, `spoken` in known words; a single thing named twice is kept as a custom field."""
    targets: list[Target | None] = []
    singles: dict[tuple[str, str], str] = {}
    for cell, said, title in zip(top, spoken, titles, strict=False):
        target = of_header(said)
        if target is None:
            field = known.get(field_key(title)) or known.get(field_key(field_name(title)))
            target = field and Target("fields", name=field.name, type=field.type)
        elif _is_single(target):
            key = (target.field, target.part)
            if target.number > 1 or singles.setdefault(key, names.key(cell)) != names.key(cell):
                target = None
            elif title != one_line(cell)[:_LONGEST_TITLE]:
                target = Target("fields", name=field_name(title))
        targets.append(target)
    targets.extend([None] * (len(titles) - len(targets)))
    return _in_context(targets, [names.key(said) for said in spoken])


def _is_single(target: Target) -> bool:
    return target.field not in (*POINTS, "addresses", "fields", *_MANY)


def _in_context(targets: list[Target | None], keys: Sequence[str]) -> list[Target | None]:
    """Headers that mean one thing or another by what stands beside them: Title, Name, Nombre, Nom."""
    here = {target.field: key for target, key in zip(targets, keys, strict=False) if target}
    turned = {}
    turned["title"] = "prefix" if "job_title" in here and "prefix" not in here else "job_title"
    if "family" in here and "given" not in here:
        turned["name"] = "given"
    elif here.get("given") in ("vorname", "prenom") and "family" not in here:
        turned["name"] = "family"
    adapted = [target and target._replace(field=turned.get(target.field, target.field)) for target in targets]
    seen: set[str] = set()
    for i, target in enumerate(adapted):
        if target and target.field in turned.values() and not target.part:
            adapted[i] = None if target.field in seen else target
            seen.add(target.field)
    return adapted


def _settled(
    titles: Sequence[str], targets: Sequence[Target | None], mapping: Mapping[str, Target], *, keep_unknown: bool
) -> tuple[Column, ...]:
    """The columns with the user's word put first, and no two of them filling the same place."""
    chosen = {_place(titles, title): target for title, target in mapping.items()}
    single = {(target.field, target.part) for target in chosen.values() if _is_single(target)}
    taken: set[tuple[str, str, int, str]] = set()
    custom: set[str] = {field_key(target.name) for target in chosen.values() if target.name}
    columns: dict[int, Column] = {}
    for i in sorted(range(len(titles)), key=lambda i: i not in chosen):
        target = chosen.get(i, targets[i])
        if target and i not in chosen and _is_single(target) and (target.field, target.part) in single:
            target = None
        if target is None and keep_unknown:
            target = Target("fields", name=_unlike(custom, field_name(titles[i])))
        if target and target.field in (*POINTS, "addresses"):
            target = _free(taken, target)
        columns[i] = Column(i, titles[i], target)
    return tuple(columns[i] for i in range(len(titles)))


def _place(titles: Sequence[str], title: str) -> int:
    """The index of the column that a user means: its title, in any case, or its number."""
    if title in titles:
        return titles.index(title)
    alike = [i for i, other in enumerate(titles) if fold(other) == fold(title)]
    if len(alike) == 1:
        return alike[0]
    number = title.removeprefix("#")
    if number.isdecimal() and 0 < int(number) <= len(titles):
        return int(number) - 1
    raise Usage("There is no column {name}.", name=title, hint="There are: {titles}.", titles=", ".join(titles)[:1000])


def _free(taken: set[tuple[str, str, int, str]], target: Target) -> Target:
    """The target with the next number at which its place is free: two columns Email are two e-mails."""
    while (target.field, target.label, target.number, target.part) in taken:
        target = target._replace(number=target.number + 1)
    taken.add((target.field, target.label, target.number, target.part))
    return target


def _unlike(taken: Collection[str], name: str) -> str:
    count, other = 1, name
    while field_key(other) in taken:
        count += 1
        other = f"{name} {count}"
    if isinstance(taken, set):
        taken.add(field_key(other))
    return other
