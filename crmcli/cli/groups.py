"""Commands built only when they run: the registry's words are Typer groups whose verbs are stubs until called."""

from collections.abc import Iterable
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_install_completion_arguments

from crmcli.cli import output
from crmcli.cli.diagnostics import called
from crmcli.cli.entries import Noun, Verb
from crmcli.cli.faces import resolved
from crmcli.cli.registry import COMMANDS
from crmcli.core.errors import Usage
from crmcli.core.values.text import nearest
from crmcli.view.words import _

CONTEXT = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
_DEFAULT = "\N{BULLET}"
"""The name under which a noun's default command is called; nobody can type it by accident."""
_MEANT = {
    "ls": "list", "dir": "list", "rm": "delete", "remove": "delete", "del": "delete", "new": "add", "create": "add",
    "search": "find", "update": "set", "change": "edit", "view": "show", "get": "show", "move": "snooze",
    "complete": "done", "finish": "done", "close": "done", "contacts": "contact", "companies": "company",
    "tasks": "task", "tags": "tag", "calendar": "agenda", "person": "contact", "people": "contact",
}  # fmt: skip
"""What people of other programs type, and what it is called here."""
_ONLY_WITH_OPTIONS = ("export",)
"""Nouns whose default command is meant where an option comes first: a mistyped verb is none of its words."""
_built: dict[tuple[str, str], TyperCommand] = {}


class Command(TyperCommand):
    """A command whose help is translated when it is shown."""

    words = ""
    """The words by which it is called: `contact add`."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line of usage."""
        _usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help with every sentence in the user's language, and the examples at its end."""
        from crmcli.cli.examples.every import epilog  # noqa: PLC0415  # door: only help shows them

        self.epilog = epilog(self.words)
        _translate(self, ctx)
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """The words below one word: their lines for help and completion, the real command when one is called."""

    def __init__(self, words: dict[str, str], *, path: str = "", default: str = "", **attributes: Any) -> None:
        super().__init__(no_args_is_help=not default or path in _ONLY_WITH_OPTIONS, **attributes)
        self.words = words
        self.path = path
        self.default = default
        self.headings: dict[str, str] = {}
        """What a command stands under in help, at the top."""

    @property
    def answering(self) -> str:
        """The verb that the default command is; "" where it is none of them, or where there is no default."""
        if not self.default:
            return ""
        verbs = cast("Noun", COMMANDS[self.path]).verbs.items()
        return next((word for word, verb in verbs if verb.target == self.default), "")

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer passes it
        """Every word, in the registry's order."""
        return list(self.words)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as above
        """A stub, enough for help and completion."""
        line = self.words.get(cmd_name)
        if line is None:
            return None
        panel = self.headings.get(cmd_name)
        return TyperCommand(cmd_name, help=_(line), rich_markup_mode=self.rich_markup_mode, rich_help_panel=panel)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Call the default command where the first word is none of ours."""
        if self.default and not ctx.resilient_parsing:
            first = args[0] if args else ""
            if first not in self.words and first not in ("--help", "-h") and self._meant(first):
                args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that a word stands for, built now."""
        if args[0] == _DEFAULT:
            return self.path, build(self.path, self.path, Verb(self.default, "")), args[1:]
        if args[0] in self.words:
            return args[0], open_(args[0], self.path), args[1:]
        if args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise _no_command(self.path, args, self.words)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line of usage."""
        _usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help with every sentence in the user's language."""
        if self.default:
            from crmcli.cli.examples.every import epilog  # noqa: PLC0415  # door: as above

            self.epilog = epilog(self.path)
        _translate(self, ctx)
        if self.answering:
            line = _("Without any of these, `crm {noun}` is `crm {noun} {verb}`.")
            self.help = f"{self.help}\n\n{line.format(noun=self.path, verb=self.answering)}"
        if not self.path:
            self.headings = {word: heading for heading, words in _sections() for word in words}
            self.words = {word: self.words[word] for word in self.headings}
        self.commands = {word: self.get_command(ctx, word) for word in self.words}
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as above
        """The words with a line each, where nobody draws boxes around them; at the top in sections."""
        longest = max(map(len, self.words))
        for heading, words in ((_("Commands"), self.words),) if self.path else _sections():
            rows = [
                (word.ljust(longest), self.commands[word].get_short_help_str(formatter.width - 6 - longest))
                for word in words
            ]
            with formatter.section(heading):
                formatter.write_dl(rows)

    def _meant(self, first: str) -> bool:
        """Whether a word that is no verb may start the default command: for `log` only a sentence does."""
        if self.path in _ONLY_WITH_OPTIONS:
            return first.startswith("-")
        return " " in first if self.path == "log" else True


