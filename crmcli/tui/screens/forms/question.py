"""A question before something that is not done lightly; No is what Enter says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from crmcli.tui.actions import bindings
from crmcli.tui.spans import content
from crmcli.view.sentences import filled
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell


class Question(ModalScreen[bool]):
    """Yes only by its own key; `told` are lines about what it would do."""

    BINDINGS = bindings("yes", "no")

    def __init__(self, sentence: str, *, told: Sequence[str] = (), **values: object) -> None:
        super().__init__()
        self.told = told
        self.sentence = filled(sentence, values)

    def compose(self) -> ComposeResult:
        """The sentence and the keys."""
        with Vertical(classes="window"):
            yield Static(content(self.sentence), classes="question", markup=False)
            if self.told:
                yield Static(content("\n".join(self.told)), classes="told", markup=False)
            key_of = cast("Shell", self.app).key_of
            look = "bold $accent"
            yes, no = (f" {_('yes')}   ", f" {_('no')}")
            keys = Content.assemble((key_of("yes"), look), yes, (key_of("no"), look), no)
            yield Static(keys, classes="keys", markup=False)

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Leave it."""
        self.dismiss(result=False)
