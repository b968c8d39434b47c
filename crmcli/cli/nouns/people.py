"""What the commands about contacts share: which kind is meant, completion, and how a contact is shown."""

import sys
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.output import Style
from crmcli.core.errors import CrmError, Usage
from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold

Whom = Annotated[
    str, typer.Option("--query", "-q", help="Only of contacts that this query picks, as tag:client.", metavar="QUERY")
]
PAGE = 100
"""How many rows a table shows unasked."""


class Suggestion(str):
    """A completion that the shell's typed text need not begin: "nunez" becomes Núñez."""

    __slots__ = ()

    def startswith(self, *_arguments: object) -> bool:
        """Always: the match was made on folded text."""
        return True


def kind(ctx: typer.Context) -> str:
    """The kind that the noun stands for: `company` means organisations, `contact` any."""
    return "organisation" if noun(ctx) == "company" else ""


def noun(ctx: typer.Context) -> str:
    """The noun before the verb."""
    return (ctx.parent.info_name if ctx.parent else None) or ""


def command(ctx: typer.Context, verb: str) -> str:
    """What the journal calls this command."""
    return f"{noun(ctx)} {verb}"


def narrowed(ctx: typer.Context, query: Iterable[str] | None) -> str:
    """The words of a query as one text, for `company` within organisations."""
    text = " ".join(query or ())
    if kind(ctx):
        return f"kind:organisation ({text})" if text else "kind:organisation"
    return text


def text_or_stdin(text: str) -> str:
    """A text, or for `-` all of standard input."""
    if text != "-":
        return text
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("- reads standard input, and nothing is piped in.", hint="As in: echo text | crm ... --note -")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Usage(
            "Standard input is not UTF-8 text (byte {place}).", place=error.start + 1, hint="iconv -t UTF-8 turns it."
        ) from error


def wrote(contacts: Sequence[Contact], style: Style, sentence: str, *, one: bool = False, **values: object) -> None:
    """Tell what was written: a sentence to people, the records to machines, id and name as plain lines."""
    if style.for_people and not contacts:
        output.say("Nothing was changed.")
    elif style.for_people:
        first = contacts[0]
        output.say(sentence, id=first.id, name=first.name, count=len(contacts), **values)
    elif style.format == "plain" and not style.only:
        for contact in contacts:
            output.write(f"{contact.id}\t{output.harmless(contact.name)}\n")
    else:
        show(contacts, style, one=one)


def show(contacts: Sequence[Contact], style: Style, *, one: bool = False, empty: str = "") -> None:
    """Show contacts in their columns."""
    from crmcli.view.columns.people.people import CONTACT  # noqa: PLC0415 - door: 0.6 ms, only when contacts are shown

    if style.only and set(style.only.replace(" ", "").split(",")) - {column.key for column in CONTACT}:
        _show_figures(contacts, style, one=one, empty=empty)
    else:
        output.show(contacts, CONTACT, style, one=one, empty=empty)


def _show_figures(contacts: Sequence[Contact], style: Style, *, one: bool, empty: str) -> None:
    """Show contacts with columns that are none of their own; Usage where they are no figures either."""
    from crmcli.services.figures import beside  # noqa: PLC0415 - door: figures, 5 ms, only where their columns are asked
    from crmcli.view import shown  # noqa: PLC0415 - door: as above
    from crmcli.view.columns.people import valued  # noqa: PLC0415 - door: as above

    columns = valued.columns()
    keys = {column.key for column in shown.chosen(columns, style.format, style.only)} & valued.KEYS
    output.show(beside.valued(session.here(), contacts, keys), columns, style, one=one, empty=empty)


def show_page(contacts: Sequence[Contact], total: int, style: Style, *, empty: str, limited: bool) -> None:
    """A page of contacts, and how many more there are."""
    show(contacts, style, empty=empty)
    if style.for_people and limited and total > len(contacts):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(contacts), total=total)


def card(contact: Contact) -> None:
    """A contact on the screen, field by field."""
    from crmcli.view import cards  # noqa: PLC0415 - door: 1 ms, only when a card is drawn

    output.block(cards.contact(contact, output.frame()))


def complete(incomplete: str) -> Iterable[tuple[str, str]]:
    """Contacts whose names begin like this."""
    return suggested("people", incomplete)


def complete_company(incomplete: str) -> Iterable[tuple[str, str]]:
    """Organisations whose names begin like this."""
    return suggested("organisations", incomplete)


def complete_tag(incomplete: str) -> Iterable[tuple[str, str]]:
    """Tags that begin like this."""
    return suggested("tags", incomplete)


def complete_field(incomplete: str) -> Iterable[tuple[str, str]]:
    """Custom fields that begin like this."""
    return suggested("custom_fields", incomplete)


def complete_change(incomplete: str) -> Iterable[tuple[str, str]]:
    """Contacts, and the fields that `set` writes."""
    return suggested("changes", incomplete)


def complete_query(incomplete: str) -> Iterable[tuple[str, str]]:
    """Fields of the search language, and the values of some."""
    return suggested("query", incomplete)


def complete_task(incomplete: str) -> Iterable[tuple[str, str]]:
    """Numbers of open tasks."""
    return suggested("tasks", incomplete)


def suggested(what: str, incomplete: str) -> Iterable[tuple[str, str]]:
    """What a shell may offer of something, quoted for it."""
    from crmcli.services.people import completion  # noqa: PLC0415 - door: 1 ms, only when a shell asks

    try:
        found = completion.ANSWERS[what](session.here(), incomplete)
    except CrmError:
        return []
    shell = session.environ().get("_CRM_COMPLETE", "")
    if len(found) == 1 and found[0][0].endswith(":"):  # two that begin alike, or the shell would end the word here
        found = [(f"{found[0][0]}{value}", help_) for value, help_ in (("any", ""), ("none", ""))]
    if shell == "complete_bash":
        found = _lengthening(found, incomplete)
    kept = len(session.environ().get("_CRM_KEPT", ""))
    return [
        (Suggestion(_quoted(output.harmless(value)[kept:], shell)), output.harmless(help_).translate(_PLAIN))
        for value, help_ in ((_as_typed(value, incomplete, shell), help_) for value, help_ in found)
    ]


def _lengthening(found: list[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    """What bash may be offered: it puts the common beginning of several in place of the word, even a shorter one."""
    values = [value for value, _ in found]
    begun = zip(min(values, default=""), max(values, default=""), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], begun))
    if not common or common >= len(incomplete):
        return found
    return [one for one in found if one[0].casefold().startswith(incomplete.casefold())] or found


def _as_typed(value: str, incomplete: str, shell: str) -> str:
    """Zsh takes only what begins as the word that was typed; names are found however they are spelt."""
    if shell == "complete_zsh" and fold(value).startswith(fold(incomplete)) and not value.startswith(incomplete):
        return incomplete + value[len(incomplete) :]
    return value


_PLAIN = str.maketrans("[]\\", "()/")
"""Brackets would be rich's markup in Typer's hands, and a backslash would take away what it puts before quotes."""


def _quoted(value: str, shell: str) -> str:
    """A value as the shell may take it into its line: a name must never run as a command there."""
    if shell == "complete_bash":
        safe = "_@%+=:,./-"
        return "".join(sign if sign.isalnum() or sign in safe else f"\\{sign}" for sign in value)
    return value.replace("\\", "\\\\") if shell == "complete_zsh" else value


Reference = Annotated[
    str,
    typer.Argument(help="Number, uid, e-mail, phone or name.", autocompletion=complete, show_default=False),
]
"""One contact, as several commands take it."""
