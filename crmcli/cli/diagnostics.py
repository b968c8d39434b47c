"""The only writer of errors to stderr: one clear line, the way out, and the exit code."""

import sys

from typer.exceptions import TyperException

from crmcli.core.errors import Ambiguous, CrmError
from crmcli.core.values.json_text import dumps
from crmcli.view.clean import clean, clean_block
from crmcli.view.words import _

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


def report(error: CrmError, *, as_json: bool = False) -> int:
    """Tell a failure; the exit code that it stands for."""
    message, hint = words(error)
    if as_json:
        told: dict[str, object] = {"error": error.slug, "message": message, "hint": hint or None}
        if isinstance(error, Ambiguous):
            told["candidates"] = list(error.candidates)
        _write(dumps(told))
    else:
        _write(f"crm: {clean_block(message)}")
        if isinstance(error, Ambiguous):
            _write(*(f"  {clean(candidate)}" for candidate in error.candidates))
        if hint:
            _write(f"  {clean_block(hint)}")
    return EXIT_CODES[error.slug]


def words(error: CrmError) -> tuple[str, str]:
    """An error's sentence and its way out, in the user's language."""
    values = {name: _short(value) for name, value in error.values.items()}
    return _(error.message).format(**values), _(error.hint).format(**values) if error.hint else ""


def report_usage(error: TyperException, *, as_json: bool = False) -> int:
    """Tell a mistake in the words of the command line."""
    message = clean(error.format_message())
    context = getattr(error, "ctx", None)
    help_line = _("`{command} --help` shows how it is used.").format(command=context.command_path if context else "crm")
    if as_json:
        _write(dumps({"error": "usage", "message": message, "hint": help_line}))
    else:
        _write(f"crm: {message}", f"  {help_line}")
    return EXIT_CODES["usage"]


def note(sentence: str, **values: object) -> None:
    """A translated remark beside the answer."""
    _write(_(sentence).format(**{name: clean(_short(value)) for name, value in values.items()}))


def lines(*texts: str) -> None:
    """Lines of text that may hold anything."""
    _write(*(clean(text) for text in texts))


def is_terminal() -> bool:
    """Whether a person reads the remarks."""
    return sys.stderr is not None and sys.stderr.isatty()


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 2000 else text[:200] + "..."


def _write(*texts: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{text}\n" for text in texts))
        sys.stderr.flush()
    except OSError:
        return
