"""What the user has settled: one frozen object, from flags, the environment and one TOML file, in that order."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import BadSettings
from crmcli.core.values.decimals import scaled
from crmcli.core.values.text import nearest
from crmcli.settings import paths

MAX_BYTES = 1_000_000
"""A settings file above this size is refused before it is parsed."""
MAX_LINE_BYTES = 4096
"""So is one with a longer line: a key of 20,000 dots takes the parser 1.5 GB."""


class Key(NamedTuple):
    """One thing that can be settled."""

    name: str
    variable: str
    summary: str
    kind: type[str] | type[int] | type[bool] = str


KEYS = (
    Key("db", "CRM_DB", "The book to open."),
    Key("currency", "CRM_CURRENCY", "The currency of bare amounts, as EUR."),
    Key("country", "CRM_COUNTRY", "The country of bare phone numbers, as ES."),
    Key("zone", "CRM_ZONE", "The time zone, as Europe/Madrid; the system's when empty."),
    Key("language", "CRM_LANG", "The language of messages: en or es."),
    Key("date_order", "CRM_DATE_ORDER", "How typed dates are read: dmy, mdy or ymd."),
    Key("actor", "CRM_ACTOR", "The name under which changes are journalled."),
    Key("readonly", "CRM_READONLY", "Refuse every change.", bool),
    Key("lock_timeout", "CRM_LOCK_TIMEOUT", "Seconds to wait for another writer.", int),
    Key("coming_days", "CRM_COMING_DAYS", "How many days ahead `crm today` looks.", int),
    Key("margin", "CRM_MARGIN", "Gross margin in per cent, where a sale's cost is unknown.", int),
    Key("churn_days", "CRM_CHURN_DAYS", "Days without an order after which a customer has left.", int),
    Key("discount_rate", "CRM_DISCOUNT_RATE", "Per cent a year by which later money is worth less.", int),
    Key("links", "CRM_LINKS", "Make e-mails and addresses clickable on a terminal.", bool),
    Key("business_name", "CRM_BUSINESS_NAME", "Who you are on quotes and invoices."),
    Key("business_tax_id", "CRM_BUSINESS_TAX_ID", "Your tax number on quotes and invoices."),
    Key("business_address", "CRM_BUSINESS_ADDRESS", "Your address on them; a semicolon begins a new line."),
    Key("business_email", "CRM_BUSINESS_EMAIL", "Your e-mail on quotes and invoices."),
    Key("business_phone", "CRM_BUSINESS_PHONE", "Your phone on quotes and invoices."),
    Key("business_bank", "CRM_BUSINESS_BANK", "How you are paid, as an IBAN."),
    Key("tax_rate", "CRM_TAX_RATE", "The tax of what is sold where nothing else is said, as 21%."),
    Key("quote_days", "CRM_QUOTE_DAYS", "How many days a quote is valid.", int),
    Key("quote_terms", "CRM_QUOTE_TERMS", "The terms of a quote where nothing else is said."),
    Key("hourly_rate", "CRM_HOURLY_RATE", "What an hour of your time costs, as 45, in the base currency."),
    Key("theme", "CRM_THEME", "The colours of the app: auto, terminal, dark or light."),
)
_FILE_HINT = "`crm config edit` opens it; `crm config path` says where it is."
KEYS_TABLE = "keys"
"""The table of the file in which the app's keys are changed: done = "x"."""
THEMES = ("auto", "terminal", "dark", "light")
NAMES = tuple(key.name for key in KEYS)
Value = str | int | bool
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
    found: dict[str, Value] = _defaults(environ)
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
    _refuse_nonsense(found, origins)
    unknown = tuple(name for name in written if name not in (*NAMES, KEYS_TABLE))
    return Settings(
        db=paths.typed(str(found["db"])),
        db_named=origins["db"] != "default",
        currency=str(found["currency"]).upper(),
        country=str(found["country"]).upper(),
        zone=str(found["zone"]),
        language=str(found["language"])[:2],
        date_order=str(found["date_order"]),
        actor=str(found["actor"]),
        readonly=bool(found["readonly"]),
        lock_timeout=int(found["lock_timeout"]),
        coming_days=int(found["coming_days"]),
        margin=int(found["margin"]),
        churn_days=int(found["churn_days"]),
        discount_rate=int(found["discount_rate"]),
        links=bool(found["links"]),
        business_name=str(found["business_name"]),
        business_tax_id=str(found["business_tax_id"]),
        business_address=str(found["business_address"]),
        business_email=str(found["business_email"]),
        business_phone=str(found["business_phone"]),
        business_bank=str(found["business_bank"]),
        tax_rate=str(found["tax_rate"]),
        quote_days=int(found["quote_days"]),
        quote_terms=str(found["quote_terms"]),
        hourly_rate=str(found["hourly_rate"]),
        theme=str(found["theme"]),
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


def refuse_nonsense(written: Mapping[str, object], file: Path) -> None:
    """BadSettings when the settings of a file cannot be: a value of the wrong kind, or one that means nothing."""
    found = {key.name: _checked(key, written[key.name], f"{file}") for key in KEYS if key.name in written}
    _refuse_nonsense(found, dict.fromkeys(found, f"{file}"))


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
    _refuse_nonsense({name: value}, {name: name})
    return value


def _defaults(environ: Mapping[str, str]) -> dict[str, Value]:
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    tongue, _, territory = locale.partition(".")[0].partition("_")
    spoken = tongue if tongue in ("en", "es") else "en"
    country = territory if len(territory) == 2 and territory.isupper() else _COUNTRIES.get(tongue, "ES")
    order = "mdy" if country in _MONTH_FIRST else "dmy"
    return {
        "db": str(environ["CRM_DB"]) if environ.get("CRM_DB") else str(paths.book(environ)),
        "currency": _CURRENCIES.get(country, "EUR"),
        "country": country,
        "zone": "",
        "language": spoken,
        "date_order": order if territory else "",
        "actor": environ.get("LOGNAME") or environ.get("USER") or "me",
        "readonly": False,
        "lock_timeout": 30,
        "coming_days": 7,
        "margin": 0,
        "churn_days": 365,
        "discount_rate": 10,
        "links": True,
        **dict.fromkeys((key.name for key in KEYS if key.name.startswith("business_")), ""),
        "tax_rate": "",
        "quote_days": 30,
        "quote_terms": "",
        "hourly_rate": "",
        "theme": "auto",
    }


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise BadSettings("{file} cannot be read: {why}.", file=file, why=error.strerror) from error


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
    raise BadSettings(_KIND_MESSAGES[key.kind], name=key.name, value=text)


_WRITTEN_MESSAGES = {
    str: "{name} in {file} must be a text in quotes.",
    int: "{name} in {file} must be a whole number.",
    bool: "{name} in {file} must be true or false.",
}
_KIND_MESSAGES = {
    str: "{name} must be a text in quotes, not {value}.",
    int: "{name} must be a whole number, not {value}.",
    bool: "{name} must be true or false, not {value}.",
}


def _is_percentage(text: str) -> bool:
    found = scaled(text.strip().removesuffix("%").strip(), 2) if text else 0
    return found is not None and found <= 10_000


def _is_amount(text: str) -> bool:
    return not text or scaled(text.strip(), 4) is not None


_RULES: dict[str, Callable[[str], bool]] = {
    "language": lambda v: v[:2] in ("en", "es") and v[2:3] in ("", "_", "-", "."),
    "theme": lambda v: v in THEMES,
    "date_order": lambda v: v in ("", "dmy", "mdy", "ymd"),
    "currency": lambda v: len(v) == 3 and v.isascii() and v.isalpha(),
    "country": lambda v: len(v) == 2 and v.isascii() and v.isalpha(),
    "margin": lambda v: int(v) <= 100,
    "churn_days": lambda v: 0 < int(v) <= 3660,
    "discount_rate": lambda v: int(v) <= 100,
    "actor": lambda v: 0 < len(v) <= 100 and v.isprintable(),
    "tax_rate": _is_percentage,
    "quote_days": lambda v: 1 <= int(v) <= 3650,
    "hourly_rate": _is_amount,
    "db": lambda v: "\0" not in v and "://" not in v and Path(v).name != "",
}
_RULE_MESSAGES = {
    "language": "Languages: en, es.",
    "theme": "Themes: auto, terminal, dark, light.",
    "date_order": "Orders: dmy, mdy, ymd.",
    "currency": "Three letters, as EUR.",
    "country": "Two letters, as ES.",
    "margin": "Per cent, from 0 (unknown) to 100.",
    "churn_days": "From 1 to 3660 days.",
    "discount_rate": "Per cent a year, from 0 to 100.",
    "actor": "A name of at most 100 characters.",
    "tax_rate": "A percentage from 0 to 100, as 21%.",
    "quote_days": "Days from 1 to 3650.",
    "hourly_rate": "An amount, as 45 or 45.50.",
    "db": "The path of a file.",
}
"""What each rule wants."""


def _refuse_nonsense(found: Mapping[str, Value], origins: Mapping[str, str]) -> None:
    for name, rule in _RULES.items():
        if name in found and not rule(str(found[name])):
            value = str(found[name])[:40].partition("://")[0]  # an address may hold a password
            if origins[name] == name:
                raise BadSettings(
                    "{name} cannot be {value}.", name=name, value=value or '""', hint=_RULE_MESSAGES[name]
                )
            raise BadSettings(
                "{name} from {origin} cannot be {value}.",
                name=name,
                origin=origins[name],
                value=value or '""',
                hint=_RULE_MESSAGES[name],
            )
