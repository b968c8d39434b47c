"""A question before something that is not done lightly; No is what Enter says."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from crmcli.tui.spans import content
from crmcli.view.sentences import filled
from crmcli.view.words import _


class Question(ModalScreen[bool]):
    """Yes only by its own key."""

    BINDINGS = [  # noqa: RUF012 - Textual's way
        Binding("y,s", "say(True)", show=False),
        Binding("n,escape,enter,q", "say(False)", show=False),
    ]

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__()
        self.sentence = filled(sentence, values)

    def compose(self) -> ComposeResult:
        """The sentence and the keys."""
        with Vertical(classes="window"):
            yield Static(content(self.sentence), classes="question", markup=False)
            yield Static(content(_("y yes   n no")), classes="keys", markup=False)

    def action_say(self, is_yes: bool) -> None:  # noqa: FBT001 - Textual's way
        """Answer."""
        self.dismiss(is_yes)
