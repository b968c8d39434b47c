"""Every key of a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crmcli.tui.actions import ACTIONS, GROUP_MESSAGES, bindings, shown
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cells import pad
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell

_KEYS = 20


class Help(ModalScreen[None]):
    """The keys by group, and what each does."""

    BINDINGS = bindings("back", "close", "help")

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self.groups = groups

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(id="help", classes="window") as window:
            window.border_title = _("Keys")
            window.border_subtitle = _("{key} closes").format(key=cast("Shell", self.app).key_of("back"))
            yield TextLines()

    def on_mount(self) -> None:
        """Write it."""
        lines: list[tuple[Spans, object]] = []
        for group in self.groups:
            actions = [action for action in ACTIONS if action.group == group]
            if actions:
                lines += [((), None)] if lines else []
                lines.append(((Span(_(GROUP_MESSAGES[group]), "heading"),), None))
                lines += [
                    (
                        (
                            Span(pad(shown(cast("Shell", self.app).keys_of(action.id), all_=True), _KEYS), "accent"),
                            Span(_(action.help)),
                        ),
                        action,
                    )
                    for action in actions
                ]
        self.query_one(TextLines).show(lines)

    def action_back(self) -> None:
        """Close."""
        self.dismiss()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()

    def action_help(self) -> None:
        """Close: the same key again."""
        self.dismiss()
