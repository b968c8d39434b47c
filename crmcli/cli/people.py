"""What the commands about contacts share: which kind is meant, completion, and how a contact is shown."""

import sys
from collections.abc import Iterable, Sequence

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.output import Style
from crmcli.core.errors import CrmError, Usage
from crmcli.core.records.contact import Contact
from crmcli.services import completion
from crmcli.services.listing import Page
from crmcli.view import cards
from crmcli.view.columns.people import CONTACT

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
    return sys.stdin.read()


def wrote(contacts: Sequence[Contact], style: Style, sentence: str, *, one: bool = False, **values: object) -> None:
    """Tell what was written: a sentence to people, the records to machines, id and name as plain lines."""
    if style.for_people:
        first = contacts[0] if contacts else Contact()
        output.say(sentence, id=first.id, name=first.name, count=len(contacts), **values)
    elif style.format == "plain" and not style.only:
        for contact in contacts:
            output.write(f"{contact.id}\t{output.harmless(contact.name)}\n")
    else:
        output.show(contacts, CONTACT, style, one=one)


def show_page(page: Page, style: Style, *, empty: str, limited: bool) -> None:
    """A page of contacts, and how many more there are."""
    output.show(page.records, CONTACT, style, empty=empty)
    if style.for_people and limited and page.total > len(page.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(page.records), total=page.total)


def card(contact: Contact) -> None:
    """A contact on the screen, field by field."""
    output.block(cards.contact(contact, output.frame()))


def complete(incomplete: str) -> Iterable[tuple[str, str]]:
    """Contacts whose names begin like this."""
    return [(Suggestion(value), help_) for value, help_ in _quiet(completion.people, incomplete)]


def complete_company(incomplete: str) -> Iterable[tuple[str, str]]:
    """Organisations whose names begin like this."""
    return [(Suggestion(value), help_) for value, help_ in _quiet(completion.organisations, incomplete)]


def complete_tag(incomplete: str) -> Iterable[tuple[str, str]]:
    """Tags that begin like this."""
    return [(Suggestion(value), help_) for value, help_ in _quiet(completion.tags, incomplete)]


def complete_field(incomplete: str) -> Iterable[tuple[str, str]]:
    """Custom fields that begin like this."""
    return [(Suggestion(value), help_) for value, help_ in _quiet(completion.custom_fields, incomplete)]


def complete_query(incomplete: str) -> Iterable[tuple[str, str]]:
    """Fields of the search language, and the values of some."""
    return [(Suggestion(value), help_) for value, help_ in _quiet(completion.query, incomplete)]


def complete_task(incomplete: str) -> Iterable[tuple[str, str]]:
    """Numbers of open tasks."""
    return [(Suggestion(value), help_) for value, help_ in _quiet(completion.tasks, incomplete)]


def _quiet(answer: completion.Answer, incomplete: str) -> Iterable[tuple[str, str]]:
    try:
        found = answer(session.here(), incomplete)
    except CrmError:
        return []
    in_bash = session.environ().get("_CRM_COMPLETE") == "complete_bash"
    return [
        (
            output.harmless(value).replace(" ", "\\ ") if in_bash else output.harmless(value),
            output.harmless(help_).replace("[", "\\["),
        )
        for value, help_ in found
    ]
