"""The front door: global options from anywhere in the line, the language, the command, and its ending as an exit code."""

import errno
import traceback
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from typer.exceptions import Abort, Exit, TyperException

from crmcli.cli import diagnostics, groups, output, session
from crmcli.core.errors import BadSettings, CrmError, Usage
from crmcli.settings.settings import Value, parse
from crmcli.view import words

FLAGS = {"--readonly": "readonly"}
SWITCHES = {"--no-input": "no_input", "--debug": "debug", "--quiet": "quiet"}
VALUES = {"--db": "db", "--lock-timeout": "lock_timeout", "--lang": "language", "--zone": "zone", "--actor": "actor"}
PATHS = ("--db",)


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
        line = hoist(arguments)
        switches = line.switches
        session.prepare(environ, line.flags, line.switches)
        words.speak(_language(environ, line.flags))
        refuse_broken_text(line.rest)
        code = invoke(line.rest)
        output.finish()
    except CrmError as error:
        code = _told(error, as_json, debug="debug" in switches)
    except OSError as error:
        code = _unwritten(error, debug="debug" in switches)
    except KeyboardInterrupt:
        diagnostics.note("Interrupted; nothing was left half done.")
        code = diagnostics.INTERRUPTED
    finally:
        session.close()
    return code


def invoke(arguments: list[str]) -> int:
    """Run one command in this process; its exit code. CrmError, OSError and KeyboardInterrupt are the caller's."""
    program = groups.root()
    try:
        answer = program.main(arguments, prog_name="crm", standalone_mode=False)
    except Exit as ending:
        return ending.exit_code
    except Abort as error:
        raise KeyboardInterrupt from error
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            output.write(str(error).rstrip() + "\n")
            return diagnostics.EXIT_CODES["usage"]
        return diagnostics.report_usage(error, as_json=_wants_json(arguments))
    return answer if isinstance(answer, int) else 0


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
    return "--json" in arguments or any(
        word in ("--format=json", "--format=jsonl") or (word == "--format" and after in ("json", "jsonl"))
        for word, after in zip(arguments, [*arguments[1:], ""], strict=True)
    )


def _told(error: CrmError, as_json: bool, *, debug: bool) -> int:  # noqa: FBT001 - passed on
    if debug:
        traceback.print_exception(error)
    try:
        output.finish()
    except OSError:
        output.abandon()
    return diagnostics.report(error, as_json=as_json)


def _unwritten(error: OSError, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    output.abandon()
    if error.errno == errno.EPIPE:
        return 0
    if session.saved():
        diagnostics.note(
            "The change was saved (change {number}), but the answer could not be written: {why}.",
            number=session.saved(),
            why=error.strerror or error,
        )
    else:
        diagnostics.note("The answer could not be written: {why}. Nothing was changed.", why=error.strerror or error)
    return diagnostics.EXIT_CODES["unwritable"]
