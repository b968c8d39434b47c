"""Somebody full-screen: timeline, agenda, deals and sales, every detail beside them."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.errors import NotFound
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen
from crmcli.tui.screens.leaving import Leaving
from crmcli.tui.screens.pages.people_page import PeoplePage
from crmcli.tui.widgets.dossier import told
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.person import PersonPane
from crmcli.tui.widgets.person_lines import details
from crmcli.view.words import _


class CardPage(PeoplePage, Leaving):
    """One person; Esc goes back to where one came from."""

    TITLE_WORD = "Card"
    OFFERED = ("log", "follow_up", "edit", "call", "section_right", "undo", "back")
    GROUPS = (LISTS, "people", "card")
    AUTO_FOCUS = "PersonPane"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, contact_id: int) -> None:
        super().__init__()
        self.contact_id = contact_id
        self.named = ""

    def body(self) -> Iterable[Widget]:
        """The card, and the details where there is room."""
        with Horizontal(id="panes"):
            yield PersonPane("card")
            yield TextLines("person")

    def person(self) -> tuple[int, str] | None:
        """Whose card it is."""
        return self.contact_id, self.named

    def command(self) -> Sequence[str]:
        """As in Page."""
        return ("show", f"id:{self.contact_id}")

    async def load(self) -> None:
        """Read the card."""
        try:
            dossier = await self.crm.desk.read(told, self.contact_id)
        except NotFound:
            self.dismiss()
            raise
        contact = dossier.card.contact
        self.named = contact.name
        self.tell(contact.name[:200], _("in the trash") if contact.trashed_at else "")
        self.query_one(PersonPane).tell(dossier, self.frame)
        self._tell_details()

    def _tell_details(self) -> None:
        pane, side = self.query_one(PersonPane), self.query_one("#person", TextLines)
        if pane.told is not None:
            card, frame = pane.told.card, self.frame
            side.write(lambda room: details(card, frame, room), is_other=False)

    @on(Chosen)
    def _chosen(self) -> None:
        if isinstance(self.focused, TextLines):
            self.open_record(self.focused.chosen)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
