"""The only writer of errors to stderr: one clear line, the way out, and the exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from crmcli.core.errors import Ambiguous, CrmError
from crmcli.view.clean import clean
from crmcli.view.sentences import filled, harmless, words
from crmcli.view.words import _

if TYPE_CHECKING:
    from typer.exceptions import TyperException

EXIT_CODES = {
    "error": 1,
    "damaged": 1,
    "busy": 1,
    "unwritable": 1,
    "usage": 2,
    "settings": 2,
    "query": 2,
    "not-found": 3,
    "ambiguous": 4,
    "refused": 5,
    "invalid": 5,
    "network": 6,
}
PARTLY = 7
"""Some of what was asked was done, some not."""
INTERRUPTED = 130
POINTED = 35
"""Characters of a query shown on either side of the place where it is off."""


@contextmanager
def at_line(number: int) -> Iterator[None]:
    """Let everything that is told name the line of a batch that it is about."""
    global _line  # noqa: PLW0603 - one process, one stderr
    _line = number
    try:
        yield
    finally:
        _line = 0


_line = 0


def report(error: CrmError, *, as_json: bool = False) -> int:
    """Tell a failure; the exit code that it stands for."""
    message, hint = words(error)
    place = _place(error)
    if as_json:
        told: dict[str, object] = {"error": error.slug, "message": message, "hint": hint or None}
        if isinstance(error, Ambiguous):
            told["candidates"] = list(error.candidates)
        if place:
            told["at"] = place[1]
        if _line:
            told["line"] = _line
        _write_json(told)
    else:
        _write(f"crm: {_where()}{message}", *(_pointed(*place) if place else ()))
        if isinstance(error, Ambiguous):
            _write(*(f"  {clean(candidate)}" for candidate in error.candidates))
        if hint:
            _write(f"  {hint}")
    return EXIT_CODES[error.slug]


def called(path: str) -> str:
    """A command's words as they are typed: a noun's default command has no word of its own."""
    return " ".join(dict.fromkeys(path.split()))


def report_usage(error: "TyperException", *, as_json: bool = False) -> int:
    """Tell a mistake in the words of the command line."""
    message = harmless(_usage_words(error))
    context = getattr(error, "ctx", None)
    help_line = (
        _("`{command} --help` shows how it is used.").format(command=called(context.command_path) + _verb(context))
        if context
        else _("--help behind the command shows how it is used.")
    )
    if as_json:
        at = {"line": _line} if _line else {}
        _write_json({"error": "usage", "message": message, "hint": help_line, **at})
    else:
        _write(f"crm: {_where()}{message}", f"  {help_line}")
    return EXIT_CODES["usage"]


def _verb(context: Any) -> str:
    """The verb that answers where none was typed: its help has the options, that of its noun has only verbs."""
    above = context.parent
    unsaid = getattr(above.command, "answering", "") if above and above.info_name == context.info_name else ""
    return f" {unsaid}" if unsaid else ""


def note(sentence: str, **values: object) -> None:
    """A translated remark beside the answer."""
    _write(_where() + filled(sentence, values))


def lines(*texts: str) -> None:
    """Lines of text that may hold anything."""
    _write(*(clean(text) for text in texts))


def is_terminal() -> bool:
    """Whether a person reads the remarks."""
    return sys.stderr is not None and sys.stderr.isatty()


def _where() -> str:
    return _("line {number}: ").format(number=_line) if _line else ""


def _place(error: CrmError) -> tuple[str, int] | None:
    """The text and the character in it at which a query is off."""
    text, at = getattr(error, "text", ""), getattr(error, "at", None)
    return (text, at) if text and isinstance(at, int) else None


def _pointed(text: str, at: int) -> tuple[str, str]:
    """The words around a place, and a mark below it."""
    from crmcli.view.cells import width  # noqa: PLC0415 - door: 0.5 ms, only for a query that is off

    start = max(at - POINTED, 0)
    before = ("..." if start else "") + clean(text[start:at])
    after = clean(text[at : at + POINTED]) + ("..." if at + POINTED < len(text) else "")
    return f"  {before}{after}", f"  {' ' * width(before)}^"


def _write(*texts: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{text}\n" for text in texts))
        sys.stderr.flush()
    except OSError:
        return


def _write_json(told: dict[str, object]) -> None:
    from crmcli.core.values.json_text import dumps  # noqa: PLC0415 - door: 1 ms, only for errors as JSON

    _write(dumps(told))


def _is_whole(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True


def _usage_words(error: "TyperException") -> str:
    """A mistake in the command line in the user's language, as far as its kind is known."""
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    named = ""
    if parameter is not None:
        from crmcli.cli.metavars import spoken  # noqa: PLC0415 - door: 1 ms, only for a mistake in the command line

        named = max(parameter.opts, key=len) if parameter.param_type_name == "option" else spoken(parameter)
    if kind == "MissingParameter":
        return _("{name} is missing.").format(name=named)
    if kind == "NoSuchOption":
        possible = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        option = str(getattr(error, "option_name", ""))
        told = _("There is no option {option}.").format(option=option)
        if option[1:2].isdecimal():
            return told + " " + _("After -- nothing is an option: crm ... -- {option}").format(option=option)
        return told + (" " + _("Did you mean {near}?").format(near=possible) if possible else "")
    if kind == "BadOptionUsage":
        option = str(getattr(error, "option_name", ""))
        if " requires " in error.message:
            return _("{option} needs a value.").format(option=option)
        return _("{option} takes no value.").format(option=option)
    if kind == "BadParameter" and named:
        wanted = parameter.type.name.partition(" ")[0] if parameter is not None else ""
        if wanted == "int":
            value = error.message.rpartition(" is not ")[0].strip("'\"")
            if _is_whole(value):
                return _("{name} cannot be {value}.").format(name=named, value=value)
            return _("{name} takes a whole number, not {value}.").format(name=named, value=value)
        return f"{named}: {error.message}"
    if error.message.startswith("Got unexpected extra argument"):
        return _("These words are too many: {words}").format(words=error.message.rpartition("(")[2].rstrip(")."))
    return error.format_message()
