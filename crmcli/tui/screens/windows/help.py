"""Every key of a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crmcli.tui.actions import ACTIONS, GROUP_MESSAGES, bindings, shown
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cells import pad, width, wrap
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell

_GAP = "  "


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
        """Write it, when its room is known."""
        when_drawn(self, self._write)

    def on_resize(self) -> None:
        """Write it anew."""
        when_drawn(self, self._write)

    def _write(self) -> None:
        pane, app = self.query_one(TextLines), cast("Shell", self.app)
        groups = [(group, [action for action in ACTIONS if action.group == group]) for group in self.groups]
        told = {action.id: shown(app.keys_of(action.id), all_=True) for _group, some in groups for action in some}
        keys = max(map(width, told.values()), default=0) + len(_GAP)
        if keys > pane.room // 3:  # one key of each, where all of them would leave no room for what they do
            told = {one: shown(app.keys_of(one)) for one in told}
            keys = max(map(width, told.values()), default=0) + len(_GAP)
        lines: list[tuple[Spans, object]] = []
        for group, actions in groups:
            if actions:
                lines += [((), None)] if lines else []
                lines.append(((Span(_(GROUP_MESSAGES[group]), "heading"),), None))
            for action in actions:
                first, *more = wrap(_(action.help), max(pane.room - keys, 8))
                lines.append(((Span(pad(told[action.id], keys), "accent"), Span(first)), action))
                lines += [((Span(" " * keys), Span(text)), None) for text in more]
        pane.show(lines)

    def action_back(self) -> None:
        """Close."""
        self.dismiss()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()

    def action_help(self) -> None:
        """Close: the same key again."""
        self.dismiss()
