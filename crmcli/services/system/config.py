"""The settings in force, where each comes from, and writing them."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import BadSettings, Invalid
from crmcli.core.records.system import SettingInForce
from crmcli.core.values.addresses import has_phones
from crmcli.core.values.money import known_currency
from crmcli.services.system import editor
from crmcli.services.workspace import Workspace, zone_named
from crmcli.settings import file, paths
from crmcli.settings.keys import KEYS, Key
from crmcli.settings.settings import check, known, parse, parsed

HEADING = "# Settings of crmcli. `crm config list` shows what is in force and where it comes from.\n"


class Places(NamedTuple):
    """Where settings and book are."""

    settings: Path
    book: Path


class Written(NamedTuple):
    """A setting that was written, and what hides it: a variable or a flag, "" for nothing."""

    name: str
    value: str | int | bool
    file: Path
    hidden_by: str


def listed(crm: Workspace) -> list[SettingInForce]:
    """Every setting in force."""
    return [_in_force(crm, key) for key in KEYS]


def get(crm: Workspace, name: str) -> SettingInForce:
    """One setting in force."""
    return _in_force(crm, known(name))


def set_(environ: Mapping[str, str], name: str, text: str) -> Written:
    """Write one setting into the user's file, checked before."""
    key, place = known(name), paths.config_file(environ)
    value = typed(name, text)
    write(environ, {name: value})
    return Written(name, value, place, key.variable if environ.get(key.variable) else "")


def typed(name: str, text: str) -> str | int | bool:
    """A setting as it may be written, from what was typed; BadSettings for unknown zones, currencies, countries."""
    value = parse(name, text.strip().upper() if name in ("currency", "country") else text)
    _refuse_unknown(name, str(value))
    return value


def write(environ: Mapping[str, str], values: Mapping[str, str | int | bool]) -> Path:
    """Write settings into the user's file; where it is."""
    place = paths.config_file(environ)
    if not file.text_of(place):
        file.write(place, HEADING)
    file.change(place, values)
    return place


def places(crm: Workspace) -> Places:
    """Where settings and book are, whether they exist or not."""
    return Places(paths.config_file(crm.environ), crm.path)


def settings_file(environ: Mapping[str, str]) -> Path:
    """Where the user's settings are, even when they cannot be read."""
    return paths.config_file(environ)


def edited(environ: Mapping[str, str], text: str | None = None) -> str | None:
    """The settings file, or a text that was not good enough, as it comes back from the editor; None when unchanged."""
    before = file.text_of(paths.config_file(environ)) or _template()
    after = editor.edit_text(_Desk(environ), before if text is None else text, suffix=".toml", guard=False)
    return None if after == before else after


def save(environ: Mapping[str, str], text: str) -> Path:
    """Put an edited text in the place of the settings file; BadSettings when it means nothing."""
    place = paths.config_file(environ)
    written = parsed(text, place)
    check(written, place)
    for name, value in written.items():
        _refuse_unknown(name, str(value))
    file.write(place, text)
    return place


def _refuse_unknown(name: str, value: str) -> None:
    if name == "zone":
        zone_named(value)
    elif name == "currency":
        try:
            known_currency(value)
        except Invalid as error:
            raise BadSettings(error.message, hint=error.hint, **error.values) from error
    elif name == "country" and not has_phones(value.upper()):
        raise BadSettings("There is no country {code}.", code=value.upper(), hint="Two letters, as ES.")


class _Desk:
    """What the editor needs when the settings are too broken for a workspace."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ


def _in_force(crm: Workspace, key: Key) -> SettingInForce:
    value = getattr(crm.settings, key.name)
    shown = str(value) if isinstance(value, Path) else value
    return SettingInForce(key.name, shown, crm.settings.origins[key.name], key.summary)


def _template() -> str:
    """A settings file of comments, for those who have none yet."""
    return HEADING + "".join(f"\n# {key.summary}\n# {key.name} = {_sample(key)}\n" for key in KEYS)


def _sample(key: Key) -> str:
    return {str: '""', int: "30", bool: "false"}[key.kind]
