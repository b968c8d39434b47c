"""The card of whoever the cursor is on, beside a list."""

import asyncio

from textual import work

from crmcli.core.errors import CrmError
from crmcli.tui.screens.pages.people_page import PeoplePage
from crmcli.tui.widgets.dossier import told
from crmcli.tui.widgets.person import PersonPane

_PAUSE = 0.04
"""Seconds that the cursor rests on somebody before the card is read."""


class CardBeside(PeoplePage):
    """A page with a PersonPane in its body, that follows the cursor."""

    def whom(self) -> int | None:
        """The number of whoever is meant, where there is room to show them."""
        found = self.person() if self.query_one(PersonPane).display else None
        return found[0] if found else None

    @work(group="person", exclusive=True)
    async def show_person(self) -> None:
        """Read the card and show it."""
        pane, chosen = self.query_one(PersonPane), self.whom()
        if chosen is None:
            pane.clear()
            return
        if pane.contact_id not in (None, chosen):
            await asyncio.sleep(_PAUSE)
        try:
            dossier = await self.crm.desk.read(told, chosen)
        except CrmError:  # gone meanwhile; the list is read anew in a moment
            return
        pane.tell(dossier, self.frame)