def _sections() -> Iterable[tuple[str, Iterable[str]]]:
    """The headings of the commands, in the user's language, and what stands under each."""
    from crmcli.cli.sections import SECTION_MESSAGES, SECTIONS  # noqa: PLC0415 - door: only help shows them

    return [(_(SECTION_MESSAGES[section]), words) for section, words in SECTIONS.items()]


def _no_command(path: str, args: list[str], words: dict[str, str]) -> Usage:
    """What to say of a word that is no command: the one that was meant, as far as can be told."""
    word = args[0]
    near = _MEANT.get(word, "") if _MEANT.get(word, "") in words else nearest(word, words) or ""
    hint = "Did you mean `crm {near}`?" if near else "`{path} --help` lists them."
    if path == "log":
        hint = 'A sentence goes in quotes: crm log "Yesterday: lunch with Ana"; a call: crm log call 7 "..."'
    elif not path and (verb := _MEANT.get(word, word)) in cast("Noun", COMMANDS["contact"]).verbs:
        near, hint = f"contact {verb}", "Did you mean `crm {near}`?"
    return Usage(
        "There is no command {name}.",
        name=f"{path} {word}".strip(),
        near=f"{path} {near}".strip(),
        path=f"crm {path}".strip(),
        hint=hint,
    )


def root(*, with_completion: bool = False) -> Group:
    """The whole program; with the options that install completion where they are asked for."""
    program = Group(
        {name: entry.summary for name, entry in COMMANDS.items()},
        name="crm",
        help="A CRM at home in the terminal. Start with `crm demo` or `crm init`.",
        epilog="Everywhere: --db FILE, --readonly, --no-input, --color WHEN, --debug, --version."
        " `crm --install-completion` for Tab.",
        rich_markup_mode=_markup(),
        context_settings=CONTEXT,
    )
    if with_completion:
        program.params += get_install_completion_arguments()
    return program


def open_(name: str, above: str) -> TyperCommand | Group:
    """The command or noun that a word stands for, below another word or at the top."""
    entry = cast("Noun", COMMANDS[above]).verbs[name] if above else COMMANDS[name]
    if isinstance(entry, Verb):
        return build(above, name, entry)
    return Group(
        {verb: spec.summary for verb, spec in entry.verbs.items()},
        path=name,
        default=entry.default,
        name=name,
        help=entry.summary,
        rich_markup_mode=_markup(),
        context_settings=CONTEXT,
    )


def build(noun: str, name: str, verb: Verb) -> TyperCommand:
    """The Typer command of one function."""
    if (noun, name) not in _built:
        program = typer.Typer(add_completion=False, rich_markup_mode=_markup(), context_settings=CONTEXT)
        program.command(name, cls=Command)(resolved(verb.target))
        built = cast("Command", get_command(program))
        built.words = f"{noun} {name}".strip()
        _built[noun, name] = built
    return _built[noun, name]


def _markup() -> Any:
    return "rich" if output.is_terminal() else None


_BRACES = str.maketrans("", "", "{}")
"""Typer puts what is required into braces."""


def _usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx)).translate(_BRACES)
    formatter.write_usage(called(ctx.command_path), pieces, prefix=f"{_('Usage:')} ")


def _translate(command: Any, ctx: Any) -> None:
    """Put the user's language into a command's help, and into the words that Typer has of its own."""
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    command.help = _(command.help or "")
    command.epilog = _(command.epilog or "")
    from crmcli.cli.metavars import spoken  # noqa: PLC0415 - door: 1 ms, only for help

    for parameter in command.get_params(ctx):
        if not getattr(parameter, "is_flag", False):
            parameter.metavar = spoken(parameter)
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    typer.core._ = _  # type: ignore[attr-defined]  # Typer asks the system's language; this program may have its own
    if command.rich_markup_mode is not None:
        from typer import rich_utils  # noqa: PLC0415 - door: rich, 33 ms, only for help on a terminal

        rich_utils.REQUIRED_LONG_STRING = _("[required]")
        rich_utils.DEFAULT_STRING = _("[default: {}]")
        rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
        rich_utils.OPTIONS_PANEL_TITLE = _("Options")
        rich_utils.COMMANDS_PANEL_TITLE = _("Commands")


TYPER_MESSAGES = (
    "[required]",
    "[default: {}]",
    "required",
    "default: {default}",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
    "Missing command.",
    "Arguments",
    "Options",
    "Commands",
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
"""What Typer says by itself and the catalogue must know."""
