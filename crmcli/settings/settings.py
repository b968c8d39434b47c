"""What the user has settled: one frozen object, from flags, the environment and one TOML file, in that order."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from crmcli.core.errors import BadSettings
from crmcli.core.values.text import nearest
from crmcli.settings import paths
from crmcli.settings.keys import KEYS, NAMES, Key, Value

MAX_BYTES = 1_000_000
"""A settings file above this size is refused before it is parsed."""
MAX_LINE_BYTES = 4096
"""So is one with a longer line: a key of 20,000 dots takes the parser 1.5 GB."""


_FILE_HINT = "`crm config edit` opens it; `crm config path` says where it is."
KEYS_TABLE = "keys"
"""The table of the file in which the app's keys are changed: done = "x"."""
UNREADABLE = "Look at its rights, and at its folder's."
"""The way out where the system does not give a file of settings."""
_COUNTRIES = {"en": "US", "es": "ES", "fr": "FR", "de": "DE", "it": "IT", "pt": "PT"}
_CURRENCIES = {
    "US": "USD", "GB": "GBP", "CH": "CHF", "MX": "MXN", "AR": "ARS", "CO": "COP", "CL": "CLP", "PE": "PEN",
    "UY": "UYU", "BR": "BRL", "CA": "CAD", "AU": "AUD", "JP": "JPY", "IN": "INR", "NZ": "NZD", "SE": "SEK",
    "NO": "NOK", "DK": "DKK", "PL": "PLN", "CZ": "CZK",
}  # fmt: skip
_MONTH_FIRST = ("US", "PH")


class Settings(NamedTuple):
    """Everything settled; `origins` says for each name where its value comes from."""

    db: Path
    db_named: bool
    """Whether the book was named by flag, variable or file; a named one must exist to be read."""
    currency: str
    country: str
    zone: str
    language: str
    date_order: str
    actor: str
    readonly: bool
    lock_timeout: int
    coming_days: int
    margin: int
    """Per cent; 0 is unknown."""
    churn_days: int
    discount_rate: int
    links: bool
    business_name: str
    business_tax_id: str
    business_address: str
    business_email: str
    business_phone: str
    business_bank: str
    tax_rate: str
    quote_days: int
    quote_terms: str
    hourly_rate: str
    color: str
    theme: str
    keys: tuple[tuple[str, str], ...]
    """Keys of the app that were changed: the action and its keys, from the table `keys` of the file."""
    origins: dict[str, str]
    unknown: tuple[str, ...]
    """Keys of the file that mean nothing."""


def load(environ: Mapping[str, str], flags: Mapping[str, Value]) -> Settings:
    """The settings in force: a flag beats a variable, that the file, that the default."""
    file = paths.config_file(environ)
    written = read(file) if _is_there(file) else {}
    found = _defaults(environ)
    origins = dict.fromkeys(found, "default")
    for key in KEYS:
        if key.name in written:
            found[key.name] = _checked(key, written[key.name], f"{file}")
            origins[key.name] = f"{file}"
        if environ.get(key.variable):
            found[key.name] = _converted(key, environ[key.variable])
            origins[key.name] = key.variable
        if key.name in flags:
            found[key.name] = flags[key.name]
            origins[key.name] = f"--{key.name.replace('_', '-')}"
    _check(found, origins)
    unknown = tuple(name for name in written if name not in (*NAMES, KEYS_TABLE))
    values: dict[str, Any] = {
        **found,
        "db": paths.typed(str(found["db"])),
        "currency": str(found["currency"]).upper(),
        "country": str(found["country"]).upper(),
        "language": str(found["language"])[:2],
    }
    return Settings(
        **values,
        db_named=origins["db"] != "default",
        keys=_keys(written.get(KEYS_TABLE, {}), f"{file}"),
        origins=origins,
        unknown=unknown,
    )


def read(file: Path) -> dict[str, object]:
    """What a settings file says; BadSettings names the file and the line."""
    hint = _FILE_HINT
    if not file.is_file():
        raise BadSettings("{file} is not a file.", file=file, hint="A settings file is TOML text.")
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES or len(max(content.splitlines(), key=len, default=b"")) > MAX_LINE_BYTES:
            raise BadSettings("{file} is too large for a settings file.", file=file, hint=hint)
        return parsed(content.decode(), file)
    except OSError as error:
        raise BadSettings("{file} cannot be read: {why}.", file=file, why=error.strerror, hint=hint) from error
    except UnicodeDecodeError as error:
        raise BadSettings("{file} is not UTF-8 text.", file=file, hint=hint) from error


