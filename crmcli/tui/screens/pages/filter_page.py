"""What screens with a filter have: the line to type it in, what could be typed next, what is wrong, and Esc."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import on, work
from textual.binding import BindingType
from textual.widgets import Input

from crmcli.core.errors import CrmError
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import bindings
from crmcli.tui.messages import Filtered, FilterLeft
from crmcli.tui.screens.pages.people_page import PeoplePage
from crmcli.tui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from crmcli.core.records.insight import Segment

P = ParamSpec("P")
T = TypeVar("T")


def saved_query(view: "Segment") -> str:
    """The filter that shows what was saved: of contacts the segment by its name, else the query itself."""
    return f'segment:"{view.name}"' if view.noun == "contact" else view.query


class FilterPage(PeoplePage):
    """A page with a FilterBar in its body. Subclasses read what `text` picks in `load`, through `asked`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "save_view", "back")
    NOUN: ClassVar[str] = "contact"
    """Of what the search language tells here."""
    text = ""
    """The filter."""

    @property
    def filter_bar(self) -> FilterBar:
        """The line to type the filter in."""
        return self.query_one(FilterBar)

    def filtered(self) -> None:
        """Show what the filter picks now."""
        self.reload()

    def filter_by(self, text: str) -> None:
        """Filter by this, as if it were typed."""
        box = self.filter_bar.query_one(Input)
        if box.value == text:
            self.text = text
            self.filtered()
        else:
            box.value = text
            box.cursor_position = len(text)

    async def asked(
        self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """What a service answers to a query; None where the query is wrong, which is said under its word."""
        try:
            found = await self.crm.desk.read(service, *args, **kwargs)
        except CrmError as error:
            self.filter_bar.complain(error)
            if not self.filter_bar.is_open:
                self.crm.tell_error(error)
            return None
        self.filter_bar.complain(None)
        return found

    def told_filter(self, *details: str) -> str:
        """The filter and what else is said on top."""
        return "   ".join(filter(None, (f"/ {self.text}" if self.text else "", *details)))

    def listing(self, *words: str) -> Sequence[str]:
        """The words of a command with the filter as its query."""
        dashes = ("--",) if self.text.startswith("-") else ()
        return (*words, *dashes, *((self.text,) if self.text else ()))

    def action_filter(self) -> None:
        """Begin to filter."""
        self.filter_bar.open()
        self._warm_up()

    @work(group="offer", exclusive=True)
    async def _warm_up(self) -> None:
        from crmcli.services.people import completion  # noqa: PLC0415 - door: only while one types

        await self.crm.desk.slow(completion.query, "", self.NOUN)
        await self._offer_saved()

    async def _offer_saved(self) -> None:
        """Offer what was saved, while nothing is typed."""
        from crmcli.services.insight import segments  # noqa: PLC0415 - door: as above

        found = await self.crm.desk.slow(segments.saved, self.NOUN)
        if self.filter_bar.is_open and not self.filter_bar.text:
            self.filter_bar.offer([(saved_query(one), one.name) for one in found])

    @on(Filtered)
    def _filtered(self, event: Filtered) -> None:
        self.text = event.text
        self.filtered()
        self._offer()

    @work(group="offer", exclusive=True)
    async def _offer(self) -> None:
        from crmcli.services.people import completion  # noqa: PLC0415 - door: as above

        bar = self.filter_bar
        word = bar.word
        if not bar.text:
            await self._offer_saved()
            return
        found = await self.crm.desk.slow(completion.query, word, self.NOUN) if len(word) > 1 or word == "#" else []
        if bar.word == word and bar.is_open:
            bar.offer(found)

    @on(FilterLeft)
    def _left(self, event: FilterLeft) -> None:
        bar = self.filter_bar
        if event.kept and bar.is_wrong:
            return
        if not event.kept:
            bar.clear()
        bar.close()
        self.to_main()

    @work(group="write")
    async def action_save_view(self) -> None:
        """Save the filter under a name."""
        from crmcli.tui.screens.forms import view_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(view_form.ViewForm(self.text, self.NOUN))

    def action_back(self) -> None:
        """Clear the filter."""
        bar = self.filter_bar
        if self.text:
            bar.clear()
            bar.close()
        self.to_main()
