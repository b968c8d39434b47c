"""What screens of several parts have: a line with their names, and keys to go from one to the next."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from crmcli.tui.actions import bindings
from crmcli.tui.screens.pages.people_page import PeoplePage
from crmcli.tui.widgets.tabs import Tabs


class PartsPage(PeoplePage):
    """One part is shown at a time; subclasses show it in `show_part`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("part_right", "part_left", "person")
    part = 0

    def names(self) -> list[str]:
        """The names of the parts."""
        raise NotImplementedError

    def show_part(self) -> None:
        """Show the part that was chosen."""
        raise NotImplementedError

    def person(self) -> tuple[int, str] | None:
        """Whoever is meant."""
        return None

    def told_parts(self) -> None:
        """Write the names anew."""
        self.query_one(Tabs).show(self.names(), self.part)

    def action_part(self, number: int) -> None:
        """A part by its number."""
        self.part = number % len(self.names())
        self.told_parts()
        self.show_part()

    def action_part_right(self) -> None:
        """The next part."""
        self.action_part(self.part + 1)

    def action_part_left(self) -> None:
        """The part before."""
        self.action_part(self.part - 1)

    @work(group="window")
    async def action_person(self) -> None:
        """The card of whoever is meant."""
        if found := await self._somebody():
            self.open_card(found[0])
