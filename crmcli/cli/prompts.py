"""Questions to a person, on stderr so that the answer's stream stays clean; never without a terminal."""

import sys

from crmcli.cli import session
from crmcli.core.errors import NO_WAY_OUT, Usage
from crmcli.view.clean import clean
from crmcli.view.sentences import filled
from crmcli.view.words import _


def may_ask() -> bool:
    """Whether somebody is there to answer."""
    if session.switched("no_input") or session.environ().get("TERM") == "dumb":
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def need_somebody(hint: str) -> None:
    """Refuse to open an editor where nobody is there to write: --no-input, or no terminal and none chosen."""
    own = session.environ().get("VISUAL") or session.environ().get("EDITOR")
    if session.switched("no_input"):
        raise Usage("This opens an editor, which --no-input and batches do without.", hint=hint)
    if not own and not may_ask():
        raise Usage("This opens an editor, and there is no terminal.", hint=hint)


def confirm(question: str, *, yes: bool, **values: object) -> None:
    """Go on only with a yes; without a terminal only --yes is one. Usage when the answer is no."""
    if yes:
        return
    if not may_ask():
        raise Usage("This needs a yes: nothing was changed.", hint="--yes behind the command says it.")
    if _answer(f"{filled(question, values)} {_('[y/N]')}").lower() not in ("y", "yes", "s", "si", "sí"):
        raise Usage("Nothing was changed.", hint=NO_WAY_OUT)


def ask(question: str, default: str = "", /, **values: object) -> str:
    """One line of answer, or the default."""
    shown = f" [{clean(default)}]" if default else ""
    return _answer(filled(question, values) + shown) or default


def _answer(text: str) -> str:
    sys.stderr.write(f"{text} ")
    sys.stderr.flush()
    try:
        answer = sys.stdin.readline()
    except UnicodeDecodeError as error:
        raise Usage("The answer is not UTF-8.", hint="Check the terminal's encoding (LANG).") from error
    if not answer:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    return answer.strip()
