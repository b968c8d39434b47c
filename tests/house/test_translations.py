"""Every message has its Spanish, with the same places, and the compiled catalogue is that of the text."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from importlib import import_module
from io import BytesIO
from pkgutil import walk_packages

from babel.messages.catalog import Catalog

from crmcli.cli import groups, session
from crmcli.cli.entries import Verb
from crmcli.cli.metavars import METAVAR_MESSAGES, spoken
from crmcli.cli.registry import COMMANDS
from crmcli.view import columns, words
from crmcli.view.columns.column import Column
from tests.house.catalogue import CATALOGUE, HOUSE, compiled, messages, read

UNSAID = {"Change {number} cannot be taken back."}  # a service puts it into words before a face sees it


def test_every_message_has_its_spanish_with_the_same_places() -> None:
    assert [message[0] for message in messages() if not is_spoken(message)] == [], "python -m tests.house.catalogue"


def is_spoken(message: tuple[str, ...]) -> bool:
    """Whether a message has its Spanish, with no place that it has not itself."""
    entry = read_once().get(message[0])
    strings = () if entry is None else (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    known = set().union(*map(places, message))
    return bool(strings) and all(string and places(string) <= known for string in strings)


def test_a_sentence_that_is_written_anywhere_is_a_message() -> None:
    """What a call does not show to be a message has no Spanish, and would be English in a Spanish session."""
    known = {text for message in messages() for text in message}
    loose = {
        f"{path.relative_to(HOUSE)}: {text}"
        for path in HOUSE.rglob("*.py")
        for text in sentences(ast.parse(path.read_text(encoding="utf-8")))
        if text not in known and text not in UNSAID and not {"examples", "demo", "migrations"} & set(path.parts)
    }
    assert loose == set()


def sentences(tree: ast.Module) -> Iterator[str]:
    """Constants that read like something said: words that begin with a capital or a place, and end or have a place."""
    own = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # what is written about the code
    own |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in own
            and re.match(r"[A-Z`{][a-z]\w*[}`,]? \S.*([.:!?]|\{\w+\}.*)$", node.value)
        ):
            yield node.value


def test_every_heading_has_its_spanish() -> None:
    spoken = {entry.id for entry in read_once() if entry.id}
    headings = {
        column.label
        for module in walk_packages(columns.__path__, f"{columns.__name__}.")
        if not module.ispkg
        for table in vars(import_module(module.name)).values()
        if isinstance(table, tuple)
        for column in table
        if isinstance(column, Column)
    }
    assert len(headings) > 100
    assert {heading for heading in headings if heading.upper() != heading} - spoken == set()


def test_every_word_for_a_value_has_its_spanish() -> None:
    """What stands for the values of options and arguments is in capitals; METAVAR_MESSAGES has all of these words."""
    words.speak("en")
    session.prepare({}, {}, frozenset())
    words_used: set[str] = set()
    for noun, entry in COMMANDS.items():
        verbs = {"": entry} if isinstance(entry, Verb) else entry.verbs
        for name, verb in verbs.items():
            command = groups.build(noun if name else "", name or noun, verb)
            words_used |= {word for one in command.params for word in re.findall(r"\b[A-Z]{2,}\b", spoken(one))}
    assert words_used - set(METAVAR_MESSAGES) == {"MB"}
    assert set(METAVAR_MESSAGES) - words_used <= {"TEXT", "NUMBER"}


def test_nothing_is_translated_that_is_not_said() -> None:
    said = {message[0] for message in messages()}
    kept = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in read_once() if entry.id}
    assert kept - said == set()


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert said(CATALOGUE.with_suffix(".mo").read_bytes()) == said(compiled(read_once()))


def test_the_program_speaks_spanish() -> None:
    try:
        words.speak("es")
        assert words._("Nothing found.") == "No se ha encontrado nada."
    finally:
        words.speak("en")


def said(catalogue: bytes) -> dict[object, str]:
    """What gettext reads of a compiled catalogue, without its heading, which names the version of Babel."""
    messages: dict[object, str] = vars(GNUTranslations(BytesIO(catalogue)))["_catalog"]
    return {message: string for message, string in messages.items() if message}


def places(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


@cache
def read_once() -> Catalog:
    return read(CATALOGUE)
