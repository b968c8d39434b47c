"""How a file is to be read where it does not tell itself, and the profiles that remember it for the next one."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.core.errors import BadSettings, NotFound
from crmcli.formats.delimited import MAX_SIZE
from crmcli.formats.profiles import programs
from crmcli.services.workspace import Workspace
from crmcli.settings import profiles


class Options(NamedTuple):
    """What the user says about the file; what is left out is found out."""

    format: str = ""
    """csv, jsonl, ldif or vcard."""
    mapping: tuple[str, ...] = ()
    """Columns and where they go, as `Column=field`; a later one wins."""
    encoding: str = ""
    delimiter: str = ""
    header: bool | None = None
    date_order: str = ""
    """dmy, mdy or ymd, for dates of which the file does not tell."""
    keep_unknown: bool = False
    """Whether columns without a field become custom fields."""
    tags: tuple[str, ...] = ()
    """What everybody in the file is tagged with."""
    max_size: int = MAX_SIZE


def with_profile(crm: Workspace, name: str, said: Options) -> Options:
    """The options of a profile, with what was said now put first. NotFound where there is no such profile."""
    saved = profiles.read(crm.environ, name)
    if saved is None:
        if programs.remark_of(name.lower()):
            return said
        there = profiles.names(crm.environ)
        raise NotFound(
            "There is no profile {name}.",
            name=name,
            hint="There are: {names}." if there else "--save-profile NAME makes one; known programs need none.",
            names=", ".join(there),
        )
    known = _checked(name, saved)
    changed = {field: value for field, value in said._asdict().items() if value != getattr(_DEFAULTS, field)}
    changed["mapping"] = (*known.mapping, *said.mapping)
    changed["tags"] = (*known.tags, *(tag for tag in said.tags if tag not in known.tags))
    return known._replace(**changed)


def check_profile_name(name: str) -> None:
    """Usage where a profile cannot be called so."""
    profiles.check_name(name)


def save_profile(crm: Workspace, name: str, options: Options) -> str:
    """Remember these options under a name; the file's path."""
    kept = {field: value for field, value in options._asdict().items() if value != getattr(_DEFAULTS, field)}
    return str(profiles.write(crm.environ, name, kept))


_DEFAULTS = Options()


def _checked(name: str, saved: Mapping[str, object]) -> Options:
    found: dict[str, object] = {}
    for field, value in saved.items():
        wanted = getattr(_DEFAULTS, field, _DEFAULTS)
        if field == "header" and isinstance(value, bool):
            found[field] = value
        elif isinstance(wanted, tuple) and isinstance(value, list) and all(isinstance(each, str) for each in value):
            found[field] = tuple(value)
        elif type(value) is type(wanted):
            found[field] = value
        else:
            raise BadSettings(
                "{field} in the profile {name} cannot be {value}.",
                field=field,
                name=name,
                value=str(value)[:40],
                hint="--save-profile {name} writes it anew.",
            )
    return _DEFAULTS._replace(**found)  # type: ignore[arg-type]
