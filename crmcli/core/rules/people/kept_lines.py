"""The lines that are kept of a card beside its contact, and what they become when another card tells more."""

from collections.abc import Iterable

_LABEL = "X-ABLABEL"
_UNITED = frozenset((
    "EMAIL", "TEL", "URL", "ADR", "IMPP", "CATEGORIES", "X-ABRELATEDNAMES", "X-ABDATE", "RELATED", "MEMBER",
))  # fmt: skip
"""Properties that somebody has many of: a new one stands beside the old ones, of others it takes their place."""


def united(had: str, said: str, *, fills: bool = False) -> str:
    """The lines of both: what the new card says of a property stands for what was known of it, or comes besides.

    A card that only `fills` replaces nothing. A property and its label, which share a group, stay together.
    """
    if not said or had == said:
        return had
    if not had:
        return said
    old, new = _units(had), _units(said)
    known, told = {_bare(unit) for unit in old}, {_name(unit) for unit in new} - _UNITED
    names = {_name(unit) for unit in old} - _UNITED
    if fills:
        new = [unit for unit in new if _name(unit) not in names]
    else:
        old = [unit for unit in old if _name(unit) not in told]
        known = {_bare(unit) for unit in old}
    new = [unit for unit in new if _bare(unit) not in known]
    taken = {_group(unit[0]).lower() for unit in old}
    kept = [line for unit in old for line in unit] + [line for unit in _regrouped(new, taken) for line in unit]
    return had if sorted(kept) == sorted(had.split("\n")) else "\n".join(kept)


def joined(had: str, said: str) -> str:
    """The lines of two cards that are one from now on: all of both, but what both say only once."""
    if not had or not said:
        return had or said
    old, new = _units(had), _units(said)
    known = {_bare(unit) for unit in old}
    new = [unit for unit in new if _bare(unit) not in known]
    taken = {_group(unit[0]).lower() for unit in old}
    return "\n".join(line for unit in (*old, *_regrouped(new, taken)) for line in unit)


def _units(text: str) -> list[list[str]]:
    """The lines, those of one group together."""
    found: list[list[str]] = []
    groups: dict[str, list[str]] = {}
    for line in filter(None, text.replace("\r", "").split("\n")):
        group = _group(line).lower()
        if group and group in groups:
            groups[group].append(line)
        else:
            unit = [line]
            found.append(unit)
            if group:
                groups[group] = unit
    return found


def _regrouped(units: Iterable[list[str]], taken: set[str]) -> Iterable[list[str]]:
    """Units under group names that are still free."""
    number = 1
    for unit in units:
        group = _group(unit[0])
        if group and group.lower() in taken:
            while f"item{number}" in taken:
                number += 1
            taken.add(f"item{number}")
            yield [f"item{number}{line[len(group) :]}" for line in unit]
        else:
            yield unit


def _head(line: str) -> str:
    return line.partition(":")[0].partition(";")[0]


def _group(line: str) -> str:
    return _head(line).rpartition(".")[0]


def _name(unit: list[str]) -> str:
    """What a unit is about: its first property that is no label."""
    names = [_head(line).rpartition(".")[2].upper() for line in unit]
    return next((name for name in names if name != _LABEL), _LABEL)


def _bare(unit: list[str]) -> str:
    """A unit without the name of its group."""
    size = len(_group(unit[0]))
    return "\n".join(line[size:] for line in unit)
