"""Commands built only when they run: the registry's words become Typer groups whose verbs are stubs until one is chosen."""

from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from crmcli.cli import examples, output
from crmcli.cli.registry import COMMANDS, Noun, Verb
from crmcli.view.words import _

CONTEXT = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
_DEFAULT = "\N{BULLET}"
"""The name under which a noun's default command is called; nobody can type it by accident."""
_built: dict[tuple[str, str], TyperCommand] = {}


class Command(TyperCommand):
    """A command whose help is translated when it is shown."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help with every sentence in the user's language."""
        _translate(self)
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """The words below one word: stubs for help and completion, the real command when one is called."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.path = ""
        self.default = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Call the default command where the first word is none of ours."""
        if self.default and not ctx.resilient_parsing:
            first = args[0] if args else ""
            if first not in self.commands and first not in ("--help", "-h") and self._meant(first):
                args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that a word stands for, built now."""
        if args[0] == _DEFAULT:
            return self.path, build(self.path, self.path, Verb(self.default, "")), args[1:]
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None and command is not None:
            command = open_(name, self.path)
        return name, command, rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help with every sentence in the user's language."""
        _translate(self)
        for command in self.commands.values():
            command.help = _(command.help or "")
        super().format_help(ctx, formatter)

    def _meant(self, first: str) -> bool:
        """Whether a word that is no verb may start the default command: for `log` only a sentence does."""
        return " " in first if self.path == "log" else True


def root() -> Group:
    """The whole program, every word of it a stub."""
    group = _group("crm", "", {name: entry.summary for name, entry in COMMANDS.items()})
    group.no_args_is_help = True
    group.help = "A CRM at home in the terminal. Start with `crm demo` or `crm init`."
    group.epilog = (
        "Everywhere: --db FILE, --readonly, --no-input, --debug, --version. Completion: crm --install-completion."
    )
    return group


def open_(name: str, above: str) -> TyperCommand | Group:
    """The command or noun that a word stands for, below another word or at the top."""
    entry = cast("Noun", COMMANDS[above]).verbs[name] if above else COMMANDS[name]
    if isinstance(entry, Verb):
        return build(above, name, entry)
    group = _group(name, entry.summary, {verb: spec.summary for verb, spec in entry.verbs.items()})
    group.path = name
    group.default = entry.default
    group.no_args_is_help = not entry.default
    return group


def build(noun: str, name: str, verb: Verb) -> TyperCommand:
    """The Typer command of one function."""
    if (noun, name) not in _built:
        module, _colon, attribute = verb.target.partition(":")
        program = typer.Typer(add_completion=False, rich_markup_mode=_markup(), context_settings=CONTEXT)
        shown = examples.epilog(f"{noun} {name}".strip())
        program.command(name, cls=Command, epilog=shown)(getattr(import_module(module), attribute))
        _built[noun, name] = cast("TyperCommand", get_command(program))
    return _built[noun, name]


def _group(name: str, summary: str, words: dict[str, str]) -> Group:
    markup = _markup()
    stubs = {word: TyperCommand(word, help=line, rich_markup_mode=markup) for word, line in words.items()}
    return Group(
        name=name, help=summary, commands=cast("Any", stubs), rich_markup_mode=markup, context_settings=CONTEXT
    )


def _markup() -> Any:
    return "rich" if output.is_terminal() else None


def _translate(command: Any) -> None:
    command.help = _(command.help or "")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
