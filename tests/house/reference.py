"""The parts of the reference that are read off the program: `python -m tests.house.reference` writes them anew.

They stand in the pages of docs/reference between two comments that name them; a test holds the pages to the program.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

import typer
from typer.core import TyperArgument, TyperOption

from crmcli.cli import diagnostics, groups
from crmcli.cli.entries import Noun, Verb
from crmcli.cli.examples.every import EXAMPLES
from crmcli.cli.registry import COMMANDS
from crmcli.cli.sections import SECTION_MESSAGES, SECTIONS
from crmcli.core import errors
from crmcli.core.search.field import Field
from crmcli.core.search.fields import ALONE, FIELDS, NOUNS
from crmcli.core.search.insight_fields import RFM_SEGMENTS
from crmcli.formats.profiles import names, programs
from crmcli.settings.keys import KEYS, Key
from crmcli.store.fields import sorting
from crmcli.tui.actions import ACTIONS, BY_ID, GROUP_MESSAGES, shown
from crmcli.tui.pages import PAGES as PAGES_OF_APP
from crmcli.view.columns.column import Column
from tests.house.shapes import SHAPES

PAGES = Path(__file__).parents[2] / "docs" / "reference"
_REGION = re.compile(r"(<!-- made by tests\.house\.reference: (\w+) -->\n)(.*?)(<!-- end of \2 -->)", re.DOTALL)
DEFAULTS = {
    "db": "`crm.db` in the folder of data",
    "currency": "that of the locale's country, else EUR",
    "country": "that of the locale, else ES",
    "zone": "the system's",
    "language": "that of the locale, else en",
    "date_order": "dmy, or mdy in the US; none in a locale without a country",
    "actor": "the login name",
    "readonly": "false",
    "lock_timeout": "30",
    "coming_days": "7",
    "margin": "0: unknown",
    "churn_days": "365",
    "discount_rate": "10",
    "links": "true",
    "business_name": "none",
    "business_tax_id": "none",
    "business_address": "none",
    "business_email": "none",
    "business_phone": "none",
    "business_bank": "none",
    "tax_rate": "no tax",
    "quote_days": "30",
    "quote_terms": "none",
    "hourly_rate": "none: time costs nothing",
    "color": "auto",
    "theme": "auto",
}
"""Where the value of a setting comes from that nobody has set."""
WAYS_OUT = {
    0: "It was done. A list without records is done too.",
    1: "It failed: the file, the disk, or another program is in the way.",
    2: "The command line, a query or a setting cannot be read.",
    3: "There is no such record, or no such book.",
    4: "A name means several records, or a write was given a name that is not exact.",
    5: "A rule refused it, or a value cannot be what it is meant to be.",
    6: "The network or a password failed.",
    7: "Some of it was done: rows were rejected, or records were skipped.",
    130: "It was interrupted (Ctrl-C, or the end of input at a question).",
}
TYPES = {
    "text": "text: folded words for `:`, the whole text for `=`",
    "email": "e-mail",
    "phone": "phone: digits in any spelling, or how they begin",
    "url": "web address",
    "uid": "identifier, or how it begins",
    "enum": "one of a few words",
    "tag": "tag, whole",
    "stage": "stage of the book, by its word or name",
    "id": "number",
    "number": "number",
    "money": "money",
    "past": "date, a length being an age",
    "future": "date, a length being a distance ahead",
    "late": "date, a length being how long it is overdue",
    "day": "date",
    "anniversary": "day of the year",
    "rfm": f"{', '.join(RFM_SEGMENTS)}, or their names in English or Spanish; three scores, as 555",
    "consent": "purpose, channel, or both with a hyphen",
    "flag": "state, with `:` only",
}


def commands() -> str:
    """Every command: what it is for, how it is called, its options, its examples; in the sections of `crm --help`."""
    sections = [(SECTION_MESSAGES[section], names) for section, names in SECTIONS.items()]
    contents = "".join(
        f"- **[{title}](#{_anchor(title)})**: " + ", ".join(f"[{name}](#crm-{name})" for name in names) + "\n"
        for title, names in sections
    )
    return contents + "".join(
        f"\n## {title}\n\n" + "\n".join(_noun(name, COMMANDS[name]) for name in names) for title, names in sections
    )


def fields() -> str:
    """Every field of the search language, by noun."""
    parts = []
    for noun in (*NOUNS, *ALONE):
        rows = [_field(field) for field in FIELDS if field.noun == noun]
        parts.append(
            f"## Of {'an' if noun[0] in 'aeiou' else 'a'} {noun}\n\n"
            + _table("Field|Also|What it is|What it takes", rows)
        )
    return "\n".join(parts)


def sort_keys() -> str:
    """What lists can be sorted by, by noun."""
    return _table(
        "Lists of|Keys", [(f"{noun}s", ", ".join(f"`{key}`" for key in sorting.offered(noun))) for noun in NOUNS]
    )


def settings() -> str:
    """Every setting."""
    return _table("Setting|Variable|What for|Value|Unless set", [_setting(key) for key in KEYS])


def exit_codes() -> str:
    """Every exit code."""
    by_code: dict[int, list[str]] = {code: [] for code in WAYS_OUT}
    for slug, code in diagnostics.EXIT_CODES.items():
        by_code[code].append(f"`{slug}`")
    return _table(
        "Code|What it means|Errors", [(str(code), WAYS_OUT[code], ", ".join(by_code[code])) for code in WAYS_OUT]
    )


def error_slugs() -> str:
    """Every kind of error."""
    kinds = {kind.slug: kind for kind in _errors()}
    return _table(
        "`error`|What it means|Code",
        [
            (
                f"`{slug}`",
                (inspect.getdoc(kinds[slug]) or "").splitlines()[0] if slug in kinds else _UNUSED[slug],
                str(code),
            )
            for slug, code in diagnostics.EXIT_CODES.items()
        ],
    )


def shapes() -> str:
    """Every column of every kind of answer; those of a wing stand together."""
    contents = "".join(
        f"- **{wing}**: " + ", ".join(f"[{noun}](#{_anchor(noun)})" for noun in made) + "\n"
        for wing, made in SHAPES.items()
    )
    parts = [f"### {wing}\n\n" + "\n".join(map(_shape, made, made.values())) for wing, made in SHAPES.items()]
    return "\n".join((contents, *parts))


def headers() -> str:
    """Every spelling of a header that import knows."""
    rows = []
    for spellings in (names._ONE, names._MANY):
        rows += [
            (
                f"`{target.replace(' ', '.')}`",
                ", ".join(spelling.strip() for spelling in " ".join(texts.split()).split(";")),
            )
            for target, texts in spellings.items()
        ]
    return _table("Goes to|Headers", rows)


def programs_known() -> str:
    """The programs whose exports import knows by their header."""
    return "".join(f"- {name}\n" for name in programs._NAMES.values())


def screens() -> str:
    """The screens of the app, and of what the filter of each asks."""
    rows = []
    for name, page in PAGES_OF_APP.items():
        module, _colon, kind = page.target.partition(":")
        noun = getattr(getattr(import_module(module), kind), "NOUN", None)
        asked = {None: "", "": "words"}.get(noun, f"[a query on {noun}s](fields.md)")
        rows.append((f"`{shown(BY_ID[f'go_{name}'].keys)}`", page.label, f"`crm tui {name}`", page.help, asked))
    return _table("Key|Screen|Opened by|What one finds there|What `/` asks", rows)


def keys() -> str:
    """Every action of the app with its keys, by where it belongs."""
    parts = []
    for group, title in GROUP_MESSAGES.items():
        rows = [
            (", ".join(f"`{key}`" for key in shown(action.keys, all_=True).split()), f"`{action.id}`", action.help)
            for action in ACTIONS
            if action.group == group
        ]
        parts.append(f"### {title}\n\n" + _table("Keys|Action|What it does", rows))
    return "\n".join(parts)


REGIONS: dict[str, tuple[str, Callable[[], str]]] = {
    "commands": ("commands.md", commands),
    "fields": ("fields.md", fields),
    "sort_keys": ("fields.md", sort_keys),
    "settings": ("settings.md", settings),
    "exit_codes": ("exit-codes-and-errors.md", exit_codes),
    "error_slugs": ("exit-codes-and-errors.md", error_slugs),
    "shapes": ("formats.md", shapes),
    "headers": ("import-profiles.md", headers),
    "programs": ("import-profiles.md", programs_known),
    "screens": ("app.md", screens),
    "keys": ("app.md", keys),
}


def written(page: str) -> str:
    """A page with its made parts as the program has them now."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return _REGION.sub(lambda found: f"{found[1]}\n{REGIONS[found[2]][1]().strip()}\n\n{found[4]}", text)


