"""The front door: global options from anywhere in the line, the language, the command, its ending as an exit code."""

import errno
import traceback
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.cli import diagnostics, faces, output, session
from crmcli.core.errors import BadSettings, CrmError, Unwritable, Usage
from crmcli.settings.keys import Value
from crmcli.settings.settings import parse
from crmcli.view import words

FLAGS = {"--readonly": "readonly"}
SWITCHES = {"--no-input": "no_input", "--debug": "debug"}
VALUES = {"--db": "db", "--lock-timeout": "lock_timeout", "--lang": "language", "--actor": "actor", "--color": "color"}


class Line(NamedTuple):
    """A command line, its global options taken out."""

    rest: list[str]
    flags: dict[str, Value]
    switches: frozenset[str]


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command line; its exit code."""
    output.prepare()
    as_json = _wants_json(arguments)
    switches: frozenset[str] = frozenset()
    try:
        line = _hoisted(arguments, environ)
        switches, as_json = line.switches, _wants_json(line.rest)
        session.prepare(environ, line.flags, line.switches)
        words.speak(_language(environ, line.flags))
        refuse_broken_text(line.rest)
        code = invoke(line.rest)
        output.finish()
    except CrmError as error:
        code = _told(error, as_json, debug="debug" in switches)
    except output.Unanswered as error:
        code = _unanswered(error, as_json=as_json, debug="debug" in switches)
    except SystemExit as ending:  # how Typer ends a completion
        code = ending.code if isinstance(ending.code, int) else 1
        output.finish()
    except KeyboardInterrupt:
        code = _interrupted()
    except Exception as error:  # the front door: nothing else may show a traceback
        if "debug" in switches:
            raise
        code = _last_resort(error, as_json=as_json)
    finally:
        session.close()
    return code


def invoke(arguments: list[str]) -> int:
    """Run one command in this process; its exit code. CrmError, Unanswered and KeyboardInterrupt are the caller's."""
    if faces.is_meant(arguments):
        return faces.opened(*arguments[1:])
    from crmcli.cli import calling  # noqa: PLC0415 - door: typer, 25 ms, which a face called by its name does without

    return calling.call(arguments, as_json=_wants_json(arguments))


def attempt(arguments: list[str]) -> int:
    """Run one command as a part of another; its exit code. What it refuses is told here, and the other goes on."""
    try:
        refuse_broken_text(arguments)
        return invoke(arguments)
    except CrmError as error:
        return diagnostics.report(error, as_json=_wants_json(arguments))


def hoist(arguments: Sequence[str]) -> Line:
    """Take the global options out of a command line, wherever they stand before `--`."""
    rest: list[str] = []
    flags: dict[str, Value] = {}
    switches: set[str] = set()
    words_left = iter(arguments)
    for word in words_left:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words_left]
        elif word in FLAGS:
            flags[FLAGS[word]] = True
        elif word in SWITCHES:
            switches.add(SWITCHES[word])
        elif name in VALUES:
            given = value if equals else next(words_left, None)
            if given is None:
                raise Usage("{option} needs a value.", option=name, hint="As in {option}=VALUE.")
            flags[VALUES[name]] = parse(VALUES[name], given)
        else:
            rest.append(word)
    return Line(rest, flags, frozenset(switches))


def _hoisted(arguments: Sequence[str], environ: Mapping[str, str]) -> Line:
    """The same, its complaints in the user's language, which is not known before."""
    try:
        return hoist(arguments)
    except CrmError:
        session.prepare(environ, {}, frozenset())
        words.speak(_language(environ, {}))
        raise


def refuse_broken_text(arguments: Sequence[str]) -> None:
    """Refuse arguments that are not UTF-8: stored, they could not be written out again."""
    for at, word in enumerate(arguments):
        try:
            word.encode()
        except UnicodeEncodeError as error:
            if arguments[0] in ("import", "export", "backup", "batch", "agenda"):
                continue
            raise Usage(
                "Argument {number} is not valid UTF-8: {text}.",
                number=at + 1,
                text=word.encode("utf-8", "backslashreplace").decode(),
                hint="Check the terminal's encoding (LANG), or put the text into a file.",
            ) from error


def _language(environ: Mapping[str, str], flags: Mapping[str, Value]) -> str:
    if "language" in flags:
        return str(flags["language"])
    try:
        return session.here().settings.language
    except BadSettings:
        return environ.get("CRM_LANG") or environ.get("LANG", "")[:2]


def _wants_json(arguments: Sequence[str]) -> bool:
    if arguments[:1] == ["import"]:  # its --format is the file's
        return "--json" in arguments
    return "--json" in arguments or any(
        word in ("--format=json", "--format=jsonl") or (word == "--format" and after in ("json", "jsonl"))
        for word, after in zip(arguments, [*arguments, ""][1:], strict=True)
    )


def _told(error: CrmError, as_json: bool, *, debug: bool) -> int:  # noqa: FBT001 - passed on
    if debug:
        traceback.print_exception(error)
    try:
        output.finish()
    except output.Unanswered:
        output.abandon()
    return diagnostics.report(error, as_json=as_json)


def _last_resort(error: Exception, *, as_json: bool) -> int:
    if known := session.explained(error):
        return _told(known, as_json, debug=False)
    if isinstance(error, MemoryError):
        full = CrmError(
            "There is not enough memory. Nothing was left half done.", hint="Ask for less at once, as with --limit."
        )
        return _told(full, as_json, debug=False)
    if isinstance(error, OSError):
        place = error.filename if isinstance(error.filename, str) else "?"
        why = error.strerror or str(error)
        told = Unwritable(
            "{path} cannot be read or written: {why}.",
            path=place,
            why=why,
            hint="Look at its rights and at the room that is left, or name another place.",
        )
        return _told(told, as_json, debug=False)
    return _crashed(error, as_json=as_json)


def _crashed(error: Exception, *, as_json: bool) -> int:
    place = traceback.extract_tb(error.__traceback__)[-1]
    told = CrmError(
        "Something went wrong inside crm ({kind} in {file}, line {line}). Nothing was left half done.",
        kind=type(error).__name__,
        file=place.filename.rpartition("/")[2],
        line=place.lineno,
        hint="Run it again with --debug to see where, and report it.",
    )
    return diagnostics.report(told, as_json=as_json)


def _unanswered(error: output.Unanswered, *, as_json: bool, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    output.abandon()
    if error.errno == errno.EPIPE:
        return 0
    number = session.saved()
    told = (
        Unwritable(
            "The change was saved (change {number}), but the answer could not be written: {why}.",
            number=number,
            why=error.why,
            hint="`crm history show {number}` tells what it changed.",
        )
        if number
        else Unwritable(
            "The answer could not be written: {why}. Nothing was changed.",
            why=error.why,
            hint="Send it where there is room, and run it again.",
        )
    )
    return diagnostics.report(told, as_json=as_json)


def _interrupted() -> int:
    if number := session.saved():
        diagnostics.note("Interrupted after the change was saved (change {number}).", number=number)
    else:
        diagnostics.note("Interrupted; nothing was changed.")
    return diagnostics.INTERRUPTED