def parsed(text: str, file: Path) -> dict[str, object]:
    """What a settings text says; BadSettings names the file and the line."""
    import tomllib  # noqa: PLC0415 - door: 1.6 ms, only when there is a settings file

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deep"
        raise BadSettings("{file} is not TOML: {why}.", file=file, why=why, hint=_FILE_HINT) from error


def check(written: Mapping[str, object], file: Path) -> None:
    """BadSettings when the settings of a file cannot be: a value of the wrong kind, or one that means nothing."""
    found = {key.name: _checked(key, written[key.name], f"{file}") for key in KEYS if key.name in written}
    _check(found, dict.fromkeys(found, f"{file}"))


def known(name: str) -> Key:
    """A setting by its name; BadSettings names the nearest where there is none."""
    for key in KEYS:
        if key.name == name:
            return key
    raise BadSettings(
        "There is no setting {name}.",
        name=name,
        hint="Did you mean {near}? `crm config list` shows them all.",
        near=nearest(name, NAMES) or NAMES[0],
    )


def customs(country: str) -> dict[str, str]:
    """The currency of a country and the order of its dates."""
    return {
        "currency": _CURRENCIES.get(country, "EUR"),
        "date_order": "mdy" if country in _MONTH_FIRST else "dmy",
    }


def parse(name: str, text: str) -> Value:
    """A setting's value from what was typed; BadSettings says what it should be."""
    value = _converted(known(name), text)
    _check({name: value}, {name: name})
    return value


def _defaults(environ: Mapping[str, str]) -> dict[str, Value]:
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    tongue, _, territory = locale.partition(".")[0].partition("_")
    spoken = tongue if tongue in ("en", "es") else "en"
    country = territory if len(territory) == 2 and territory.isupper() else _COUNTRIES.get(tongue, "ES")
    custom = customs(country)
    return {
        **{key.name: key.default for key in KEYS},
        "db": str(environ["CRM_DB"]) if environ.get("CRM_DB") else str(paths.book(environ)),
        "currency": custom["currency"],
        "country": country,
        "language": spoken,
        "date_order": custom["date_order"] if territory else "",
        "actor": environ.get("LOGNAME") or environ.get("USER") or "me",
    }


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise BadSettings("{file} cannot be read: {why}.", file=file, why=error.strerror, hint=UNREADABLE) from error


def _checked(key: Key, value: object, file: str) -> Value:
    if type(value) is key.kind and isinstance(value, str | int | bool):
        return value
    raise BadSettings(
        _WRITTEN_MESSAGES[key.kind],
        name=key.name,
        file=file,
        hint="`crm config set {name} VALUE` writes it; `crm config list` shows what is in force.",
    )


def _keys(table: object, file: str) -> tuple[tuple[str, str], ...]:
    if isinstance(table, dict) and all(isinstance(keys, str) for keys in table.values()):
        return tuple(table.items())
    raise BadSettings(
        "{name} in {file} must be a table of actions and keys.",
        name=KEYS_TABLE,
        file=file,
        hint='As in: [keys], and below it done = "x".',
    )


def _converted(key: Key, text: str) -> Value:
    if key.kind is bool and text.lower() in ("1", "true", "yes", "on", "0", "false", "no", "off"):
        return text.lower() in ("1", "true", "yes", "on")
    if key.kind is int and text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    if key.kind is str:
        return text
    raise BadSettings(
        _KIND_MESSAGES[key.kind], name=key.name, value=text, hint="`crm config list` shows what is in force."
    )


_WRITTEN_MESSAGES: dict[type, str] = {
    str: "{name} in {file} must be a text in quotes.",
    int: "{name} in {file} must be a whole number.",
    bool: "{name} in {file} must be true or false.",
}
_KIND_MESSAGES: dict[type, str] = {
    int: "{name} must be a whole number, not {value}.",
    bool: "{name} must be true or false, not {value}.",
}


def _check(found: Mapping[str, Value], origins: Mapping[str, str]) -> None:
    for key in KEYS:
        if key.name not in found or key.rule is None or key.rule(str(found[key.name])):
            continue
        value = str(found[key.name])[:40].partition("://")[0] or '""'  # an address may hold a password
        if origins[key.name] == key.name:
            raise BadSettings("{name} cannot be {value}.", name=key.name, value=value, hint=key.hint)
        raise BadSettings(
            "{name} from {origin} cannot be {value}.",
            name=key.name,
            origin=origins[key.name],
            value=value,
            hint=key.hint,
        )