_UNUSED = {"network": "The network or a password failed.", "query": "A query cannot be read."}
"""Errors whose codes are settled though nothing raises them yet."""


def _errors() -> Iterable[type[errors.CrmError]]:
    yield errors.CrmError
    yield from errors.CrmError.__subclasses__()


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def _noun(name: str, entry: Noun | Verb) -> str:
    """A command without verbs, or a noun with all of its verbs."""
    if isinstance(entry, Verb):
        return f"### crm {name}\n\n{_command('', name, entry)}"
    parts = [f"### crm {name}\n\n{entry.summary}\n"]
    if entry.default:
        parts.append(f"Without a verb: {_command(name, name, Verb(entry.default, ''))}")
    if name == "company":
        parts.append("The options are those of `crm contact`.\n")
    parts += [
        f"#### crm {name} {verb}\n\n"
        + (_examples(f"{name} {verb}") if name == "company" else _command(name, verb, spec))
        for verb, spec in entry.verbs.items()
    ]
    return "\n".join(parts)


def _shape(noun: str, told: tuple[str, Sequence[Column]]) -> str:
    given_by, columns = told
    rows = [
        (
            f"`{column.key}`",
            column.type,
            column.label,
            "yes" if column.shown else "",
            "yes" if column.machine else "",
        )
        for column in columns
    ]
    return f"#### {noun[0].upper()}{noun[1:]}\n\nGiven by {given_by}.\n\n" + _table(
        "Key|Type|Heading|In tables|In JSON", rows
    )


