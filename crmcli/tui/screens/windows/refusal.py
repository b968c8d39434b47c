"""What is said where there is no room."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from crmcli.tui.actions import bindings
from crmcli.tui.spans import content
from crmcli.view.words import _


class Refusal(ModalScreen[None]):
    """A polite word in place of everything, until the window is larger."""

    BINDINGS = bindings("quit", app=True)

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static(content(_("A larger window, please:\n40 × 12 at least.\nq leaves.")), id="refusal", markup=False)