def _command(noun: str, verb: str, spec: Verb) -> str:
    """What a command is for, how it is called, its options, its examples; its verb is the noun where it has none."""
    name = " ".join(dict.fromkeys((noun, verb))).strip()
    command = groups.build(noun, verb, spec)
    context = typer.Context(command, info_name=f"crm {name}")
    described, rows, arguments = (command.help or "").strip(), [], []
    for parameter in command.get_params(context):
        if isinstance(parameter, TyperOption):
            rows.append((_spelled(parameter), parameter.help or ""))
        elif isinstance(parameter, TyperArgument):
            shown = parameter.make_metavar(context)
            arguments.append(shown if parameter.required or shown.startswith("[") else f"[{shown}]")
            rows.append((f"`{shown}`", parameter.help or ""))
    usage = " ".join((f"crm {name}", "[OPTIONS]", *arguments))
    options = _table("Argument or option|What it is", [row for row in rows if "--help" not in row[0]])
    return f"{described}\n\n```text\n{usage}\n```\n\n{options}\n{_examples(name)}"


def _spelled(option: TyperOption) -> str:
    spelled = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if option.is_flag:
        return spelled
    kind = {"int": "NUMBER", "int range": "NUMBER", "path": "FILE"}.get(option.type.name, "TEXT")
    return f"{spelled} `{option.metavar or kind}`"


def _examples(name: str) -> str:
    lines = "\n".join(EXAMPLES.get(name, ()))
    return f"```sh\n{lines}\n```\n" if lines else ""


def _field(field: Field) -> tuple[str, str, str, str]:
    takes = TYPES[field.type]
    if field.choices and field.type != "rfm":
        takes = ", ".join(field.choices) + ("; with < and > too" if field.ordered else "")
    return f"`{field.name}`", ", ".join(f"`{alias}`" for alias in field.aliases), field.summary, takes


def _setting(key: Key) -> tuple[str, str, str, str, str]:
    kind = {str: "text", int: "whole number", bool: "true or false"}[key.kind]
    return f"`{key.name}`", f"`{key.variable}`", key.summary, kind, DEFAULTS[key.name]


def _table(headings: str, rows: Iterable[Sequence[str]]) -> str:
    titles = headings.split("|")
    lines = ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every page anew."""
    for page in dict.fromkeys(page for page, _made in REGIONS.values()):
        text = written(page)
        (PAGES / page).write_text(text, encoding="utf-8")
        print(f"docs/reference/{page}")


if __name__ == "__main__":
    main()
